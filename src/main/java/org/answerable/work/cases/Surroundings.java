package org.answerable.work.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;
import org.answerable.calendar.Pace;
import org.answerable.calendar.WorkingTime;
import org.answerable.facts.CaseId;
import org.answerable.facts.StaffId;
import org.answerable.facts.Talking.NotTold.Why;
import org.answerable.facts.TeamId;
import org.answerable.work.people.Roster;
import org.answerable.work.people.Rosters;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Fetches what a judgement about a case may know beside the case, inside its transaction. */
@Component
final class Surroundings {

  /** Working days whose answers tell the present pace, and the most that are looked back. */
  private static final int DAYS = 5;

  private static final int DAYS_MAX = 20;

  /** Since when there are figures, how many wait, and the figures of the last days. */
  private static final String PACE =
      """
      select s.since, s.waiting, p.day, p.class, p.answers
        from (select (select min(day)
                        from work.pace
                       where team_id = :team) as since,
                     (select count(*)
                        from (select
                                from work.cases
                               where team_id = :team
                                 and outcome is null
                                 and answered_at is null
                               limit 5000) w) as waiting) s
        left join work.pace p on p.team_id = :team and p.day >= :since
       order by p.day desc
       limit 2000
      """;

  /**
   * one acknowledgement per address in a day, and a brake on addresses never seen before. The
   * hour's are picked first, newest before: left to itself the planner walks through every case.
   */
  private static final String BRAKE =
      """
      with here as (
        select p.address, p.customer_id, k.brand_id
          from work.parties p
          join work.cases k on k.chain_id = p.chain_id
         where p.chain_id = :chain
      )
      select h.address,
             exists (select
                       from work.parties o
                       join work.cases t on t.chain_id = o.chain_id
                      where lower(o.address) = lower(h.address)
                        and t.chain_id <> :chain
                        and t.told_at > cast(:now as timestamptz) - interval '24 hours') as told_today,
             (select count(*)
                from (select
                        from work.mails m
                       where m.sender_key = lower(h.address)
                         and m.received_at > cast(:now as timestamptz) - interval '10 minutes'
                       limit 20) storm) >= 20 as storm,
             (select c.met_at > cast(:now as timestamptz) - interval '24 hours'
                from work.customers c
               where c.chain_id = h.customer_id) as newcomer,
             (select count(*)
                from (select
                        from (select n.chain_id, n.told_at
                                from work.cases n
                               where n.told_at > cast(:now as timestamptz) - interval '1 hour'
                                 and n.brand_id = h.brand_id
                               order by n.told_at desc
                               limit 1000) t
                        join work.parties o on o.chain_id = t.chain_id
                        join work.customers c on c.chain_id = o.customer_id
                       where c.met_at > t.told_at - interval '24 hours'
                       limit :enough) hour) as in_hour
        from here h
      """;

  /** Asked only when an hour was unusual: how many were told in four weeks. */
  private static final String USUAL =
      """
      select count(*)
        from (select
                from work.cases t
               where t.told_at > cast(:now as timestamptz) - interval '28 days'
                 and t.brand_id = (select brand_id from work.cases where chain_id = :chain)
               limit 100000) told
      """;

  /** An hour's worth that the desk answers by itself in any case. */
  private static final long NEWCOMERS_AN_HOUR = 30;

  private static final long HOURS_IN_FOUR_WEEKS = 28 * 24;

  private final JdbcClient db;
  private final Rosters rosters;

  Surroundings(JdbcClient db, Rosters rosters) {
    this.db = db;
    this.rosters = rosters;
  }

  Roster roster(TeamId team, StaffId... also) {
    return rosters.around(team, also);
  }

  /** What surrounds a case for somebody who acts in it. */
  Around around(Case c, Instant now, StaffId... also) {
    var more = Arrays.copyOf(also, also.length + 1);
    more[also.length] = c.owner();
    return around(roster(c.began().team(), more), now, null);
  }

  /** What surrounds a case when time has done something to it. */
  Around settling(Case c, Instant now) {
    var roster = roster(c.began().team(), c.owner());
    boolean speaks = c.book().actingBy(now).stream().anyMatch(one -> !one.kind().keptByDesk());
    return around(roster, now, speaks ? mute(c.id(), roster, now) : null);
  }

  Around around(Roster roster, Instant now, @Nullable Why mute) {
    return new Around(
        new Terms(
            roster.policy(),
            roster.time(),
            SingletonSupplier.of(() -> pace(roster.team(), roster.time(), now))),
        roster.dutyLead(),
        roster.leader(),
        roster.active(),
        roster.members(),
        roster.above(),
        roster.isLive() ? mute : Why.QUIET);
  }

  private record Counted(
      @Nullable LocalDate since,
      long waiting,
      @Nullable LocalDate day,
      int category,
      long answers) {}

  /** How fast first answers are given now. */
  private Pace pace(TeamId team, WorkingTime time, Instant now) {
    var today = time.dayOf(now);
    var counted =
        db.sql(PACE)
            .param("team", team.value())
            .param("since", today.minusDays(2L * DAYS_MAX))
            .query((row, _) ->
                new Counted(
                    row.getObject("since", LocalDate.class),
                    row.getLong("waiting"),
                    row.getObject("day", LocalDate.class),
                    row.getInt("class"),
                    row.getLong("answers")))
            .list();
    var since = counted.getFirst().since();
    if (since == null) {
      return Pace.UNKNOWN;
    }
    var classes = new long[Pace.Histogram.CLASSES];
    long answers = 0;
    long lately = 0;
    int days = 0;
    LocalDate last = null;
    var begun = today;
    for (var one : counted) {
      var day = one.day();
      if (day == null) {
        break; // there are figures, but none of these days
      }
      if (!day.equals(last)) {
        last = day;
        days++;
      }
      if (days > DAYS && (days > DAYS_MAX || answers >= Pace.ANSWERS_MIN)) {
        break;
      }
      classes[one.category()] += one.answers();
      answers += one.answers();
      if (days <= 2) {
        lately += one.answers();
        begun = day;
      }
    }
    var worked = time.between(time.at(begun, LocalTime.MIDNIGHT), now);
    return new Pace(
        since,
        new Pace.Histogram(Arrays.stream(classes).boxed().toList()),
        new Pace.Queue(counted.getFirst().waiting(), lately, worked));
  }

  private record Brake(
      @Nullable String address, boolean toldToday, boolean storm, boolean newcomer, long inHour) {}

  /** Why the desk may not tell this customer by itself; null where it may. */
  private @Nullable Why mute(CaseId id, Roster roster, Instant now) {
    if (!roster.isLive()) {
      return Why.QUIET;
    }
    var at = now.atOffset(ZoneOffset.UTC);
    var one = brake(id, at, NEWCOMERS_AN_HOUR);
    if (one == null || one.address() == null) {
      return Why.NO_ADDRESS;
    }
    if (one.storm()) {
      return Why.STORM;
    }
    if (one.toldToday()) {
      return Why.TOLD_TODAY;
    }
    if (!one.newcomer() || one.inHour() < NEWCOMERS_AN_HOUR) {
      return null;
    }
    long allowed = allowance(id, at);
    var more = allowed == NEWCOMERS_AN_HOUR ? one : brake(id, at, allowed);
    return more != null && more.inHour() >= allowed ? Why.TOO_MANY_NEW : null;
  }

  /** Newcomers of the hour are counted up to {@code enough}; more would change nothing. */
  private @Nullable Brake brake(CaseId id, OffsetDateTime now, long enough) {
    return db.sql(BRAKE)
        .param("chain", id.value())
        .param("now", now)
        .param("enough", enough)
        .query((row, _) ->
            new Brake(
                row.getString("address"),
                row.getBoolean("told_today"),
                row.getBoolean("storm"),
                row.getBoolean("newcomer"),
                row.getLong("in_hour")))
        .optional()
        .orElse(null);
  }

  private long allowance(CaseId id, OffsetDateTime now) {
    UUID chain = id.value();
    long told = db.sql(USUAL).param("chain", chain).param("now", now).query(Long.class).single();
    return Math.max(NEWCOMERS_AN_HOUR, 3 * told / HOURS_IN_FOUR_WEEKS);
  }
}
