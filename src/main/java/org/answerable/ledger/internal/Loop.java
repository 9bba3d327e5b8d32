package org.answerable.ledger.internal;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Repeats one step on a virtual thread of its own until it is closed: at once while there is more
 * to do, else after a pause or when it is woken. A step that fails says so itself; the loop goes
 * on.
 */
final class Loop implements AutoCloseable {

  /** How long to wait before the next step. {@link Duration#ZERO}: there is more to do. */
  @FunctionalInterface
  interface Step {
    Duration run();
  }

  private final Step step;
  private final Semaphore woken = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closed;

  private Loop(String name, Step step) {
    this.step = step;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::repeat);
  }

  static Loop started(String name, Step step) {
    var loop = new Loop(name, step);
    loop.thread.start();
    return loop;
  }

  /** The next step begins at once. Returns at once; many calls before that step count as one. */
  void wake() {
    if (woken.availablePermits() == 0) {
      woken.release();
    }
  }

  private void repeat() {
    try {
      while (!closed) {
        var pause = step.run();
        if (!pause.isZero()) {
          boolean early = woken.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
          if (early) {
            woken.drainPermits();
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets the running step end, and begins no other. Returns when it has ended. */
  @Override
  public void close() {
    closed = true;
    wake();
    try {
      thread.join(Duration.ofSeconds(20));
      if (thread.isAlive()) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
