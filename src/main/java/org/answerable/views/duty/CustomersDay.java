package org.answerable.views.duty;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.answerable.calendar.WorkingTime;
import org.answerable.language.TeamTime;
import org.jspecify.annotations.Nullable;

/**
 * A team's working time as its customer meets it: "by Friday" is as long as the team works while it
 * is Friday where the customer is.
 */
record CustomersDay(WorkingTime team, ZoneId zone) implements TeamTime {

  /** Where nobody works on a day, it ends as days of work do; that time cannot be promised then. */
  private static final LocalTime EVENING = LocalTime.of(18, 0);

  private static final long QUARTER = 15 * 60;

  @Override
  public boolean worksOn(LocalDate day) {
    return end(day) != null;
  }

  @Override
  public ZonedDateTime endOf(LocalDate day) {
    var end = end(day);
    return end == null ? day.atTime(EVENING).atZone(zone) : end.atZone(zone);
  }

  @Override
  public ZonedDateTime after(ZonedDateTime from, Duration working) {
    var at = from.toInstant();
    return team.everOpens(at) ? team.plus(at, working).atZone(zone) : from.plus(working);
  }

  /** The last quarter of an hour of work on that day of the customer; null where there is none. */
  private @Nullable Instant end(LocalDate day) {
    var from = day.atStartOfDay(zone).toInstant();
    var to = day.plusDays(1).atStartOfDay(zone).toInstant();
    Instant last = null;
    for (var at = from; team.everOpens(at); ) {
      var opening = team.nextOpening(at);
      if (!opening.isBefore(to)) {
        break;
      }
      var end = team.endOfSpan(opening);
      if (!end.isBefore(to)) {
        return Instant.ofEpochSecond((to.getEpochSecond() - 1) / QUARTER * QUARTER);
      }
      last = end;
      at = end;
    }
    return last;
  }
}
