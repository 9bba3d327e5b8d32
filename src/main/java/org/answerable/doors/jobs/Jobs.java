package org.answerable.doors.jobs;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.answerable.ledger.writing.Opening;
import org.answerable.ledger.writing.Sweeping;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is done now and then, by whichever node comes first. */
@Configuration(proxyBeanMethods = false)
class Jobs {

  /** Each hour one entry, so that a ledger that stopped growing is seen. */
  @Bean
  RecurringTask<Void> heartbeat(Opening opening) {
    return Tasks.recurring("heartbeat", FixedDelay.of(Duration.ofHours(1)))
        .execute((_, _) -> opening.beat());
  }

  /** Commands are kept for seven days. */
  @Bean
  RecurringTask<Void> sweepCommands(Sweeping sweeping) {
    return Tasks.recurring("sweep-commands", FixedDelay.of(Duration.ofHours(6)))
        .execute((_, _) -> sweeping.forgetOldCommands());
  }
}
