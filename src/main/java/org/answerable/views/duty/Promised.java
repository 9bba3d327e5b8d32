package org.answerable.views.duty;

import java.time.Instant;
import java.util.Map;
import org.answerable.facts.StaffId;

/**
 * How much each has promised for each hour. What is due at an hour's end is work of that hour: a
 * promise for 10:00 fills the time from nine to ten.
 *
 * @param hours by person and by the first instant of an hour
 */
public record Promised(Map<StaffId, Map<Instant, Integer>> hours) {

  /** A promise takes a quarter of an hour until somebody measures what it takes. */
  static final int AN_HOUR = 4;

  private static final long SECONDS = 3600;

  public Promised {
    hours = Map.copyOf(hours);
  }

  int count(StaffId who, Instant due) {
    return hours.getOrDefault(who, Map.of()).getOrDefault(hour(due), 0);
  }

  boolean isFull(StaffId who, Instant due) {
    return count(who, due) >= AN_HOUR;
  }

  /** The hour whose work is due then. */
  static Instant hour(Instant due) {
    long before = due.getEpochSecond() - (due.getNano() == 0 ? 1 : 0);
    return Instant.ofEpochSecond(Math.floorDiv(before, SECONDS) * SECONDS);
  }
}
