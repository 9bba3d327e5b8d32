package org.answerable.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Phrases of a desk's own are plain words, found as they are written and in no other way. */
class OwnPhraseTest {

  private static final Language ENGLISH = Language.of(Locale.ENGLISH);

  private static boolean finds(String phrase, String text) {
    return ENGLISH
        .withPhrases(List.of(new OwnPhrase(Meaning.CHASE, phrase)))
        .read(Role.CUSTOMER, text)
        .says(Meaning.CHASE);
  }

  @Test
  void wordsAreFoundInTheirOrder() {
    assertThat(finds("purple elephant", "I saw a Purple, elephant!")).isTrue();
    assertThat(finds("purple elephant", "An elephant, purple.")).isFalse();
    assertThat(finds("purple ... elephant", "a purple and very big elephant")).isTrue();
    assertThat(finds("purple … elephant", "a purple and very very big elephant")).isFalse();
  }

  @Test
  void whatIsWrittenTogetherIsFoundEitherWay() {
    assertThat(finds("don’t like purple", "We do not like purple.")).isTrue();
    assertThat(finds("do not like purple", "We dont like purple.")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "abc", "<TIME> now", "a|b c", "( what )", "~3 word", "@we will", "x*"})
  void aPatternIsNoPhrase(String words) {
    assertThatThrownBy(() -> new OwnPhrase(Meaning.CHASE, words))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPhraseIsBounded() {
    assertThatThrownBy(() -> new OwnPhrase(Meaning.CHASE, "one ".repeat(13)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new OwnPhrase(Meaning.CHASE, "long".repeat(40)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
