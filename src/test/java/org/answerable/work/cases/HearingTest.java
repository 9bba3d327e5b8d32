package org.answerable.work.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.answerable.facts.Talking.Sign;
import org.answerable.facts.Tongue;
import org.answerable.language.Language;
import org.answerable.work.cases.Read.Gist;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the desk reads in a customer's words, and what it leaves to people. */
class HearingTest {

  private Read read(String text) {
    return Hearing.read(text, Tongue.EN, Language::of);
  }

  private List<Sign> signs(String text) {
    return read(text).passages().stream().map(Read.Passage::sign).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "It works now, thank you!",
        "Hi Maya,\n\nthat did the trick. Everything is working again.\n\nBest,\nPriya",
        "All sorted now, thanks so much for your help.",
        "Problem solved, you can close the ticket.",
        "Es funktioniert jetzt, vielen Dank!",
        "Hallo, das hat geklappt. Alles läuft wieder. Danke und viele Grüße",
      })
  void aPlainYesIsTheirYes(String text) {
    assertThat(read(text).gist()).isEqualTo(Gist.SOLVED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "It works on my phone, but not on the laptop.",
        "It works now. How do I get my money back?",
        "I hope it works now.",
        "If it works now I will be happy.",
        "It seems to work now, I will tell you tomorrow.",
        "It works now, unfortunately the second one is still broken.",
        "It worked yesterday.",
        "Es funktioniert jetzt, aber nur auf dem Handy.",
        "Ich hoffe, es funktioniert jetzt.",
        "It works now, thank you. This was the worst service I ever had.",
        "Is it solved?",
      })
  void whatTakesSomethingBackIsLeftToPeople(String text) {
    assertThat(read(text).gist()).isNotEqualTo(Gist.SOLVED);
  }

  /** Nobody wrote down that these words say it; much in them only points to it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          points are there now thx!!        | SOLVED
          nope doesnt work, did all of that | NOT_SOLVED
          """)
  void whatOnlySeemsSoIsShownAndNothingFollowsByItself(String text, Sign sign) {
    assertThat(signs(text)).containsExactly(sign);
    assertThat(read(text).gist()).isEqualTo(Gist.MORE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "It is still not working.",
        "I tried that, same error again.",
        "Es geht immer noch nicht.",
      })
  void notYetIsNotYet(String text) {
    assertThat(read(text).gist()).isEqualTo(Gist.NOT_SOLVED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Thanks!", "Thank you very much.", "Vielen Dank!", "Great, thanks a lot"})
  void bareThanksAreThanks(String text) {
    assertThat(read(text).gist()).isEqualTo(Gist.THANKS);
  }

  @Test
  void onlyTheirOwnNewWordsAreRead() {
    assertThat(read("Please see below.\n\nOn Monday, Maya wrote:\n> It works now, thank you!"))
        .isEqualTo(Read.NOTHING);
    assertThat(signs("> Any news?\n\nFine.")).isEmpty();
  }

  @Test
  void aPassageSaysWhereTheWordsStand() {
    var text = "Hello Maya. Any update on my order? You promised it for Monday.";
    var chase = read(text).passages().getFirst();
    assertThat(chase.sign()).isEqualTo(Sign.CHASE);
    assertThat(text.substring(chase.from(), chase.until()).toLowerCase(java.util.Locale.ROOT))
        .contains("any update");
    assertThat(read(text).passages()).extracting(Read.Passage::sign).doesNotHaveDuplicates();
  }

  @Test
  void dangerGoesAboveAllElse() {
    var read = read("It works now, thank you. The old one burned my hand, I am in hospital.");
    assertThat(read.gist()).isEqualTo(Gist.MORE);
    assertThat(read.passages()).extracting(Read.Passage::sign).contains(Sign.DANGER);
  }

  @Test
  void nothingIsReadInNothing() {
    assertThat(Hearing.read(null, Tongue.DE, Language::of)).isEqualTo(Read.NOTHING);
    assertThat(read("")).isEqualTo(Read.NOTHING);
  }
}
