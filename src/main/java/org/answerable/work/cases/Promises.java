package org.answerable.work.cases;

import java.time.Instant;
import org.answerable.facts.Channel;
import org.answerable.facts.CommitmentId;
import org.answerable.facts.Kind;
import org.answerable.facts.MessageId;
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

    record MayNotAct() implements Keeping {}
  }

  /** How correcting a record ends. */
  public sealed interface Correction {
    record Recorded(MessageId evidence) implements Correction {}

    record NotBroken() implements Correction {}

    /** Done after it was due: then it was broken, and the record is right. */
    record WasLate(Instant due) implements Correction {}

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
    if (!around.isActive(me)) {
      return Verdict.refused(new Keeping.MayNotAct());
    }
    var owed = c.book().find(which);
    if (owed == null || !owed.isOpen() || !keptBySayingSo(owed)) {
      return Verdict.refused(new Keeping.NotOwed());
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
    if (!around.isActive(me)) {
      return Verdict.refused(new Correction.MayNotAct());
    }
    var owed = c.book().find(which);
    if (owed == null
        || owed.ending() != Commitment.Ending.BROKEN
        || owed.corrected() != null
        || owed.is(Kind.AMENDS)) {
      return Verdict.refused(new Correction.NotBroken());
    }
    if (done.isAfter(owed.due()) || done.isBefore(owed.given())) {
      return Verdict.refused(new Correction.WasLate(owed.due()));
    }
    var id = new MessageId(now.newId());
    var steps =
        new Steps(c, around, now)
            .say(new NoteWritten(id, me, Channel.DESK), words)
            .say(new Corrected(which, id, done));
    steps.now().book().open(Kind.AMENDS).stream()
        .filter(amends -> root(c, amends).equals(which))
        .forEach(amends -> steps.say(new Released(amends.id())));
    return Verdict.agreed(new Correction.Recorded(id), steps.withNextWord().said());
  }

  /** The promise that a chain of amends began with. */
  static CommitmentId root(Case c, Commitment amends) {
    var one = amends;
    for (int i = 0; i < c.book().all().size(); i++) {
      var follows = one.follows();
      if (follows == null) {
        return one.id();
      }
      var before = c.book().find(follows);
      if (before == null) {
        return follows;
      }
      one = before;
    }
    return one.id();
  }

  /** The customer does not agree with what was noted or corrected: someone not involved looks. */
  static Verdict<Objection> object(Case c, PartyId by, MessageId to, Around around, Moment now) {
    boolean there =
        c.book().all().stream()
            .anyMatch(one -> one.corrected() != null && to.equals(one.evidence()));
    if (!there || !c.isOpen() || c.book().owes(Kind.LOOK)) {
      return Verdict.refused(new Objection.NothingToObjectTo());
    }
    var looks = around.uninvolved(c);
    return Verdict.agreed(
        new Objection.Heard(looks),
        new Steps(c, around, now)
            .say(new Objected(to, by))
            .give(Kind.LOOK, looks, around.terms().look(now.instant()), null)
            .said());
  }
}
