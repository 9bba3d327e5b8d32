package org.answerable.work.cases;

import static org.answerable.work.cases.Story.ANNA;
import static org.answerable.work.cases.Story.BEN;
import static org.answerable.work.cases.Story.DORA;
import static org.answerable.work.cases.Story.UMA;
import static org.answerable.work.cases.Story.at;
import static org.answerable.work.cases.Story.by;
import static org.assertj.core.api.Assertions.assertThat;

import org.answerable.facts.Ending.Reopened;
import org.answerable.facts.Kind;
import org.answerable.facts.Promising.Given;
import org.answerable.facts.Promising.Released;
import org.answerable.facts.Talking.NotTold;
import org.answerable.facts.Talking.NotTold.Why;
import org.answerable.facts.Talking.Sender;
import org.answerable.facts.Talking.Trust;
import org.junit.jupiter.api.Test;

/** What Mia's words lead to. */
class ArrivalsTest {

  @Test
  void aCaseBeginsWithAnOwnerAndAFirstAnswerByATime() {
    var story = Story.ofTheLostParcel();
    assertThat(story.c.owner()).isEqualTo(ANNA);
    var first = story.owed(Kind.FIRST_ANSWER);
    assertThat(first.due()).isEqualTo(at(0, "17:00"));
    assertThat(first.acts()).isEqualTo(at(0, "10:05"));
    assertThat(story.c.nextWord()).isEqualTo(first);
  }

  @Test
  void anOwnerLockedOutMeanwhileIsPassedOver() {
    var story = new Story();
    story.active(BEN, DORA, UMA);
    story.opens(ANNA, true);
    assertThat(story.c.owner()).isEqualTo(DORA);
    assertThat(story.c.taken()).isFalse();
    assertThat(story.ower(Kind.FIRST_ANSWER)).isEqualTo(DORA);
  }

  @Test
  void aMachineOrADoubtfulSenderIsToldNothingAndThePromiseStands() {
    var story = new Story();
    story.opens(ANNA, true, Trust.SILENT, Sender.MACHINE);
    assertThat(story.said(NotTold.class)).extracting(NotTold::why).containsExactly(Why.MACHINE);
    assertThat(story.owed(Kind.FIRST_ANSWER).acts()).isNull();
    var doubtful = new Story();
    doubtful.opens(ANNA, true, Trust.UNVERIFIED, Sender.PERSON);
    assertThat(doubtful.said(NotTold.class))
        .extracting(NotTold::why)
        .containsExactly(Why.UNVERIFIED);
  }

  @Test
  void aMessageEndsOurWaitingAndIsAnsweredByATime() {
    var story = Story.answered(new NextWord.TheirStep()).until(1, "11:00");
    story.hears();
    assertThat(story.said(Released.class)).hasSize(1);
    assertThat(story.owed(Kind.NEXT_UPDATE).due()).isEqualTo(at(1, "17:00"));
    assertThat(story.c.stage()).isEqualTo(Stage.OPEN);
  }

  @Test
  void aMessageWhereSomethingIsPromisedAlreadyPromisesNothingMore() {
    var story = Story.answered(by(Kind.CALLBACK, 2, "10:00"));
    story.hears();
    assertThat(story.said(Given.class)).isEmpty();
  }

  @Test
  void aReplyReopensWithTheSameOwner() {
    var story = Story.answered(new NextWord.Asking());
    story.clicks(Story.Saying.SOLVED);
    story.until(20, "11:00");
    var reply = story.hears();
    assertThat(story.said(Reopened.class)).containsExactly(new Reopened(reply));
    assertThat(story.c.owner()).isEqualTo(ANNA);
    assertThat(story.c.nextWord()).isNotNull();
  }

  @Test
  void aReplyReopensWithTheDutyLeadWhereTheOwnerHasLeft() {
    var story = Story.answered(new NextWord.Asking());
    story.clicks(Story.Saying.SOLVED);
    story.leaves(ANNA);
    story.hears();
    assertThat(story.c.owner()).isEqualTo(DORA);
    assertThat(story.c.taken()).isFalse();
    assertThat(story.ower(Kind.NEXT_UPDATE)).isEqualTo(DORA);
  }

  @Test
  void afterThirtyDaysAReplyIsANewCase() {
    var story = Story.answered(new NextWord.Asking());
    story.clicks(Story.Saying.SOLVED);
    assertThat(continues(story.until(30, "09:00"))).isTrue();
    assertThat(continues(story.until(30, "11:00"))).isFalse();
  }

  private static boolean continues(Story story) {
    return story.decide((c, around, now) ->
        org.answerable.ledger.writing.Verdict.refused(Arrivals.continues(c, around, now)));
  }

  @Test
  void anAutomaticOrDoubtfulMessageReopensNothing() {
    var story = Story.answered(new NextWord.Asking());
    story.clicks(Story.Saying.SOLVED);
    story.hears(Trust.SILENT, Sender.MACHINE);
    story.hears(Trust.UNVERIFIED, Sender.PERSON);
    assertThat(story.c.isOpen()).isFalse();
  }
}
