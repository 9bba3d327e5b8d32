package org.answerable.work.cases;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.answerable.calendar.Pace;
import org.answerable.calendar.Policy;
import org.answerable.calendar.WorkingTime;
import org.jspecify.annotations.Nullable;

/**
 * The times that hold for a case: its desk's policy, counted in its team's working time, and the
 * pace at which that team answers now.
 *
 * @param pace the same at every call; counted only where an answer is promised, which few
 *     judgements do
 */
record Terms(Policy policy, WorkingTime time, Supplier<Pace> pace) {

  /** Where the team is: the zone in which its times are said. */
  ZoneId zone() {
    return time.zone();
  }

  /** The first answer that is promised for what arrives now: the target, or what pace can keep. */
  Pace.Promised firstAnswer(Instant arrival) {
    return pace.get()
        .promise(arrival, policy.firstAnswerTarget(arrival, time), policy.promisedAt(), time);
  }

  /** When the desk itself tells the customer who answers and by when, unless a reply came first. */
  Instant acknowledgement(Instant arrival) {
    return policy.acknowledgeAt(arrival, time);
  }

  /** The answer that is promised to what a customer writes in a case that is under way. */
  Instant answer(Instant now) {
    return firstAnswer(now).due();
  }

  /** The next word where nothing better is known. */
  Instant nextUpdate(Instant now) {
    return policy.nextUpdate(now, time);
  }

  /** The latest next word that may be given without the customer's own wish. */
  Instant farthest(Instant now) {
    return policy.farthestWord(now, time);
  }

  /** By when a broken promise is put right, counted from when the break is recorded. */
  Instant amends(Instant recorded) {
    return policy.amendsDue(recorded, time);
  }

  /** When amends are owed again by the last who can owe them. */
  Instant nextBusinessDay(Instant now) {
    return time.endOfNextBusinessDay(now);
  }

  /** By when someone not involved has looked: the end of the second business day after this. */
  Instant look(Instant now) {
    var first = time.nextBusinessDay(now);
    return time.endOfNextBusinessDay(time.at(first, LocalTime.NOON));
  }

  /** Whether this desk ever lets the customer have the next step. */
  boolean mayWait() {
    return policy.mayWait();
  }

  /**
   * What the desk does next while the customer has the next step; null at its end. Never sooner
   * than a business day after what it did last, however few days of business a week has; and it
   * does not end while we still owe something ourselves.
   */
  Policy.@Nullable ByItself waiting(Instant since, int written, Case c, Instant now) {
    var wanted = policy.writeAgain(since, written, time);
    if (wanted == null) {
      return null;
    }
    var earliest = time.plusDays(endsAfter(written) ? c.owedUntil(now) : now, 1);
    return wanted.due().isBefore(earliest)
        ? new Policy.ByItself(earliest.minus(Policy.DESK_ACTS_BEFORE), earliest)
        : wanted;
  }

  /** Whether silence ends the case instead of one more letter. */
  boolean endsAfter(int written) {
    return written >= 2;
  }

  /**
   * What the desk does after it asked whether it is solved. Where we still owe something, as goods
   * under way, the time for an answer begins when that is due.
   */
  Policy.Asked asked(Case c, Instant now) {
    return policy.askedUntil(c.owedUntil(now), c.complaint(), time);
  }

  boolean reopens(Instant ended, Instant reply) {
    return policy.reopens(ended, reply, time);
  }

  /** Whether somebody is on duty then, or it is the end of duty, so that it can be promised. */
  boolean canBePromised(Instant at) {
    return time.canBePromised(at);
  }

  /** The first time not before {@code at} that can be promised. */
  Instant promisable(Instant at) {
    return canBePromised(at) ? at : time.nextOpening(at);
  }
}
