package org.answerable.doors.frame;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a page speaks about times: in its reader's zone and language, as near as people would. All is
 * said from one {@code now}, so that a page cannot disagree with itself.
 */
public final class Times {

  private final Instant now;
  private final ZoneId zone;
  private final Sentences words;
  private final LocalDate today;

  public Times(Instant now, ZoneId zone, Sentences words) {
    this.now = now;
    this.zone = zone;
    this.words = words;
    this.today = now.atZone(zone).toLocalDate();
  }

  public Instant now() {
    return now;
  }

  public ZoneId zone() {
    return zone;
  }

  /**
   * When something is due: {@code 32 min late}, {@code in 25 min} within the next half hour, {@code
   * 17:50} today, {@code Mon 09:30} within six days, else with the date.
   */
  public String due(Instant due) {
    if (!due.isAfter(now)) {
      return words.say("time.late", span(Duration.between(due, now)));
    }
    long minutes = up(Duration.between(now, due));
    if (minutes <= 30) {
      return words.say("time.in-minutes", minutes);
    }
    var local = due.atZone(zone);
    return local.toLocalDate().equals(today) ? clock(local) : at(due);
  }

  /**
   * {@code Fri 16:40} within six days either way, else {@code 3 Nov 16:40}, with its year if not
   * this.
   */
  public String at(Instant instant) {
    return day(instant) + " " + clock(instant.atZone(zone));
  }

  /** {@code Fri} within six days either way, else {@code 3 Nov}, with its year if not this. */
  public String day(Instant instant) {
    var day = instant.atZone(zone).toLocalDate();
    long away = Math.abs(ChronoUnit.DAYS.between(today, day));
    if (away <= 6) {
      return format("time.pattern.weekday", day);
    }
    return format(
        day.getYear() == today.getYear() ? "time.pattern.date" : "time.pattern.date-year", day);
  }

  /** {@code Fri}, of any week. */
  public String weekday(DayOfWeek day) {
    return day.getDisplayName(TextStyle.SHORT, locale());
  }

  /** {@code Wed 11 Mar}, where a weekday alone could be either of two. */
  public String date(Instant instant) {
    return format("time.pattern.weekday-date", instant.atZone(zone).toLocalDate());
  }

  /**
   * As said to a customer: {@code today 16:40}, {@code tomorrow 09:00}, {@code Saturday 10:00}, …
   */
  public String spoken(Instant instant) {
    var local = instant.atZone(zone);
    var day = local.toLocalDate();
    long away = ChronoUnit.DAYS.between(today, day);
    if (away == 0) {
      return words.say("time.today-at", clock(local));
    }
    if (away == 1) {
      return words.say("time.tomorrow-at", clock(local));
    }
    if (away == -1) {
      return words.say("time.yesterday-at", clock(local));
    }
    return (Math.abs(away) <= 6 ? format("time.pattern.weekday-long", day) : day(instant))
        + " "
        + clock(local);
  }

  /** {@code 32 minutes ago}, {@code in 2 hours}: the distance alone, in whole words. */
  public String from(Instant instant) {
    return instant.isAfter(now)
        ? words.say("time.from-now", longSpan(Duration.between(now, instant)))
        : words.say("time.ago", longSpan(Duration.between(instant, now)));
  }

  /** The whole of it, for whoever asks: {@code Friday 20 November 2026, 16:40}. */
  public String full(Instant instant) {
    var local = instant.atZone(zone);
    return format("time.pattern.full", local.toLocalDate()) + ", " + clock(local);
  }

  /** Midnight after today, where the reader is. */
  public Instant endOfDay() {
    return today.plusDays(1).atStartOfDay(zone).toInstant();
  }

  /** {@code Friday 17:12}, for the head of a page. */
  public String nowInWords() {
    return format("time.pattern.weekday-long", today) + " " + clock(now.atZone(zone));
  }

  /** {@code 18:00}. */
  public String clock(Instant instant) {
    return clock(instant.atZone(zone));
  }

  /** As a form's date-and-time field holds it, in the reader's zone. */
  public String field(Instant instant) {
    return instant.atZone(zone).toLocalDateTime().truncatedTo(ChronoUnit.MINUTES).toString();
  }

  /**
   * What a date-and-time field held, or null where it is not one. An hour that a zone skips is the
   * next.
   */
  public @Nullable Instant fromField(@Nullable String field) {
    if (field == null || field.isBlank()) {
      return null;
    }
    try {
      return java.time.LocalDateTime.parse(field.strip()).atZone(zone).toInstant();
    } catch (java.time.format.DateTimeParseException e) {
      return null; // the page says that it needs a date and a time
    }
  }

  /** Machine-readable, for the {@code datetime} of a {@code time} element. */
  public String machine(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private String clock(ZonedDateTime local) {
    return DateTimeFormatter.ofPattern(words.say("time.pattern.clock"), locale()).format(local);
  }

  private String format(String pattern, LocalDate day) {
    return DateTimeFormatter.ofPattern(words.say(pattern), locale()).format(day);
  }

  private Locale locale() {
    return words.tongue().locale();
  }

  private String span(Duration span) {
    long minutes = span.toMinutes();
    if (minutes < 60) {
      return words.say("time.minutes-short", Math.max(1, minutes));
    }
    if (minutes < 48 * 60) {
      return words.say("time.hours-short", minutes / 60);
    }
    return words.say("time.days", minutes / (24 * 60));
  }

  private String longSpan(Duration span) {
    long minutes = span.toMinutes();
    if (minutes < 60) {
      return words.say("time.minutes", Math.max(1, minutes));
    }
    if (minutes < 48 * 60) {
      return words.say("time.hours", minutes / 60);
    }
    return words.say("time.days", minutes / (24 * 60));
  }

  /** Half a minute to go is a minute: never nothing while there is time. */
  private static long up(Duration span) {
    return (span.toSeconds() + 59) / 60;
  }
}
