package org.answerable.views.today;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.answerable.facts.Role;
import org.answerable.facts.Tongue;
import org.answerable.sight.Sight;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whoever reads a page of the desk, and how much waits behind each of its links. */
@Component
public final class Readers {

  /** A frame counts up to here and then says so. */
  public static final int COUNT_MAX = 500;

  private static final String READER =
      """
      select ledger.now() as now, p.name, p.address, p.role, p.tongue, p.zone, p.hours, p.away_from,
             p.away_until, c.name as company, c.live_at is not null as live, t.zone as team_zone,
             t.region, t.hours as team_hours
        from work.people p
        left join work.company c on true
        left join lateral (select t.zone, t.region, t.hours
                             from work.team_members m
                             join work.teams t on t.chain_id = m.chain_id
                            where m.person_id = p.chain_id
                            order by t.chain_id
                            limit 1) t on true
       where p.chain_id = :me
       limit 1
      """;

  private static final String COUNTS =
      """
      select (select count(*)
                from (select 1
                        from work.commitments c
                       where c.debtor_id = :me
                         and c.ended_at is null
                         and c.kind not in ('write_again', 'asked')
                       limit 501) x) as owed,
             (select count(*)
                from (select 1
                        from work.cases k
                       where k.owner_id = :me
                         and k.outcome is null
                       limit 501) x) as mine,
             (select count(*)
                from (select 1
                        from work.cases k
                       where k.team_id = any(:teams::uuid[])
                         and k.outcome is null
                       limit 501) x) as team,
             (select count(*)
                from (select 1
                        from work.mails m
                        left join work.mailboxes b on b.mailbox_id = m.mailbox_id
                       where m.state in ('held', 'kept')
                         and (:all or b.team_id = any(:teams::uuid[]))
                         and m.received_at < ledger.now() - case m.state when 'kept' then interval '1 minute' else interval '0' end
                       limit 501) x) as tray
      """;

  private final JdbcClient db;

  Readers(JdbcClient db) {
    this.db = db;
  }

  /**
   * @param now the one instant of the page
   * @param dutyUntil when the reader's duty ends; null where they are not on duty
   * @param away whether they said they are not there
   * @param company null before the set-up names it
   * @param live whether the desk speaks to the outside
   */
  public record Reader(
      Instant now,
      String name,
      Role role,
      Tongue tongue,
      ZoneId zone,
      @Nullable Instant dutyUntil,
      boolean away,
      @Nullable String company,
      boolean live) {}

  /** What waits; {@link #COUNT_MAX} + 1 stands for more than that. */
  public record Counts(int owed, int mine, int team, int tray) {}

  public Optional<Reader> reader(Sight sight) {
    return sight.bind(db.sql(READER)).query((row, _) -> reader(row)).optional();
  }

  public Counts counts(Sight sight) {
    return sight
        .bind(db.sql(COUNTS))
        .query((row, _) ->
            new Counts(
                row.getInt("owed"), row.getInt("mine"), row.getInt("team"), row.getInt("tray")))
        .single();
  }

  private static Reader reader(ResultSet row) throws SQLException {
    var now = Working.given(row, "now");
    var working = Working.of(row);
    var name = row.getString("name");
    return new Reader(
        now,
        name == null ? "" : name,
        Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
        Tongue.valueOf(row.getString("tongue").toUpperCase(Locale.ROOT)),
        ZoneId.of(row.getString("zone")),
        working.dutyUntil(now),
        working.isAway(now),
        row.getString("company"),
        row.getBoolean("live"));
  }
}
