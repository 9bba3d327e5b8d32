package org.answerable.work.cases;

import org.answerable.facts.MessageId;
import org.answerable.facts.Participating.ParticipantAdded;
import org.answerable.facts.Participating.ParticipantNotReached;
import org.answerable.facts.Participating.ParticipantRemoved;
import org.answerable.facts.PartyId;
import org.answerable.facts.StaffId;
import org.answerable.ledger.writing.Moment;
import org.answerable.ledger.writing.Verdict;

/**
 * Who takes part in a case beside its customer. Nobody comes in by being copied, by a token that
 * was passed on, or by writing: only by an act of one of us, and only where it was offered.
 */
public final class Participants {

  /** Each letter goes out once for each of them. */
  static final int MOST = 20;

  private Participants() {}

  /** How adding somebody ends. */
  public sealed interface Adding {
    record Added(PartyId who) implements Adding {}

    /** Nobody is offered by this message, or who they are was erased. */
    record NoSuchOffer(MessageId in) implements Adding {}

    record AlreadyTakesPart(PartyId who) implements Adding {}

    record TooMany(int most) implements Adding {}

    record CaseEnded() implements Adding {}

    record MayNotAct() implements Adding {}
  }

  /** How removing somebody ends. */
  public sealed interface Removing {
    record Removed(PartyId who) implements Removing {}

    record TakesNoPart(PartyId who) implements Removing {}

    record MayNotAct() implements Removing {}
  }

  /**
   * @param reachable whether it is known where a letter to them goes
   */
  static Verdict<Adding> add(
      Case c, StaffId me, MessageId in, boolean reachable, Around around, Moment now) {
    if (!around.mayAct(c, me)) {
      return Verdict.refused(new Adding.MayNotAct());
    }
    var who = c.offers().get(in);
    if (who == null || !reachable) {
      return Verdict.refused(new Adding.NoSuchOffer(in));
    }
    if (c.participants().contains(who)) {
      return Verdict.refused(new Adding.AlreadyTakesPart(who));
    }
    if (!c.isOpen()) {
      return Verdict.refused(new Adding.CaseEnded());
    }
    if (c.participants().size() >= MOST) {
      return Verdict.refused(new Adding.TooMany(MOST));
    }
    return Verdict.agreed(
        new Adding.Added(who),
        new Steps(c, around, now).say(new ParticipantAdded(in, who, me)).said());
  }

  /** Also in a case that has ended: a later word could open it again. */
  static Verdict<Removing> remove(Case c, StaffId me, PartyId who, Around around, Moment now) {
    if (!around.mayAct(c, me)) {
      return Verdict.refused(new Removing.MayNotAct());
    }
    if (!c.participants().contains(who)) {
      return Verdict.refused(new Removing.TakesNoPart(who));
    }
    return Verdict.agreed(
        new Removing.Removed(who),
        new Steps(c, around, now).say(new ParticipantRemoved(who, me)).said());
  }

  /** The customer may well have heard: nothing is owed anew, but it is not hidden. */
  static Steps notReached(Case c, MessageId message, PartyId who, Around around, Moment now) {
    var steps = new Steps(c, around, now);
    return c.participants().contains(who)
        ? steps.say(new ParticipantNotReached(message, who))
        : steps;
  }
}
