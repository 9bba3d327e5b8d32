package org.answerable.work.cases;

import static org.answerable.work.cases.Story.ANNA;
import static org.answerable.work.cases.Story.BEN;
import static org.answerable.work.cases.Story.DORA;
import static org.answerable.work.cases.Story.UMA;
import static org.answerable.work.cases.Story.at;
import static org.answerable.work.cases.Story.by;
import static org.assertj.core.api.Assertions.assertThat;

import org.answerable.facts.ConfigFact.Desk;
import org.answerable.facts.Ending.Unconfirmed;
import org.answerable.facts.Kind;
import org.answerable.facts.Promising.Broken;
import org.answerable.facts.Promising.Given;
import org.answerable.facts.Promising.Kept;
import org.answerable.facts.Talking.Acknowledged;
import org.answerable.facts.Talking.NotTold;
import org.answerable.facts.Talking.NotTold.Why;
import org.answerable.facts.Talking.Reminded;
import org.answerable.facts.Talking.Sender;
import org.answerable.facts.Talking.Trust;
import org.answerable.facts.Talking.WroteAgain;
import org.junit.jupiter.api.Test;

/** What time alone does to the lost parcel. */
class SettlingTest {

  @Test
  void theCustomerIsToldAfterFiveMinutesWhoAnswersAndByWhen() {
    var story = Story.ofTheLostParcel();
    assertThat(story.until(0, "10:04").said()).isEmpty();
    assertThat(story.until(0, "10:05").said(Acknowledged.class)).hasSize(1);
    assertThat(story.until(0, "10:06").said()).isEmpty();
  }

  @Test
  void anAnswerSentMeanwhileReplacesTheAcknowledgement() {
    var story = Story.ofTheLostParcel();
    story.reply(ANNA, new NextWord.AsUsual());
    assertThat(story.until(0, "10:05").said()).isEmpty();
  }

  @Test
  void aMuteDeskSaysWhyItDidNotTell() {
    var story = Story.ofTheLostParcel().mute(Why.STORM).until(0, "10:05");
    assertThat(story.said(NotTold.class)).extracting(NotTold::why).containsExactly(Why.STORM);
    assertThat(story.mute(null).until(0, "10:30").said()).isEmpty();
  }

  @Test
  void aPromiseIsBrokenAtTheVeryInstantItWasDue() {
    var story = Story.ofTheLostParcel().until(0, "16:59:59");
    assertThat(story.said(Broken.class)).isEmpty();
    story.until(0, "17:00");
    assertThat(story.said(Broken.class)).extracting(Broken::at).containsExactly(at(0, "17:00"));
  }

  @Test
  void itsAmendsAreOwedByTheOwnerWithinFourHoursOfWork() {
    var story = Story.ofTheLostParcel().until(0, "17:00");
    assertThat(story.ower(Kind.AMENDS)).isEqualTo(ANNA);
    assertThat(story.owed(Kind.AMENDS).due()).isEqualTo(at(1, "13:00"));
    assertThat(story.c.nextWord()).isEqualTo(story.owed(Kind.AMENDS));
  }

  @Test
  void amendsThatBreakClimbToTheDutyLeadAndThenToTheLeaderEachBusinessDay() {
    var story = Story.ofTheLostParcel().until(0, "17:00").until(1, "13:00");
    assertThat(story.ower(Kind.AMENDS)).isEqualTo(DORA);
    story.until(2, "09:00");
    assertThat(story.ower(Kind.AMENDS)).isEqualTo(UMA);
    story.until(2, "13:00");
    assertThat(story.ower(Kind.AMENDS)).isEqualTo(UMA);
    assertThat(story.owed(Kind.AMENDS).due()).isEqualTo(at(3, "17:00"));
  }

  @Test
  void anotherDutyLeadIsNoReasonForAmendsToStayBelow() {
    var story = Story.ofTheLostParcel().until(0, "17:00").until(1, "13:00");
    story.dutyLead(BEN);
    story.until(2, "09:00");
    assertThat(story.ower(Kind.AMENDS)).isEqualTo(UMA);
  }

  @Test
  void oneMissedPromiseMakesOneAmendsHoweverLongWeWereDown() {
    var story = Story.ofTheLostParcel().until(200, "12:00");
    assertThat(story.said(Broken.class)).extracting(Broken::at).containsExactly(at(0, "17:00"));
    assertThat(story.c.book().open()).hasSize(1);
    assertThat(story.owed(Kind.AMENDS).due()).isAfter(story.now());
  }

  @Test
  void whoeverWasNotToldInTimeIsToldOfATimeThatCanBeKept() {
    var story = Story.ofTheLostParcel().until(3, "11:00");
    assertThat(story.said(Acknowledged.class))
        .extracting(Acknowledged::of)
        .containsExactly(story.owed(Kind.AMENDS).id());
  }

  @Test
  void aSilentCustomerIsWrittenToTwiceAndThenLeftInPeace() {
    var story = Story.answered(new NextWord.TheirStep());
    assertThat(story.owed(Kind.WRITE_AGAIN).due()).isEqualTo(at(3, "10:00"));
    assertThat(story.until(3, "09:00").said(WroteAgain.class)).hasSize(1);
    assertThat(story.owed(Kind.WRITE_AGAIN).due()).isEqualTo(at(9, "10:00"));
    assertThat(story.until(9, "09:00").said(WroteAgain.class)).hasSize(1);
    assertThat(story.owed(Kind.WRITE_AGAIN).due()).isEqualTo(at(14, "10:00"));
    assertThat(story.until(14, "09:00").said(Unconfirmed.class)).hasSize(1);
    assertThat(story.c.outcome()).isEqualTo(Outcome.UNCONFIRMED);
    assertThat(story.c.book().open()).isEmpty();
  }

  @Test
  void anAutomaticReplyEndsNoSilence() {
    var story = Story.answered(new NextWord.TheirStep()).until(3, "09:00");
    story.hears(Trust.SILENT, Sender.MACHINE);
    story.until(9, "09:00");
    story.hears(Trust.SILENT, Sender.MACHINE);
    assertThat(story.until(14, "09:00").c.outcome()).isEqualTo(Outcome.UNCONFIRMED);
  }

  @Test
  void aLetterThatCouldNotBeWrittenInTimeIsABrokenPromise() {
    var story = Story.answered(new NextWord.TheirStep()).until(5, "12:00");
    assertThat(story.said(WroteAgain.class)).isEmpty();
    assertThat(story.said(Broken.class)).hasSize(1);
    assertThat(story.ower(Kind.AMENDS)).isEqualTo(ANNA);
  }

  @Test
  void aMuteDeskKeepsNoPromiseByALetterThatNobodyGets() {
    var story = Story.answered(new NextWord.TheirStep()).mute(Why.NO_ADDRESS).until(3, "09:00");
    assertThat(story.said(NotTold.class)).hasSize(1);
    assertThat(story.said(Kept.class)).isEmpty();
    assertThat(story.until(3, "10:00").said(Broken.class)).hasSize(1);
  }

  @Test
  void afterAStandstillSilenceStillEndsAnAskedCase() {
    var story = Story.answered(new NextWord.Asking()).until(30, "12:00");
    assertThat(story.said(Broken.class)).isEmpty();
    assertThat(story.c.outcome()).isEqualTo(Outcome.UNCONFIRMED);
  }

  @Test
  void whatWasDueBeforeTheSilenceEndedIsBrokenAndNotForgotten() {
    var story = Story.answered(by(Kind.CALLBACK, 2, "11:00"));
    story.reply(ANNA, new NextWord.Asking());
    story.until(40, "12:00");
    assertThat(story.said(Broken.class)).extracting(Broken::at).containsExactly(at(2, "11:00"));
    assertThat(story.said(Given.class)).extracting(Given::kind).containsExactly(Kind.AMENDS);
    assertThat(story.c.outcome()).isEqualTo(Outcome.UNCONFIRMED);
  }

  @Test
  void aComplaintIsAskedOnceMoreAndEndsWhenItWasSaidTo() {
    var story = Story.ofTheLostParcel().with(Desk.COMPLAINTS);
    story.reply(ANNA, new NextWord.Asking());
    assertThat(story.until(7, "10:00").said(Reminded.class)).hasSize(1);
    assertThat(story.until(8, "10:00").said()).isEmpty();
    assertThat(story.until(28, "09:00").c.outcome()).isEqualTo(Outcome.UNCONFIRMED);
  }

  @Test
  void aQuestionEndsWhenItWasSaidToAlsoWhereThePolicyChanges() {
    var story = Story.answered(new NextWord.Asking()).with(Desk.COMPLAINTS);
    assertThat(story.until(7, "09:00").c.outcome()).isEqualTo(Outcome.UNCONFIRMED);
  }

  @Test
  void aReminderThatCannotBeWrittenDoesNotKeepTheQuestionOpen() {
    var story = Story.ofTheLostParcel().with(Desk.SOFTWARE);
    story.reply(ANNA, new NextWord.Asking());
    story.mute(Why.QUIET).until(7, "10:00");
    assertThat(story.said(NotTold.class)).hasSize(1);
    assertThat(story.until(14, "09:00").c.outcome()).isEqualTo(Outcome.UNCONFIRMED);
  }

  @Test
  void silenceIsCountedFromWhenWhatWeOweIsDone() {
    var story = Story.answered(by(Kind.ACTION, 4, "12:00"));
    story.reply(ANNA, new NextWord.Asking());
    assertThat(story.owed(Kind.ASKED).due()).isEqualTo(at(11, "12:00"));
  }
}
