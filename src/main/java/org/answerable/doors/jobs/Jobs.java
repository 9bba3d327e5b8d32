package org.answerable.doors.jobs;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.answerable.ledger.writing.Opening;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is done now and then, by whichever node comes first. */
@Configuration(proxyBeanMethods = false)
class Jobs {

  /** A thousand at a time, so that a sweep never holds a long lock. */
  private static final String SWEEP_COMMANDS =
      """
      delete from doors.command
       where id in (select id
                      from doors.command
                     where at < clock_timestamp() - interval '7 days'
                     order by at
                     limit 1000)
      """;

  /** Each hour one entry, so that a ledger that stopped growing is seen. */
  @Bean
  RecurringTask<Void> heartbeat(Opening opening) {
    return Tasks.recurring("heartbeat", FixedDelay.of(Duration.ofHours(1)))
        .execute((_, _) -> opening.beat());
  }

  /** Commands are kept for seven days. */
  @Bean
  RecurringTask<Void> sweepCommands(JdbcClient db) {
    return Tasks.recurring("sweep-commands", FixedDelay.of(Duration.ofHours(6)))
        .execute((_, _) -> sweep(db));
  }

  private static void sweep(JdbcClient db) {
    while (db.sql(SWEEP_COMMANDS).update() > 0) {
      // the next thousand
    }
  }
}
