package org.answerable.doors.command;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps the doors shut until everything before them is done. Whatever lets somebody in (the pages,
 * the mail listener) starts in {@link #OPEN} or later; the web server of Spring Boot does.
 */
@Component
public class Doors implements SmartLifecycle {

  /** The phase in which what must be ready first is made ready. */
  public static final int PREPARE = 0;

  /** The first phase in which somebody may come in. */
  public static final int OPEN = 1000;

  private final ObjectProvider<BeforeDoorsOpen> before;
  private final BeforeDoorsOpen.Opening opening;
  private volatile boolean prepared;

  Doors(ObjectProvider<BeforeDoorsOpen> before, BeforeDoorsOpen.Opening opening) {
    this.before = before;
    this.opening = opening;
  }

  @Override
  public void start() {
    before.orderedStream().forEach(one -> one.beforeDoorsOpen(opening));
    prepared = true;
  }

  @Override
  public void stop() {
    prepared = false;
  }

  @Override
  public boolean isRunning() {
    return prepared;
  }

  @Override
  public int getPhase() {
    return PREPARE;
  }
}
