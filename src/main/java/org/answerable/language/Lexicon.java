package org.answerable.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Knows for every word which slots of the rules it fills. A slot is a set of words, written {@code
 * delay|late|wait*}; equal slots are one. Slots are collected while the rules are read, then {@link
 * #freeze()} turns them round: from word to bit set of slots.
 */
final class Lexicon {
  /** Stands for every number in a slot. */
  static final String NUMBER = "#";

  /** Shorter words are too often words of their own: "later" and "latter". */
  private static final int SHORTEST_MISSPELT = 7;

  private record Slot(
      Set<String> words, Set<String> beginnings, Set<String> endings, boolean number) {}

  private record Ending(String letters, int slot) {}

  private static final class Node {
    final Map<Character, Node> next = new HashMap<>(4);
    final List<Integer> slots = new ArrayList<>(1);
  }

  private final Map<String, Integer> ids = new LinkedHashMap<>();
  private final List<Slot> slots = new ArrayList<>();
  private final Map<String, long[]> words = new HashMap<>();
  private final Node beginnings = new Node();
  private final List<Ending> endings = new ArrayList<>();
  private final Map<String, String> singled = new HashMap<>();
  private final Map<String, Set<String>> groups = new HashMap<>();
  private final Map<Integer, String> groupOf = new HashMap<>();
  private long[] number = {};
  private long[] none = {};
  private long[] grouped = {};

  void group(String name, List<String> members) {
    groups.computeIfAbsent(name, _ -> new HashSet<>()).addAll(resolved(members));
  }

  boolean knowsGroup(String name) {
    return groups.containsKey(name);
  }

  private Set<String> resolved(List<String> members) {
    var all = new HashSet<String>();
    for (var member : members) {
      if (member.startsWith("@")) {
        var group = groups.get(member.substring(1));
        if (group == null) {
          throw new IllegalArgumentException("there is no group " + member);
        }
        all.addAll(group);
      } else {
        all.add(Letters.plain(member));
      }
    }
    return all;
  }

  /**
   * The number of the slot with these members: words, beginnings ("wait*"), endings ("*ing"),
   * groups ("@we"), "#".
   */
  int slot(List<String> members) {
    var written = String.join("|", members);
    var before = ids.get(written);
    if (before != null) {
      return before;
    }
    var all = resolved(members);
    var key = String.join("|", new TreeSet<>(all));
    var known = ids.get(key);
    if (known != null) {
      ids.put(written, known);
      return known;
    }
    var slot = new Slot(new HashSet<>(), new HashSet<>(), new HashSet<>(), all.contains(NUMBER));
    for (var member : all) {
      if (member.equals(NUMBER)) {
        continue;
      }
      if (member.endsWith("*")) {
        slot.beginnings.add(member.substring(0, member.length() - 1));
      } else if (member.startsWith("*")) {
        slot.endings.add(member.substring(1));
      } else {
        slot.words.add(member);
      }
    }
    slots.add(slot);
    ids.put(key, slots.size() - 1);
    ids.put(written, slots.size() - 1);
    return slots.size() - 1;
  }

  int size() {
    return slots.size();
  }

  void freeze() {
    for (var group : new TreeSet<>(groups.keySet())) {
      groupOf.putIfAbsent(slot(List.of("@" + group)), "@" + group);
    }
    none = new long[(slots.size() + 63) >> 6];
    number = none.clone();
    grouped = none.clone();
    groupOf.keySet().forEach(id -> set(grouped, id));
    for (int id = 0; id < slots.size(); id++) {
      var slot = slots.get(id);
      for (var beginning : slot.beginnings) {
        var node = beginnings;
        for (char letter : beginning.toCharArray()) {
          node = node.next.computeIfAbsent(letter, _ -> new Node());
        }
        node.slots.add(id);
      }
      for (var ending : slot.endings) {
        endings.add(new Ending(ending, id));
      }
      if (slot.number) {
        set(number, id);
      }
    }
    var vocabulary = new HashSet<String>();
    for (var slot : slots) {
      vocabulary.addAll(slot.words);
    }
    for (var word : vocabulary) {
      // "5" may be a word of some rule; it is a number all the same.
      words.put(word, (isNumber(word) ? number : byParts(word)).clone());
    }
    for (var word : vocabulary) {
      if (word.length() >= SHORTEST_MISSPELT) {
        // Two words that differ in nothing else stand for neither.
        singled.merge(Letters.single(word), word, (one, other) -> "");
      }
    }
    for (int id = 0; id < slots.size(); id++) {
      for (var word : slots.get(id).words) {
        set(Objects.requireNonNull(words.get(word)), id);
      }
    }
  }

  /** The slots that a word fills; shared, not to be written to. */
  long[] slotsOf(String form) {
    var known = words.get(form);
    if (known != null) {
      return known;
    }
    return isNumber(form) ? number : byParts(form);
  }

  /** The groups to which a word belongs, each as "@thing", always in the same order. */
  List<String> groupsOf(Word word) {
    var there = new ArrayList<String>();
    for (int k = 0; k < grouped.length; k++) {
      for (long rest = grouped[k] & word.slots()[k]; rest != 0; rest &= rest - 1) {
        there.add(Objects.requireNonNull(groupOf.get((k << 6) + Long.numberOfTrailingZeros(rest))));
      }
    }
    return there;
  }

  private static boolean isNumber(String form) {
    return !form.isEmpty() && form.charAt(0) >= '0' && form.charAt(0) <= '9';
  }

  /**
   * The word that was probably meant where a letter was doubled that should not be, or not doubled
   * that should: "disapointed". The form itself when no long word is like it.
   */
  String meant(String form) {
    if (form.length() < SHORTEST_MISSPELT - 1 || words.containsKey(form)) {
      return form;
    }
    var word = singled.get(Letters.single(form));
    return word == null || word.isEmpty() ? form : word;
  }

  boolean knows(String form) {
    return words.containsKey(form);
  }

  private long[] byParts(String form) {
    long @Nullable [] found = null;
    var node = beginnings;
    for (int i = 0; i < form.length(); i++) {
      node = node.next.get(form.charAt(i));
      if (node == null) {
        break;
      }
      for (int slot : node.slots) {
        if (found == null) {
          found = none.clone();
        }
        set(found, slot);
      }
    }
    for (var ending : endings) {
      if (form.endsWith(ending.letters)) {
        if (found == null) {
          found = none.clone();
        }
        set(found, ending.slot);
      }
    }
    return found == null ? none : found;
  }

  private static void set(long[] bits, int bit) {
    bits[bit >> 6] |= 1L << bit;
  }
}
