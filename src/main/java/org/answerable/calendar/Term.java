package org.answerable.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;

/** How long something may take, as people say it. */
public sealed interface Term {

  /** The end of this term when it begins at {@code from}. */
  Instant from(Instant from, WorkingTime time);

  /** Minutes and hours by the clock on the wall, open or not. */
  record Elapsed(Duration length) implements Term {
    @Override
    public Instant from(Instant from, WorkingTime time) {
      return from.plus(length);
    }
  }

  /** Hours of work. */
  record WorkHours(Duration length) implements Term {
    public WorkHours(int hours) {
      this(Duration.ofHours(hours));
    }

    @Override
    public Instant from(Instant from, WorkingTime time) {
      return time.plus(from, length);
    }
  }

  /** The same time of day so many business days later, moved into working hours. */
  record BusinessDays(int days) implements Term {
    @Override
    public Instant from(Instant from, WorkingTime time) {
      return time.plusDays(from, days);
    }
  }

  /** The same time of day so many days of the calendar later, open or not. */
  record Days(int days) implements Term {
    @Override
    public Instant from(Instant from, WorkingTime time) {
      var later = from.atZone(time.zone()).plusDays(days);
      return later.toInstant();
    }
  }

  /**
   * What comes in on a business day up to a time of day is due by that day's closing; what comes
   * later, by that time on the next business day.
   */
  record InBy(LocalTime noon) implements Term {
    @Override
    public Instant from(Instant from, WorkingTime time) {
      var day = time.dayOf(from);
      if (time.isBusinessDay(day)
          && !from.isAfter(time.at(day, noon))
          && from.isBefore(time.closing(day))) {
        return time.closing(day);
      }
      var next = time.nextBusinessDay(from);
      var due = time.at(next, noon);
      return time.canBePromised(due) ? due : time.closing(next);
    }
  }
}
