package org.answerable.doors.command;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javax.sql.DataSource;
import org.answerable.Answerable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The house with its doors shut and nothing going on in it: rooms can be asked, but no clock ticks,
 * no mail goes and nobody comes in. It stands on the database of the desk that runs on the same
 * data directory, or starts the database for itself where none runs.
 */
final class QuietHouse implements AutoCloseable {

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final ConfigurableApplicationContext house;
  private final Database database;

  /**
   * @throws CommandFault when there is no desk, or its database cannot be had
   */
  QuietHouse(Configuration configuration) {
    LoggingSystem.get(QuietHouse.class.getClassLoader()).beforeInitialize();
    try {
      database = database(configuration);
      open.push(database);
      // The role that rebuilds sees all and may keep what it rebuilt; the others may not.
      var pool = Pools.rebuild(database.access());
      open.push(pool);
      house = build(configuration, pool);
      open.push(house);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  <T> T room(Class<T> type) {
    return house.getBean(type);
  }

  <T> List<T> rooms(Class<T> type) {
    return house.getBeanProvider(type).orderedStream().toList();
  }

  /** A pool of the role that may read everything and change no table. */
  HikariDataSource reading() {
    var pool = Pools.reading(database.access());
    open.push(pool);
    return pool;
  }

  private Database database(Configuration configuration) {
    if (!Files.isDirectory(configuration.data())) {
      throw new CommandFault(
          ExitCode.UNAVAILABLE,
          "There is no desk in "
              + configuration.data()
              + ". Name the right directory with --data.");
    }
    var held = DataDirectory.tryTake(configuration.data());
    if (held == null) {
      return Database.ofRunning(configuration, DataDirectory.at(configuration.data()));
    }
    open.push(held);
    return Database.openAsItIs(configuration, held);
  }

  private static ConfigurableApplicationContext build(
      Configuration configuration, HikariDataSource pool) {
    var spring = new SpringApplication(Answerable.class);
    spring.setWebApplicationType(WebApplicationType.NONE);
    spring.setRegisterShutdownHook(false);
    spring.setLazyInitialization(true);
    spring.addInitializers(
        context -> furnish((GenericApplicationContext) context, configuration, pool));
    return spring.run(
        "--spring.config.location=classpath:/application.properties",
        "--spring.main.banner-mode=off",
        "--spring.main.log-startup-info=false",
        "--db-scheduler.enabled=false");
  }

  private static void furnish(
      GenericApplicationContext context, Configuration configuration, HikariDataSource pool) {
    context.registerBean(
        AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME,
        LifecycleProcessor.class,
        NothingStarts::new);
    context.registerBean(Configuration.class, () -> configuration);
    context.registerBean(BeforeDoorsOpen.Opening.class, BeforeDoorsOpen.Opening.Real::new);
    context.registerBean("dataSource", DataSource.class, () -> pool);
    context.getEnvironment().addActiveProfile(PROFILE);
  }

  /** Pools of a running desk are not opened under this profile. */
  static final String PROFILE = "quiet";

  /** What would begin by itself does not. */
  private static final class NothingStarts implements LifecycleProcessor {
    @Override
    public void onRefresh() {}

    @Override
    public void onClose() {}

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public boolean isRunning() {
      return false;
    }
  }

  @Override
  public void close() {
    @Nullable RuntimeException first = null;
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        if (first == null) {
          first = new IllegalStateException("What was opened could not be closed.", e);
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
