package org.answerable.views.today;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;
import org.answerable.calendar.Hours;
import org.answerable.calendar.Week;
import org.answerable.calendar.WorkingTime;
import org.answerable.facts.Region;
import org.jspecify.annotations.Nullable;

/** When a person works, as their row and their team's tell it. */
record Working(
    @Nullable WorkingTime time, @Nullable Instant awayFrom, @Nullable Instant awayUntil) {

  /** The columns it reads, of a person {@code p} and a team {@code t}. */
  static Working of(ResultSet row) throws SQLException {
    var own = row.getString("hours");
    var teams = row.getString("team_hours");
    var region = row.getString("region");
    var hours = own != null ? own : teams;
    var zone = own != null ? row.getString("zone") : row.getString("team_zone");
    var time =
        hours == null || zone == null
            ? null
            : new WorkingTime(
                new Hours(
                    Week.parse(hours),
                    ZoneId.of(zone),
                    region == null
                        ? Region.NONE
                        : Region.valueOf(region.toUpperCase(Locale.ROOT))));
    return new Working(time, instant(row, "away_from"), instant(row, "away_until"));
  }

  /** A team's own working time, by its row. */
  static WorkingTime teams(ResultSet row) throws SQLException {
    return new WorkingTime(
        new Hours(
            Week.parse(row.getString("team_hours")),
            ZoneId.of(row.getString("team_zone")),
            Region.valueOf(row.getString("region").toUpperCase(Locale.ROOT))));
  }

  boolean isAway(Instant at) {
    return awayFrom != null
        && awayUntil != null
        && !at.isBefore(awayFrom)
        && at.isBefore(awayUntil);
  }

  /** The end of the duty that {@code at} lies in; null where it lies in none. */
  @Nullable Instant dutyUntil(Instant at) {
    return time == null || isAway(at) || !time.isOpen(at) ? null : time.closing(at);
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  /** Of a column that is never null. */
  static Instant given(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
