package org.answerable.work.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.answerable.calendar.Hours;
import org.answerable.calendar.Policy;
import org.answerable.calendar.Week;
import org.answerable.facts.ConfigFact;
import org.answerable.facts.Region;
import org.answerable.facts.StaffId;
import org.answerable.facts.TeamId;
import org.answerable.facts.Teaming.Giving;
import org.answerable.facts.Tongue;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads rosters, in one statement each, inside the transaction of whoever asks. */
@Component
public final class Rosters {

  /** Few are above or asked for; the team is as large as it is. */
  private static final String AROUND =
      """
      select t.lead_id, t.giving, t.zone as team_zone, t.region, t.hours as team_hours,
             c.desk, c.live_at is not null as live,
             p.chain_id as person_id, p.role, p.tongue, p.zone, p.hours, p.away_from, p.away_until,
             p.locked, m.person_id is not null as in_team
        from work.teams t
        left join work.company c on true
        join work.people p on true
        left join work.team_members m on m.chain_id = t.chain_id and m.person_id = p.chain_id
       where t.chain_id = :team
         and (m.person_id is not null
              or p.role in ('leader', 'admin')
              or p.chain_id = any (:also::uuid[]))
       limit 10000
      """;

  private final JdbcClient db;

  Rosters(JdbcClient db) {
    this.db = db;
  }

  /**
   * Who there is around a team.
   *
   * @param also whom the decision is about besides, such as an owner who has left the team
   * @throws UnknownTeam where no team was ever founded under that id
   */
  public Roster around(TeamId team, StaffId... also) {
    var ids = TeamsTable.array(Arrays.stream(also).map(StaffId::value).toList());
    var rows =
        db.sql(AROUND)
            .param("team", team.value())
            .param("also", ids)
            .query((row, _) -> row(row))
            .list();
    if (rows.isEmpty()) {
      throw new UnknownTeam(team);
    }
    var first = rows.getFirst();
    return new Roster(
        team,
        first.lead(),
        first.giving(),
        first.hours(),
        first.policy(),
        first.live(),
        rows.stream().map(Row::member).toList());
  }

  /** A team was asked for that there is not. */
  public static final class UnknownTeam extends IllegalArgumentException {
    UnknownTeam(TeamId team) {
      super("There is no team " + team + " in work.teams; was it founded in this database?");
    }
  }

  private record Row(
      StaffId lead,
      Giving giving,
      Hours hours,
      Policy policy,
      boolean live,
      Roster.Member member) {}

  private static Row row(ResultSet row) throws SQLException {
    var region = Region.valueOf(upper(row.getString("region")));
    var hours =
        new Hours(
            Week.parse(row.getString("team_hours")), ZoneId.of(row.getString("team_zone")), region);
    var desk = row.getString("desk");
    return new Row(
        new StaffId(row.getObject("lead_id", UUID.class)),
        Giving.valueOf(upper(row.getString("giving"))),
        hours,
        Policy.of(desk == null ? ConfigFact.Desk.RETAIL : ConfigFact.Desk.valueOf(upper(desk))),
        row.getBoolean("live"),
        member(row, region));
  }

  /** Public holidays are those of the team one works in; hours are meant in one's own zone. */
  private static Roster.Member member(ResultSet row, Region region) throws SQLException {
    var hours = row.getString("hours");
    var from = instant(row, "away_from");
    var until = instant(row, "away_until");
    return new Roster.Member(
        new StaffId(row.getObject("person_id", UUID.class)),
        row.getBoolean("in_team"),
        Registers.role(row.getString("role")),
        Tongue.valueOf(upper(row.getString("tongue"))),
        !row.getBoolean("locked"),
        hours == null
            ? null
            : new Hours(Week.parse(hours), ZoneId.of(row.getString("zone")), region),
        from == null || until == null ? null : new Person.Away(from, until));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }
}
