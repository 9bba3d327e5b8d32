package org.answerable.views.duty;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.answerable.calendar.Hours;
import org.answerable.calendar.Week;
import org.answerable.calendar.WorkingTime;
import org.answerable.facts.StaffId;
import org.answerable.sight.Sight;
import org.answerable.views.cases.CaseView.Head;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Opens the diary of whoever answers for a case, in two statements however large the team is. */
@Component
public final class Diaries {

  private static final String PEOPLE =
      """
      select p.chain_id, p.name, p.hours, p.zone, p.away_from, p.away_until,
             m.person_id is not null as in_team, t.lead_id = p.chain_id as leads
        from work.cases k
        join work.teams t on t.chain_id = k.team_id
        join work.people p on not p.locked
        left join work.team_members m on m.chain_id = t.chain_id and m.person_id = p.chain_id
       where k.chain_id = :case
         and (:all or k.owner_id = :me or k.team_id = any(:teams::uuid[]))
         and (m.person_id is not null or p.chain_id = k.owner_id)
       order by p.name, p.chain_id
       limit 1000
      """;

  /**
   * Only how many, so that a reader learns of no case that is not theirs to see. The people are
   * picked first: then each one's open promises are found by the index of what somebody owes. The
   * others of a busy team owe a thousand words, and are asked only where one of them may stand in.
   */
  private static final String PROMISED =
      """
      with asked as materialized (
             select k.team_id, k.owner_id
               from work.cases k
              where k.chain_id = :case
                and (:all or k.owner_id = :me or k.team_id = any(:teams::uuid[]))),
           crew as materialized (
             select m.person_id
               from asked a
               join work.team_members m on m.chain_id = a.team_id
              where :others
             union
             select a.owner_id
               from asked a)
      select c.debtor_id, date_bin('1 hour', c.due_at - interval '1 microsecond', timestamptz 'epoch') as hour,
             count(*) as promised
        from crew w
        join work.commitments c on c.debtor_id = w.person_id
       where c.chain_id <> :case
         and c.ended_at is null
         and c.due_at > :now
         and c.due_at <= :until
         and c.kind not in ('write_again', 'asked')
       group by c.debtor_id, hour
       limit 10000
      """;

  private final JdbcClient db;

  Diaries(JdbcClient db) {
    this.db = db;
  }

  /** The diary for a case that is open. */
  public Diary of(Sight sight, Head head) {
    var team = head.time();
    var all =
        sight
            .bind(db.sql(PEOPLE))
            .param("case", head.id().value())
            .query((row, _) -> colleague(row, team))
            .list();
    Colleague whose = null;
    var others = new ArrayList<Colleague>();
    for (var one : all) {
      if (one.id().equals(head.ownerId())) {
        whose = one;
      } else {
        others.add(one);
      }
    }
    if (whose == null) {
      // Locked out at this very moment: their case is being moved, and the team's time holds.
      whose = new Colleague(head.ownerId(), head.owner(), true, false, team, null, null);
    }
    return new Diary(head.now(), team, head.policy(), whose, others, promised(sight, head, whose));
  }

  private Promised promised(Sight sight, Head head, Colleague whose) {
    var hours = new HashMap<StaffId, Map<Instant, Integer>>();
    if (!head.time().everOpens(head.now())) {
      return new Promised(hours);
    }
    var until = head.policy().farthestWord(head.now(), head.time());
    sight
        .bind(db.sql(PROMISED))
        .param("case", head.id().value())
        .param("now", head.now().atOffset(ZoneOffset.UTC))
        .param("until", until.atOffset(ZoneOffset.UTC))
        .param("others", !whose.isThereWith(head.time(), head.now(), until))
        .query((row, _) ->
            hours
                .computeIfAbsent(
                    new StaffId(row.getObject("debtor_id", UUID.class)), _ -> new HashMap<>())
                .put(
                    row.getObject("hour", OffsetDateTime.class).toInstant(),
                    row.getInt("promised")))
        .list();
    return new Promised(hours);
  }

  private static Colleague colleague(ResultSet row, WorkingTime team) throws SQLException {
    var hours = row.getString("hours");
    var name = row.getString("name");
    return new Colleague(
        new StaffId(row.getObject("chain_id", UUID.class)),
        name == null ? "" : name,
        row.getBoolean("in_team"),
        row.getBoolean("leads"),
        hours == null
            ? team
            : new WorkingTime(
                new Hours(
                    Week.parse(hours), ZoneId.of(row.getString("zone")), team.hours().region())),
        instant(row, "away_from"),
        instant(row, "away_until"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
