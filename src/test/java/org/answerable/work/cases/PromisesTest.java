package org.answerable.work.cases;

import static org.answerable.work.cases.Story.ANNA;
import static org.answerable.work.cases.Story.BEN;
import static org.answerable.work.cases.Story.LENA;
import static org.answerable.work.cases.Story.MIA;
import static org.answerable.work.cases.Story.NILS;
import static org.answerable.work.cases.Story.at;
import static org.answerable.work.cases.Story.by;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.answerable.facts.CommitmentId;
import org.answerable.facts.Ending.How;
import org.answerable.facts.Kind;
import org.answerable.facts.MessageId;
import org.answerable.facts.Promising.Kept;
import org.answerable.facts.Promising.Released;
import org.answerable.facts.StaffId;
import org.answerable.facts.Talking.NoteWritten;
import org.answerable.ledger.writing.Words;
import org.answerable.work.cases.Promises.Correction;
import org.answerable.work.cases.Promises.Keeping;
import org.answerable.work.cases.Promises.Objection;
import org.answerable.work.commitments.Commitment;
import org.junit.jupiter.api.Test;

/** The call that was promised to Mia: made, missed, written down late, objected to. */
class PromisesTest {

  private static Story called() {
    return Story.answered(by(Kind.CALLBACK, 1, "10:00"));
  }

  private static Keeping keep(Story story, StaffId who, CommitmentId which) {
    return story.decide((c, around, now) -> Promises.keep(c, who, which, Words.NONE, around, now));
  }

  private static Correction correct(Story story, StaffId who, CommitmentId which, Instant done) {
    return story.decide(
        (c, around, now) -> Promises.correct(c, who, which, done, Words.NONE, around, now));
  }

  private static Objection object(Story story, MessageId to) {
    return story.decide((c, around, now) -> Promises.object(c, MIA, to, around, now));
  }

  @Test
  void anyoneOfTheTeamMakesTheCallAndSaysSo() {
    var story = called();
    var call = story.owed(Kind.CALLBACK).id();
    keep(story, BEN, call);
    var note = story.said(NoteWritten.class).getFirst();
    assertThat(story.said(Kept.class)).containsExactly(new Kept(call, note.id()));
    assertThat(story.c.nextWord()).isEqualTo(story.owed(Kind.NEXT_UPDATE));
  }

  @Test
  void whatIsDoneOrBrokenOrUnknownIsNotKept() {
    var story = called();
    var call = story.owed(Kind.CALLBACK).id();
    assertThat(keep(story, NILS, call)).isEqualTo(new Keeping.MayNotAct());
    assertThat(keep(story, ANNA, new CommitmentId(new UUID(1, 1))))
        .isEqualTo(new Keeping.NotOwed());
    story.until(1, "10:00");
    assertThat(keep(story, ANNA, call)).isEqualTo(new Keeping.NotOwed());
  }

  @Test
  void aNoteIsNoAnswerAndNoApology() {
    var story = Story.ofTheLostParcel();
    assertThat(keep(story, ANNA, story.owed(Kind.FIRST_ANSWER).id()))
        .isEqualTo(new Keeping.NotOwed());
    story.until(0, "17:00");
    assertThat(keep(story, ANNA, story.owed(Kind.AMENDS).id())).isEqualTo(new Keeping.NotOwed());
  }

  @Test
  void onlyWhoWasNamedSaysThatTheyLooked() {
    var story = called();
    story.look();
    var look = story.owed(Kind.LOOK).id();
    assertThat(keep(story, ANNA, look)).isEqualTo(new Keeping.OwedBy(LENA));
    story.reply(ANNA, java.util.Set.of(look), false, new NextWord.AsUsual());
    assertThat(story.c.book().owes(Kind.LOOK)).isTrue();
    assertThat(keep(story, LENA, look)).isInstanceOf(Keeping.Noted.class);
  }

  @Test
  void theCallMadeInTimeAndLoggedLateIsCorrectedAndItsAmendsAreLetGo() {
    var story = called();
    var call = story.owed(Kind.CALLBACK).id();
    story.until(1, "10:12");
    var amends = story.owed(Kind.AMENDS).id();
    correct(story, ANNA, call, at(1, "09:58"));
    var corrected = Objects.requireNonNull(story.c.book().find(call));
    assertThat(corrected.ending()).isEqualTo(Commitment.Ending.BROKEN);
    assertThat(corrected.corrected()).isEqualTo(at(1, "09:58"));
    assertThat(story.said(Released.class)).containsExactly(new Released(amends));
    assertThat(story.c.nextWord()).isNotNull();
  }

  @Test
  void aCorrectionLetsGoTheWholeChainOfItsAmendsAndNoOther() {
    var story = called();
    var call = story.owed(Kind.CALLBACK).id();
    story.reply(ANNA, by(Kind.ACTION, 1, "11:00"));
    story.until(1, "10:00").until(1, "11:00").until(1, "14:00");
    assertThat(story.c.book().open(Kind.AMENDS)).hasSize(2);
    correct(story, ANNA, call, at(1, "09:58"));
    assertThat(story.c.book().open(Kind.AMENDS)).hasSize(1);
  }

  @Test
  void whatWasDoneLateOrBeforeItWasPromisedIsNoCorrection() {
    var story = called();
    var call = story.owed(Kind.CALLBACK).id();
    assertThat(correct(story, ANNA, call, at(0, "10:30"))).isEqualTo(new Correction.NotBroken());
    story.until(1, "12:00");
    assertThat(correct(story, ANNA, call, at(1, "10:01")))
        .isEqualTo(new Correction.WasLate(at(1, "10:00")));
    assertThat(correct(story, ANNA, call, at(0, "08:00")))
        .isEqualTo(new Correction.NotYetGiven(at(0, "10:00")));
    assertThat(correct(story, NILS, call, at(1, "09:00"))).isEqualTo(new Correction.MayNotAct());
    correct(story, ANNA, call, at(1, "09:00"));
    assertThat(correct(story, ANNA, call, at(1, "09:00"))).isEqualTo(new Correction.NotBroken());
  }

  @Test
  void theCustomerObjectsToACorrectionOnceAndSomeoneNotInvolvedLooks() {
    var story = called();
    var call = story.owed(Kind.CALLBACK).id();
    story.until(1, "10:12");
    var shown = ((Correction.Recorded) correct(story, ANNA, call, at(1, "09:58"))).evidence();
    assertThat(object(story, shown)).isEqualTo(new Objection.Heard(LENA));
    assertThat(story.ower(Kind.LOOK)).isEqualTo(LENA);
    assertThat(object(story, shown)).isEqualTo(new Objection.NothingToObjectTo());
    assertThat(object(story, new MessageId(new UUID(1, 1))))
        .isEqualTo(new Objection.NothingToObjectTo());
  }

  @Test
  void anObjectionToWhatWasNotedAsTheirYesTakesTheYesBack() {
    var story = Story.answered(new NextWord.Asking());
    story.says(Story.Saying.SOLVED, How.SPOKEN, ANNA);
    assertThat(object(story, story.said(NoteWritten.class).getFirst().id()))
        .isEqualTo(new Objection.Heard(LENA));
    assertThat(story.c.isOpen()).isTrue();
    assertThat(story.ower(Kind.LOOK)).isEqualTo(LENA);
  }

  @Test
  void anObjectionWhileSomeoneLooksIsHeardByThem() {
    var story = called();
    story.look();
    story.says(Story.Saying.NOT_YET, How.SPOKEN, ANNA);
    assertThat(object(story, story.said(NoteWritten.class).getFirst().id()))
        .isEqualTo(new Objection.Heard(LENA));
    assertThat(story.c.book().open(Kind.LOOK)).hasSize(1);
  }
}
