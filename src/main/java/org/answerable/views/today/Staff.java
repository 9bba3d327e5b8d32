package org.answerable.views.today;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.answerable.facts.Role;
import org.answerable.facts.StaffId;
import org.answerable.facts.TeamId;
import org.answerable.sight.Sight;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Everyone who answers, and their teams, for those who look after them. */
@Component
public final class Staff {

  private static final String PEOPLE =
      """
      select p.chain_id, p.name, p.shown, p.address, p.role, p.locked, p.away_until,
             p.away_until > ledger.now() as away,
             (select string_agg(t.name, ', ' order by t.name)
                from work.team_members m
                join work.teams t on t.chain_id = m.chain_id
               where m.person_id = p.chain_id) as teams
        from work.people p
       where :all
       order by p.locked, p.name, p.chain_id
       limit :limit
      """;

  private static final String TEAMS =
      """
      select t.chain_id, t.name, l.name as lead
        from work.teams t
        left join work.people l on l.chain_id = t.lead_id
       where (:all or t.chain_id = any(:teams::uuid[]))
       order by t.name, t.chain_id
       limit :limit
      """;

  private final JdbcClient db;

  Staff(JdbcClient db) {
    this.db = db;
  }

  /** Somebody who answers; {@code awayUntil} is null where they are not away. */
  public record Colleague(
      StaffId id,
      String name,
      String shown,
      String address,
      Role role,
      boolean locked,
      @Nullable Instant awayUntil,
      String teams) {}

  public record Team(TeamId id, String name, String lead) {}

  public List<Colleague> people(Sight sight, int limit) {
    return sight
        .bind(db.sql(PEOPLE))
        .param("limit", limit)
        .query((row, _) ->
            new Colleague(
                new StaffId(row.getObject("chain_id", UUID.class)),
                Today.text(row, "name"),
                Today.text(row, "shown"),
                Today.text(row, "address"),
                Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
                row.getBoolean("locked"),
                row.getBoolean("away") ? Working.instant(row, "away_until") : null,
                Today.text(row, "teams")))
        .list();
  }

  public List<Team> teams(Sight sight, int limit) {
    return sight
        .bind(db.sql(TEAMS))
        .param("limit", limit)
        .query((row, _) ->
            new Team(
                new TeamId(row.getObject("chain_id", UUID.class)),
                Today.text(row, "name"),
                Today.text(row, "lead")))
        .list();
  }
}
