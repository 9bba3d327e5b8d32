package org.answerable.doors.command;

import java.util.function.Supplier;
import org.springframework.context.support.GenericApplicationContext;

/**
 * What the house is built on and does not make itself: beans given to the context before it starts.
 *
 * @param configuration as set for this run
 * @param access to a database that has its roles and is migrated; asked for when the first
 *     connection is needed, so it may still be on its way
 * @param opening whose doors will open
 */
public record Surroundings(
    Configuration configuration, Supplier<DatabaseAccess> access, BeforeDoorsOpen.Opening opening) {

  /** Hands them over; for {@code SpringApplication.addInitializers} and tests. */
  public void giveTo(GenericApplicationContext context) {
    context.registerBean(Configuration.class, () -> configuration);
    context.registerBean(DatabaseAccess.class, access, bean -> bean.setLazyInit(true));
    context.registerBean(BeforeDoorsOpen.Opening.class, () -> opening);
  }
}
