package org.answerable.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts in working time. All instants are absolute; days and times of day are meant in {@link
 * #zone()}. Open time runs from an opening up to its end, the end not included; yet the end is a
 * time that can be promised ("by 17:00").
 *
 * <p>Where clocks are put forward, a time of day that does not exist stands for the instant of the
 * change; where they are put back, one that exists twice stands for its first time. So hours that
 * touch still touch, and none is counted twice.
 *
 * <p>Whatever looks ahead looks at most a year ahead and then throws {@link NeverOpen}: a week
 * without hours must not hold up anyone. Ask {@link #everOpens} where that can be.
 */
public final class WorkingTime {

  private static final int DAYS_MAX = 366;

  private final Hours hours;

  public WorkingTime(Hours hours) {
    this.hours = hours;
  }

  /** Working time was asked for where there is none for a year. */
  public static final class NeverOpen extends IllegalStateException {
    NeverOpen(LocalDate from, Hours hours) {
      super(
          "No working time within a year from "
              + from
              + " in "
              + hours.zone()
              + " (holidays of "
              + hours.region()
              + "); set working hours on at least one day of the week");
    }
  }

  private record Opening(LocalDate day, Instant from, Instant to) {
    boolean contains(Instant t) {
      return !t.isBefore(from) && t.isBefore(to);
    }
  }

  public Hours hours() {
    return hours;
  }

  public ZoneId zone() {
    return hours.zone();
  }

  /** Whether there is any working time in the year that begins at {@code from}. */
  public boolean everOpens(Instant from) {
    return !hours.week().isEmpty() && firstOpening(from) != null;
  }

  public boolean isOpen(Instant t) {
    return around(t).anyMatch(opening -> opening.contains(t));
  }

  /** The instant itself where it is open, else the next opening. */
  public Instant nextOpening(Instant t) {
    var opening = openingAtOrAfter(t);
    return opening.from().isBefore(t) ? t : opening.from();
  }

  /** The end of the span of work that {@code t} lies in or that follows it. */
  public Instant endOfSpan(Instant t) {
    return openingAtOrAfter(t).to();
  }

  /** The end of the working day that {@code t} lies in or that follows it. */
  public Instant closing(Instant t) {
    return closing(openingAtOrAfter(t).day());
  }

  /**
   * The instant by which so much working time has passed since {@code t}. Not in closed time: at
   * its latest the very end of a span; nothing added to a closed instant is the next opening.
   */
  public Instant plus(Instant t, Duration working) {
    if (working.isNegative()) {
      throw new IllegalArgumentException("Working time is added, not taken away: " + working);
    }
    var at = nextOpening(t);
    var left = working;
    while (true) {
      var opening = openingAtOrAfter(at);
      at = later(at, opening.from());
      var here = Duration.between(at, opening.to());
      if (left.compareTo(here) <= 0) {
        return at.plus(left);
      }
      left = left.minus(here);
      at = opening.to();
    }
  }

  /** The working time from one instant to another; none where {@code to} is not later. */
  public Duration between(Instant from, Instant to) {
    if (!from.isBefore(to)) {
      return Duration.ZERO;
    }
    var sum = Duration.ZERO;
    var last = dayOf(to).plusDays(1);
    for (var day = dayOf(from).minusDays(1); !day.isAfter(last); day = day.plusDays(1)) {
      for (var opening : openings(day)) {
        var start = later(from, opening.from());
        var end = earlier(to, opening.to());
        if (start.isBefore(end)) {
          sum = sum.plus(Duration.between(start, end));
        }
      }
    }
    return sum;
  }

  /**
   * The same time of day on the n-th business day after the day of {@code t}, or the next opening
   * where that time is closed. With 0 days: {@link #nextOpening}.
   */
  public Instant plusDays(Instant t, int businessDays) {
    if (businessDays < 0) {
      throw new IllegalArgumentException("Business days are added, not " + businessDays);
    }
    if (businessDays == 0) {
      return nextOpening(t);
    }
    var local = t.atZone(zone());
    var day = local.toLocalDate();
    for (int n = 0; n < businessDays; n++) {
      day = businessDayAfter(day);
    }
    return nextOpening(at(day, local.toLocalTime()));
  }

  /** The instant from which so much working time is left until {@code t}. */
  public Instant minus(Instant t, Duration working) {
    if (working.isNegative()) {
      throw new IllegalArgumentException("Working time is taken away, not added: " + working);
    }
    var left = working;
    var end = t;
    var day = dayOf(t).plusDays(1);
    for (int closed = 0; closed <= DAYS_MAX; closed++, day = day.minusDays(1)) {
      for (var opening : openings(day).reversed()) {
        closed = 0;
        var to = earlier(end, opening.to());
        if (!opening.from().isBefore(to)) {
          continue;
        }
        var here = Duration.between(opening.from(), to);
        if (left.compareTo(here) <= 0) {
          return to.minus(left);
        }
        left = left.minus(here);
        end = opening.from();
      }
    }
    throw new NeverOpen(day, hours);
  }

  /**
   * The same time of day on the n-th business day before the day of {@code t}, or the next opening
   * where that time is closed.
   */
  public Instant minusDays(Instant t, int businessDays) {
    var local = t.atZone(zone());
    var day = local.toLocalDate();
    for (int left = businessDays, n = 0; left > 0; n++) {
      if (n > DAYS_MAX * businessDays) {
        throw new NeverOpen(day, hours);
      }
      day = day.minusDays(1);
      if (isBusinessDay(day)) {
        left--;
      }
    }
    return nextOpening(at(day, local.toLocalTime()));
  }

  /** The first business day after the day of {@code t}. */
  public LocalDate nextBusinessDay(Instant t) {
    return businessDayAfter(dayOf(t));
  }

  /** The end of the first business day after the day of {@code t}. */
  public Instant endOfNextBusinessDay(Instant t) {
    return closing(nextBusinessDay(t));
  }

  public boolean isBusinessDay(LocalDate day) {
    return !openings(day).isEmpty();
  }

  /** The end of work on a business day. */
  public Instant closing(LocalDate businessDay) {
    var openings = openings(businessDay);
    if (openings.isEmpty()) {
      throw new IllegalArgumentException(businessDay + " is no business day in " + zone());
    }
    return openings.getLast().to();
  }

  /** The day that {@code t} lies in, in this zone. */
  public LocalDate dayOf(Instant t) {
    return LocalDate.ofInstant(t, zone());
  }

  /** A day and a time of day as an instant; open or not. */
  public Instant at(LocalDate day, LocalTime time) {
    return resolve(day.atTime(time));
  }

  /** Whether {@code t} can be promised: it is open, or the very end of a span of work. */
  public boolean canBePromised(Instant t) {
    return around(t).anyMatch(opening -> opening.contains(t) || opening.to().equals(t));
  }

  /**
   * The first of these times of day, on a business day, that is not before {@code t}. One that lies
   * in closed time stands for the end of the work before it on that day; a day of which nothing is
   * left by this stands for its closing.
   */
  public Instant roundUpTo(Instant t, List<LocalTime> times) {
    var day = dayOf(t).minusDays(1);
    for (int n = 0; n <= DAYS_MAX; n++, day = day.plusDays(1)) {
      var found = promisable(day, times).filter(it -> !it.isBefore(t)).min(Instant::compareTo);
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw new NeverOpen(dayOf(t), hours);
  }

  private Stream<Instant> promisable(LocalDate day, List<LocalTime> times) {
    var openings = openings(day);
    if (openings.isEmpty()) {
      return Stream.empty();
    }
    var found = new ArrayList<Instant>();
    for (var time : times) {
      var wish = at(day, time);
      Instant best = null;
      for (var opening : openings) {
        if (opening.from().isBefore(wish)) {
          best = earlier(wish, opening.to());
        }
      }
      if (best != null) {
        found.add(best);
      }
    }
    return found.isEmpty() ? Stream.of(openings.getLast().to()) : found.stream();
  }

  private LocalDate businessDayAfter(LocalDate day) {
    for (int n = 1; n <= DAYS_MAX; n++) {
      if (isBusinessDay(day.plusDays(n))) {
        return day.plusDays(n);
      }
    }
    throw new NeverOpen(day, hours);
  }

  private Opening openingAtOrAfter(Instant t) {
    var opening = firstOpening(t);
    if (opening == null) {
      throw new NeverOpen(dayOf(t), hours);
    }
    return opening;
  }

  private @Nullable Opening firstOpening(Instant t) {
    var day = dayOf(t).minusDays(1);
    for (int n = 0; n <= DAYS_MAX; n++, day = day.plusDays(1)) {
      for (var opening : openings(day)) {
        if (t.isBefore(opening.to())) {
          return opening;
        }
      }
    }
    return null;
  }

  /** Where clocks are put back over midnight an instant can belong to the hours of a day beside. */
  private Stream<Opening> around(Instant t) {
    var day = dayOf(t);
    return Stream.of(day.minusDays(1), day, day.plusDays(1)).flatMap(d -> openings(d).stream());
  }

  private List<Opening> openings(LocalDate day) {
    var spans = hours.week().on(day.getDayOfWeek()).spans();
    if (spans.isEmpty() || Holidays.isHoliday(day, hours.region())) {
      return List.of();
    }
    var midnight = day.atStartOfDay();
    var openings = new ArrayList<Opening>(spans.size());
    for (var span : spans) {
      var from = resolve(midnight.plusMinutes(span.from()));
      var to = resolve(midnight.plusMinutes(span.to()));
      // Empty where the clocks jump over it.
      if (from.isBefore(to)) {
        openings.add(new Opening(day, from, to));
      }
    }
    return openings;
  }

  private Instant resolve(LocalDateTime local) {
    var rules = zone().getRules();
    var offsets = rules.getValidOffsets(local);
    if (!offsets.isEmpty()) {
      return local.toInstant(offsets.getFirst());
    }
    return rules.getTransition(local).getInstant();
  }

  private static Instant later(Instant a, Instant b) {
    return a.isBefore(b) ? b : a;
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
