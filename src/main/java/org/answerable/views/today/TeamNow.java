package org.answerable.views.today;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.answerable.calendar.Policy;
import org.answerable.facts.CaseId;
import org.answerable.facts.ConfigFact;
import org.answerable.facts.StaffId;
import org.answerable.sight.Sight;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The team now: what falls due, what is stuck, who is there and what they have in hand. */
@Component
public final class TeamNow {

  private static final String DUE =
      """
      select k.chain_id, k.number, k.subject, k.preview, k.next_due_at, k.step_at,
             p.name as customer, p.address, k.owner_id, o.name as owner
        from work.cases k
        left join work.parties p on p.chain_id = k.chain_id and p.party_id = k.party_id
        left join work.people o on o.chain_id = k.owner_id
       where k.team_id = any(:teams::uuid[])
         and k.outcome is null
         and k.next_kind not in ('write_again', 'asked')
         and k.next_due_at < ledger.now() + interval '2 hours'
       order by k.next_due_at, k.chain_id
       limit :limit
      """;

  /**
   * So many are looked at; which of them have been without a step for too long is told by days of
   * work.
   */
  private static final int STUCK_MAX = 200;

  private static final String STUCK =
      """
      select k.chain_id, k.number, k.subject, k.preview, k.next_due_at, k.step_at, k.empties,
             p.name as customer, p.address, k.owner_id, o.name as owner, ledger.now() as now,
             t.zone as team_zone, t.region, t.hours as team_hours, y.desk
        from work.cases k
        join work.teams t on t.chain_id = k.team_id
        left join work.company y on true
        left join work.parties p on p.chain_id = k.chain_id and p.party_id = k.party_id
        left join work.people o on o.chain_id = k.owner_id
       where k.team_id = any(:teams::uuid[])
         and k.outcome is null
         and k.stage = 'open'
         and (k.empties >= 2 or k.step_at < ledger.now() - interval '5 days')
       order by k.step_at, k.chain_id
       limit :limit
      """;

  private static final String PEOPLE =
      """
      select ledger.now() as now, p.chain_id, p.name, p.zone, p.hours, p.away_from, p.away_until,
             t.zone as team_zone, t.region, t.hours as team_hours, t.name as team,
             t.lead_id = p.chain_id as leads, coalesce(l.cases, 0) as cases
        from work.teams t
        join work.team_members m on m.chain_id = t.chain_id
        join work.people p on p.chain_id = m.person_id
        left join (select k.owner_id, count(*) as cases
                     from work.cases k
                    where k.outcome is null
                      and k.owner_id in (select x.person_id
                                           from work.team_members x
                                          where x.chain_id = any(:teams::uuid[]))
                    group by k.owner_id) l on l.owner_id = p.chain_id
       where t.chain_id = any(:teams::uuid[])
         and not p.locked
       order by t.name, p.name, p.chain_id
       limit :limit
      """;

  private final JdbcClient db;

  TeamNow(JdbcClient db) {
    this.db = db;
  }

  /** A case of the team, with who answers for it. */
  public record Line(
      CaseId caseId,
      long number,
      String subject,
      String customer,
      StaffId ownerId,
      String owner,
      @Nullable Instant due,
      Instant step) {}

  /**
   * Somebody of the team.
   *
   * @param until when their duty ends; null where they are not on duty
   * @param cases their open work
   */
  public record Member(
      StaffId id,
      String name,
      String team,
      boolean dutyLead,
      @Nullable Instant until,
      boolean away,
      @Nullable Instant awayUntil,
      int cases) {}

  public List<Line> due(Sight sight, int limit) {
    return lines(sight, DUE, limit);
  }

  /** Without a step for as many days of work as the policy has, or with two empty updates. */
  public List<Line> stuck(Sight sight, int limit) {
    return sight
        .bind(db.sql(STUCK))
        .param("limit", STUCK_MAX)
        .query((row, _) -> isStuck(row) ? Optional.of(line(row)) : Optional.<Line>empty())
        .list()
        .stream()
        .flatMap(Optional::stream)
        .limit(limit)
        .toList();
  }

  private static boolean isStuck(ResultSet row) throws SQLException {
    if (row.getInt("empties") >= 2) {
      return true;
    }
    var time = Working.teams(row);
    var step = Working.given(row, "step_at");
    var desk = row.getString("desk");
    var policy =
        Policy.of(
            desk == null
                ? ConfigFact.Desk.RETAIL
                : ConfigFact.Desk.valueOf(desk.toUpperCase(Locale.ROOT)));
    return time.everOpens(step) && policy.stuckAt(step, time).isBefore(Working.given(row, "now"));
  }

  /** Who is in the reader's teams; who is in two is there twice. */
  public List<Member> people(Sight sight, int limit) {
    return sight
        .bind(db.sql(PEOPLE))
        .param("limit", limit)
        .query((row, _) -> {
          var now = Working.given(row, "now");
          var working = Working.of(row);
          return new Member(
              new StaffId(row.getObject("chain_id", UUID.class)),
              Today.text(row, "name"),
              Today.text(row, "team"),
              row.getBoolean("leads"),
              working.dutyUntil(now),
              working.isAway(now),
              working.awayUntil(),
              row.getInt("cases"));
        })
        .list();
  }

  private List<Line> lines(Sight sight, String query, int limit) {
    return sight.bind(db.sql(query)).param("limit", limit).query((row, _) -> line(row)).list();
  }

  private static Line line(ResultSet row) throws SQLException {
    return new Line(
        new CaseId(row.getObject("chain_id", UUID.class)),
        row.getLong("number"),
        Today.subject(row),
        Today.customer(row),
        new StaffId(row.getObject("owner_id", UUID.class)),
        Today.text(row, "owner"),
        Working.instant(row, "next_due_at"),
        Working.given(row, "step_at"));
  }
}
