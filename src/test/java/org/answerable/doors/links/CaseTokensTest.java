package org.answerable.doors.links;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Objects;
import org.answerable.TestDatabase;
import org.answerable.doors.links.CaseTokens.Purpose;
import org.answerable.facts.CaseId;
import org.answerable.facts.Ids;
import org.answerable.facts.PartyId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("A-14")
class CaseTokensTest {

  private final CaseId parcel = new CaseId(Ids.fresh());
  private final PartyId priya = new PartyId(Ids.fresh());
  private TestDatabase database;
  private CaseTokens tokens;

  @BeforeEach
  void open() {
    database = TestDatabase.migrated();
    tokens = new CaseTokens(new Keys(database.as("answerable_app").client()));
  }

  @AfterEach
  void dropIt() {
    database.close();
  }

  @Test
  void aTokenProvesWhatItWasGivenForAndNothingElse() {
    var token = tokens.of(parcel, priya, Purpose.REPLY);
    var shown = Objects.requireNonNull(CaseTokens.shown(token));
    assertThat(token).hasSize(CaseTokens.LENGTH).matches("[a-z2-7]+");
    assertThat(shown.in()).isEqualTo(parcel);
    assertThat(tokens.proves(shown, priya, Purpose.REPLY)).isTrue();
    assertThat(tokens.proves(shown, priya, Purpose.PAGE)).isFalse();
    assertThat(tokens.proves(shown, new PartyId(Ids.fresh()), Purpose.REPLY)).isFalse();
  }

  @Test
  void mailServersMayChangeTheCaseOfLetters() {
    var token = tokens.of(parcel, priya, Purpose.REPLY).toUpperCase(Locale.ROOT);
    var shown = Objects.requireNonNull(CaseTokens.shown(" " + token + " "));
    assertThat(tokens.proves(shown, priya, Purpose.REPLY)).isTrue();
  }

  @Test
  void eachChangedLetterMakesItWorthless() {
    var token = tokens.of(parcel, priya, Purpose.PAGE);
    for (int i = 0; i < token.length(); i++) {
      char other = token.charAt(i) == 'a' ? 'b' : 'a';
      var shown = CaseTokens.shown(token.substring(0, i) + other + token.substring(i + 1));
      assertThat(shown == null || !tokens.proves(shown, priya, Purpose.PAGE)).isTrue();
    }
  }

  @Test
  void whatIsNoTokenIsNone() {
    assertThat(CaseTokens.shown("")).isNull();
    assertThat(CaseTokens.shown("a".repeat(51))).isNull();
    assertThat(CaseTokens.shown("a".repeat(53))).isNull();
    assertThat(CaseTokens.shown("1".repeat(52))).isNull();
    assertThat(CaseTokens.shown("ü".repeat(52))).isNull();
  }

  @Test
  void everyNodeHasTheSameKey() {
    var other = new CaseTokens(new Keys(database.as("answerable_app").client()));
    assertThat(other.of(parcel, priya, Purpose.REPLY))
        .isEqualTo(tokens.of(parcel, priya, Purpose.REPLY));
  }

  @Test
  void anotherDeskHasAnotherKey() {
    try (var other = TestDatabase.migrated()) {
      var elsewhere = new CaseTokens(new Keys(other.as("answerable_app").client()));
      var shown =
          Objects.requireNonNull(CaseTokens.shown(elsewhere.of(parcel, priya, Purpose.REPLY)));
      assertThat(tokens.proves(shown, priya, Purpose.REPLY)).isFalse();
    }
  }
}
