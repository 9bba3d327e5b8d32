package org.answerable.work.cases;

import org.answerable.facts.Kind;
import org.answerable.facts.Owning.MoveReason;
import org.answerable.facts.Owning.OwnerMoved;
import org.answerable.facts.Owning.Taken;
import org.answerable.facts.Owning.TakenUp;
import org.answerable.facts.Party;
import org.answerable.facts.StaffId;
import org.answerable.ledger.writing.Moment;
import org.answerable.ledger.writing.Verdict;
import org.answerable.ledger.writing.Words;

/** How ownership moves: by taking what the duty lead holds, or by a lead's decision. */
public final class Takings {

  private Takings() {}

  /** How taking a case ends. */
  public sealed interface Taking {
    record Yours() implements Taking {}

    record OwnedBy(StaffId owner) implements Taking {}

    record NotOfTheTeam() implements Taking {}

    record CaseEnded() implements Taking {}

    record MayNotAct() implements Taking {}
  }

  /** A lead's decision about who answers. */
  public sealed interface Moving {
    record Moved(StaffId to) implements Moving {}

    record AlreadyTheirs(StaffId owner) implements Moving {}

    record CannotOwn(StaffId to) implements Moving {}

    record CaseEnded() implements Moving {}
  }

  static Verdict<Taking> take(Case c, StaffId me, Around around, Moment now) {
    if (!around.isActive(me)) {
      return Verdict.refused(new Taking.MayNotAct());
    }
    if (!c.isOpen()) {
      return Verdict.refused(new Taking.CaseEnded());
    }
    if (!around.members().contains(me)) {
      return Verdict.refused(new Taking.NotOfTheTeam());
    }
    if (c.taken()) {
      return c.owner().equals(me)
          ? Verdict.refused(new Taking.Yours())
          : Verdict.refused(new Taking.OwnedBy(c.owner()));
    }
    return Verdict.agreed(
        new Taking.Yours(), new Steps(c, around, now).say(new Taken(c.owner(), me)).said());
  }

  static Verdict<Moving> move(Case c, StaffId to, Words why, Around around, Moment now) {
    if (!c.isOpen()) {
      return Verdict.refused(new Moving.CaseEnded());
    }
    if (!around.isActive(to) || !around.members().contains(to)) {
      return Verdict.refused(new Moving.CannotOwn(to));
    }
    if (c.owner().equals(to) && c.taken()) {
      return Verdict.refused(new Moving.AlreadyTheirs(to));
    }
    return Verdict.agreed(
        new Moving.Moved(to),
        new Steps(c, around, now)
            .say(new OwnerMoved(c.owner(), to, MoveReason.LEAD_DECIDED, true), why)
            .said());
  }

  /**
   * Somebody is locked out: what they owned is held by the duty lead until somebody takes it; what
   * they owed in the cases of others is owed by another who is there, a look by another who was not
   * involved. To be asked of every open case that they own or in which they owe anything. Whether
   * {@code before} still counts them in makes no difference; its duty lead is the one from now on.
   */
  static Steps leaving(Case c, StaffId who, Around before, Moment now) {
    var around = before.without(who);
    var steps = new Steps(c, around, now);
    if (!c.isOpen()) {
      return steps;
    }
    if (c.owner().equals(who)) {
      steps.say(new OwnerMoved(who, around.holder(), MoveReason.LOCKED_OUT, false));
    }
    for (var owed : steps.now().book().open()) {
      if (owed.from().equals(Party.of(who))) {
        var by =
            owed.is(Kind.LOOK)
                ? around.uninvolved(steps.now(), steps.now().owner())
                : around.holder();
        steps.say(new TakenUp(owed.id(), who, by));
      }
    }
    return steps;
  }
}
