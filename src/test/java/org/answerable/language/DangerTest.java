package org.answerable.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Danger is to be found rather than missed. The sentences are our own, written after public
 * guidance on warning signs, product safety reports and letters before action; none of them is an
 * example of a rule.
 */
class DangerTest {

  private static final Language ENGLISH = Language.of(Locale.ENGLISH);

  @Test
  void ninetyFiveOfAHundredDangersAreFound() throws IOException {
    var dangers = lines('+');
    var missed = dangers.stream().filter(text -> !isDanger(text)).toList();
    assertThat((double) missed.size() / dangers.size())
        .as(missed.toString())
        .isLessThanOrEqualTo(0.05);
  }

  @Test
  void wordsThatOnlySoundDangerousAreLeftAlone() throws IOException {
    assertThat(lines('-').stream().filter(DangerTest::isDanger)).isEmpty();
  }

  private static boolean isDanger(String text) {
    return ENGLISH.read(Role.CUSTOMER, text).says(Meaning.DANGER);
  }

  private static List<String> lines(char sign) throws IOException {
    try (var in =
        Objects.requireNonNull(DangerTest.class.getResourceAsStream("/language/danger-en.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isEmpty() && line.charAt(0) == sign)
          .map(line -> line.substring(2))
          .toList();
    }
  }
}
