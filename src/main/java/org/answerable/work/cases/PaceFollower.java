package org.answerable.work.cases;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.answerable.calendar.Pace;
import org.answerable.facts.Ending.Declined;
import org.answerable.facts.Talking.MessageSent;
import org.answerable.facts.TeamId;
import org.answerable.ledger.reading.Entry;
import org.answerable.ledger.reading.Tally;
import org.answerable.work.people.Rosters;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts how long first answers took, in working time, by team and day: what pace is told from. An
 * answer that came too late counts like any other; a desk that is behind must not look up to date.
 */
@Component
final class PaceFollower implements Tally {

  private static final String ANSWERED =
      """
      select team_id, opened_at
        from work.cases
       where chain_id = :case
         and answered_at = :at
      """;

  private static final String EMPTY =
      """
      delete from work.pace
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

  @Override
  public void empty() {
    db.sql(EMPTY).update();
  }

  private record Answered(UUID team, OffsetDateTime opened) {}

  @Override
  public void follow(Entry entry) {
    boolean answers = entry.fact() instanceof MessageSent || entry.fact() instanceof Declined;
    if (!answers) {
      return;
    }
    db.sql(ANSWERED)
        .param("case", entry.chain().value())
        .param("at", entry.at().atOffset(ZoneOffset.UTC))
        .query((row, _) ->
            new Answered(
                row.getObject("team_id", UUID.class),
                row.getObject("opened_at", OffsetDateTime.class)))
        .optional()
        .ifPresent(answered -> count(answered, entry));
  }

  private void count(Answered answered, Entry entry) {
    var time = rosters.around(new TeamId(answered.team())).time();
    var took = time.between(answered.opened().toInstant(), entry.at());
    LocalDate day = time.dayOf(entry.at().atOffset(ZoneOffset.UTC).toInstant());
    db.sql(COUNT)
        .param("team", answered.team())
        .param("day", day)
        .param("class", Pace.Histogram.classOf(took))
        .update();
  }
}
