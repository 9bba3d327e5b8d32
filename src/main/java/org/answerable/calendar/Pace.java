package org.answerable.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a first answer can honestly be promised. While the desk is up to date that is its target.
 * When it is behind, it is the time by which nineteen of twenty such cases are answered at the
 * present pace.
 *
 * <p>That pace is read from two sides. What lately happened says how long nineteen of twenty took;
 * it holds as long as no more wait than usually do. Where more wait, the queue says when this
 * case's turn comes. A desk with little to do answers few a day because few come, not because it is
 * slow; so the queue counts for at most as long as if all that wait were answered one after the
 * other.
 *
 * @param since the first day of figures; null where there are none yet
 * @param lately how long first answers took in the last five working days, or in as many more (at
 *     most twenty) as hold {@value #ANSWERS_MIN} answers
 * @param ahead what waits for a first answer now, and how fast answers are given
 */
public record Pace(@Nullable LocalDate since, Histogram lately, Queue ahead) {

  /** Before there are figures of so many days, the target is said as a day. */
  public static final int DAYS_OF_FIGURES = 28;

  /** Fewer answers than this say nothing about nineteen of twenty. */
  public static final int ANSWERS_MIN = 20;

  /** The point of the normal distribution with nineteen twentieths to its left. */
  private static final double NINETEEN_OF_TWENTY = 1.6449;

  /** Said where nobody is answered any more, or answers take longer than is counted. */
  private static final Duration BEYOND = Duration.ofHours(80);

  public static final Pace UNKNOWN =
      new Pace(null, Histogram.EMPTY, new Queue(0, 0, Duration.ZERO));

  /**
   * Working time until the first answer, counted by class. Classes end at 15, 30, 45 … minutes up
   * to four hours, then at whole hours up to 80, then there is one without an end.
   */
  public record Histogram(List<Long> counts) {

    private static final int[] ENDS = ends();

    public static final int CLASSES = ENDS.length + 1;

    public static final Histogram EMPTY = new Histogram(List.of());

    public Histogram {
      if (counts.size() > CLASSES || counts.stream().anyMatch(n -> n < 0)) {
        throw new IllegalArgumentException(
            "At most " + CLASSES + " classes with counts from 0 on, not " + counts);
      }
      counts = List.copyOf(counts);
    }

    /** The class into which an answer belongs that took so much working time. */
    public static int classOf(Duration working) {
      long minutes = working.plusMinutes(1).minusNanos(1).toMinutes();
      int at = Arrays.binarySearch(ENDS, (int) Math.min(minutes, Integer.MAX_VALUE));
      return at >= 0 ? at : -at - 1;
    }

    public long answers() {
      return counts.stream().mapToLong(Long::longValue).sum();
    }

    /** The mean, taking each answer for the longest of its class. */
    Duration mean() {
      long minutes = 0;
      for (int i = 0; i < counts.size(); i++) {
        minutes += counts.get(i) * ENDS[Math.min(i, ENDS.length - 1)];
      }
      return answers() == 0 ? Duration.ZERO : Duration.ofMinutes(minutes / answers());
    }

    /**
     * The working time within which at least nineteen of twenty were answered; null where that is
     * longer than the last class.
     */
    @Nullable Duration nineteenOfTwenty() {
      long needed = (answers() * 19 + 19) / 20;
      long seen = 0;
      for (int i = 0; i < counts.size() && i < ENDS.length; i++) {
        seen += counts.get(i);
        if (seen >= needed) {
          return Duration.ofMinutes(ENDS[i]);
        }
      }
      return null;
    }

    private static int[] ends() {
      var ends = new int[16 + 76];
      for (int i = 0; i < 16; i++) {
        ends[i] = 15 * (i + 1);
      }
      for (int i = 0; i < 76; i++) {
        ends[16 + i] = 60 * (5 + i);
      }
      return ends;
    }
  }

  /**
   * Who waits, and how fast they are served.
   *
   * @param waiting cases without a first answer that came before
   * @param answered first answers given in {@code worked}
   * @param worked the working time looked at, such as the last two working days
   */
  public record Queue(long waiting, long answered, Duration worked) {

    public Queue {
      if (waiting < 0 || answered < 0 || worked.isNegative()) {
        throw new IllegalArgumentException(
            "Nothing of a queue is negative: " + waiting + ", " + answered + ", " + worked);
      }
    }

    /** How many wait at most, in nineteen of twenty moments, at this rate and mean time. */
    double usualMax(Duration mean) {
      if (worked.isZero()) {
        return 1;
      }
      double usual = answered * (double) mean.toMillis() / worked.toMillis();
      return usual + NINETEEN_OF_TWENTY * Math.sqrt(usual) + 1;
    }

    /**
     * The working time after which, in nineteen of twenty tries, as many were answered as wait, if
     * answers come at random at this rate. Null where none comes.
     */
    @Nullable Duration untilServed() {
      if (answered == 0 || worked.isZero()) {
        return null;
      }
      // The least mean m of answers at which m - 1.6449 * sqrt(m) reaches those who wait.
      double z = NINETEEN_OF_TWENTY;
      double root = (z + Math.sqrt(z * z + 4.0 * waiting)) / 2;
      return Duration.ofMillis(Math.round(worked.toMillis() / (double) answered * root * root));
    }
  }

  /** Why the promise is what it is. The lead sees it. */
  public enum Why {
    /** The target can be kept. */
    UP_TO_DATE,
    /** The target cannot be kept at the present pace, and counts as missed. */
    BEHIND,
    /** The desk is too new to know its pace; the target is said as a day. */
    NEW
  }

  /**
   * The promise for a first answer.
   *
   * @param due not in closed time
   * @param target what was wanted
   */
  public record Promised(Instant due, Instant target, Why why) {}

  /**
   * What can be promised to somebody who wrote at {@code arrival}.
   *
   * @param target from the policy; see {@link Policy#firstAnswerTarget}
   * @param times the times of day at which a promise made from pace falls due
   */
  public Promised promise(
      Instant arrival, Instant target, List<LocalTime> times, WorkingTime time) {
    var atLeast = moved(target, time);
    var first = since;
    if (first == null || first.plusDays(DAYS_OF_FIGURES).isAfter(time.dayOf(arrival))) {
      return new Promised(endOfDay(atLeast, time), target, Why.NEW);
    }
    var needed = needed();
    var wanted = time.between(arrival, atLeast);
    if (needed.compareTo(wanted) <= 0) {
      return new Promised(atLeast, target, Why.UP_TO_DATE);
    }
    var due = time.roundUpTo(time.plus(arrival, needed), times);
    return new Promised(later(due, atLeast), target, Why.BEHIND);
  }

  /** The working time that nineteen of twenty need now; none where too little is known. */
  private Duration needed() {
    if (lately.answers() < ANSWERS_MIN) {
      return Duration.ZERO;
    }
    var counted = lately.nineteenOfTwenty();
    var past = counted == null ? BEYOND : counted;
    if (ahead.waiting() <= ahead.usualMax(lately.mean())) {
      return past;
    }
    var served = ahead.untilServed();
    var queue = served == null ? BEYOND : served;
    var oneByOne = past.multipliedBy(ahead.waiting() + 1);
    var turn = queue.compareTo(oneByOne) < 0 ? queue : oneByOne;
    return turn.compareTo(past) < 0 ? past : turn;
  }

  private static Instant moved(Instant t, WorkingTime time) {
    return time.canBePromised(t) ? t : time.nextOpening(t);
  }

  private static Instant endOfDay(Instant t, WorkingTime time) {
    // Midnight, as the end of work, belongs to the day before.
    var day = time.dayOf(t.minusNanos(1));
    return time.isBusinessDay(day) ? later(t, time.closing(day)) : t;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isBefore(b) ? b : a;
  }
}
