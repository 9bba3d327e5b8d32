package org.answerable.language;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What single words and pairs of neighbours say, learnt from examples of our own: points for or
 * against a meaning, added up. A rule says a thing because somebody wrote down how it is said; this
 * says it because much in a message points the same way. What a rule has found in a phrase stays
 * found, as nothing around them takes back the words "I want to die"; what it has found in a single
 * word ("hospital") is doubted where much speaks against it.
 *
 * <p>One sentence of ours is weighed for itself. Of what a customer writes, every longest stretch
 * of neighbouring sentences is that has at most {@link #LONGEST_STRETCH} words, as what matters may
 * stand in the middle of a long mail. A word counts once in a sentence.
 *
 * <p>The points are a file beside the rules, {@code en.learnt}, made by {@code Learning} among the
 * tests and never by hand:
 *
 * <pre>
 *   learnt customer DANGER
 *     why    may tell of danger: a person should look now
 *     start  -310      points before any word is read
 *     word   300       points where a rule has found it in a single word
 *     long   -80       points each time the message is twice as long as a stretch: much said has
 *                      more chances to look like it
 *     +187   smoke     points of a word, in hundredths of the logarithm of the odds
 *     -95    smoke alarm
 * </pre>
 *
 * Found is what has more points than none; its words are the sentence that brought most of them.
 */
final class Learnt {
  /** Longer stretches are not read as one: the longest examples have so many words. */
  static final int LONGEST_STRETCH = 45;

  private static final Set<String> PARTS = Set.of("why", "start", "word", "long");

  /** What its findings are called, before the name of the meaning. */
  static final String NAME = "learnt-";

  /** One meaning and how much it takes to see it. */
  private record Lesson(Role side, Meaning means, String why, int start, int word, int doubled) {
    String name() {
      return NAME + means.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** A word: its points for each lesson, and those of the pairs that begin with it. */
  private static final class Known {
    int @Nullable [] alone;
    final Map<String, int[]> before = new HashMap<>(4);
  }

  private final List<Lesson> lessons = new ArrayList<>();
  private final Map<String, Known> words = new HashMap<>();

  Learnt(String name, String text) {
    int most = (int) text.lines().filter(line -> line.startsWith("learnt ")).count();
    int number = 0;
    var open = new HashMap<String, String>();
    String[] head = null;
    for (var line : (Iterable<String>) text.lines()::iterator) {
      number++;
      if (line.isBlank() || line.startsWith("//")) {
        continue;
      }
      try {
        if (line.startsWith("learnt ")) {
          close(head, open);
          head = line.split(" ");
          continue;
        }
        var parts = line.strip().split("\\s+", 2);
        if (head == null || parts.length != 2) {
          throw new IllegalArgumentException("\"" + line + "\" is not understood here");
        }
        char sign = parts[0].charAt(0);
        if (sign == '+' || sign == '-') {
          learn(parts[1].split(" "), lessons.size(), Integer.parseInt(parts[0]), most);
        } else {
          open.put(parts[0], parts[1]);
        }
      } catch (IllegalArgumentException e) {
        throw new RuleFileException(name, number, String.valueOf(e.getMessage()));
      }
    }
    try {
      close(head, open);
    } catch (IllegalArgumentException e) {
      throw new RuleFileException(name, number, String.valueOf(e.getMessage()));
    }
  }

  private void close(String @Nullable [] head, Map<String, String> open) {
    if (head == null) {
      return;
    }
    if (head.length != 3 || !open.keySet().equals(PARTS)) {
      throw new IllegalArgumentException(
          "a lesson has a side, a meaning, why, start, word and long");
    }
    lessons.add(
        new Lesson(
            Role.valueOf(head[1].toUpperCase(Locale.ROOT)),
            Meaning.valueOf(head[2]),
            open.getOrDefault("why", ""),
            Integer.parseInt(open.getOrDefault("start", "")),
            Integer.parseInt(open.getOrDefault("word", "")),
            Integer.parseInt(open.getOrDefault("long", ""))));
    open.clear();
  }

  private void learn(String[] forms, int lesson, int points, int lessons) {
    if (forms.length > 2) {
      throw new IllegalArgumentException("points are for a word or for two: " + points);
    }
    var known = words.computeIfAbsent(forms[0], _ -> new Known());
    if (forms.length == 2) {
      known.before.computeIfAbsent(forms[1], _ -> new int[lessons])[lesson] = points;
      return;
    }
    var alone = known.alone == null ? new int[lessons] : known.alone;
    alone[lesson] = points;
    known.alone = alone;
  }

  /** The form under which a word is known: numbers are all one. */
  static String form(Word word) {
    return Character.isDigit(word.form().charAt(0)) ? Lexicon.NUMBER : word.form();
  }

  /** Whether a single word of a rule is not enough where much speaks against this meaning. */
  boolean doubts(Meaning meaning) {
    return lessons.stream().anyMatch(lesson -> lesson.means == meaning);
  }

  /** Adds what much speaks for, takes away single words that much speaks against. */
  void judge(Role side, List<Sentence> sentences, List<Finding> findings) {
    if (sentences.isEmpty() || lessons.stream().noneMatch(lesson -> lesson.side == side)) {
      return;
    }
    var sums = new ArrayList<int[]>(sentences.size());
    for (var sentence : sentences) {
      sums.add(sum(sentence));
    }
    for (int number = 0; number < lessons.size(); number++) {
      var lesson = lessons.get(number);
      if (lesson.side != side) {
        continue;
      }
      if (side == Role.AGENT) {
        for (int at = 0; at < sentences.size(); at++) {
          judge(number, at, at, sentences, sums, findings);
        }
      } else {
        judge(number, 0, sentences.size() - 1, sentences, sums, findings);
      }
    }
  }

  private void judge(
      int number,
      int first,
      int last,
      List<Sentence> sentences,
      List<int[]> sums,
      List<Finding> findings) {
    var lesson = lessons.get(number);
    int from = sentences.get(first).span().start();
    int to = sentences.get(last).span().end();
    var ruled = new ArrayList<Finding>();
    for (var finding : findings) {
      if (finding.meaning() == lesson.means
          && finding.sentence().start() >= from
          && finding.sentence().end() <= to) {
        if (!isWord(finding, sentences.subList(first, last + 1))) {
          return;
        }
        ruled.add(finding);
      }
    }
    int length = 0;
    for (int at = first; at <= last; at++) {
      length += sentences.get(at).words().size();
    }
    int best = Integer.MIN_VALUE;
    int bestAt = first;
    int until = first;
    for (int begin = first; begin <= last && until <= last; begin++) {
      int end = end(begin, last, sentences);
      if (end == until) {
        continue; // all of it was read from an earlier sentence on
      }
      until = end;
      int sum = 0;
      int telling = begin;
      for (int at = begin; at < end; at++) {
        sum += sums.get(at)[number];
        if (sums.get(at)[number] > sums.get(telling)[number]) {
          telling = at;
        }
      }
      if (sum > best) {
        best = sum;
        bestAt = telling;
      }
    }
    double more = ruled.isEmpty() ? lesson.doubled * doublings(length) : lesson.word;
    if (lesson.start + best + more <= 0) {
      findings.removeAll(ruled);
    } else if (ruled.isEmpty()) {
      var sentence = sentences.get(bestAt).span();
      int place = 0;
      while (place < findings.size()
          && findings.get(place).sentence().start() <= sentence.start()) {
        place++;
      }
      findings.add(place, new Finding(lesson.means, sentence, sentence, lesson.name(), lesson.why));
    }
  }

  /** Whether a rule of ours gave it for one word; what a desk taught itself is never doubted. */
  private static boolean isWord(Finding finding, List<Sentence> sentences) {
    if (OwnPhrase.isRuleOf(finding.rule())) {
      return false;
    }
    for (var sentence : sentences) {
      for (var word : sentence.words()) {
        if (word.start() == finding.words().start() && word.end() == finding.words().end()) {
          return true;
        }
      }
    }
    return false;
  }

  /** The sentence after the last that is read as one with this one. */
  private static int end(int begin, int last, List<Sentence> sentences) {
    int length = 0;
    int end = begin;
    while (end <= last) {
      length += sentences.get(end).words().size();
      if (end > begin && length > LONGEST_STRETCH) {
        break;
      }
      end++;
    }
    return end;
  }

  private static double doublings(int words) {
    return Math.max(0, Math.log((double) words / LONGEST_STRETCH) / Math.log(2));
  }

  /** What one sentence brings to each lesson. */
  private int[] sum(Sentence sentence) {
    var sum = new int[lessons.size()];
    var counted = Collections.newSetFromMap(new IdentityHashMap<int[], Boolean>());
    var all = sentence.words();
    for (int i = 0; i < all.size(); i++) {
      var known = words.get(form(all.get(i)));
      if (known == null) {
        continue;
      }
      count(known.alone, counted, sum);
      if (i + 1 < all.size()) {
        count(known.before.get(form(all.get(i + 1))), counted, sum);
      }
    }
    return sum;
  }

  private static void count(int @Nullable [] points, Set<int[]> counted, int[] sum) {
    if (points == null || !counted.add(points)) {
      return;
    }
    for (int k = 0; k < points.length; k++) {
      sum[k] += points[k];
    }
  }
}
