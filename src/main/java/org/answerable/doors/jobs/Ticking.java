package org.answerable.doors.jobs;

import org.answerable.doors.command.Doors;
import org.answerable.work.commitments.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Lets the clock tick each second; one that fell behind goes on at once. */
@Component
final class Ticking implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Ticking.class);
  private static final long SECOND = 1_000;

  private final Clock clock;
  private volatile boolean running;
  private volatile Thread thread = Thread.ofVirtual().unstarted(() -> {});

  Ticking(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofVirtual().name("answerable-clock").start(this::go);
  }

  private void go() {
    while (running) {
      try {
        if (clock.tick() == 0) {
          Thread.sleep(SECOND);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        log.error("The clock could not settle what is due; it tries again in a second", e);
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(SECOND);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void stop() {
    running = false;
    thread.interrupt();
    try {
      thread.join(java.time.Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Doors.OPEN;
  }
}
