package org.answerable.work.cases;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.answerable.facts.Channel;
import org.answerable.facts.CommitmentId;
import org.answerable.facts.Kind;
import org.answerable.facts.MessageId;
import org.answerable.facts.Party;
import org.answerable.facts.PartyId;
import org.answerable.facts.Promising.Corrected;
import org.answerable.facts.Promising.Kept;
import org.answerable.facts.Promising.Objected;
import org.answerable.facts.Promising.Released;
import org.answerable.facts.StaffId;
import org.answerable.facts.Talking.NoteWritten;
import org.answerable.ledger.writing.Moment;
import org.answerable.ledger.writing.Verdict;
import org.answerable.ledger.writing.Words;
import org.answerable.work.commitments.Commitment;

/** How a promise is kept by saying so, and how a wrong record is put right. */
public final class Promises {

  private Promises() {}

  /** How saying that something was done ends. */
  public sealed interface Keeping {
    record Noted(MessageId evidence) implements Keeping {}

    /** It is not owed any more, or a reply keeps it and no note can. */
    record NotOwed() implements Keeping {}

    /** Only the one who was named may say that they looked. */
    record OwedBy(StaffId who) implements Keeping {}

    record MayNotAct() implements Keeping {}
  }

  /** How correcting a record ends. */
  public sealed interface Correction {
    record Recorded(MessageId evidence) implements Correction {}

    record NotBroken() implements Correction {}

    /** Done after it was due: then it was broken, and the record is right. */
    record WasLate(Instant due) implements Correction {}

    /** Done before it was promised: then it was not this promise that it kept. */
    record NotYetGiven(Instant given) implements Correction {}

    /** Only the one who was named may say that they looked. */
    record OwedBy(StaffId who) implements Correction {}

    record MayNotAct() implements Correction {}
  }

  /** How a customer's objection ends. */
  public sealed interface Objection {
    record Heard(StaffId looks) implements Objection {}

    record NothingToObjectTo() implements Objection {}
  }

  /** The call was made, the thing was done: a note says so and is the evidence. */
  static Verdict<Keeping> keep(
      Case c, StaffId me, CommitmentId which, Words words, Around around, Moment now) {
    if (!around.mayAct(c, me)) {
      return Verdict.refused(new Keeping.MayNotAct());
    }
    var owed = c.book().find(which);
    if (owed == null || !owed.isOpen() || !keptBySayingSo(owed)) {
      return Verdict.refused(new Keeping.NotOwed());
    }
    if (!mayKeep(owed, me)) {
      return Verdict.refused(new Keeping.OwedBy(new StaffId(owed.from().id())));
    }
    var id = new MessageId(now.newId());
    var channel = owed.is(Kind.CALLBACK) ? Channel.PHONE : Channel.DESK;
    return Verdict.agreed(
        new Keeping.Noted(id),
        new Steps(c, around, now)
            .say(new NoteWritten(id, me, channel), words)
            .say(new Kept(which, id))
            .withNextWord()
            .said());
  }

  /** Anyone of the team keeps the owner's word; a look is only kept by who was named for it. */
  static boolean mayKeep(Commitment owed, StaffId me) {
    return !owed.is(Kind.LOOK) || owed.from().equals(Party.of(me));
  }

  private static boolean keptBySayingSo(Commitment owed) {
    return switch (owed.kind()) {
      case CALLBACK, ANSWER, ACTION, REMEDY, LOOK -> true;
      case FIRST_ANSWER, NEXT_UPDATE, WRITE_AGAIN, ASKED, AMENDS -> false;
    };
  }

  /**
   * It was done in time and written down late. The break stays on record, its amends are let go.
   */
  static Verdict<Correction> correct(
      Case c,
      StaffId me,
      CommitmentId which,
      Instant done,
      Words words,
      Around around,
      Moment now) {
    if (!around.mayAct(c, me)) {
      return Verdict.refused(new Correction.MayNotAct());
    }
    var owed = c.book().find(which);
    if (owed == null
        || owed.ending() != Commitment.Ending.BROKEN
        || owed.corrected() != null
        || owed.is(Kind.AMENDS)) {
      return Verdict.refused(new Correction.NotBroken());
    }
    if (!mayKeep(owed, me)) {
      return Verdict.refused(new Correction.OwedBy(new StaffId(owed.from().id())));
    }
    if (done.isAfter(owed.due())) {
      return Verdict.refused(new Correction.WasLate(owed.due()));
    }
    if (done.isBefore(owed.given())) {
      return Verdict.refused(new Correction.NotYetGiven(owed.given()));
    }
    var id = new MessageId(now.newId());
    var steps =
        new Steps(c, around, now)
            .say(new NoteWritten(id, me, Channel.DESK), words)
            .say(new Corrected(which, id, done.truncatedTo(ChronoUnit.MICROS)));
    steps.now().book().open(Kind.AMENDS).stream()
        .filter(amends -> c.book().root(amends).equals(which))
        .forEach(amends -> steps.say(new Released(amends.id())));
    return Verdict.agreed(new Correction.Recorded(id), steps.withNextWord().said());
  }

  /**
   * The customer does not agree with what was noted as their word or with a correction, once each:
   * someone not involved looks. A case that ended on such a word goes on.
   */
  static Verdict<Objection> object(Case c, PartyId by, MessageId to, Around around, Moment now) {
    boolean corrected =
        c.book().all().stream()
            .anyMatch(one -> one.corrected() != null && to.equals(one.evidence()));
    if (!(corrected || to.equals(c.noted()))
        || c.objected().contains(to)
        || !by.equals(c.began().customer())
        || !Arrivals.continues(c, around, now)) {
      return Verdict.refused(new Objection.NothingToObjectTo());
    }
    var steps = new Steps(c, around, now).say(new Objected(to, by));
    return Verdict.agreed(
        new Objection.Heard(Endings.someoneLooks(steps, around, now)), steps.said());
  }
}
