package org.answerable.language;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What single words and pairs of neighbours say, learnt from examples of our own: points for or
 * against a meaning, added up. A rule says a thing because somebody wrote down how it is said; this
 * says it because much in a message points the same way.
 *
 * <p>It adds what no rule has found and doubts what a rule has found where much speaks against it.
 * How hard it is to doubt stands in each lesson. Of danger a phrase is never taken back, as nothing
 * around them undoes the words "I want to die"; a single word ("hospital") is.
 *
 * <p>Only customers' messages are read in this way. Weighed is every longest stretch of
 * neighbouring sentences that has at most {@link #LONGEST_STRETCH} words, as what matters may stand
 * in the middle of a long mail. A word counts once in it, and so do the beginning of a sentence
 * ({@code ^}), a pause ({@code ,}) and how sentences end ({@code ? ! .}). What the rules have found
 * in the whole message counts like a word.
 *
 * <p>The points are a file beside the rules, {@code en.learnt}, made by {@code Learning} among the
 * tests and never by hand:
 *
 * <pre>
 *   learnt DANGER
 *     why    may tell of danger: a person should look now
 *     start  -310      points before any word is read
 *     word   300       points more where a rule has found it in a single word
 *     phrase stays     the same for several words; "stays" where that is never doubted
 *     long   -80       points each time the message is twice as long as a stretch: much said has
 *                      more chances to look like it
 *     +187   smoke     points of a word, in hundredths of the logarithm of the odds
 *     -95    smoke alarm
 *     +20    ^ still   the same at the beginning of a sentence
 *     +240   =CHASE    points for what a rule has found, be it this meaning or another
 * </pre>
 *
 * Found is what has more points than none; its words are the sentence that brought most of them.
 */
final class Learnt {
  /** Longer stretches are not read as one: the longest examples have so many words. */
  static final int LONGEST_STRETCH = 45;

  private static final Set<String> PARTS = Set.of("why", "start", "word", "phrase", "long");

  /** Before the name of a meaning that a rule has found, where words stand else. */
  private static final String FOUND = "=";

  /** Where a sentence begins. */
  static final String BEGINNING = "^";

  /** Where punctuation parts two words. */
  static final String PAUSE = ",";

  private static final String STAYS = "stays";

  /** What its findings are called, before the name of the meaning. */
  static final String NAME = "learnt-";

  /** One meaning and how much it takes to see it. */
  private record Lesson(
      Meaning means, String why, int start, int word, @Nullable Integer phrase, int doubled) {
    String name() {
      return NAME + means.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Neighbouring sentences, from the first to before the last, and what they bring to each lesson.
   */
  private record Stretch(int begin, int end, int[] sum) {}

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
    if (head.length != 2 || !open.keySet().equals(PARTS)) {
      throw new IllegalArgumentException(
          "a lesson has a meaning, why, start, word, phrase and long");
    }
    var means = Meaning.valueOf(head[1]);
    if (means.side() != Role.CUSTOMER) {
      throw new IllegalArgumentException("only what customers write is learnt: " + means);
    }
    lessons.add(
        new Lesson(
            means,
            open.getOrDefault("why", ""),
            Integer.parseInt(open.getOrDefault("start", "")),
            Integer.parseInt(open.getOrDefault("word", "")),
            phrase(open.getOrDefault("phrase", "")),
            Integer.parseInt(open.getOrDefault("long", ""))));
    open.clear();
  }

  private static @Nullable Integer phrase(String points) {
    return points.equals(STAYS) ? null : Integer.valueOf(points);
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

  /**
   * The form of what a rule has found, for the lessons.
   *
   * @param meaning of the finding
   */
  static String form(Meaning meaning) {
    return FOUND + meaning;
  }

  /** Whether a single word of a rule is not enough where much speaks against this meaning. */
  boolean doubts(Meaning meaning) {
    return lessons.stream().anyMatch(lesson -> lesson.means == meaning);
  }

  /** Adds to a customer's message what much speaks for, takes away what much speaks against. */
  void judge(CharSequence text, List<Sentence> sentences, List<Finding> findings) {
    if (sentences.isEmpty() || lessons.isEmpty()) {
      return;
    }
    var stretches = stretches(sentences, text);
    var ruled = List.copyOf(findings);
    for (int number = 0; number < lessons.size(); number++) {
      judge(number, text, sentences, stretches, ruled, findings);
    }
  }

  private void judge(
      int number,
      CharSequence text,
      List<Sentence> sentences,
      List<Stretch> stretches,
      List<Finding> found,
      List<Finding> findings) {
    var lesson = lessons.get(number);
    var ruled = found.stream().filter(one -> one.meaning() == lesson.means).toList();
    boolean phrase = ruled.stream().anyMatch(one -> !isWord(one, sentences));
    if ((phrase && lesson.phrase == null)
        || ruled.stream().anyMatch(one -> OwnPhrase.isRuleOf(one.rule()))) {
      return; // what a desk taught itself is never doubted either
    }
    var best = stretches.getFirst();
    for (var stretch : stretches) {
      if (stretch.sum[number] > best.sum[number]) {
        best = stretch;
      }
    }
    double sum = lesson.start + best.sum[number];
    if (phrase) {
      sum = Math.max(sum, lesson.start + alone(ruled, number, text, sentences));
    }
    var said = EnumSet.noneOf(Meaning.class);
    found.forEach(one -> said.add(one.meaning()));
    for (var meaning : said) {
      sum += points(form(meaning), number);
    }
    if (ruled.isEmpty()) {
      sum += lesson.doubled * doublings(sentences);
    } else {
      sum += phrase && lesson.phrase != null ? lesson.phrase : lesson.word;
    }
    if (sum <= 0) {
      findings.removeAll(ruled);
    } else if (ruled.isEmpty()) {
      add(lesson, telling(best, number, text, sentences), findings);
    }
  }

  /** The most that a sentence in which a rule found it brings by itself. */
  private int alone(List<Finding> ruled, int number, CharSequence text, List<Sentence> sentences) {
    int most = Integer.MIN_VALUE;
    for (var sentence : sentences) {
      if (ruled.stream().anyMatch(one -> one.sentence().equals(sentence.span()))) {
        most = Math.max(most, sum(List.of(sentence), text)[number]);
      }
    }
    return most;
  }

  private static void add(Lesson lesson, Span sentence, List<Finding> findings) {
    int place = 0;
    while (place < findings.size() && findings.get(place).sentence().start() <= sentence.start()) {
      place++;
    }
    findings.add(place, new Finding(lesson.means, sentence, sentence, lesson.name(), lesson.why));
  }

  /** The sentence that brings most to a lesson. */
  private Span telling(Stretch stretch, int number, CharSequence text, List<Sentence> sentences) {
    int most = Integer.MIN_VALUE;
    var telling = sentences.get(stretch.begin).span();
    for (var sentence : sentences.subList(stretch.begin, stretch.end)) {
      int brings = sum(List.of(sentence), text)[number];
      if (brings > most) {
        most = brings;
        telling = sentence.span();
      }
    }
    return telling;
  }

  private List<Stretch> stretches(List<Sentence> sentences, CharSequence text) {
    var stretches = new ArrayList<Stretch>();
    int until = 0;
    for (int begin = 0; begin < sentences.size() && until < sentences.size(); begin++) {
      int end = end(begin, sentences);
      if (end > until) { // else all of it was read from an earlier sentence on
        stretches.add(new Stretch(begin, end, sum(sentences.subList(begin, end), text)));
        until = end;
      }
    }
    return stretches;
  }

  private int points(String form, int lesson) {
    var known = words.get(form);
    return known == null || known.alone == null ? 0 : known.alone[lesson];
  }

  /** Whether it was one word that gave it away. */
  private static boolean isWord(Finding finding, List<Sentence> sentences) {
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
  private static int end(int begin, List<Sentence> sentences) {
    int length = 0;
    int end = begin;
    while (end < sentences.size()) {
      length += sentences.get(end).words().size();
      if (end > begin && length > LONGEST_STRETCH) {
        break;
      }
      end++;
    }
    return end;
  }

  /** How often the message is twice as long as a stretch. */
  private static double doublings(List<Sentence> sentences) {
    int length = sentences.stream().mapToInt(sentence -> sentence.words().size()).sum();
    return Math.max(0, Math.log((double) length / LONGEST_STRETCH) / Math.log(2));
  }

  /**
   * What a sentence shows, in its order, the same thing perhaps twice.
   *
   * @param text in which it stands
   * @param shown takes a form alone (with null), or two neighbours
   */
  static void signs(
      Sentence sentence, CharSequence text, BiConsumer<String, @Nullable String> shown) {
    var words = sentence.words();
    var before = BEGINNING;
    for (var word : words) {
      var form = form(word);
      shown.accept(before, form);
      if (word.isEnd()) {
        var end = end(sentence, text);
        shown.accept(end, null);
        shown.accept(before, end);
        return;
      }
      shown.accept(form, null);
      if (word.pause()) {
        shown.accept(PAUSE, null);
        shown.accept(PAUSE, form);
      }
      before = form;
    }
  }

  /** How it ends: with a question mark, an exclamation mark or neither. */
  private static String end(Sentence sentence, CharSequence text) {
    if (sentence.question()) {
      return "?";
    }
    int last = sentence.span().end() - 1;
    return last >= 0 && text.charAt(last) == '!' ? "!" : ".";
  }

  /** What these sentences bring to each lesson. */
  private int[] sum(List<Sentence> sentences, CharSequence text) {
    var sum = new int[lessons.size()];
    var counted = Collections.newSetFromMap(new IdentityHashMap<int[], Boolean>());
    for (var sentence : sentences) {
      signs(
          sentence,
          text,
          (form, next) -> {
            var known = words.get(form);
            if (known != null) {
              count(next == null ? known.alone : known.before.get(next), counted, sum);
            }
          });
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
