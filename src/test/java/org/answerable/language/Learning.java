package org.answerable.language;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Learns the points of the {@code *.learnt} files from our own examples: logistic regression over
 * all that {@link Signs} shows, with a penalty on large weights, each step as long as AdaGrad
 * (Duchi, Hazan, Singer 2011) makes it. The order of the examples is drawn from a fixed seed, so
 * that the same examples teach the same points, to the digit.
 *
 * <p>Run its main method from the test class path, in the project's folder, after examples were
 * added; {@link LearntTest} says when that was forgotten.
 */
final class Learning {
  private static final Path EXAMPLES = Path.of("src/test/resources/language");
  private static final int ROUNDS = 24;
  private static final double STEP = 0.1;
  private static final double PENALTY = 4e-2;
  private static final double PENALTY_OF_DANGER = 1e-2;

  /**
   * Fewer points than these are left out of the file. Small ones matter when there are many: with
   * 20 here eight in a hundred of what can be found were lost at the precision asked.
   */
  private static final int LEAST_POINTS = 5;

  /** Points more where a rule has found it in a single word. */
  private static final int WORD = 250;

  /** What is seen in fewer examples teaches nothing that holds elsewhere. */
  private static final int LEAST_EXAMPLES = 2;

  /**
   * What is learnt.
   *
   * @param files examples of which files teach it; of a lesson that learns how far rules can be
   *     trusted, files that no rule was mended by must be by far the most
   * @param trusts whether it learns from what rules have found too
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
      boolean trusts,
      double penalty,
      int word,
      @Nullable Integer phrase,
      int lean,
      int doubled) {

    boolean isTaughtBy(Example example) {
      return files.matcher(example.from).matches();
    }
  }

  /**
   * A text, what it says for certain and what it does not; of the rest nothing is known.
   *
   * @param from name of its file
   */
  record Example(String from, Role side, String text, Set<Meaning> yes, Set<Meaning> no) {}

  private final Language ruled;
  private final Forms forms = new Forms();
  private final Map<Example, int[]> shown = new ConcurrentHashMap<>();
  private final Map<Example, Set<Meaning>> found = new ConcurrentHashMap<>();
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
   * How far a sign leans away from what its examples say, and how hard a rule's finding is to
   * doubt, was chosen by cross-validation, so that it is as precise as its goal asks, with whole
   * mails counted apart: rules that are right in short public messages are often wrong there.
   */
  private List<Lesson> ofCustomers() {
    return code.equals("en")
        ? List.of(
            danger("may tell of danger: a person should look now"),
            theirs(Meaning.CHASE, "may ask where it stands", 180, -100),
            theirs(Meaning.DISSATISFACTION, "may be a complaint", 250, -110),
            theirs(Meaning.ABOVE_AND_BEYOND, "may be praise", 250, 95),
            theirs(Meaning.SOLVED, "may say that it is settled", 120, 0),
            theirs(Meaning.NOT_SOLVED, "may say that it did not help", 250, -50),
            theirs(Meaning.ADMISSION_ASKED, "may want us to answer for it", 250, -75))
        : List.of(
            danger("es könnte um Gefahr gehen: ein Mensch sollte jetzt hinsehen"),
            theirs(Meaning.CHASE, "fragt vielleicht, wie es steht", 120, -25),
            theirs(Meaning.DISSATISFACTION, "könnte eine Beschwerde sein", 180, -25),
            theirs(Meaning.ABOVE_AND_BEYOND, "könnte ein Lob sein", 180, 150),
            theirs(Meaning.SOLVED, "sagt vielleicht, dass es erledigt ist", 120, 50),
            theirs(Meaning.NOT_SOLVED, "sagt vielleicht, dass es nicht geholfen hat", 120, 50),
            theirs(
                Meaning.ADMISSION_ASKED, "möchte vielleicht, dass wir dafür einstehen", 250, 25));
  }

  /**
   * Apologies are not among them: what makes one hangs on a few words, and rules know them. How far
   * each leans was chosen by cross-validation, so that it is as precise as its goal asks, and how
   * hard rules are to doubt by real sentences that had been read, where they are right more often
   * than on ours. German has no such sentences; its remedies are doubted less, as points took away
   * "Ich erstatte alles.".
   */
  private List<Lesson> ofAgents() {
    return code.equals("en")
        ? List.of(
            ours(Meaning.TAKES_RESPONSIBILITY, 400, -75),
            ours(Meaning.PROMISE_DATED, 320, -40),
            ours(Meaning.PROMISE_VAGUE, 320, -30),
            ours(Meaning.OWNERSHIP, 320, -75),
            ours(Meaning.REMEDY_OFFER, 320, -15),
            ours(Meaning.BLAME_CUSTOMER, 250, -50),
            ours(Meaning.BLAME_OTHER, 320, -100),
            ours(Meaning.EXCUSE, 320, -75),
            ours(Meaning.INABILITY, 250, -125),
            ours(Meaning.WAIT_AND_HOPE, 320, -125))
        : List.of(
            ours(Meaning.TAKES_RESPONSIBILITY, 320, 0),
            ours(Meaning.PROMISE_DATED, 250, -50),
            ours(Meaning.PROMISE_VAGUE, 250, -50),
            ours(Meaning.OWNERSHIP, 250, 0),
            ours(Meaning.REMEDY_OFFER, 400, -60),
            ours(Meaning.BLAME_CUSTOMER, 250, 0),
            ours(Meaning.BLAME_OTHER, 320, 0),
            ours(Meaning.EXCUSE, 250, -25),
            ours(Meaning.INABILITY, 320, -50),
            ours(Meaning.WAIT_AND_HOPE, 320, 0));
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
        "%1$s\\.rules|(danger|said|ordinary|customers)-%1$s(-[0-9]+)?\\.txt|labelled-%1$s-.*"
            + "|written-%1$s-customer\\.tsv";
    return new Lesson(
        Meaning.DANGER,
        why,
        Pattern.compile(files.formatted(code)),
        false,
        PENALTY_OF_DANGER,
        200,
        null,
        50,
        -80);
  }

  /**
   * A sign of a customer. The few hundred short sentences of {@code said-} that only sound so keep
   * short messages in order; rules were mended by them, but they are at most one example in
   * twenty-five.
   */
  private Lesson theirs(Meaning means, String why, @Nullable Integer kept, int lean) {
    return new Lesson(means, why, beside(Role.CUSTOMER), true, PENALTY, WORD, kept, lean, -80);
  }

  /** What a sentence of ours does, with the reason that its rules give. */
  private Lesson ours(Meaning means, int kept, int lean) {
    return new Lesson(means, why(means), beside(Role.AGENT), true, PENALTY, WORD, kept, lean, -80);
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

  /**
   * Who wrote {@code written-} was not asked about danger: where rules see some, nothing is known.
   */
  private void labelled(Path file, List<Example> all) throws IOException {
    var side = file.toString().contains("agent") ? Role.AGENT : Role.CUSTOMER;
    for (var line : Files.readAllLines(file)) {
      var cells = line.split("\t", -1);
      var yes = EnumSet.noneOf(Meaning.class);
      if (!cells[0].equals("NONE")) {
        for (var label : cells[0].split(",")) {
          yes.add(Meaning.valueOf(label));
        }
      }
      var no = EnumSet.noneOf(Meaning.class);
      if (!name(file).startsWith("written-") || !ruled.read(side, cells[1]).says(Meaning.DANGER)) {
        no.add(Meaning.DANGER);
      }
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
    var learnt = lessons.parallelStream().map(lesson -> learn(lesson, examples)).toList();
    for (int i = 0; i < lessons.size(); i++) {
      var lesson = lessons.get(i);
      file.append("\nlearnt ")
          .append(lesson.means)
          .append("\n  why   ")
          .append(lesson.why)
          .append("\n  start ")
          .append(learnt.get(i).getOrDefault("", 0) + lesson.lean)
          .append("\n  word  ")
          .append(lesson.word)
          .append("\n  phrase ")
          .append(lesson.phrase == null ? "stays" : lesson.phrase)
          .append("\n  long  ")
          .append(lesson.doubled)
          .append('\n');
    }
    file.append('\n');
    var forms = new TreeSet<String>();
    learnt.forEach(points -> forms.addAll(points.keySet()));
    forms.remove("");
    for (var form : forms) {
      var points = learnt.stream().map(one -> one.getOrDefault(form, 0)).toList();
      points.forEach(one -> file.append(one).append(' '));
      file.append(form).append('\n');
    }
    return file.toString();
  }

  /** Points in hundredths of the logarithm of the odds; those of "" are there from the start. */
  private Map<String, Integer> learn(Lesson lesson, List<Example> all) {
    var meaning = lesson.means;
    var taught = new ArrayList<int[]>();
    var answers = new ArrayList<Boolean>();
    for (var example : all) {
      if (lesson.isTaughtBy(example)
          && (example.yes.contains(meaning) || example.no.contains(meaning))) {
        taught.add(shown(example, lesson.trusts));
        answers.add(example.yes.contains(meaning));
      }
    }
    var forms = this.forms.all();
    var seen = new int[forms.size()];
    for (var signs : taught) {
      for (int sign : signs) {
        seen[sign]++;
      }
    }
    var numbers = new int[forms.size()]; // from 1 on; 0 is what is there before any sign
    int size = 1;
    var rows = new int[taught.size()][];
    for (int i = 0; i < rows.length; i++) {
      var row = IntStream.builder();
      for (int sign : taught.get(i)) {
        if (seen[sign] >= LEAST_EXAMPLES) {
          if (numbers[sign] == 0) {
            numbers[sign] = size++;
          }
          row.add(numbers[sign]);
        }
      }
      rows[i] = row.build().toArray();
    }
    var weights = weights(rows, answers, size, lesson.penalty);
    var points = new HashMap<String, Integer>();
    for (int sign = 0; sign < numbers.length; sign++) {
      int one = numbers[sign] == 0 ? 0 : (int) Math.round(weights[numbers[sign]] * 100);
      if (Math.abs(one) >= LEAST_POINTS) {
        points.put(forms.get(sign), one);
      }
    }
    points.put("", (int) Math.round(weights[0] * 100));
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

  /** What an example shows, by {@link Forms}; the same for all lessons of its side. */
  private int[] shown(Example example, boolean trusted) {
    var signs =
        shown.computeIfAbsent(
            example,
            _ -> {
              var all = new LinkedHashSet<String>();
              ruled.show(example.text, into(all));
              return all.stream().mapToInt(forms::number).toArray();
            });
    if (!trusted) {
      return signs;
    }
    var found = this.found.computeIfAbsent(example, this::found);
    return IntStream.concat(
            Arrays.stream(signs), found.stream().map(Signs::form).mapToInt(forms::number))
        .toArray();
  }

  /**
   * Every form that was shown, each with a number: fifty thousand examples show hundreds of forms
   * each, and as texts they would fill the memory that a test has.
   */
  private static final class Forms {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> all = new ArrayList<>();

    synchronized int number(String form) {
      var number = numbers.putIfAbsent(form, all.size());
      if (number != null) {
        return number;
      }
      all.add(form);
      return all.size() - 1;
    }

    /** Those so far, each at the place of its number. */
    synchronized List<String> all() {
      return List.copyOf(all);
    }
  }

  private static Signs.Shown into(Set<String> all) {
    return new Signs.Shown() {
      @Override
      public void one(String form) {
        all.add(form);
      }

      @Override
      public void two(String form, String next) {
        all.add(form + " " + next);
      }

      @Override
      public void around(String form, String after) {
        all.add(form + " " + Signs.ANY + " " + after);
      }
    };
  }

  /** What the rules have found. */
  private Set<Meaning> found(Example example) {
    var meanings = EnumSet.noneOf(Meaning.class);
    ruled.read(example.side, example.text).findings().forEach(one -> meanings.add(one.meaning()));
    return meanings;
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
