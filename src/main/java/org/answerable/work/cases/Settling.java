package org.answerable.work.cases;

import java.util.List;
import org.answerable.facts.Ending.Unconfirmed;
import org.answerable.facts.Kind;
import org.answerable.facts.MessageId;
import org.answerable.facts.Promising.Broken;
import org.answerable.facts.Promising.Kept;
import org.answerable.facts.StaffId;
import org.answerable.facts.Talking.Acknowledged;
import org.answerable.facts.Talking.NotTold;
import org.answerable.facts.Talking.Reminded;
import org.answerable.facts.Talking.WroteAgain;
import org.answerable.ledger.writing.Moment;
import org.answerable.ledger.writing.Said;
import org.answerable.work.commitments.Commitment;

/**
 * What time does to a case: the desk acts first, then what is due and not done is broken, and each
 * break has its amends at once. After a standstill, silence still ends a case; a letter that the
 * desk did not write in time is a broken promise like any other.
 */
final class Settling {

  private Settling() {}

  static List<Said> settle(Case c, Around around, Moment now) {
    if (!c.isOpen()) {
      return List.of();
    }
    var steps = new Steps(c, around, now);
    for (var acting : c.book().actingBy(now.instant())) {
      var still = steps.now().book().find(acting.id());
      if (steps.now().isOpen() && still != null && still.isOpen()) {
        act(steps, acting, around, now);
      }
    }
    if (steps.now().isOpen()) {
      for (var overdue : steps.now().book().overdueAt(now.instant())) {
        brokenAt(steps, overdue, around, now);
      }
      steps.withNextWord();
    }
    return steps.said();
  }

  private static void act(Steps steps, Commitment acting, Around around, Moment now) {
    switch (acting.kind()) {
      case FIRST_ANSWER -> acknowledge(steps, acting, around, now);
      case WRITE_AGAIN -> write(steps, acting, around, now);
      case ASKED -> askAgainOrEnd(steps, acting, around, now);
      case NEXT_UPDATE, CALLBACK, ANSWER, ACTION, REMEDY, LOOK, AMENDS -> {}
    }
  }

  private static void acknowledge(Steps steps, Commitment acting, Around around, Moment now) {
    var mute = around.mute();
    if (mute == null) {
      steps.say(new Acknowledged(new MessageId(now.newId()), acting.id()));
    } else {
      steps.say(new NotTold(acting.id(), mute));
    }
  }

  private static void write(Steps steps, Commitment acting, Around around, Moment now) {
    var terms = around.terms();
    int writes = steps.now().writes();
    if (terms.endsAfter(writes)) {
      end(steps);
      return;
    }
    if (!now.instant().isBefore(acting.due())) {
      return; // Not written in time: it breaks like any other promise.
    }
    var letter = new MessageId(now.newId());
    steps.say(new WroteAgain(letter, acting.id())).say(new Kept(acting.id(), letter));
    var next = terms.waiting(steps.now().waitingSince(now.instant()), writes + 1);
    if (next != null) {
      steps.give(Kind.WRITE_AGAIN, steps.now().owner(), next.due(), next.acts());
    }
  }

  private static void askAgainOrEnd(Steps steps, Commitment acting, Around around, Moment now) {
    var end = around.terms().asked(acting.given(), true).ends();
    if (now.instant().isBefore(end)) {
      steps.say(new Reminded(new MessageId(now.newId()), acting.id(), end));
    } else {
      end(steps);
    }
  }

  private static void end(Steps steps) {
    steps.releaseAll().say(new Unconfirmed());
  }

  private static void brokenAt(Steps steps, Commitment overdue, Around around, Moment now) {
    steps.say(new Broken(overdue.id(), overdue.due()));
    if (!overdue.is(Kind.AMENDS)) {
      steps.give(
          Kind.AMENDS,
          steps.now().owner(),
          around.terms().amends(now.instant()),
          null,
          overdue.id());
      return;
    }
    var before = new StaffId(overdue.from().id());
    var next = around.nextAbove(before);
    var due =
        next.equals(before)
            ? around.terms().nextBusinessDay(now.instant())
            : around.terms().amends(now.instant());
    steps.give(Kind.AMENDS, next, due, null, overdue.id());
  }
}
