package org.answerable.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** For what happens by itself, soon. */
final class Waiting {

  /** Generous: several builds may share the machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Waiting() {}

  static void until(String what, BooleanSupplier done) {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
