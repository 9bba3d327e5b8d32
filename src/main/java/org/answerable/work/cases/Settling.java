package org.answerable.work.cases;

import java.time.Instant;
import java.util.List;
import org.answerable.calendar.Policy;
import org.answerable.facts.CommitmentId;
import org.answerable.facts.Ending.Unconfirmed;
import org.answerable.facts.Kind;
import org.answerable.facts.MessageId;
import org.answerable.facts.Promising.Broken;
import org.answerable.facts.Promising.Kept;
import org.answerable.facts.StaffId;
import org.answerable.facts.Talking.Acknowledged;
import org.answerable.facts.Talking.NotTold;
import org.answerable.facts.Talking.NotTold.Why;
import org.answerable.facts.Talking.Reminded;
import org.answerable.facts.Talking.WroteAgain;
import org.answerable.ledger.writing.Moment;
import org.answerable.ledger.writing.Said;
import org.answerable.work.commitments.Commitment;
import org.jspecify.annotations.Nullable;

/**
 * What time does to a case: the desk acts first, then what is due and not done is broken, and each
 * break has its amends at once. Then silence that lasted long enough ends the case, also after a
 * standstill; a letter that the desk did not write in time is a broken promise like any other.
 *
 * <p>Nothing that was due goes with the outcome: it was broken for everyone before the case ended.
 */
final class Settling {

  private Settling() {}

  static List<Said> settle(Case c, Around around, Moment now) {
    if (!c.isOpen()) {
      return List.of();
    }
    var steps = new Steps(c, around, now);
    for (var acting : c.book().actingBy(now.instant())) {
      act(steps, acting, around, now);
    }
    var silent = silent(steps.now(), around, now.instant());
    for (var overdue : steps.now().book().overdueAt(now.instant())) {
      if (!overdue.equals(silent)) {
        brokenAt(steps, overdue, around, now);
      }
    }
    if (silent != null) {
      steps.releaseAll().say(new Unconfirmed());
    }
    return steps.withNextWord().said();
  }

  /** When silence ends the case: a little before the time that was said. */
  static Instant endOfSilence(Commitment theirStep) {
    return theirStep.due().minus(Policy.DESK_ACTS_BEFORE);
  }

  /** What the customer was silent about for all the time that was stated; null where nothing. */
  private static @Nullable Commitment silent(Case c, Around around, Instant now) {
    for (var asked : c.book().open(Kind.ASKED)) {
      if (!now.isBefore(endOfSilence(asked))) {
        return asked;
      }
    }
    for (var waits : c.book().open(Kind.WRITE_AGAIN)) {
      if (around.terms().endsAfter(c.writes()) && !now.isBefore(endOfSilence(waits))) {
        return waits;
      }
    }
    return null;
  }

  /** What the desk says by itself; too late it says nothing, and the promise breaks. */
  private static void act(Steps steps, Commitment acting, Around around, Moment now) {
    if (!now.instant().isBefore(acting.due())) {
      return;
    }
    switch (acting.kind()) {
      case FIRST_ANSWER -> acknowledge(steps, acting.id(), around, now);
      case WRITE_AGAIN -> write(steps, acting, around, now);
      case ASKED -> askAgain(steps, acting, around, now);
      case NEXT_UPDATE, CALLBACK, ANSWER, ACTION, REMEDY, LOOK, AMENDS -> {}
    }
  }

  /** Why the desk says nothing by itself now; null where it may speak. */
  private static @Nullable Why mute(Case c, Around around) {
    return c.danger() ? Why.DANGER : around.mute();
  }

  private static void acknowledge(Steps steps, CommitmentId of, Around around, Moment now) {
    var mute = mute(steps.now(), around);
    if (mute == null) {
      steps.say(new Acknowledged(new MessageId(now.newId()), of));
    } else {
      steps.say(new NotTold(of, mute));
    }
  }

  private static void write(Steps steps, Commitment acting, Around around, Moment now) {
    var terms = around.terms();
    int writes = steps.now().writes();
    if (terms.endsAfter(writes)) {
      return;
    }
    var mute = mute(steps.now(), around);
    if (mute != null) {
      // A letter that cannot go out keeps nothing: a person has until it is due.
      steps.say(new NotTold(acting.id(), mute));
      return;
    }
    var letter = new MessageId(now.newId());
    steps.say(new WroteAgain(letter, acting.id())).say(new Kept(acting.id(), letter));
    var since = steps.now().waitingSince(now.instant());
    var next = terms.waiting(since, writes + 1, steps.now(), now.instant());
    if (next != null) {
      steps.give(Kind.WRITE_AGAIN, steps.now().owner(), next.due(), next.acts());
    }
  }

  private static void askAgain(Steps steps, Commitment acting, Around around, Moment now) {
    var end = endOfSilence(acting);
    if (!now.instant().isBefore(end)) {
      return;
    }
    var mute = mute(steps.now(), around);
    if (mute == null) {
      steps.say(new Reminded(new MessageId(now.newId()), acting.id(), end));
    } else {
      steps.say(new NotTold(acting.id(), mute));
    }
  }

  private static void brokenAt(Steps steps, Commitment overdue, Around around, Moment now) {
    var amends = around.terms().amends(now.instant());
    steps.say(new Broken(overdue.id(), overdue.due()));
    if (overdue.is(Kind.AMENDS)) {
      var before = new StaffId(overdue.from().id());
      var next = around.nextAbove(before, steps.now().book().brokenBefore(overdue));
      var due = next.equals(before) ? around.terms().nextBusinessDay(now.instant()) : amends;
      steps.give(Kind.AMENDS, next, due, null, overdue.id());
      return;
    }
    var given = steps.promise(Kind.AMENDS, steps.now().owner(), amends, null, overdue.id());
    if (overdue.acts() != null && overdue.is(Kind.FIRST_ANSWER)) {
      // Whoever was not told in time is told of a time that can be kept, not of one that passed.
      acknowledge(steps, given, around, now);
    }
  }
}
