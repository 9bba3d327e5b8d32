package org.answerable.language;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;

/**
 * What a wish for a time needs to know of the team's working time. Given by the caller; this room
 * keeps no calendar.
 */
public interface TeamTime {
  /** Whether the team works on this day. */
  boolean worksOn(LocalDate day);

  /**
   * When a promise for this day has to be kept: the end of the working day, in the zone that counts
   * for the customer.
   */
  ZonedDateTime endOf(LocalDate day);

  /** The moment when this much working time has gone by. */
  ZonedDateTime after(ZonedDateTime from, Duration working);
}
