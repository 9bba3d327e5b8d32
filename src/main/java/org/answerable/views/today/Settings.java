package org.answerable.views.today;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.answerable.calendar.Hours;
import org.answerable.calendar.Week;
import org.answerable.facts.BrandId;
import org.answerable.facts.Region;
import org.answerable.facts.StaffId;
import org.answerable.facts.TeamId;
import org.answerable.facts.Teaming.Giving;
import org.answerable.sight.Sight;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How the desk is set up: its brands, the addresses it is written to, its teams. */
@Component
public final class Settings {

  private static final String BRANDS =
      """
      select b.brand_id, b.name, b.domain
        from work.brands b
       where :all
       order by b.brand_id
       limit :limit
      """;

  private static final String MAILBOXES =
      """
      select m.address, b.name as brand, t.name as team
        from work.mailboxes m
        join work.brands b on b.brand_id = m.brand_id
        join work.teams t on t.chain_id = m.team_id
       where :all
       order by m.mailbox_id
       limit :limit
      """;

  private static final String TEAMS =
      """
      select t.chain_id, t.name, t.lead_id, t.zone, t.region, t.hours, t.giving,
             array(select m.person_id
                     from work.team_members m
                    where m.chain_id = t.chain_id
                    order by m.person_id) as members
        from work.teams t
       where :all
       order by t.name, t.chain_id
       limit :limit
      """;

  private final JdbcClient db;

  Settings(JdbcClient db) {
    this.db = db;
  }

  public record Brand(BrandId id, String name, String domain) {}

  public record Mailbox(String address, String brand, String team) {}

  public record Team(
      TeamId id, String name, StaffId lead, Hours hours, Giving giving, List<StaffId> members) {}

  /** In the order they were added. */
  public List<Brand> brands(Sight sight, int limit) {
    return sight
        .bind(db.sql(BRANDS))
        .param("limit", limit)
        .query((row, _) ->
            new Brand(
                new BrandId(row.getObject("brand_id", UUID.class)),
                Today.text(row, "name"),
                Today.text(row, "domain")))
        .list();
  }

  /** In the order they were added. */
  public List<Mailbox> mailboxes(Sight sight, int limit) {
    return sight
        .bind(db.sql(MAILBOXES))
        .param("limit", limit)
        .query((row, _) ->
            new Mailbox(
                Today.text(row, "address"), Today.text(row, "brand"), Today.text(row, "team")))
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
                new StaffId(row.getObject("lead_id", UUID.class)),
                new Hours(
                    Week.parse(row.getString("hours")),
                    ZoneId.of(row.getString("zone")),
                    Region.valueOf(row.getString("region").toUpperCase(Locale.ROOT))),
                Giving.valueOf(row.getString("giving").toUpperCase(Locale.ROOT)),
                Arrays.stream((UUID[]) row.getArray("members").getArray())
                    .map(StaffId::new)
                    .toList()))
        .list();
  }
}
