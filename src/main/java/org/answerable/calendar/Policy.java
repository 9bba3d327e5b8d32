package org.answerable.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.answerable.facts.ConfigFact.Desk;
import org.jspecify.annotations.Nullable;

/**
 * What a kind of desk does unless somebody says otherwise: how soon it answers, how long it waits,
 * when it writes by itself. Every method takes the instant something begins and gives the instant
 * it is due; a promise given keeps the instant it was given with, whatever this says later.
 *
 * <p>Cases are of one weight until severity is told; what a business desk does faster for its
 * gravest cases is not in here yet.
 *
 * @param firstAnswer the target for the first answer to a mail
 * @param promisedAt the times of day at which a promise made from pace falls due
 * @param acknowledgeAfter how long an acknowledgement waits in open time for an answer to replace
 *     it
 * @param nextWord when the customer hears again where nothing is known
 * @param farthest the most that the next word may be away without the customer's yes
 * @param silence how long we wait for a customer; null where the clock never stops
 * @param asked how long "is it solved?" stands before silence is taken for an end
 * @param reminder one more question meanwhile
 * @param amends when an apology for a broken promise is due
 * @param reopenedWithin how long after its end a reply reopens a case; null for always
 * @param untaken how long a case may stay untaken at the duty lead
 * @param untakenMax how many untaken cases a duty lead holds at most
 * @param stuck how long an open case may be without a step before somebody should look at it
 * @param ownerWarned before a promise is due, its owner sees it first
 * @param teamHelps before a promise is due, the team may help to keep it
 */
public record Policy(
    Desk desk,
    Term firstAnswer,
    List<LocalTime> promisedAt,
    Duration acknowledgeAfter,
    Term nextWord,
    Term farthest,
    @Nullable Silence silence,
    Term asked,
    Reminder reminder,
    Term amends,
    @Nullable Term reopenedWithin,
    Term untaken,
    int untakenMax,
    Term stuck,
    Before ownerWarned,
    Before teamHelps) {

  /**
   * How long the desk itself needs at most to do what it does by itself. It acts this long before
   * the time that was said, so that the time said is kept.
   */
  public static final Duration DESK_ACTS_BEFORE = Duration.ofHours(1);

  private static final List<LocalTime> ELEVEN_AND_FIVE =
      List.of(LocalTime.of(11, 0), LocalTime.of(17, 0));

  private static final Policy RETAIL =
      new Policy(
          Desk.RETAIL,
          new Term.InBy(LocalTime.NOON),
          ELEVEN_AND_FIVE,
          Duration.ofMinutes(5),
          new Term.BusinessDays(3),
          new Term.BusinessDays(5),
          new Silence(new Term.BusinessDays(3), new Term.BusinessDays(7), new Term.Days(14)),
          new Term.Days(7),
          new Reminder(new Term.BusinessDays(3), Reminder.For.GRAVE),
          new Term.WorkHours(4),
          new Term.Days(30),
          new Term.WorkHours(1),
          25,
          new Term.BusinessDays(5),
          new Before.Minutes(60),
          new Before.Minutes(30));

  private static final Policy SOFTWARE =
      new Policy(
          Desk.SOFTWARE,
          new Term.WorkHours(8),
          ELEVEN_AND_FIVE,
          Duration.ofMinutes(5),
          new Term.BusinessDays(5),
          new Term.BusinessDays(10),
          new Silence(new Term.BusinessDays(5), new Term.BusinessDays(10), new Term.Days(21)),
          new Term.Days(14),
          new Reminder(new Term.BusinessDays(5), Reminder.For.ALL),
          new Term.WorkHours(2),
          new Term.Days(90),
          new Term.WorkHours(Duration.ofMinutes(30)),
          10,
          new Term.BusinessDays(5),
          new Before.Minutes(60),
          new Before.Minutes(30));

  private static final Policy COMPLAINTS =
      new Policy(
          Desk.COMPLAINTS,
          new Term.BusinessDays(1),
          ELEVEN_AND_FIVE,
          Duration.ZERO,
          new Term.BusinessDays(5),
          new Term.BusinessDays(10),
          null,
          new Term.Days(28),
          new Reminder(new Term.Days(7), Reminder.For.ALL),
          new Term.BusinessDays(1),
          null,
          new Term.WorkHours(4),
          15,
          new Term.BusinessDays(10),
          new Before.BusinessDays(1),
          new Before.WorkHours(2));

  /** A silent customer is written to, written to again, and then left in peace. */
  public record Silence(Term first, Term second, Term end) {}

  /** Which asked cases are asked once more. */
  public record Reminder(Term after, For whom) {
    /** All, or those where silence would be a poor end. */
    public enum For {
      /** Serious, our fault, or a complaint. */
      GRAVE,
      ALL
    }
  }

  /** A time before something is due: minutes, or a number of business days. */
  public sealed interface Before {
    record Minutes(int minutes) implements Before {}

    record WorkHours(int hours) implements Before {}

    record BusinessDays(int days) implements Before {}
  }

  /**
   * Something the desk does by itself.
   *
   * @param acts when it does it
   * @param due the time that is said
   */
  public record ByItself(Instant acts, Instant due) {}

  /**
   * A customer was asked whether it is solved.
   *
   * @param remind when to ask once more, or null
   * @param ends when silence ends the case
   * @param due the time that is said, a little after {@code ends}
   */
  public record Asked(@Nullable Instant remind, Instant ends, Instant due) {
    /** What comes first. */
    public Instant acts() {
      return remind == null ? ends : remind;
    }
  }

  public Policy {
    promisedAt = List.copyOf(promisedAt);
  }

  public static Policy of(Desk desk) {
    return switch (desk) {
      case RETAIL -> RETAIL;
      case SOFTWARE -> SOFTWARE;
      case COMPLAINTS -> COMPLAINTS;
    };
  }

  /** When the first answer should be there. */
  public Instant firstAnswerTarget(Instant arrival, WorkingTime time) {
    return firstAnswer.from(arrival, time);
  }

  /**
   * When the desk says who answers and by when, unless somebody answered before: after some minutes
   * while it is open, though not after its closing; at once while it is closed.
   */
  public Instant acknowledgeAt(Instant arrival, WorkingTime time) {
    if (!time.isOpen(arrival)) {
      return arrival;
    }
    var waited = arrival.plus(acknowledgeAfter);
    var end = time.endOfSpan(arrival);
    return waited.isBefore(end) ? waited : end;
  }

  /** When the customer hears again, where nothing tells a better time. */
  public Instant nextUpdate(Instant now, WorkingTime time) {
    return nextWord.from(now, time);
  }

  /** The farthest next word that needs no yes of the customer. */
  public Instant farthestWord(Instant now, WorkingTime time) {
    return farthest.from(now, time);
  }

  /** Whether a case may wait for its customer at all. */
  public boolean mayWait() {
    return silence != null;
  }

  /**
   * What the desk does next about a customer who has the next step.
   *
   * @param since when the waiting began
   * @param written how many letters were written since: after none and one comes a letter, after
   *     two the end
   * @return null where the desk never waits, or after the end
   */
  public @Nullable ByItself writeAgain(Instant since, int written, WorkingTime time) {
    if (silence == null) {
      return null;
    }
    return switch (written) {
      case 0 -> byItself(silence.first().from(since, time));
      case 1 -> byItself(silence.second().from(since, time));
      case 2 -> byItself(silence.end().from(since, time));
      default -> null;
    };
  }

  /**
   * What the desk does about a customer who was asked whether it is solved.
   *
   * @param grave whether the case is serious, our fault or a complaint
   */
  public Asked askedUntil(Instant at, boolean grave, WorkingTime time) {
    var end = byItself(asked.from(at, time));
    var remind =
        switch (reminder.whom()) {
          case ALL -> reminder.after().from(at, time);
          case GRAVE -> grave ? reminder.after().from(at, time) : null;
        };
    // A long closing can push the reminder past the end; then there is none.
    return new Asked(
        remind != null && remind.isBefore(end.acts()) ? remind : null, end.acts(), end.due());
  }

  /** When amends are due that opened at {@code recorded}: at latest by the next business day. */
  public Instant amendsDue(Instant recorded, WorkingTime time) {
    var due = amends.from(recorded, time);
    var latest = time.endOfNextBusinessDay(recorded);
    return due.isBefore(latest) ? due : latest;
  }

  /** Whether a reply to an ended case reopens it; else it begins a new one, linked. */
  public boolean reopens(Instant ended, Instant reply, WorkingTime time) {
    return reopenedWithin == null || !reply.isAfter(reopenedWithin.from(ended, time));
  }

  /** From when on a case is stuck whose last step was at {@code step}. */
  public Instant stuckAt(Instant step, WorkingTime time) {
    return stuck.from(step, time);
  }

  /** Until when somebody should have taken what reached the duty lead. */
  public Instant takenBy(Instant arrival, WorkingTime time) {
    return untaken.from(arrival, time);
  }

  /** From when on the owner sees a promise first. */
  public Instant ownerWarnedAt(Instant due, WorkingTime time) {
    return before(ownerWarned, due, time);
  }

  /** From when on the team is asked to help keeping it. */
  public Instant teamHelpsAt(Instant due, WorkingTime time) {
    return before(teamHelps, due, time);
  }

  private static ByItself byItself(Instant due) {
    return new ByItself(due.minus(DESK_ACTS_BEFORE), due);
  }

  private static Instant before(Before before, Instant due, WorkingTime time) {
    return switch (before) {
      case Before.Minutes(int minutes) -> due.minus(Duration.ofMinutes(minutes));
      case Before.WorkHours(int hours) -> time.minus(due, Duration.ofHours(hours));
      case Before.BusinessDays(int days) -> time.minusDays(due, days);
    };
  }
}
