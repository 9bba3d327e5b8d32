package org.answerable.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was learnt from our own examples, and how well it does on those it was not shown. */
class LearntTest {

  private static final int SHARES = 5;

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"en", "de"})
  void theFileIsWhatTheExamplesTeach(String code) throws IOException {
    var learning = new Learning(code);
    for (var side : Role.values()) {
      assertThat(Files.readString(Learning.file(code, side)))
          .as("examples were added: run Learning's main method")
          .isEqualTo(learning.file(learning.lessons(side), learning.examples()));
    }
  }

  /**
   * Five times four fifths teach and the last fifth is read, together with the rules. Nothing in it
   * was learnt; the rules were written by people who knew the older files.
   */
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"en", "de"})
  void dangerCrossValidated(String code) throws IOException {
    var learning = new Learning(code);
    var lesson = learning.lessons(Role.CUSTOMER).getFirst();
    var examples = learning.examples().stream().filter(lesson::isTaughtBy).toList();
    var counts = new TreeMap<String, int[]>();
    crossValidate(learning, List.of(lesson), examples, counts);
    var dangers = new int[4];
    var others = new int[4];
    counts.forEach((key, n) -> {
      System.out.printf(
          Locale.ROOT, "%s: found %d of %d, falsely %d of %d%n", key, n[0], n[1], n[2], n[3]);
      var sum = key.contains("danger-") ? dangers : others;
      for (int i = 0; i < n.length; i++) {
        sum[i] += n[i];
      }
    });
    System.out.printf(
        Locale.ROOT,
        "%s, not shown while learning: found %d of %d, falsely %d of %d close to it and %d of %d"
            + " others%n",
        code,
        dangers[0],
        dangers[1],
        dangers[2],
        dangers[3],
        others[2],
        others[3]);
    assertThat(dangers[0]).isGreaterThan(dangers[1] * 72 / 100);
    assertThat(dangers[2]).isLessThan(dangers[3] * 13 / 100);
    assertThat(others[2]).isLessThan(others[3] * 3 / 200);
  }

  /** The same for customers' signs; no rule was mended by any of these messages. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"en", "de"})
  void signsCrossValidated(String code) throws IOException {
    var learning = new Learning(code);
    var lessons = learning.lessons(Role.CUSTOMER);
    signsCrossValidated(learning, lessons.subList(1, lessons.size()));
  }

  /** The same for what we write ourselves. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"en", "de"})
  void meaningsOfAgentsCrossValidated(String code) throws IOException {
    var learning = new Learning(code);
    signsCrossValidated(learning, learning.lessons(Role.AGENT));
  }

  private static void signsCrossValidated(Learning learning, List<Learning.Lesson> lessons)
      throws IOException {
    var examples = learning.examples().stream().filter(lessons.getFirst()::isTaughtBy).toList();
    var learnt = new TreeMap<String, int[]>();
    crossValidate(learning, lessons, examples, learnt);
    var ruled = new TreeMap<String, int[]>();
    count(Language.ruled(learning.code()), lessons, examples, ruled);
    learnt.keySet().removeIf(key -> !key.contains("written-"));
    learnt.forEach((key, n) ->
        System.out.printf(
            Locale.ROOT, "%s: rules %s, with points %s%n", key, share(of(ruled, key)), share(n)));
    learnt.forEach((key, n) -> {
      assertThat(f1(n)).as(key).isGreaterThan(f1(of(ruled, key)));
      assertThat((double) n[0] / (n[0] + n[2])).as(key).isGreaterThan(0.75);
    });
  }

  private static int[] of(TreeMap<String, int[]> counts, String key) {
    return Objects.requireNonNull(counts.get(key), key);
  }

  private static double f1(int[] n) {
    return 2.0 * n[0] / (n[0] + n[2] + n[1]);
  }

  private static String share(int[] n) {
    return String.format(
        Locale.ROOT,
        "%.2f/%.2f of %d, F1 %.3f",
        (double) n[0] / (n[0] + n[2]),
        (double) n[0] / n[1],
        n[1],
        f1(n));
  }

  private static void crossValidate(
      Learning learning,
      List<Learning.Lesson> lessons,
      List<Learning.Example> examples,
      TreeMap<String, int[]> counts) {
    var shares = Learning.shares(examples, SHARES);
    for (int out = 0; out < SHARES; out++) {
      var taught = new ArrayList<Learning.Example>();
      for (int i = 0; i < SHARES; i++) {
        if (i != out) {
          taught.addAll(shares.get(i));
        }
      }
      var file = learning.file(lessons, taught);
      var side = lessons.getFirst().means().side();
      var language = Language.taught(learning.code(), Map.of(side, new Learnt("these", file)));
      count(language, lessons, shares.get(out), counts);
    }
  }

  private static final String LESSON =
      """
      learnt DANGER
        why   may tell of danger
        start -100
        word  250
        phrase stays
        long  -40
        +80 haze
        +60 plug glows
        -200 recipe
      """;

  private static Language english(String learnt) {
    return Language.taught("en", Map.of(Role.CUSTOMER, new Learnt("these.learnt", learnt)));
  }

  private static List<String> dangers(Language language, String text) {
    return language.read(Role.CUSTOMER, text).findings().stream()
        .filter(finding -> finding.meaning() == Meaning.DANGER)
        .map(finding -> finding.rule() + ": " + finding.words().of(text))
        .toList();
  }

  @Test
  void whatPointsTheSameWayIsFoundWithTheSentenceThatBringsMost() {
    var language = english(LESSON);
    assertThat(dangers(language, "Hello. The plug glows and I see haze."))
        .containsExactly("learnt-danger: The plug glows and I see haze.");
    assertThat(dangers(language, "The plug is new and I see haze, haze.")).isEmpty();
    assertThat(dangers(language, "The plug glows.")).isEmpty();
  }

  @Test
  void neighbouringSentencesCountTogetherAndFarOnesDoNot() {
    var language = english(LESSON);
    assertThat(dangers(language, "The plug glows. There is haze.")).hasSize(1);
    var much =
        "This is another sentence about nothing at all that I wanted to tell you. ".repeat(4);
    assertThat(dangers(language, "The plug glows. " + much + "There is haze.")).isEmpty();
    assertThat(dangers(language, "For a recipe. " + much + "The plug glows. There is haze."))
        .as("what speaks against it stands far away")
        .hasSize(1);
  }

  @Test
  void whatIsLongMustSayMore() {
    var dangerous = "The plug glows. There is haze.";
    var much = " I like the colour, and my sister likes it just as much as all of us do.";
    assertThat(dangers(english(LESSON), dangerous + much.repeat(3))).hasSize(1);
    assertThat(dangers(english(LESSON), dangerous + much.repeat(12))).isEmpty();
  }

  @Test
  void aPhraseIsNeverTakenBackAndASingleWordIsWhereMuchSpeaksAgainstIt() {
    var language = english(LESSON);
    assertThat(dangers(language, "It is a recipe. It burned my hand."))
        .containsExactly("injury: burned my hand");
    assertThat(dangers(language, "For a recipe I am in hospital, as it burned my hand."))
        .as("a phrase beside a word")
        .containsExactly("injury: burned my hand");
    assertThat(dangers(language, "I was in hospital.")).containsExactly("injury: hospital");
    assertThat(dangers(language, "I left your recipe in the hospital.")).isEmpty();
  }

  @Test
  void whatRulesFindCountsTooAndIsDoubtedWhereItsLessonSaysSo() {
    var lesson =
        """
        learnt SOLVED
          why   may say that it is settled
          start -300
          word  100
          phrase 200
          long  -40
          +150 =SOLVED
          -100 =DISSATISFACTION
          +320 hooray
          -80 ?
          -60 ^ but
        """;
    var language = english(lesson);
    assertThat(solved(language, "It works now, thanks.")).containsExactly("solved");
    assertThat(solved(language, "But it works now, thanks."))
        .as("a beginning against it")
        .isEmpty();
    assertThat(solved(language, "It works now, thanks. But why?"))
        .as("nothing in its own sentence against it")
        .containsExactly("solved");
    assertThat(solved(language, "It works now, you are useless."))
        .as("another finding against it")
        .isEmpty();
    assertThat(solved(language, "Hooray for that.")).containsExactly("learnt-solved");
    assertThat(solved(language, "Hooray for what?")).isEmpty();
  }

  private static List<String> solved(Language language, String text) {
    return language.read(Role.CUSTOMER, text).findings().stream()
        .filter(finding -> finding.meaning() == Meaning.SOLVED)
        .map(finding -> finding.isWritten() ? "solved" : finding.rule())
        .toList();
  }

  @Test
  void whatTheDeskItselfTaughtIsNeverDoubted() {
    var language =
        english(LESSON).withPhrases(List.of(new OwnPhrase(Meaning.DANGER, "recipeless")));
    assertThat(dangers(language, "A recipe! I am recipeless."))
        .containsExactly("own-1: recipeless");
    for (var word : List.of("hospital", "solicitor", "ambulance", "bleeding", "suicide")) {
      var known = english(LESSON).withPhrases(List.of(new OwnPhrase(Meaning.DANGER, word)));
      assertThat(dangers(known, "I left your recipe in the " + word + "."))
          .as("a word that a rule of ours knows too")
          .containsExactly("own-1: " + word);
    }
  }

  @Test
  void aFaultInTheFileIsNamedWithItsLine() {
    assertThatThrownBy(() -> new Learnt("these.learnt", "learnt DANGER\n  +x haze\n"))
        .isInstanceOf(RuleFileException.class)
        .hasMessageContaining("these.learnt, line 2");
    assertThatThrownBy(() -> new Learnt("these.learnt", "  +80 haze\n"))
        .hasMessageContaining("line 1");
    assertThatThrownBy(() -> new Learnt("these.learnt", "learnt DANGER\n  why  x\n"))
        .hasMessageContaining("start, word, phrase and long");
    assertThatThrownBy(() -> new Learnt("these.learnt", LESSON + "  +1 three words here\n"))
        .hasMessageContaining("of three words the one between");
    assertThatThrownBy(() -> new Learnt("these.learnt", LESSON + "  +1 +2\n+1\n"))
        .hasMessageContaining("points are one for each lesson");
    assertThatThrownBy(() -> new Learnt("these.learnt", LESSON + "learnt EXCUSE\n"))
        .as("lessons stand above all points")
        .hasMessageContaining("not understood here");
    var head = LESSON.substring(0, LESSON.indexOf("  +80"));
    var both = head + head.replace("DANGER", "EXCUSE");
    assertThatThrownBy(() -> new Learnt("these.learnt", both))
        .hasMessageContaining("about one side: EXCUSE");
  }

  @Test
  void whatWeWriteIsJudgedSentenceBySentenceByItsGroupsAndMarksToo() {
    var lesson =
        """
        learnt PROMISE_DATED
          why   may be a promise with a time
          start -300
          word  200
          phrase 200
          long  -40
          +160 @thing
          +160 <TIME
          +60 <TIME gladly
          -400 nobody
        """;
    var language = Language.taught("en", Map.of(Role.AGENT, new Learnt("these.learnt", lesson)));
    assertThat(dated(language, "Parcel on Friday."))
        .containsExactly("learnt-promise-dated: Parcel on Friday.");
    assertThat(dated(language, "Parcel on Friday. Nobody knows.")).hasSize(1);
    assertThat(dated(language, "Parcel. On Friday.")).isEmpty();
    assertThat(dated(language, "It, on Friday.")).isEmpty();
    assertThat(language.read(Role.CUSTOMER, "Parcel on Friday.").findings()).isEmpty();
  }

  private static List<String> dated(Language language, String text) {
    return language.read(Role.AGENT, text).findings().stream()
        .filter(finding -> finding.meaning() == Meaning.PROMISE_DATED)
        .map(finding -> finding.rule() + ": " + finding.words().of(text))
        .toList();
  }

  private static void count(
      Language language,
      List<Learning.Lesson> lessons,
      List<Learning.Example> examples,
      TreeMap<String, int[]> counts) {
    for (var example : examples) {
      var reading = language.read(example.side(), example.text());
      for (var lesson : lessons) {
        var meaning = lesson.means();
        boolean yes = example.yes().contains(meaning);
        if (example.side() != meaning.side() || (!yes && !example.no().contains(meaning))) {
          continue;
        }
        var n = counts.computeIfAbsent(meaning + " " + example.from(), _ -> new int[4]);
        n[yes ? 1 : 3]++;
        if (reading.says(meaning)) {
          n[yes ? 0 : 2]++;
        }
      }
    }
  }
}
