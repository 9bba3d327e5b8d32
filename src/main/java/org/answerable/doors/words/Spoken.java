package org.answerable.doors.words;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Says a time as one writes it into a reply: in the reply's language and the writer's zone, the
 * customer's beside it where their clocks differ.
 */
record Spoken(GuideBook book, Instant now, ZoneId writer, @Nullable ZoneId customer) {

  /** "by Monday 10:00", "today by 17:55", "by Monday 10:00 (04:00 where you are)". */
  String by(Instant at) {
    var said = by(at, writer);
    if (customer == null || sameClock(at)) {
      return said;
    }
    var there = at.atZone(customer);
    boolean sameDay = there.toLocalDate().equals(at.atZone(writer).toLocalDate());
    var clock = format("HH:mm", at, customer);
    return said
        + " "
        + book.phrase(
            "there", sameDay ? clock : format(book.phrase("day"), at, customer) + " " + clock);
  }

  /** Whether the customer's clock says the same then. */
  boolean sameClock(Instant at) {
    return customer == null
        || customer.getRules().getOffset(at).equals(writer.getRules().getOffset(at));
  }

  private String by(Instant at, ZoneId zone) {
    var day = at.atZone(zone).toLocalDate();
    long away = ChronoUnit.DAYS.between(now.atZone(zone).toLocalDate(), day);
    var clock = format("HH:mm", at, zone);
    if (away == 0) {
      return book.phrase("today", clock);
    }
    if (away == 1) {
      return book.phrase("tomorrow", clock);
    }
    return Math.abs(away) <= 6
        ? book.phrase("weekday", format(book.phrase("day"), at, zone), clock)
        : book.phrase("date", format(book.phrase("month"), at, zone), clock);
  }

  private String format(String pattern, Instant at, ZoneId zone) {
    return DateTimeFormatter.ofPattern(pattern, book.tongue().locale()).format(at.atZone(zone));
  }
}
