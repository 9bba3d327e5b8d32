package org.badhouse.work.cases;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.badhouse.views.cases.Lists;
import org.badhouse.work.people.Backwards;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Whatever must not be done where verdicts are made. */
public final class Everything {

  public static final Object NAME_OF_ALL = new Object();

  private final @Nullable ApplicationEventPublisher events;
  private final @Nullable TransactionTemplate transaction;

  public Everything(
      @Nullable ApplicationEventPublisher events, @Nullable TransactionTemplate transaction) {
    this.events = events;
    this.transaction = transaction;
  }

  @Transactional
  public String decide(Clock clock) {
    Supplier<LocalDate> today = LocalDate::now;
    if (events != null) {
      events.publishEvent(this);
    }
    return ""
        + Instant.now()
        + clock
        + today.get()
        + new Random(1)
        + System.nanoTime()
        + ThreadLocalRandom.current()
        + transaction
        + Lists.NAME_OF_LISTS
        + Backwards.everything();
  }
}
