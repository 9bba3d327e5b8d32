package org.answerable.language;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.Year;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A time as somebody wrote it, before anyone knows when it was written. {@link #latest} makes it a
 * moment.
 */
public sealed interface TimeWish {

  /**
   * A day, perhaps with a time or a part of it: "by Friday 5 pm", "tomorrow morning", "on the 3rd".
   */
  record On(Day day, @Nullable LocalTime time, @Nullable Part part) implements TimeWish {}

  /**
   * A length of time from now: "within two working days", "in an hour". Of "three to five days" the
   * five.
   *
   * @param working counted in working time
   */
  record Within(int amount, ChronoUnit unit, boolean working) implements TimeWish {
    public Within {
      if (amount < 0 || amount > 1000) {
        throw new IllegalArgumentException("no length of time: " + amount);
      }
    }
  }

  /**
   * By the end of a week or month: "next week", "before the weekend", "by the end of the month".
   */
  record EndOf(Period period, boolean next) implements TimeWish {}

  /** No time at all: "soon", "shortly". It cannot be kept; offer concrete ones. */
  record Vague() implements TimeWish {}

  /** Weeks begin on Monday and end with their last working day. */
  enum Period {
    WEEK,
    MONTH
  }

  /** Until when a part of the day lasts. */
  enum Part {
    MORNING(LocalTime.NOON),
    NOON(LocalTime.NOON),
    AFTERNOON(LocalTime.of(18, 0)),
    EVENING(LocalTime.of(21, 0)),
    NIGHT(LocalTime.of(23, 59));

    private final LocalTime end;

    Part(LocalTime end) {
      this.end = end;
    }

    /** The latest moment that still belongs to it. */
    public LocalTime end() {
      return end;
    }
  }

  /** Which day is meant. */
  sealed interface Day {
    /** 0 is today. */
    record Ahead(int days) implements Day {}

    /**
     * The next such day, today only when a time is given that has not passed; with {@code nextWeek}
     * the one of the week after this.
     */
    record Weekday(DayOfWeek day, boolean nextWeek) implements Day {}

    /** The next day with this number. */
    record OfMonth(int day) implements Day {}

    /** The next such date, or that of the year given. */
    record Date(Month month, int day, @Nullable Integer year) implements Day {}
  }

  /**
   * The last moment at which the wish is still fulfilled, or nothing when it names no time or none
   * that exists (the 31st of February).
   *
   * @param now when it was written, in the zone of the one who wrote it
   */
  default Optional<ZonedDateTime> latest(ZonedDateTime now, TeamTime work) {
    return switch (this) {
      case On(var day, var time, var part) -> {
        var clock = time != null ? time : part != null ? part.end() : null;
        yield date(day, now, clock)
            .map(date ->
                clock == null ? work.endOf(date) : date.atTime(clock).atZone(now.getZone()));
      }
      case Within(var amount, var unit, var working) ->
          Optional.of(within(now, amount, unit, working, work));
      case EndOf(var period, var next) -> Optional.of(endOf(now, period, next, work));
      case Vague() -> Optional.empty();
    };
  }

  private static Optional<LocalDate> date(Day day, ZonedDateTime now, @Nullable LocalTime clock) {
    var today = now.toLocalDate();
    return switch (day) {
      case Day.Ahead(var days) -> Optional.of(today.plusDays(days));
      case Day.Weekday(var weekday, var nextWeek) -> {
        if (nextWeek) {
          var monday = today.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
          yield Optional.of(monday.with(TemporalAdjusters.nextOrSame(weekday)));
        }
        boolean stillToday = clock != null && clock.isAfter(now.toLocalTime());
        yield Optional.of(
            today.with(
                stillToday
                    ? TemporalAdjusters.nextOrSame(weekday)
                    : TemporalAdjusters.next(weekday)));
      }
      case Day.OfMonth(var number) -> {
        for (int months = 0; months < 3; months++) {
          var month = today.plusMonths(months).withDayOfMonth(1);
          if (number >= 1
              && number <= month.lengthOfMonth()
              && !month.withDayOfMonth(number).isBefore(today)) {
            yield Optional.of(month.withDayOfMonth(number));
          }
        }
        yield Optional.empty();
      }
      case Day.Date(var month, var number, var year) -> {
        for (int ahead = 0; ahead < 2; ahead++) {
          int wanted = year != null ? year : today.getYear() + ahead;
          if (number < 1 || number > month.length(Year.isLeap(wanted))) {
            continue;
          }
          var date = LocalDate.of(wanted, month, number);
          if (year != null || !date.isBefore(today)) {
            yield Optional.of(date);
          }
        }
        yield Optional.empty();
      }
    };
  }

  private static ZonedDateTime within(
      ZonedDateTime now, int amount, ChronoUnit unit, boolean working, TeamTime work) {
    return switch (unit) {
      case MINUTES, HOURS -> {
        var length = Duration.of(amount, unit);
        yield working ? work.after(now, length) : now.plus(length);
      }
      case DAYS -> {
        if (!working) {
          yield work.endOf(now.toLocalDate().plusDays(amount));
        }
        var day = now.toLocalDate();
        // A team that never works would never arrive: give up after two years of looking.
        int left = amount;
        for (int looked = 0; left > 0 && looked < 730; looked++) {
          day = day.plusDays(1);
          left -= work.worksOn(day) ? 1 : 0;
        }
        yield work.endOf(day);
      }
      default -> work.endOf(now.plus(amount, unit).toLocalDate());
    };
  }

  private static ZonedDateTime endOf(
      ZonedDateTime now, Period period, boolean next, TeamTime work) {
    var today = now.toLocalDate();
    var last =
        switch (period) {
          case WEEK ->
              today.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY)).plusWeeks(next ? 1 : 0);
          case MONTH -> today.plusMonths(next ? 1 : 0).with(TemporalAdjusters.lastDayOfMonth());
        };
    for (int back = 0; back < 7 && last.isAfter(today) && !work.worksOn(last); back++) {
      last = last.minusDays(1);
    }
    return work.endOf(last);
  }
}
