package org.answerable.language;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What single words and pairs of words say, learnt from examples of our own: points for or against
 * a meaning, added up. A rule says a thing because somebody wrote down how it is said; this says it
 * because much points the same way.
 *
 * <p>It adds what no rule has found and doubts what a rule has found where much speaks against it.
 * How hard it is to doubt stands in each lesson. Of danger a phrase is never taken back, as nothing
 * around them undoes the words "I want to die"; a single word ("hospital") is.
 *
 * <p>What customers write is judged as a whole message, what we write sentence by sentence. Weighed
 * is every longest stretch of neighbouring sentences that has at most {@link #LONGEST_STRETCH}
 * words, as what matters may stand in the middle of a long mail. Everything that {@link Signs}
 * shows counts once in it. What the rules have found in all of it counts like a word.
 *
 * <p>The points are files beside the rules, one for each side ({@code en-customer.learnt}, {@code
 * en-agent.learnt}), made by {@code Learning} among the tests and never by hand:
 *
 * <pre>
 *   learnt DANGER
 *     why    may tell of danger: a person should look now
 *     start  -310      points before any word is read
 *     word   300       points more where a rule has found it in a single word
 *     phrase stays     the same for several words; "stays" where that is never doubted
 *     long   -80       points each time the message is twice as long as a stretch: much said has
 *                      more chances to look like it
 *   learnt CHASE
 *     …
 *   187 0 smoke        points of a word for each lesson in their order, in hundredths of the
 *   -95 0 smoke alarm  logarithm of the odds
 *   -12 60 nobody * back   two words with any one between them
 *   0 20 ^ still       the same at the beginning of a sentence
 *   35 0 @body in      the same behind a word of a group of the rules
 *   0 240 =CHASE       points for what a rule has found, be it this meaning or another
 * </pre>
 *
 * Found is what has more points than none; its words are the sentence that brought most of them.
 */
final class Learnt {
  /** Longer stretches are not read as one: the longest examples have so many words. */
  static final int LONGEST_STRETCH = 45;

  private static final Set<String> PARTS = Set.of("why", "start", "word", "phrase", "long");

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

  /** A sentence, the points of all that it shows, each sign once, and their sum. */
  private record Read(Sentence sentence, Set<int[]> brought, int[] sum) {
    int length() {
      return sentence.words().size();
    }
  }

  /** A word: its points for each lesson, and those of the pairs that begin with it. */
  private static final class Known {
    int @Nullable [] alone;
    final Map<String, int[]> before = new HashMap<>(4);
    final Map<String, int[]> around = new HashMap<>(4);
  }

  /** Knows no lesson. */
  static final Learnt NOTHING = new Learnt("nothing", "");

  private final List<Lesson> lessons = new ArrayList<>();
  private final Map<String, Known> words = new HashMap<>();

  Learnt(String name, String text) {
    int number = 0;
    var open = new HashMap<String, String>();
    String head = null;
    for (var line : (Iterable<String>) text.lines()::iterator) {
      number++;
      if (line.isBlank() || line.startsWith("//")) {
        continue;
      }
      try {
        boolean isPoints = isPoints(line);
        if (isPoints || line.startsWith("learnt ")) {
          close(head, open);
          head = null;
        }
        if (isPoints) {
          learn(line);
        } else if (line.startsWith("learnt ") && words.isEmpty()) {
          head = line;
        } else {
          var parts = line.strip().split("\\s+", 2);
          if (head == null || parts.length != 2) {
            throw new IllegalArgumentException("\"" + line + "\" is not understood here");
          }
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

  private static boolean isPoints(String line) {
    int at = 0;
    while (line.charAt(at) == ' ') {
      at++;
    }
    char first = line.charAt(at);
    return first == '-' || first == '+' || (first >= '0' && first <= '9');
  }

  private void close(@Nullable String head, Map<String, String> open) {
    if (head == null) {
      return;
    }
    if (!open.keySet().equals(PARTS)) {
      throw new IllegalArgumentException(
          "a lesson has a meaning, why, start, word, phrase and long");
    }
    var means = Meaning.valueOf(head.substring("learnt ".length()));
    if (!lessons.isEmpty() && lessons.getFirst().means.side() != means.side()) {
      throw new IllegalArgumentException("lessons of one file are about one side: " + means);
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

  private void learn(String line) {
    var parts = line.strip().split(" ");
    int forms = parts.length - lessons.size();
    if (lessons.isEmpty() || forms < 1 || forms > 3) {
      throw new IllegalArgumentException(
          "points are one for each lesson, for a word or for two: \"" + line.strip() + "\"");
    }
    var points = new int[lessons.size()];
    for (int i = 0; i < points.length; i++) {
      points[i] = Integer.parseInt(parts[i]);
    }
    var known = words.computeIfAbsent(parts[points.length], _ -> new Known());
    var last = parts[parts.length - 1];
    if (forms == 1) {
      known.alone = points;
    } else if (forms == 2) {
      known.before.put(last, points);
    } else if (parts[parts.length - 2].equals(Signs.ANY)) {
      known.around.put(last, points);
    } else {
      throw new IllegalArgumentException(
          "of three words the one between is \"*\": \"" + line.strip() + "\"");
    }
  }

  /** Whether a single word of a rule is not enough where much speaks against this meaning. */
  boolean doubts(Meaning meaning) {
    return lessons.stream().anyMatch(lesson -> lesson.means == meaning);
  }

  /**
   * Adds what much speaks for, takes away what much speaks against.
   *
   * @param unit what is judged as one: a customer's whole message, a sentence of ours
   * @param findings what the rules have found in it, in the order of its sentences
   */
  void judge(Signs signs, CharSequence text, List<Sentence> unit, List<Finding> findings) {
    if (unit.isEmpty() || lessons.isEmpty()) {
      return;
    }
    var read = unit.stream().map(one -> read(signs, one, text)).toList();
    var stretches = stretches(read);
    var found = List.copyOf(findings);
    var single = new HashSet<Span>();
    for (var sentence : unit) {
      for (var word : sentence.words()) {
        single.add(new Span(word.start(), word.end()));
      }
    }
    for (int number = 0; number < lessons.size(); number++) {
      judge(number, read, stretches, single, found, findings);
    }
  }

  private void judge(
      int number,
      List<Read> read,
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
      sum = Math.max(sum, lesson.start + alone(ruled, number, read));
    }
    var said = EnumSet.noneOf(Meaning.class);
    found.forEach(one -> said.add(one.meaning()));
    for (var meaning : said) {
      sum += points(Signs.form(meaning), number);
    }
    if (ruled.isEmpty()) {
      sum += lesson.doubled * doublings(read);
    } else {
      sum += phrase && lesson.phrase != null ? lesson.phrase : lesson.word;
    }
    if (sum <= 0) {
      findings.removeIf(one -> one.meaning() == lesson.means);
    } else if (ruled.isEmpty()) {
      add(lesson, telling(best, number, read), findings);
    }
  }

  /** The most that a sentence in which a rule found it brings by itself. */
  private int alone(List<Finding> ruled, int number, List<Read> read) {
    var found = new HashSet<Span>();
    ruled.forEach(one -> found.add(one.sentence()));
    int most = Integer.MIN_VALUE;
    for (var one : read) {
      if (found.contains(one.sentence.span())) {
        most = Math.max(most, one.sum[number]);
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
  private Span telling(Stretch stretch, int number, List<Read> read) {
    int most = Integer.MIN_VALUE;
    var telling = read.get(stretch.begin).sentence.span();
    for (var one : read.subList(stretch.begin, stretch.end)) {
      if (one.sum[number] > most) {
        most = one.sum[number];
        telling = one.sentence.span();
      }
    }
    return telling;
  }

  /** Moves a window over the sentences, so that each is counted in and out once. */
  private List<Stretch> stretches(List<Read> read) {
    if (read.size() == 1) {
      return List.of(new Stretch(0, 1, read.getFirst().sum));
    }
    var stretches = new ArrayList<Stretch>();
    var window = new Window(lessons.size());
    int length = 0;
    int end = 0;
    int until = 0;
    for (int begin = 0; until < read.size(); begin++) {
      while (end < read.size()) {
        int words = read.get(end).length();
        if (end > begin && length + words > LONGEST_STRETCH) {
          break;
        }
        read.get(end).brought.forEach(window::in);
        length += words;
        end++;
      }
      if (end > until) { // else all of it was read from an earlier sentence on
        stretches.add(new Stretch(begin, end, window.sum.clone()));
        until = end;
      }
      if (until < read.size()) {
        read.get(begin).brought.forEach(window::out);
        length -= read.get(begin).length();
      }
    }
    return stretches;
  }

  private int points(String form, int lesson) {
    var known = words.get(form);
    return known == null || known.alone == null ? 0 : known.alone[lesson];
  }

  /** How often the message is twice as long as a stretch. */
  private static double doublings(List<Read> read) {
    int length = read.stream().mapToInt(Read::length).sum();
    return Math.max(0, Math.log((double) length / LONGEST_STRETCH) / Math.log(2));
  }

  private Read read(Signs signs, Sentence sentence, CharSequence text) {
    var brought = Collections.<int[]>newSetFromMap(new IdentityHashMap<>());
    var sum = new int[lessons.size()];
    signs.of(
        sentence,
        text,
        new Signs.Shown() {
          @Override
          public void one(String form) {
            var known = words.get(form);
            add(known == null ? null : known.alone);
          }

          @Override
          public void two(String form, String next) {
            var known = words.get(form);
            add(known == null ? null : known.before.get(next));
          }

          @Override
          public void around(String form, String after) {
            var known = words.get(form);
            add(known == null ? null : known.around.get(after));
          }

          private void add(int @Nullable [] points) {
            if (points != null && brought.add(points)) {
              Learnt.add(sum, points, 1);
            }
          }
        });
    return new Read(sentence, brought, sum);
  }

  private static void add(int[] sum, int[] points, int times) {
    for (int k = 0; k < sum.length; k++) {
      sum[k] += times * points[k];
    }
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
        add(sum, points, 1);
      }
    }

    void out(int[] points) {
      if (times.merge(points, -1, Integer::sum) == 0) {
        times.remove(points);
        add(sum, points, -1);
      }
    }
  }
}
