package org.answerable.language;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
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
    var found = List.copyOf(findings);
    var single = new HashSet<Span>();
    for (var sentence : sentences) {
      for (var word : sentence.words()) {
        single.add(new Span(word.start(), word.end()));
      }
    }
    for (int number = 0; number < lessons.size(); number++) {
      judge(number, text, sentences, stretches, single, found, findings);
    }
  }

  private void judge(
      int number,
      CharSequence text,
      List<Sentence> sentences,
      List<Stretch> stretches,
      Set<Span> single,
      List<Finding> found,
      List<Finding> findings) {
    var lesson = lessons.get(number);
    var ruled = found.stream().filter(one -> one.meaning() == lesson.means).toList();
    boolean phrase = ruled.stream().anyMatch(one -> !single.contains(one.words()));
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
      findings.removeIf(one -> one.meaning() == lesson.means);
    } else if (ruled.isEmpty()) {
      add(lesson, telling(best, number, text, sentences), findings);
    }
  }

  /** The most that a sentence in which a rule found it brings by itself. */
  private int alone(List<Finding> ruled, int number, CharSequence text, List<Sentence> sentences) {
    var found = new HashSet<Span>();
    ruled.forEach(one -> found.add(one.sentence()));
    int most = Integer.MIN_VALUE;
    for (var sentence : sentences) {
      if (found.contains(sentence.span())) {
        most = Math.max(most, sum(sentence, text, number));
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
      int brings = sum(sentence, text, number);
      if (brings > most) {
        most = brings;
        telling = sentence.span();
      }
    }
    return telling;
  }

  /** Moves a window over the sentences, so that each is counted in and out once. */
  private List<Stretch> stretches(List<Sentence> sentences, CharSequence text) {
    var brought = sentences.stream().map(sentence -> brought(sentence, text)).toList();
    var stretches = new ArrayList<Stretch>();
    var window = new Window(lessons.size());
    int length = 0;
    int end = 0;
    int until = 0;
    for (int begin = 0; begin < sentences.size() && until < sentences.size(); begin++) {
      while (end < sentences.size()) {
        int words = sentences.get(end).words().size();
        if (end > begin && length + words > LONGEST_STRETCH) {
          break;
        }
        brought.get(end).forEach(window::in);
        length += words;
        end++;
      }
      if (end > until) { // else all of it was read from an earlier sentence on
        stretches.add(new Stretch(begin, end, window.sum.clone()));
        until = end;
      }
      brought.get(begin).forEach(window::out);
      length -= sentences.get(begin).words().size();
    }
    return stretches;
  }

  private int points(String form, int lesson) {
    var known = words.get(form);
    return known == null || known.alone == null ? 0 : known.alone[lesson];
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

  /** The points of all that a sentence shows. */
  private List<int[]> brought(Sentence sentence, CharSequence text) {
    var brought = new ArrayList<int[]>();
    signs(
        sentence,
        text,
        (form, next) -> {
          var known = words.get(form);
          var points = known == null ? null : next == null ? known.alone : known.before.get(next);
          if (points != null) {
            brought.add(points);
          }
        });
    return brought;
  }

  /** What one sentence brings to a lesson. */
  private int sum(Sentence sentence, CharSequence text, int number) {
    var window = new Window(lessons.size());
    brought(sentence, text).forEach(window::in);
    return window.sum[number];
  }

  /** Adds up points, those of the same sign once. */
  private static final class Window {
    private final Map<int[], Integer> times = new IdentityHashMap<>();
    private final int[] sum;

    Window(int lessons) {
      sum = new int[lessons];
    }

    void in(int[] points) {
      if (times.merge(points, 1, Integer::sum) == 1) {
        add(points, 1);
      }
    }

    void out(int[] points) {
      if (times.merge(points, -1, Integer::sum) == 0) {
        times.remove(points);
        add(points, -1);
      }
    }

    private void add(int[] points, int times) {
      for (int k = 0; k < sum.length; k++) {
        sum[k] += times * points[k];
      }
    }
  }
}
