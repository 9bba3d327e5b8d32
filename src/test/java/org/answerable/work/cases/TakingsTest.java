package org.answerable.work.cases;

import static org.answerable.work.cases.Story.ANNA;
import static org.answerable.work.cases.Story.BEN;
import static org.answerable.work.cases.Story.DORA;
import static org.answerable.work.cases.Story.LENA;
import static org.answerable.work.cases.Story.NILS;
import static org.answerable.work.cases.Story.UMA;
import static org.assertj.core.api.Assertions.assertThat;

import org.answerable.facts.Kind;
import org.answerable.facts.Owning.MoveReason;
import org.answerable.facts.Owning.OwnerMoved;
import org.answerable.facts.Owning.TakenUp;
import org.answerable.facts.StaffId;
import org.answerable.ledger.writing.Words;
import org.answerable.work.cases.Takings.Moving;
import org.answerable.work.cases.Takings.Taking;
import org.junit.jupiter.api.Test;

/** Who answers for the lost parcel. */
class TakingsTest {

  private static Story untaken() {
    var story = new Story();
    story.opens(DORA, false);
    return story;
  }

  private static Taking take(Story story, StaffId who) {
    return story.decide((c, around, now) -> Takings.take(c, who, around, now));
  }

  private static Moving move(Story story, StaffId to) {
    return story.decide((c, around, now) -> Takings.move(c, to, Words.NONE, around, now));
  }

  @Test
  void theDutyLeadAnswersUntilSomebodyTakesIt() {
    var story = untaken();
    assertThat(story.ower(Kind.FIRST_ANSWER)).isEqualTo(DORA);
    assertThat(take(story, BEN)).isEqualTo(new Taking.Yours());
    assertThat(story.c.owner()).isEqualTo(BEN);
    assertThat(story.ower(Kind.FIRST_ANSWER)).isEqualTo(BEN);
  }

  @Test
  void whatSomebodyTookIsTheirs() {
    var story = untaken();
    take(story, BEN);
    assertThat(take(story, ANNA)).isEqualTo(new Taking.OwnedBy(BEN));
    assertThat(take(story, BEN)).isEqualTo(new Taking.Yours());
    assertThat(story.said()).isEmpty();
  }

  @Test
  void onlyTheTeamTakes() {
    var story = untaken();
    assertThat(take(story, NILS)).isEqualTo(new Taking.NotOfTheTeam());
    story.leaves(BEN);
    assertThat(take(story, BEN)).isEqualTo(new Taking.MayNotAct());
    story.clicks(Story.Saying.SOLVED);
    assertThat(take(story, ANNA)).isEqualTo(new Taking.CaseEnded());
  }

  @Test
  void aLeadDecidesWhoAnswersAndEveryPromiseGoesAlong() {
    var story = Story.ofTheLostParcel().until(0, "17:00");
    assertThat(move(story, BEN)).isEqualTo(new Moving.Moved(BEN));
    assertThat(story.c.owner()).isEqualTo(BEN);
    assertThat(story.ower(Kind.AMENDS)).isEqualTo(BEN);
    assertThat(move(story, BEN)).isEqualTo(new Moving.AlreadyTheirs(BEN));
  }

  @Test
  void aCaseIsNotMovedToWhoCannotOwnIt() {
    var story = Story.ofTheLostParcel();
    assertThat(move(story, NILS)).isEqualTo(new Moving.CannotOwn(NILS));
    story.leaves(BEN);
    assertThat(move(story, BEN)).isEqualTo(new Moving.CannotOwn(BEN));
    story.clicks(Story.Saying.SOLVED);
    assertThat(move(story, DORA)).isEqualTo(new Moving.CaseEnded());
  }

  @Test
  void whenTheOwnerIsLockedOutTheDutyLeadHoldsIt() {
    var story = Story.ofTheLostParcel();
    story.leaves(ANNA);
    assertThat(story.said())
        .containsExactly(new OwnerMoved(ANNA, DORA, MoveReason.LOCKED_OUT, false));
    assertThat(story.ower(Kind.FIRST_ANSWER)).isEqualTo(DORA);
    assertThat(take(story, BEN)).isEqualTo(new Taking.Yours());
  }

  @Test
  void whatSomebodyOwedInTheCaseOfAnotherIsTakenUp() {
    var story = Story.ofTheLostParcel();
    story.look();
    var look = story.owed(Kind.LOOK).id();
    story.leaves(LENA);
    assertThat(story.said()).containsExactly(new TakenUp(look, LENA, UMA));
    assertThat(story.ower(Kind.LOOK)).isEqualTo(UMA);
    assertThat(story.c.owner()).isEqualTo(ANNA);
  }

  @Test
  void amendsOfADutyLeadWhoIsLockedOutAreOwedByTheNext() {
    var story = Story.ofTheLostParcel().until(0, "17:00").until(1, "13:00");
    story.dutyLead(BEN);
    story.leaves(DORA);
    assertThat(story.ower(Kind.AMENDS)).isEqualTo(BEN);
  }

  @Test
  void aLookStaysWithWhoWasNamedWhenTheCaseMoves() {
    var story = Story.ofTheLostParcel();
    story.look();
    move(story, BEN);
    assertThat(story.ower(Kind.LOOK)).isEqualTo(LENA);
  }

  @Test
  void nobodyLeavesAnythingInAnEndedCase() {
    var story = Story.ofTheLostParcel();
    story.clicks(Story.Saying.SOLVED);
    story.leaves(ANNA);
    assertThat(story.said()).isEmpty();
  }
}
