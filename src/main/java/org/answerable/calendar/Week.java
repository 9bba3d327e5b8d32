package org.answerable.calendar;

import java.time.DayOfWeek;
import java.util.stream.Stream;
import org.answerable.facts.DayHours;

/** The hours of seven days in local time. Work over midnight is written as two days. */
public record Week(
    DayHours mon,
    DayHours tue,
    DayHours wed,
    DayHours thu,
    DayHours fri,
    DayHours sat,
    DayHours sun) {

  /** The same span from Monday to Friday, in hours of the day; the weekend is off. */
  public static Week weekdays(int fromHour, int toHour) {
    var day = DayHours.of(fromHour, toHour);
    return new Week(day, day, day, day, day, DayHours.OFF, DayHours.OFF);
  }

  /** The same hours on each of the seven days. */
  public static Week daily(DayHours day) {
    return new Week(day, day, day, day, day, day, day);
  }

  public DayHours on(DayOfWeek day) {
    return switch (day) {
      case MONDAY -> mon;
      case TUESDAY -> tue;
      case WEDNESDAY -> wed;
      case THURSDAY -> thu;
      case FRIDAY -> fri;
      case SATURDAY -> sat;
      case SUNDAY -> sun;
    };
  }

  /** Whether there is no working time on any day. */
  public boolean isEmpty() {
    return Stream.of(DayOfWeek.values()).allMatch(day -> on(day).spans().isEmpty());
  }
}
