package org.answerable.calendar;

import static java.util.stream.Collectors.joining;

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

  /** The words under which it is stored: seven {@link DayHours#word}s, from Monday on. */
  public String words() {
    return Stream.of(DayOfWeek.values()).map(day -> on(day).word()).collect(joining(" "));
  }

  /** The week that {@link #words()} wrote down. */
  public static Week parse(String words) {
    var days = Stream.of(words.split(" ", -1)).map(DayHours::parse).toList();
    if (days.size() != 7) {
      throw new IllegalArgumentException("A week has seven days, not '" + words + "'");
    }
    return new Week(
        days.get(0), days.get(1), days.get(2), days.get(3), days.get(4), days.get(5), days.get(6));
  }
}
