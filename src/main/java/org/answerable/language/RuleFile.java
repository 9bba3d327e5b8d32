package org.answerable.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a language's file. Line by line; what is indented belongs to the line above it.
 *
 * <pre>
 *   short  mr mrs                          words whose full stop ends no sentence
 *   ordinal am zum                        "am 3. Mai": a number's full stop after these ends no sentence
 *   expand dont = do not                   written forms and what they stand for
 *   expand well = we will : next @verb : after ^|and
 *   group  we = we i us                    used as @we
 *   mark   TIME                            a phrase, used as &lt;TIME&gt; by what follows
 *     if within # days
 *   rule agent APOLOGY sorry-for
 *     why  regret for something that happened
 *     if   sorry for|about                 also: except, unless, never, question only|not, only @group
 *     yes  Sorry for the wait.
 *     no   Sorry to bother you.
 *   weigh customer DISSATISFACTION small-signs
 *     why    may be a complaint
 *     enough 5                         points from which on it is found
 *     sign   2 never again             points (one sign counts once in a message) and what is
 *     or     last time                 looked for; also: loud, silent, never, yes, no
 *   add    DISSATISFACTION when ADMISSION_ASKED    one says the other
 *   drop   APOLOGY when NON_APOLOGY        in the same sentence; "anywhere" at the end: in the message
 * </pre>
 */
final class RuleFile {
  /** A written form that stands for other words, perhaps only beside certain others. */
  record Expansion(List<String> words, int next, int after, boolean atStart) {}

  /** A named phrase. */
  record Mark(String name, List<WordPattern> when) {}

  /** One meaning says another too. */
  record Add(Meaning what, Meaning when) {}

  /** Of two meanings found together one goes. */
  record Drop(Meaning what, Meaning when, boolean anywhere) {}

  private static final int MOST_MARKS = 64;

  final Lexicon lexicon = new Lexicon();
  final Map<String, List<Expansion>> expansions = new HashMap<>();
  final Set<String> shortForms = new HashSet<>();
  final Set<String> beforeOrdinals = new HashSet<>();
  final Map<String, Integer> markIds = new LinkedHashMap<>();
  final List<Mark> marks = new ArrayList<>();
  final List<Rule> rules = new ArrayList<>();
  final List<Weighing> weighings = new ArrayList<>();
  final List<Add> adds = new ArrayList<>();
  final List<Drop> drops = new ArrayList<>();

  private @Nullable Mark openMark;
  private Rule.@Nullable Draft openRule;
  private Weighing.@Nullable Draft openWeighing;

  RuleFile(String name, String text) {
    int number = 0;
    for (var line : (Iterable<String>) text.lines()::iterator) {
      number++;
      if (line.isBlank() || line.stripLeading().startsWith("//")) {
        continue;
      }
      try {
        if (Character.isWhitespace(line.charAt(0))) {
          inner(line.strip());
        } else {
          close();
          outer(line.strip());
        }
      } catch (IllegalArgumentException e) {
        throw new RuleFileException(name, number, String.valueOf(e.getMessage()));
      }
    }
    try {
      close();
      var seen = new HashSet<String>();
      for (var rule : rules) {
        if (!seen.add(rule.name())) {
          throw new IllegalArgumentException("two rules are called " + rule.name());
        }
      }
      for (var weighing : weighings) {
        if (!seen.add(weighing.name())) {
          throw new IllegalArgumentException("two rules are called " + weighing.name());
        }
      }
    } catch (IllegalArgumentException e) {
      throw new RuleFileException(name, number, String.valueOf(e.getMessage()));
    }
    lexicon.freeze();
  }

  private void close() {
    if (openRule != null) {
      rules.add(openRule.done());
    }
    if (openWeighing != null) {
      weighings.add(openWeighing.done());
    }
    openWeighing = null;
    openRule = null;
    openMark = null;
  }

  private void outer(String line) {
    var parts = line.split("\\s+", 2);
    var rest = parts.length == 2 ? parts[1] : "";
    switch (parts[0]) {
      case "short" -> shortForms.addAll(List.of(rest.split("\\s+")));
      case "ordinal" -> beforeOrdinals.addAll(List.of(rest.split("\\s+")));
      case "expand" -> expand(rest);
      case "group" -> {
        var sides = sides(rest);
        lexicon.group(sides[0], List.of(sides[1].split("\\s+")));
      }
      case "mark" -> {
        if (markIds.size() == MOST_MARKS) {
          throw new IllegalArgumentException("at most " + MOST_MARKS + " marks");
        }
        markIds.putIfAbsent(rest, markIds.size());
        openMark = new Mark(rest, new ArrayList<>());
        marks.add(openMark);
      }
      case "rule" -> {
        var words = rest.split("\\s+");
        if (words.length != 3) {
          throw new IllegalArgumentException("write: rule agent|customer MEANING name");
        }
        openRule =
            new Rule.Draft(
                words[2],
                Role.valueOf(words[0].toUpperCase(Locale.ROOT)),
                Arrays.stream(words[1].split(",")).map(Meaning::valueOf).toList());
      }
      case "weigh" -> {
        var words = rest.split("\\s+");
        if (words.length != 3) {
          throw new IllegalArgumentException("write: weigh agent|customer MEANING name");
        }
        openWeighing =
            new Weighing.Draft(
                words[2],
                Role.valueOf(words[0].toUpperCase(Locale.ROOT)),
                Meaning.valueOf(words[1]));
      }
      case "add" -> {
        var words = rest.split("\\s+");
        if (words.length != 3 || !words[1].equals("when")) {
          throw new IllegalArgumentException("write: add MEANING when MEANING");
        }
        adds.add(new Add(Meaning.valueOf(words[0]), Meaning.valueOf(words[2])));
      }
      case "drop" -> {
        var words = rest.split("\\s+");
        if (words.length < 3 || !words[1].equals("when")) {
          throw new IllegalArgumentException("write: drop MEANING when MEANING");
        }
        drops.add(
            new Drop(Meaning.valueOf(words[0]), Meaning.valueOf(words[2]), words.length == 4));
      }
      default -> throw new IllegalArgumentException("\"" + parts[0] + "\" is not known here");
    }
  }

  private static String[] sides(String text) {
    var sides = text.split("\\s*=\\s*", 2);
    if (sides.length != 2 || sides[0].isBlank() || sides[1].isBlank()) {
      throw new IllegalArgumentException("something is missing around =");
    }
    return sides;
  }

  private void expand(String rest) {
    var sides = sides(rest);
    var right = sides[1].split("\\s*:\\s*");
    int next = Rule.NO_SLOT;
    int after = Rule.NO_SLOT;
    boolean atStart = false;
    for (int i = 1; i < right.length; i++) {
      var condition = right[i].split("\\s+", 2);
      var members = new ArrayList<>(List.of(condition[1].split("\\|")));
      switch (condition[0]) {
        case "next" -> next = lexicon.slot(members);
        case "after" -> {
          atStart = members.remove("^");
          after = lexicon.slot(members);
        }
        default -> throw new IllegalArgumentException("after : comes next or after");
      }
    }
    var words = Arrays.stream(right[0].split("\\s+")).map(Letters::plain).toList();
    for (var form : sides[0].split("\\s+")) {
      expansions
          .computeIfAbsent(Letters.plain(form), _ -> new ArrayList<>())
          .add(new Expansion(words, next, after, atStart));
    }
  }

  private void inner(String line) {
    var parts = line.split("\\s+", 2);
    if (parts.length != 2) {
      throw new IllegalArgumentException("nothing follows " + parts[0]);
    }
    var mark = openMark;
    if (mark != null) {
      if (!parts[0].equals("if")) {
        throw new IllegalArgumentException("a mark has only \"if\"");
      }
      mark.when.add(pattern(parts[1]));
      return;
    }
    var weighing = openWeighing;
    if (weighing != null) {
      weigh(weighing, parts[0], parts[1]);
      return;
    }
    var rule = openRule;
    if (rule == null) {
      throw new IllegalArgumentException("this line is indented but belongs to nothing");
    }
    switch (parts[0]) {
      case "why" -> rule.why = parts[1];
      case "if" -> rule.when.add(pattern(parts[1]));
      case "except" -> rule.except.add(pattern(parts[1]));
      case "unless" -> rule.unless.add(pattern(parts[1]));
      case "never" -> rule.never.add(pattern(parts[1]));
      case "question" ->
          rule.asked =
              switch (parts[1]) {
                case "only" -> Rule.Asked.ONLY;
                case "not" -> Rule.Asked.NOT;
                default -> throw new IllegalArgumentException("question only, or question not");
              };
      case "only" -> rule.only = lexicon.slot(List.of(parts[1].split("\\|")));
      case "yes" -> rule.yes.add(parts[1]);
      case "no" -> rule.no.add(parts[1]);
      default -> throw new IllegalArgumentException("\"" + parts[0] + "\" is not known in a rule");
    }
  }

  private void weigh(Weighing.Draft weighing, String key, String rest) {
    switch (key) {
      case "why" -> weighing.why = rest;
      case "enough" -> weighing.enough = points(rest);
      case "loud" -> weighing.loud = points(rest);
      case "sign" -> {
        var parts = rest.split("\\s+", 2);
        if (parts.length != 2) {
          throw new IllegalArgumentException("write: sign POINTS words");
        }
        var patterns = new ArrayList<WordPattern>();
        patterns.add(pattern(parts[1]));
        weighing.signs.add(new Weighing.Sign(points(parts[0]), patterns));
      }
      case "or" -> {
        if (weighing.signs.isEmpty()) {
          throw new IllegalArgumentException("\"or\" follows a sign");
        }
        weighing.signs.getLast().patterns().add(pattern(rest));
      }
      case "silent" -> weighing.silent = Meaning.valueOf(rest);
      case "never" -> weighing.never.add(pattern(rest));
      case "yes" -> weighing.yes.add(rest);
      case "no" -> weighing.no.add(rest);
      default -> throw new IllegalArgumentException("\"" + key + "\" is not known in a weighing");
    }
  }

  private static int points(String digits) {
    if (!digits.matches("-?[0-9]{1,2}")) {
      throw new IllegalArgumentException("\"" + digits + "\" is no number of points");
    }
    return Integer.parseInt(digits);
  }

  private WordPattern pattern(String source) {
    return new WordPattern(
        source,
        lexicon,
        mark -> {
          var id = markIds.get(mark);
          if (id == null) {
            throw new IllegalArgumentException("there is no mark " + mark + " above");
          }
          return id;
        });
  }
}
