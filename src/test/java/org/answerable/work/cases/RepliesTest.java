package org.answerable.work.cases;

import static org.answerable.work.cases.Story.ANNA;
import static org.answerable.work.cases.Story.BEN;
import static org.answerable.work.cases.Story.LENA;
import static org.answerable.work.cases.Story.NILS;
import static org.answerable.work.cases.Story.at;
import static org.answerable.work.cases.Story.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import org.answerable.facts.ConfigFact.Desk;
import org.answerable.facts.Kind;
import org.answerable.facts.MessageId;
import org.answerable.facts.Promising.Given;
import org.answerable.facts.Promising.Kept;
import org.answerable.facts.Promising.Renegotiated;
import org.answerable.facts.StaffId;
import org.answerable.facts.Talking.MessageSent;
import org.answerable.ledger.writing.Words;
import org.answerable.work.cases.Replies.Draft;
import org.answerable.work.cases.Replies.NewTime;
import org.answerable.work.cases.Replies.Reply;
import org.answerable.work.commitments.Commitment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What we say to Mia, and what saying it keeps and promises. */
class RepliesTest {

  @Test
  void aReplyKeepsTheFirstAnswerAndPromisesTheNextWord() {
    var story = Story.ofTheLostParcel();
    var first = story.owed(Kind.FIRST_ANSWER);
    var sent = (Reply.Sent) story.reply(ANNA, by(Kind.CALLBACK, 1, "10:00"));
    assertThat(story.said(Kept.class)).containsExactly(new Kept(first.id(), sent.id()));
    assertThat(story.c.nextWord()).isEqualTo(story.owed(Kind.CALLBACK));
  }

  @Test
  void anyoneOfTheTeamAnswersInTheOwnersPlaceAndTheOwnerStays() {
    var story = Story.ofTheLostParcel();
    assertThat(story.reply(BEN, new NextWord.AsUsual())).isInstanceOf(Reply.Sent.class);
    assertThat(story.c.owner()).isEqualTo(ANNA);
    assertThat(story.ower(Kind.NEXT_UPDATE)).isEqualTo(ANNA);
  }

  @Test
  void nobodyOfAnotherTeamAndNobodyLockedOutAnswers() {
    var story = Story.ofTheLostParcel();
    assertThat(story.reply(NILS, new NextWord.AsUsual())).isEqualTo(new Reply.MayNotAct());
    story.leaves(BEN);
    assertThat(story.reply(BEN, new NextWord.AsUsual())).isEqualTo(new Reply.MayNotAct());
    assertThat(story.said()).isEmpty();
  }

  @Test
  void aReplyWrittenWithoutHavingSeenTheNewestMessageIsRefused() {
    var story = Story.ofTheLostParcel();
    var newer = story.hears();
    var draft = new Draft(null, Set.of(), false, new NextWord.AsUsual());
    var result =
        story.decide((c, around, now) -> Replies.send(c, ANNA, draft, Words.NONE, around, now));
    assertThat(result).isEqualTo(new Reply.NewerMessage(newer));
  }

  @Test
  void anEndedCaseIsNotRepliedTo() {
    var story = Story.ofTheLostParcel();
    story.clicks(Story.Saying.SOLVED);
    assertThat(story.reply(ANNA, new NextWord.AsUsual())).isEqualTo(new Reply.CaseEnded());
  }

  @Test
  void aTimeThatIsPastOrTooFarOrUnattendedIsNotPromised() {
    var story = Story.ofTheLostParcel();
    assertThat(story.reply(ANNA, by(Kind.CALLBACK, 0, "09:30")))
        .isEqualTo(new Reply.TimeIsPast(at(0, "09:30")));
    assertThat(story.reply(ANNA, by(Kind.CALLBACK, 8, "10:00")))
        .isEqualTo(new Reply.TooFar(at(7, "10:00")));
    assertThat(story.reply(ANNA, by(Kind.CALLBACK, 1, "20:00")))
        .isEqualTo(new Reply.NobodyOnDuty(at(1, "20:00"), at(2, "09:00")));
  }

  @Test
  void theTimeOfferedInsteadIsOneThatWillBeTaken() {
    var story = Story.ofTheLostParcel();
    story.until(0, "17:00");
    // Farthest is Monday the week after at nine: what is offered must not be refused in its turn.
    var refused = story.reply(ANNA, by(Kind.CALLBACK, 6, "20:00"));
    var instead = ((Reply.NobodyOnDuty) refused).instead();
    assertThat(story.reply(ANNA, new NextWord.By(Kind.CALLBACK, instead, false)))
        .isInstanceOf(Reply.Sent.class);
  }

  @Test
  void theCustomersOwnWishMayBeFarther() {
    var story = Story.ofTheLostParcel();
    assertThat(story.reply(ANNA, new NextWord.By(Kind.CALLBACK, at(21, "10:00"), true)))
        .isInstanceOf(Reply.Sent.class);
  }

  @Test
  void aComplaintsOfficeNeverWaitsForItsCustomer() {
    var story = Story.ofTheLostParcel().with(Desk.COMPLAINTS);
    assertThat(story.reply(ANNA, new NextWord.TheirStep())).isEqualTo(new Reply.NoWaiting());
  }

  @ParameterizedTest
  @EnumSource(names = {"FIRST_ANSWER", "LOOK", "WRITE_AGAIN", "ASKED", "AMENDS"})
  void whatNobodyCanPromiseInAReplyIsAFault(Kind kind) {
    assertThatIllegalArgumentException().isThrownBy(() -> by(kind, 1, "10:00"));
  }

  @Test
  void aTimeIsPromisedAsFineAsItIsWrittenDown() {
    var story = Story.ofTheLostParcel();
    var fine = at(1, "10:00").plusNanos(727_272_727);
    story.reply(ANNA, new NextWord.By(Kind.CALLBACK, fine, false));
    assertThat(story.owed(Kind.CALLBACK).due()).isEqualTo(at(1, "10:00").plusNanos(727_272_000));
  }

  @Test
  void aReplyWithoutAnApologyLeavesTheAmendsOwed() {
    var story = Story.ofTheLostParcel().until(0, "17:00");
    story.reply(ANNA, new NextWord.AsUsual());
    assertThat(story.c.nextWord()).isEqualTo(story.owed(Kind.AMENDS));
  }

  @Test
  void anApologyComesWithANewPromiseAlsoWhereSomethingElseIsOwed() {
    var story = Story.answered(by(Kind.ACTION, 4, "12:00"));
    story.reply(ANNA, by(Kind.CALLBACK, 1, "10:00"));
    story.until(1, "10:00");
    story.apologise(ANNA, new NextWord.AsUsual());
    assertThat(story.c.book().owes(Kind.AMENDS)).isFalse();
    assertThat(story.said(Given.class)).extracting(Given::kind).containsExactly(Kind.NEXT_UPDATE);
  }

  @Test
  void whatIsNoMoreOwedIsTickedInVain() {
    var story = Story.answered(by(Kind.CALLBACK, 1, "10:00"));
    var call = story.owed(Kind.CALLBACK);
    story.reply(ANNA, Set.of(call.id()), false, new NextWord.AsUsual());
    story.reply(ANNA, Set.of(call.id()), false, new NextWord.AsUsual());
    assertThat(story.said(Kept.class)).extracting(Kept::id).doesNotContain(call.id());
  }

  private static NewTime newTime(Story story, StaffId who, Commitment owed, NextWord.By by) {
    return newTime(story, who, owed, by, story.c.newest());
  }

  private static NewTime newTime(
      Story story, StaffId who, Commitment owed, NextWord.By by, @Nullable MessageId seen) {
    return story.decide(
        (c, around, now) -> Replies.newTime(c, who, owed.id(), by, seen, Words.NONE, around, now));
  }

  @Test
  void aPromiseGetsAnotherTimeBeforeItIsDueAndTheCustomerIsTold() {
    var story = Story.ofTheLostParcel().until(0, "16:59:59");
    var first = story.owed(Kind.FIRST_ANSWER);
    newTime(story, BEN, first, by(Kind.NEXT_UPDATE, 1, "12:00"));
    var told = story.said(MessageSent.class).getFirst().id();
    assertThat(story.said(Renegotiated.class))
        .containsExactly(new Renegotiated(first.id(), story.owed(Kind.FIRST_ANSWER).id(), told));
    assertThat(story.owed(Kind.FIRST_ANSWER).due()).isEqualTo(at(1, "12:00"));
    assertThat(story.ower(Kind.FIRST_ANSWER)).isEqualTo(ANNA);
  }

  @Test
  void onceItIsDueThereIsNoOtherTime() {
    var story = Story.ofTheLostParcel();
    var first = story.owed(Kind.FIRST_ANSWER);
    story.until(0, "17:00");
    assertThat(newTime(story, ANNA, first, by(Kind.NEXT_UPDATE, 1, "12:00")))
        .isEqualTo(new NewTime.NotOwed());
  }

  @Test
  void anotherTimeIsSubjectToTheSameRefusals() {
    var story = Story.ofTheLostParcel();
    var first = story.owed(Kind.FIRST_ANSWER);
    assertThat(newTime(story, ANNA, first, by(Kind.NEXT_UPDATE, 0, "09:00")))
        .isEqualTo(new NewTime.Refused(new Reply.TimeIsPast(at(0, "09:00"))));
    assertThat(newTime(story, NILS, first, by(Kind.NEXT_UPDATE, 1, "12:00")))
        .isEqualTo(new NewTime.Refused(new Reply.MayNotAct()));
    assertThat(newTime(story, ANNA, first, by(Kind.NEXT_UPDATE, 1, "12:00"), null))
        .isInstanceOf(NewTime.Refused.class);
  }

  @Test
  void anotherTimeForALookIsTheLookersToGive() {
    var story = Story.answered(new NextWord.AsUsual());
    story.look();
    var look = story.owed(Kind.LOOK);
    assertThat(newTime(story, ANNA, look, by(Kind.NEXT_UPDATE, 3, "12:00")))
        .isEqualTo(new NewTime.NotOwed());
    assertThat(newTime(story, LENA, look, by(Kind.NEXT_UPDATE, 3, "12:00")))
        .isInstanceOf(NewTime.Told.class);
  }

  @Test
  void aMessageThatCameBackIsOwedAnewOnce() {
    var story = Story.answered(new NextWord.TheirStep());
    var sent = java.util.Objects.requireNonNull(story.c.newest());
    story.bounces(sent);
    assertThat(story.c.stage()).isEqualTo(Stage.OPEN);
    assertThat(story.owed(Kind.NEXT_UPDATE).due()).isEqualTo(at(0, "14:00"));
    story.bounces(sent);
    assertThat(story.c.book().open(Kind.NEXT_UPDATE)).hasSize(1);
  }

  @Test
  void whoNeverReadThatWeDeclineHasNotAgreed() {
    var story = Story.answered(new NextWord.AsUsual());
    story.decline(ANNA, LENA);
    story.bounces(java.util.Objects.requireNonNull(story.c.newest()));
    assertThat(story.c.isOpen()).isTrue();
    assertThat(story.c.nextWord()).isNotNull();
  }
}
