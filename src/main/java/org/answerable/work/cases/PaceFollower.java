package org.answerable.work.cases;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.answerable.calendar.Pace;
import org.answerable.facts.Promising.Kept;
import org.answerable.facts.TeamId;
import org.answerable.ledger.reading.Entry;
import org.answerable.ledger.reading.Follower;
import org.answerable.work.people.Rosters;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts how long first answers took, in working time, by team and day: what pace is told from. */
@Component
final class PaceFollower implements Follower {

  private static final String ANSWERED =
      """
      select k.team_id, c.given_at
        from work.commitments c
        join work.cases k on k.chain_id = c.chain_id
       where c.id = :id
         and c.kind = 'first_answer'
      """;

  private static final String COUNT =
      """
      insert into work.pace as p (team_id, day, class, answers)
      values (:team, :day, :class, 1)
          on conflict (team_id, day, class) do update set answers = p.answers + 1
      """;

  private final JdbcClient db;
  private final Rosters rosters;

  PaceFollower(JdbcClient db, Rosters rosters) {
    this.db = db;
    this.rosters = rosters;
  }

  @Override
  public String name() {
    return "pace";
  }

  private record Answered(UUID team, OffsetDateTime given) {}

  @Override
  public void follow(Entry entry) {
    if (!(entry.fact() instanceof Kept kept)) {
      return;
    }
    db.sql(ANSWERED)
        .param("id", kept.id().value())
        .query((row, _) ->
            new Answered(
                row.getObject("team_id", UUID.class),
                row.getObject("given_at", OffsetDateTime.class)))
        .optional()
        .ifPresent(answered -> count(answered, entry));
  }

  private void count(Answered answered, Entry entry) {
    var time = rosters.around(new TeamId(answered.team())).time();
    var took = time.between(answered.given().toInstant(), entry.at());
    LocalDate day = time.dayOf(entry.at().atOffset(ZoneOffset.UTC).toInstant());
    db.sql(COUNT)
        .param("team", answered.team())
        .param("day", day)
        .param("class", Pace.Histogram.classOf(took))
        .update();
  }
}
