package org.answerable.language;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/**
 * Replays its seeds in every build; with JAZZER_FUZZ=1 it looks for texts that make the reading
 * hang or fail.
 */
@Tag("A-26")
class LanguageFuzzTest {

  @FuzzTest(maxDuration = "60s")
  void noTextHangsOrThrows(FuzzedDataProvider data) {
    var role = data.consumeBoolean() ? Role.AGENT : Role.CUSTOMER;
    LanguageTest.check(data.consumeRemainingAsString(), role);
  }
}
