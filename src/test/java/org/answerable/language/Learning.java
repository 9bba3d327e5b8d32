package org.answerable.language;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Learns the points of {@code en.learnt} and {@code de.learnt} from our own examples: logistic
 * regression over words and pairs of neighbours with a small penalty on large weights, each step as
 * long as AdaGrad (Duchi, Hazan, Singer 2011) makes it. The order of the examples is drawn from a
 * fixed seed, so that the same examples teach the same points, to the digit.
 *
 * <p>Run its main method from the test class path, in the project's folder, after examples were
 * added; {@link LearntTest} says when that was forgotten.
 */
final class Learning {
  private static final Path EXAMPLES = Path.of("src/test/resources/language");
  private static final int ROUNDS = 12;
  private static final double STEP = 0.1;
  private static final double PENALTY = 1e-3;
  private static final double PENALTY_OF_OURS = 2e-2;

  /** Fewer points than these are left out of the file. */
  private static final int LEAST_POINTS = 20;

  /** So many of the commonest words say nothing alone; long mails are full of them. */
  private static final int COMMONEST = 59;

  /** Points more where a rule has found it in a single word. */
  private static final int WORD = 250;

  /** Words seen in fewer examples teach nothing that holds elsewhere … */
  private static final int LEAST_EXAMPLES = 2;

  /** … and of signs, with many more examples, twice as many say it as well in half a file. */
  private static final int LEAST_EXAMPLES_OF_SIGNS = 4;

  /**
   * What is learnt.
   *
   * @param files examples of which files teach it; of a lesson that learns how far rules can be
   *     trusted, files that no rule was mended by must be by far the most
   * @param shown what it learns from
   * @param penalty on large weights: more of it trusts what is seen rarely less
   * @param word points more where a rule has found it in a single word, so that it stays found
   *     unless much speaks against it
   * @param phrase the same for several words; null where that is never doubted
   * @param lean points added to start: positive finds more, and more falsely
   * @param doubled points each time a message is twice as long as a stretch
   */
  record Lesson(
      Meaning means,
      String why,
      Pattern files,
      Shown shown,
      double penalty,
      int word,
      @Nullable Integer phrase,
      int lean,
      int doubled) {

    boolean trusts() {
      return shown != Shown.WORDS;
    }

    boolean isTaughtBy(Example example) {
      return files.matcher(example.from).matches();
    }
  }

  /** What there is to learn from, each more than the one before. */
  enum Shown {
    /** Words and pairs of neighbours. */
    WORDS,
    /** Pauses and ends of sentences too, and what rules have found. */
    SENTENCES,
    /** The rules' groups and marks too, for a word and its neighbours. */
    GROUPS;

    boolean has(String form) {
      return switch (this) {
        case WORDS -> Signs.isWord(form);
        case SENTENCES -> !Signs.isKind(form);
        case GROUPS -> true;
      };
    }
  }

  /**
   * A text, what it says for certain and what it does not; of the rest nothing is known.
   *
   * @param from name of its file
   */
  record Example(String from, Role side, String text, Set<Meaning> yes, Set<Meaning> no) {}

  private final Language ruled;
  private final Map<Example, Set<String>> trusted = new IdentityHashMap<>();
  private final String code;

  Learning(String code) {
    this.code = code;
    this.ruled = Language.ruled(code);
  }

  String code() {
    return code;
  }

  /** Of customers' messages danger first. */
  List<Lesson> lessons(Role side) {
    return side == Role.CUSTOMER ? ofCustomers() : ofAgents();
  }

  /**
   * How far a sign leans away from what its examples say, which stand closer to it than life does,
   * and how hard a rule's finding is to doubt, was chosen by cross-validation, so that it is as
   * precise as its goal asks. Chases in English are doubted less: of the few real ones some were
   * lost by more.
   */
  private List<Lesson> ofCustomers() {
    return code.equals("en")
        ? List.of(
            danger("may tell of danger: a person should look now"),
            theirs(Meaning.CHASE, "may ask where it stands", 400, -100),
            theirs(Meaning.DISSATISFACTION, "may be a complaint", 250, -150),
            theirs(Meaning.ABOVE_AND_BEYOND, "may be praise", null, -50),
            theirs(Meaning.SOLVED, "may say that it is settled", 175, -150),
            theirs(Meaning.NOT_SOLVED, "may say that it did not help", 175, -100),
            theirs(Meaning.ADMISSION_ASKED, "may want us to answer for it", 250, -100))
        : List.of(
            danger("es könnte um Gefahr gehen: ein Mensch sollte jetzt hinsehen"),
            theirs(Meaning.CHASE, "fragt vielleicht, wie es steht", 250, -50),
            theirs(Meaning.DISSATISFACTION, "könnte eine Beschwerde sein", 250, -50),
            theirs(Meaning.ABOVE_AND_BEYOND, "könnte ein Lob sein", null, -50),
            theirs(Meaning.SOLVED, "sagt vielleicht, dass es erledigt ist", 250, -100),
            theirs(Meaning.NOT_SOLVED, "sagt vielleicht, dass es nicht geholfen hat", 250, -50),
            theirs(
                Meaning.ADMISSION_ASKED, "möchte vielleicht, dass wir dafür einstehen", 250, -100));
  }

  /**
   * Apologies are not among them: what makes one hangs on a few words, and rules know them. How far
   * each leans was chosen by cross-validation, so that it is as precise as its goal asks, and how
   * hard rules are to doubt by real sentences that had been read, where they are right more often
   * than on ours. In German there are none, and fewer examples.
   */
  private List<Lesson> ofAgents() {
    return code.equals("en")
        ? List.of(
            ours(Meaning.TAKES_RESPONSIBILITY, 250, -150),
            ours(Meaning.PROMISE_DATED, 320, -100),
            ours(Meaning.PROMISE_VAGUE, 320, -180),
            ours(Meaning.OWNERSHIP, 250, -150),
            ours(Meaning.REMEDY_OFFER, 320, -200),
            ours(Meaning.BLAME_CUSTOMER, 250, -150),
            ours(Meaning.BLAME_OTHER, 250, -200),
            ours(Meaning.EXCUSE, 200, -150),
            ours(Meaning.INABILITY, 200, -180),
            ours(Meaning.WAIT_AND_HOPE, 320, -150))
        : List.of(
            ours(Meaning.TAKES_RESPONSIBILITY, 250, -100),
            ours(Meaning.PROMISE_DATED, 250, -100),
            ours(Meaning.PROMISE_VAGUE, 250, -100),
            ours(Meaning.OWNERSHIP, 250, -100),
            ours(Meaning.REMEDY_OFFER, 400, -150),
            ours(Meaning.BLAME_CUSTOMER, 250, -150),
            ours(Meaning.BLAME_OTHER, 250, -100),
            ours(Meaning.EXCUSE, 250, -150),
            ours(Meaning.INABILITY, 250, -100),
            ours(Meaning.WAIT_AND_HOPE, 250, -100));
  }

  /** What the first of its rules says. */
  private String why(Meaning means) {
    return ruled.rules().stream()
        .filter(rule -> rule.means().contains(means))
        .findFirst()
        .orElseThrow()
        .why();
  }

  private Lesson danger(String why) {
    var files =
        "%1$s\\.rules|(danger|said|ordinary|customers)-%1$s(-[0-9]+)?\\.txt|labelled-%1$s-.*";
    return new Lesson(
        Meaning.DANGER,
        why,
        Pattern.compile(files.formatted(code)),
        Shown.WORDS,
        PENALTY,
        200,
        null,
        -25,
        -80);
  }

  /**
   * A sign of a customer. The few hundred short sentences of {@code said-} that only sound so keep
   * short messages in order; rules were mended by them, but they are at most one example in
   * twenty-five.
   */
  private Lesson theirs(Meaning means, String why, @Nullable Integer kept, int lean) {
    return new Lesson(
        means, why, beside(Role.CUSTOMER), Shown.SENTENCES, PENALTY, WORD, kept, lean, -80);
  }

  /** What a sentence of ours does, with the reason that its rules give. */
  private Lesson ours(Meaning means, int kept, int lean) {
    return new Lesson(
        means,
        why(means),
        beside(Role.AGENT),
        Shown.GROUPS,
        PENALTY_OF_OURS,
        WORD,
        kept,
        lean,
        -80);
  }

  private Pattern beside(Role side) {
    return Pattern.compile(
        "written-%1$s-%2$s\\.tsv|said-%1$s(-[0-9]+)?\\.txt"
            .formatted(code, side.name().toLowerCase(Locale.ROOT)));
  }

  public static void main(String[] arguments) throws IOException {
    for (var code : List.of("en", "de")) {
      var learning = new Learning(code);
      for (var side : Role.values()) {
        var file = file(code, side);
        Files.writeString(file, learning.file(learning.lessons(side), learning.examples()));
        System.out.println(file + ": " + Files.readAllLines(file).size() + " lines");
      }
    }
  }

  /** What is learnt of this side. */
  static Path file(String code, Role side) {
    var name = code + "-" + side.name().toLowerCase(Locale.ROOT) + ".learnt";
    return Path.of("src/main/resources/language", name);
  }

  /** Every example there is for this language: those of the rules, then files by their names. */
  List<Example> examples() throws IOException {
    var all = new ArrayList<Example>();
    var danger = Set.of(Meaning.DANGER);
    for (var rule : ruled.rules()) {
      boolean is = rule.means().contains(Meaning.DANGER);
      var from = code + ".rules";
      for (var yes : rule.yes()) {
        all.add(
            new Example(from, rule.side(), yes, is ? danger : Set.of(), is ? Set.of() : danger));
      }
      for (var no : rule.no()) {
        all.add(new Example(from, rule.side(), no, Set.of(), danger));
      }
    }
    try (var files = Files.list(EXAMPLES)) {
      for (var file : files.sorted().toList()) {
        var name = name(file);
        if (name.matches("danger-" + code + "(-[0-9]+)?\\.txt")) {
          marked(file, all);
        } else if (name.matches("(said|ordinary|customers)-" + code + "(-[0-9]+)?\\.txt")) {
          plain(file, all);
        } else if (name.matches("(labelled|written)-" + code + "-(agent|customer).*\\.tsv")) {
          labelled(file, all);
        }
      }
    }
    return all;
  }

  private static void marked(Path file, List<Example> all) throws IOException {
    for (var line : Files.readAllLines(file)) {
      if (line.startsWith("+ ") || line.startsWith("- ")) {
        var danger = Set.of(Meaning.DANGER);
        boolean is = line.charAt(0) == '+';
        all.add(
            new Example(
                name(file),
                Role.CUSTOMER,
                line.substring(2),
                is ? danger : Set.of(),
                is ? Set.of() : danger));
      }
    }
  }

  private static void plain(Path file, List<Example> all) throws IOException {
    Meaning meaning = null;
    boolean means = false;
    for (var line : Files.readAllLines(file)) {
      if (line.startsWith("# ")) {
        var words = line.substring(2).split(" ");
        means = !words[0].equals("not");
        meaning = Meaning.valueOf(words[means ? 0 : 1]);
      } else if (!line.isBlank()) {
        var side = meaning == null ? Role.CUSTOMER : meaning.side();
        var yes = EnumSet.noneOf(Meaning.class);
        var no = EnumSet.of(Meaning.DANGER);
        if (meaning != null) {
          (means ? yes : no).add(meaning);
        }
        no.removeAll(yes);
        all.add(new Example(name(file), side, line, yes, no));
      }
    }
  }

  private static void labelled(Path file, List<Example> all) throws IOException {
    var side = file.toString().contains("agent") ? Role.AGENT : Role.CUSTOMER;
    for (var line : Files.readAllLines(file)) {
      var cells = line.split("\t", -1);
      var yes = EnumSet.noneOf(Meaning.class);
      if (!cells[0].equals("NONE")) {
        for (var label : cells[0].split(",")) {
          yes.add(Meaning.valueOf(label));
        }
      }
      var no = EnumSet.of(Meaning.DANGER);
      for (var meaning : Meaning.values()) {
        if (meaning.side() == side && meaning.isLabelled() && !yes.contains(meaning)) {
          no.add(meaning);
        }
      }
      all.add(new Example(name(file), side, cells[1], yes, no));
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /** The text of the file that these examples teach. */
  String file(List<Lesson> lessons, List<Example> examples) {
    var file =
        new StringBuilder(
            "// Points of words and of pairs of words, learnt from our own examples by Learning.\n"
                + "// Never written by hand; what the lines mean stands in Learnt.\n");
    for (var lesson : lessons) {
      var points = learn(lesson, examples);
      int start = points.getOrDefault("", 0) + lesson.lean;
      points.remove("");
      file.append("\nlearnt ")
          .append(lesson.means)
          .append("\n  why   ")
          .append(lesson.why)
          .append("\n  start ")
          .append(start)
          .append("\n  word  ")
          .append(lesson.word)
          .append("\n  phrase ")
          .append(lesson.phrase == null ? "stays" : lesson.phrase)
          .append("\n  long  ")
          .append(lesson.doubled)
          .append('\n');
      points.forEach((words, one) -> {
        if (Math.abs(one) >= LEAST_POINTS) {
          file.append(String.format(Locale.ROOT, "  %+d %s%n", one, words));
        }
      });
    }
    return file.toString();
  }

  /** Points in hundredths of the logarithm of the odds; those of "" are there from the start. */
  private TreeMap<String, Integer> learn(Lesson lesson, List<Example> all) {
    var numbers = new HashMap<String, Integer>();
    var seen = new HashMap<String, Integer>();
    var meaning = lesson.means;
    var examples = all.stream().filter(lesson::isTaughtBy).toList();
    var silent = lesson.trusts() ? Set.<String>of() : commonest(examples);
    var taught = new ArrayList<Set<String>>();
    var answers = new ArrayList<Boolean>();
    for (var example : examples) {
      if (example.yes.contains(meaning) || example.no.contains(meaning)) {
        var signs =
            lesson.trusts()
                ? trusted(example, lesson.shown)
                : signs(example.text, lesson.shown, silent);
        signs.forEach(sign -> seen.merge(sign, 1, Integer::sum));
        taught.add(signs);
        answers.add(example.yes.contains(meaning));
      }
    }
    int least = lesson.trusts() ? LEAST_EXAMPLES_OF_SIGNS : LEAST_EXAMPLES;
    var rows = new int[taught.size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] =
          taught.get(i).stream()
              .filter(sign -> seen.getOrDefault(sign, 0) >= least)
              .mapToInt(sign -> numbers.computeIfAbsent(sign, _ -> numbers.size() + 1))
              .toArray();
    }
    var weights = weights(rows, answers, numbers.size() + 1, lesson.penalty);
    var points = new TreeMap<String, Integer>();
    points.put("", (int) Math.round(weights[0] * 100));
    numbers.forEach((sign, at) -> points.put(sign, (int) Math.round(weights[at] * 100)));
    return points;
  }

  private static double[] weights(int[][] rows, List<Boolean> answers, int size, double penalty) {
    var weights = new double[size];
    var squares = new double[size];
    var order = new ArrayList<Integer>();
    for (int i = 0; i < rows.length; i++) {
      order.add(i);
    }
    var random = new Random(20261122);
    for (int round = 0; round < ROUNDS; round++) {
      Collections.shuffle(order, random);
      for (int i : order) {
        double sum = weights[0];
        for (int sign : rows[i]) {
          sum += weights[sign];
        }
        double slope = 1 / (1 + StrictMath.exp(-sum)) - (answers.get(i) ? 1 : 0);
        step(weights, squares, 0, slope);
        for (int sign : rows[i]) {
          step(weights, squares, sign, slope + penalty * weights[sign]);
        }
      }
    }
    return weights;
  }

  private static void step(double[] weights, double[] squares, int at, double slope) {
    squares[at] += slope * slope;
    weights[at] -= STEP * slope / Math.sqrt(squares[at] + 1e-6);
  }

  private Set<String> commonest(List<Example> examples) {
    var counts = new TreeMap<String, Integer>();
    for (var example : examples) {
      ruled.show(
          example.text,
          (form, next) -> {
            if (next == null && Signs.isWord(form)) {
              counts.merge(form, 1, Integer::sum);
            }
          });
    }
    var order = Comparator.<Map.Entry<String, Integer>>comparingInt(Map.Entry::getValue).reversed();
    return counts.entrySet().stream()
        .sorted(order)
        .limit(COMMONEST)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** What a text shows. */
  private Set<String> signs(String text, Shown shown, Set<String> silent) {
    var signs = new LinkedHashSet<String>();
    ruled.show(
        text,
        (form, next) -> {
          boolean isSilent = next == null && silent.contains(form);
          if (!isSilent && shown.has(form) && (next == null || shown.has(next))) {
            signs.add(next == null ? form : form + " " + next);
          }
        });
    return signs;
  }

  /**
   * What an example shows, and what the rules have found in it: the same for all lessons that it
   * teaches, as they are of one side.
   */
  private Set<String> trusted(Example example, Shown shown) {
    return trusted.computeIfAbsent(
        example,
        _ -> {
          var signs = signs(example.text, shown, Set.of());
          for (var finding : ruled.read(example.side, example.text).findings()) {
            signs.add(Signs.form(finding.meaning()));
          }
          return signs;
        });
  }

  /** Parts examples into so many shares, by a fixed draw. */
  static List<List<Example>> shares(List<Example> examples, int number) {
    var shuffled = new ArrayList<>(examples);
    Collections.shuffle(shuffled, new Random(7));
    var shares = new ArrayList<List<Example>>();
    for (int i = 0; i < number; i++) {
      shares.add(new ArrayList<>());
    }
    for (int i = 0; i < shuffled.size(); i++) {
      shares.get(i % number).add(shuffled.get(i));
    }
    return shares;
  }
}
