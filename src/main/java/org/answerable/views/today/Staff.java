package org.answerable.views.today;

import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.answerable.facts.BrandId;
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

  /** A team without a mailbox of its own may speak for any brand. */
  private static final String PLACES =
      """
      select t.chain_id, t.name, b.brand_id, b.name as brand
        from work.teams t
        join work.brands b
          on b.brand_id in (select m.brand_id from work.mailboxes m where m.team_id = t.chain_id)
             or not exists (select from work.mailboxes m where m.team_id = t.chain_id)
       where (:all or t.chain_id = any(:teams::uuid[]))
         and (:team::uuid is null or (t.chain_id = :team::uuid and b.brand_id = :brand::uuid))
       order by t.name, b.name, t.chain_id, b.brand_id
       limit :limit
      """;

  private static final Pattern KEY = Pattern.compile("([0-9a-f-]{36})\\.([0-9a-f-]{36})");

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

  /** Where a case can belong: a team, and a brand it speaks for. */
  public record Place(TeamId team, BrandId brand, String name) {

    /** How a form names it. */
    public String key() {
      return team + "." + brand;
    }
  }

  /** Where the reader may put a case. */
  public List<Place> places(Sight sight, int limit) {
    return places(sight, null, null, limit);
  }

  /** The place a form names; empty where there is none for this reader. */
  public Optional<Place> place(Sight sight, String key) {
    var ids = KEY.matcher(key);
    return ids.matches()
        ? places(sight, ids.group(1), ids.group(2), 1).stream().findFirst()
        : Optional.empty();
  }

  private List<Place> places(
      Sight sight, @Nullable String team, @Nullable String brand, int limit) {
    return sight
        .bind(db.sql(PLACES))
        .param("team", team, Types.VARCHAR)
        .param("brand", brand, Types.VARCHAR)
        .param("limit", limit)
        .query((row, _) ->
            new Place(
                new TeamId(row.getObject("chain_id", UUID.class)),
                new BrandId(row.getObject("brand_id", UUID.class)),
                Today.text(row, "name") + " · " + Today.text(row, "brand")))
        .list();
  }

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
