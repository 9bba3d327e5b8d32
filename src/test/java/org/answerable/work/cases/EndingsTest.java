package org.answerable.work.cases;

import static org.answerable.work.cases.Story.ANNA;
import static org.answerable.work.cases.Story.BEN;
import static org.answerable.work.cases.Story.DORA;
import static org.answerable.work.cases.Story.LENA;
import static org.answerable.work.cases.Story.MIA;
import static org.answerable.work.cases.Story.NILS;
import static org.answerable.work.cases.Story.Saying.NEVER_MIND;
import static org.answerable.work.cases.Story.Saying.NOT_YET;
import static org.answerable.work.cases.Story.Saying.SOLVED;
import static org.answerable.work.cases.Story.UMA;
import static org.answerable.work.cases.Story.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.UUID;
import org.answerable.facts.Ending.Confirmed;
import org.answerable.facts.Ending.Disagreed;
import org.answerable.facts.Ending.How;
import org.answerable.facts.Ending.Reopened;
import org.answerable.facts.Kind;
import org.answerable.facts.MessageId;
import org.answerable.facts.PartyId;
import org.answerable.facts.Promising.Kept;
import org.answerable.facts.StaffId;
import org.answerable.facts.Talking.Mark;
import org.answerable.facts.Talking.NoteWritten;
import org.answerable.facts.Talking.Sender;
import org.answerable.facts.Talking.Trust;
import org.answerable.ledger.writing.Words;
import org.answerable.work.cases.Endings.Closing;
import org.answerable.work.cases.Endings.Looking;
import org.answerable.work.cases.Endings.Marking;
import org.answerable.work.cases.Endings.TheirWord;
import org.answerable.work.cases.Endings.Word;
import org.junit.jupiter.api.Test;

/** How the lost parcel ends, and how it begins again. */
class EndingsTest {

  private static final MessageId UNKNOWN = new MessageId(new UUID(1, 1));

  @Test
  void solvedSaysTheCustomerByAClick() {
    var story = Story.answered(new NextWord.Asking());
    assertThat(story.clicks(SOLVED)).isEqualTo(new TheirWord.Recorded(Stage.CLOSED));
    assertThat(story.c.outcome()).isEqualTo(Outcome.CONFIRMED);
    assertThat(story.c.book().open()).isEmpty();
    assertThat(story.clicks(SOLVED)).isEqualTo(new TheirWord.Recorded(Stage.CLOSED));
    assertThat(story.said()).isEmpty();
  }

  @Test
  void whatTheySaidOnThePhoneIsWrittenDownByWhoHeardIt() {
    var story = Story.answered(new NextWord.Asking());
    story.says(SOLVED, How.SPOKEN, BEN);
    var note = story.said(NoteWritten.class).getFirst();
    assertThat(story.said(Confirmed.class).getFirst().evidence()).isEqualTo(note.id());
    assertThat(note.by()).isEqualTo(BEN);
  }

  @Test
  void nobodyElseSpeaksForTheCustomer() {
    var story = Story.answered(new NextWord.Asking());
    var somebody = new PartyId(new UUID(2, 2));
    assertThat(story.says(SOLVED, new Word(somebody, How.CLICK, null, null)))
        .isEqualTo(new TheirWord.MayNotAct());
    assertThat(story.says(SOLVED, How.SPOKEN, NILS)).isEqualTo(new TheirWord.MayNotAct());
    assertThat(story.says(SOLVED, new Word(MIA, How.WORDS, ANNA, UNKNOWN)))
        .isEqualTo(new TheirWord.NoSuchMessage(UNKNOWN));
  }

  @Test
  void anUnverifiedMessageIsNoWordOfTheirs() {
    var story = Story.answered(new NextWord.Asking());
    var doubtful = story.hears(Trust.UNVERIFIED, Sender.PERSON);
    assertThat(story.says(SOLVED, new Word(MIA, How.WORDS, ANNA, doubtful)))
        .isEqualTo(new TheirWord.NoSuchMessage(doubtful));
  }

  @Test
  void aClickIsNotedByNobodyAndWhatWasSpokenBySomebody() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Word(MIA, How.CLICK, ANNA, null));
    assertThatIllegalArgumentException().isThrownBy(() -> new Word(MIA, How.SPOKEN, null, null));
  }

  @Test
  void solvedIsStillTheirsToSayAfterSilence() {
    var story = Story.answered(new NextWord.Asking()).until(30, "12:00");
    assertThat(story.c.outcome()).isEqualTo(Outcome.UNCONFIRMED);
    story.clicks(SOLVED);
    assertThat(story.c.outcome()).isEqualTo(Outcome.CONFIRMED);
  }

  @Test
  void notYetGoesOnWithTheSameOwnerAndAnAnswerByATime() {
    var story = Story.answered(new NextWord.Asking());
    assertThat(story.clicks(NOT_YET)).isEqualTo(new TheirWord.Recorded(Stage.OPEN));
    assertThat(story.ower(Kind.NEXT_UPDATE)).isEqualTo(ANNA);
    story.clicks(SOLVED);
    assertThat(story.clicks(NOT_YET)).isEqualTo(new TheirWord.Recorded(Stage.OPEN));
    assertThat(story.c.nextWord()).isNotNull();
  }

  @Test
  void notYetComesTooLateAfterThirtyDays() {
    var story = Story.answered(new NextWord.Asking());
    story.clicks(SOLVED);
    story.until(31, "12:00");
    assertThat(story.clicks(NOT_YET)).isEqualTo(new TheirWord.TooLongAgo());
  }

  @Test
  void theCustomerTakesItBack() {
    var story = Story.ofTheLostParcel();
    story.clicks(NEVER_MIND);
    assertThat(story.c.outcome()).isEqualTo(Outcome.WITHDRAWN);
    assertThat(story.clicks(NEVER_MIND)).isEqualTo(new TheirWord.AlreadyEnded(Outcome.WITHDRAWN));
    assertThat(story.clicks(SOLVED)).isEqualTo(new TheirWord.AlreadyEnded(Outcome.WITHDRAWN));
  }

  @Test
  void decliningNeedsANamedPersonAboveWhoIsAnother() {
    var story = Story.ofTheLostParcel();
    assertThat(story.decline(ANNA, BEN)).isEqualTo(new Closing.NoSuchDoor(BEN));
    assertThat(story.decline(LENA, LENA)).isEqualTo(new Closing.NoSuchDoor(LENA));
    story.leaves(LENA);
    assertThat(story.decline(ANNA, LENA)).isEqualTo(new Closing.NoSuchDoor(LENA));
    assertThat(story.decline(ANNA, UMA)).isEqualTo(new Closing.Ended(Outcome.DECLINED));
  }

  @Test
  void decliningIsAnAnswer() {
    var story = Story.ofTheLostParcel();
    var first = story.owed(Kind.FIRST_ANSWER);
    story.decline(ANNA, LENA);
    assertThat(story.said(Kept.class)).extracting(Kept::id).containsExactly(first.id());
    assertThat(story.c.answered()).isTrue();
  }

  @Test
  void nothingIsEndedWithoutHavingReadTheNewestMessage() {
    var story = Story.ofTheLostParcel();
    var seen = story.c.newest();
    var newer = story.hears();
    Closing refused = new Closing.NewerMessage(newer);
    Closing declined =
        story.decide(
            (c, around, now) -> Endings.decline(c, ANNA, LENA, seen, Words.NONE, around, now));
    Closing noted =
        story.decide((c, around, now) -> Endings.noted(c, ANNA, seen, Words.NONE, around, now));
    Closing noCase =
        story.decide((c, around, now) -> Endings.noCase(c, ANNA, seen, Words.NONE, around, now));
    assertThat(declined).isEqualTo(refused);
    assertThat(noted).isEqualTo(refused);
    assertThat(noCase).isEqualTo(refused);
  }

  @Test
  void theCustomerDisagreesOnceAndSomeoneNotInvolvedDecides() {
    var story = Story.ofTheLostParcel();
    story.decline(ANNA, LENA);
    assertThat(story.clicks(NOT_YET)).isEqualTo(new TheirWord.AlreadyEnded(Outcome.DECLINED));
    assertThat(story.look()).isEqualTo(new Looking.Looks(LENA));
    assertThat(story.said(Disagreed.class)).hasSize(1);
    assertThat(story.decline(ANNA, UMA)).isEqualTo(new Closing.NeedsSomeoneElse());
    assertThat(story.decline(LENA, UMA)).isEqualTo(new Closing.Ended(Outcome.DECLINED));
    assertThat(story.look()).isEqualTo(new Looking.OnlyOnce());
  }

  @Test
  void whoDecidedInTheEndDecidesAgainWhenTheCustomerWritesAgain() {
    var story = Story.ofTheLostParcel();
    story.decline(ANNA, LENA);
    story.look();
    story.decline(LENA, UMA);
    story.hears();
    assertThat(story.decline(ANNA, UMA)).isEqualTo(new Closing.NeedsSomeoneElse());
    assertThat(story.decline(LENA, UMA)).isEqualTo(new Closing.Ended(Outcome.DECLINED));
  }

  @Test
  void whereSomeoneElseWasAskedToLookTheOwnerDoesNotEndIt() {
    var story = Story.ofTheLostParcel();
    assertThat(story.look()).isEqualTo(new Looking.Looks(LENA));
    assertThat(story.decline(ANNA, UMA)).isEqualTo(new Closing.NeedsSomeoneElse());
    assertThat(story.needsNoAnswer(ANNA)).isEqualTo(new Closing.NeedsSomeoneElse());
    assertThat(story.needsNoAnswer(LENA)).isEqualTo(new Closing.AskTheCustomer());
  }

  @Test
  void someoneElseLooksWithinTwoBusinessDaysAlsoWhenAskedInTheEvening() {
    var story = Story.ofTheLostParcel().until(0, "18:00");
    story.look();
    assertThat(story.owed(Kind.LOOK).due()).isEqualTo(at(2, "17:00"));
    assertThat(story.look()).isEqualTo(new Looking.AlreadyAsked(LENA));
  }

  @Test
  void whoWishesThatSomeoneElseLooksIsNotSilent() {
    var story = Story.answered(new NextWord.Asking());
    story.look();
    assertThat(story.c.stage()).isEqualTo(Stage.OPEN);
    assertThat(story.until(20, "12:00").c.isOpen()).isTrue();
  }

  @Test
  void aLookAtWhatEndedLongAgoIsANewCase() {
    var story = Story.answered(new NextWord.Asking());
    story.clicks(SOLVED);
    story.until(31, "12:00");
    assertThat(story.look()).isEqualTo(new Looking.TooLongAgo());
    Looking another =
        story.decide((c, around, now) -> Endings.look(c, new PartyId(new UUID(3, 3)), around, now));
    assertThat(another).isEqualTo(new Looking.NotTheirs());
  }

  @Test
  void whoLooksIsNotTheOneWhoOwnsItFromNowOn() {
    var story = Story.answered(new NextWord.Asking());
    story.clicks(SOLVED);
    story.dutyLead(LENA);
    story.active(LENA, UMA, BEN, DORA);
    assertThat(story.look()).isEqualTo(new Looking.Looks(UMA));
    assertThat(story.c.owner()).isEqualTo(LENA);
  }

  @Test
  void onceAnsweredOnlyTheCustomerEndsIt() {
    var story = Story.ofTheLostParcel();
    assertThat(story.needsNoAnswer(NILS)).isEqualTo(new Closing.MayNotAct());
    story.reply(ANNA, new NextWord.AsUsual());
    assertThat(story.needsNoAnswer(ANNA)).isEqualTo(new Closing.AskTheCustomer());
  }

  @Test
  void whatNeedsNoAnswerIsNotCalledSoTwice() {
    var story = Story.ofTheLostParcel();
    assertThat(story.needsNoAnswer(ANNA)).isEqualTo(new Closing.Ended(Outcome.NOTED));
    assertThat(story.needsNoAnswer(ANNA)).isEqualTo(new Closing.AlreadyEnded(Outcome.NOTED));
    story.clicks(NOT_YET);
    assertThat(story.needsNoAnswer(ANNA)).isEqualTo(new Closing.AskTheCustomer());
  }

  // Thanks

  private static Marking mark(Story story, StaffId who, MessageId message, Mark mark) {
    return story.decide((c, around, now) -> Endings.mark(c, who, message, mark, around, now));
  }

  private static Story solved() {
    var story = Story.answered(new NextWord.Asking());
    story.clicks(SOLVED);
    return story.until(1, "12:00");
  }

  @Test
  void thanksUndoTheReopeningTheyCaused() {
    var story = solved();
    var ended = story.c.ended();
    var thanks = story.hears();
    assertThat(story.said(Reopened.class)).hasSize(1);
    mark(story, BEN, thanks, Mark.THANKS);
    assertThat(story.c.outcome()).isEqualTo(Outcome.CONFIRMED);
    assertThat(story.c.ended()).isEqualTo(ended);
    assertThat(story.c.book().open()).isEmpty();
  }

  @Test
  void thanksBesideAQuestionUndoNothing() {
    var story = solved();
    var thanks = story.hears();
    var question = story.hears();
    mark(story, BEN, thanks, Mark.THANKS);
    assertThat(story.c.isOpen()).isTrue();
    mark(story, BEN, question, Mark.THANKS);
    assertThat(story.c.outcome()).isEqualTo(Outcome.CONFIRMED);
  }

  @Test
  void thanksDoNotTakeBackWhatWePromisedSince() {
    var story = solved();
    var thanks = story.hears();
    story.reply(ANNA, Story.by(Kind.CALLBACK, 2, "10:00"));
    mark(story, ANNA, thanks, Mark.THANKS);
    assertThat(story.c.isOpen()).isTrue();
    assertThat(story.c.book().owes(Kind.CALLBACK)).isTrue();
  }

  @Test
  void thanksMarkedLateDoNotChangeAnotherOutcome() {
    var story = Story.answered(new NextWord.Asking()).until(7, "09:00");
    assertThat(story.c.outcome()).isEqualTo(Outcome.UNCONFIRMED);
    var thanks = story.hears();
    story.clicks(SOLVED);
    mark(story, ANNA, thanks, Mark.THANKS);
    assertThat(story.c.outcome()).isEqualTo(Outcome.CONFIRMED);
  }

  @Test
  void thanksWhileTheyAreAskedEndNothing() {
    var story = Story.answered(new NextWord.Asking());
    var thanks = story.hears();
    mark(story, ANNA, thanks, Mark.THANKS);
    assertThat(story.c.isOpen()).isTrue();
    assertThat(story.c.nextWord()).isNotNull();
  }

  @Test
  void onlyWhatWasSaidInThisCaseIsMarkedAndOnlyByWhoMayAct() {
    var story = Story.ofTheLostParcel();
    assertThat(mark(story, ANNA, UNKNOWN, Mark.COMPLAINT))
        .isEqualTo(new Marking.NoSuchMessage(UNKNOWN));
    var message = story.hears();
    assertThat(mark(story, NILS, message, Mark.COMPLAINT)).isEqualTo(new Marking.MayNotAct());
    assertThat(mark(story, ANNA, message, Mark.COMPLAINT)).isEqualTo(new Marking.Done());
    assertThat(story.c.complaint()).isTrue();
  }
}
