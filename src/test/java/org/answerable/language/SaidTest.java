package org.answerable.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sentences of our own, one meaning after the other, each written before anybody looked whether the
 * rules find it. A line "# MEANING side" says what the sentences below mean, "# not MEANING side"
 * what they do not mean, though they sound like it.
 */
class SaidTest {

  private record Said(boolean means, Meaning meaning, Role side, String text) {}

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "said-en, en",
    "said-en-2, en",
    "said-en-3, en",
    "said-en-4, en",
    "said-en-5, en",
    "said-en-6, en",
    "said-en-7, en",
    "said-en-8, en",
    "said-en-9, en",
    "said-en-10, en",
    "said-en-11, en",
    "said-en-12, en",
    "said-en-13, en",
    "said-de, de",
    "said-de-2, de",
    "said-de-3, de",
    "said-de-4, de",
    "said-de-5, de"
  })
  void whatPeopleSayIsFoundAndWhatOnlySoundsSoIsNot(String file, String code) throws IOException {
    var language = Language.of(Locale.of(code));
    var missed = new ArrayList<String>();
    var wrong = new ArrayList<String>();
    var all = said(Path.of("src/test/resources/language", file + ".txt"));
    for (var one : all) {
      boolean found = language.read(one.side, one.text).says(one.meaning);
      if (found != one.means) {
        (one.means ? missed : wrong).add(one.meaning + ": " + one.text);
      }
    }
    long meant = all.stream().filter(Said::means).count();
    long not = all.size() - meant;
    System.out.printf(
        Locale.ROOT,
        "%s: found %d of %d, falsely %d of %d%n",
        file,
        meant - missed.size(),
        meant,
        wrong.size(),
        not);
    assertThat(missed.size() * 100.0 / Math.max(1, meant)).as("missed: %s", missed).isLessThan(4);
    assertThat(wrong.size() * 100.0 / Math.max(1, not)).as("falsely: %s", wrong).isLessThan(4);
  }

  /** What anybody may write all day; at most one in a hundred may have a hint. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"en", "de"})
  void ordinarySentencesOfOursAreLeftAlone(String code) throws IOException {
    var file = "ordinary-" + code + ".txt";
    var all = Files.readAllLines(Path.of("src/test/resources/language", file));
    var language = Language.of(Locale.of(code));
    var warned =
        all.stream()
            .filter(text ->
                language.read(Role.AGENT, text).meanings().stream()
                    .anyMatch(meaning -> meaning.kind() == Meaning.Kind.HINT))
            .toList();
    System.out.printf(Locale.ROOT, "%s: %d of %d warned%n", file, warned.size(), all.size());
    assertThat(warned).hasSizeLessThanOrEqualTo(all.size() / 100);
  }

  private static List<Said> said(Path file) throws IOException {
    var all = new ArrayList<Said>();
    boolean means = true;
    var meaning = Meaning.APOLOGY;
    var side = Role.AGENT;
    for (var line : Files.readAllLines(file)) {
      if (line.startsWith("# ")) {
        var words = line.substring(2).split(" ");
        means = !words[0].equals("not");
        meaning = Meaning.valueOf(words[means ? 0 : 1]);
        side = Role.valueOf(words[means ? 1 : 2].toUpperCase(Locale.ROOT));
      } else if (!line.isBlank()) {
        all.add(new Said(means, meaning, side, line));
      }
    }
    return all;
  }
}
