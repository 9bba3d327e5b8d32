package org.answerable;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.answerable.doors.demo.Driver;
import org.answerable.ledger.internal.Rebuild;
import org.answerable.ledger.reading.AfterCommit;
import org.answerable.ledger.writing.ToldTime;
import org.answerable.work.cases.CaseStates;
import org.answerable.work.cases.Cases;
import org.answerable.work.cases.Filings;
import org.answerable.work.commitments.Clock;
import org.answerable.work.people.Companies;
import org.answerable.work.people.People;
import org.answerable.work.post.Post;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The house without its doors, on a database of its own, with time that the test tells. What a test
 * does to it goes through the same code as real work.
 */
public final class House implements AutoCloseable {

  /** A Monday morning in Berlin, nine o'clock. */
  public static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

  private final TestDatabase database;
  private final AnnotationConfigApplicationContext rooms;
  private final HikariDataSource app;
  private final HikariDataSource sequencer;
  private final HikariDataSource teller;
  private final ToldTime told;
  private Instant now = MONDAY;

  private House(TestDatabase database) {
    this.database = database;
    this.app = pool(database.as("answerable_app"), 8);
    this.sequencer = pool(database.as("answerable_sequencer"), 1);
    this.teller = pool(database.as("answerable_ddl"), 1);
    this.told = new ToldTime(teller);
    this.rooms = rooms(app, sequencer);
  }

  /** A new house at {@link #MONDAY}. */
  public static House built() {
    var house = new House(TestDatabase.migrated());
    house.at(MONDAY);
    return house;
  }

  /** A new house in which time is measured, until somebody tells it. */
  public static House untold() {
    return new House(TestDatabase.migrated());
  }

  /** Rooms on a database, for instance as the role that rebuilds. */
  public static AnnotationConfigApplicationContext rooms(
      DataSource app, @Nullable DataSource sequencer) {
    var context = new AnnotationConfigApplicationContext();
    context.registerBean("dataSource", DataSource.class, () -> app, one -> one.setPrimary(true));
    if (sequencer != null) {
      context.registerBean("sequencer", DataSource.class, () -> sequencer);
    }
    context.registerBean(JdbcClient.class, () -> JdbcClient.create(app));
    context.registerBean(
        TransactionTemplate.class, () -> new TransactionTemplate(new JdbcTransactionManager(app)));
    context.scan(
        "org.answerable.ledger",
        "org.answerable.work",
        "org.answerable.views",
        "org.answerable.doors.links");
    context.refresh();
    return context;
  }

  static HikariDataSource pool(TestDatabase as, int size) {
    var config = new HikariConfig();
    config.setJdbcUrl(as.url());
    config.setUsername(as.user());
    config.setPassword(as.password());
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(0);
    return new HikariDataSource(config);
  }

  public <T> T room(Class<T> type) {
    return rooms.getBean(type);
  }

  public TestDatabase database() {
    return database;
  }

  /** The database as the owner of everything sees it. */
  public JdbcClient owner() {
    return database.as("answerable_ddl").client();
  }

  public JdbcClient db() {
    return room(JdbcClient.class);
  }

  public Instant now() {
    return now;
  }

  /**
   * Tells stories in this house, as they are told in the demo. Time passes by its telling alone.
   */
  public Driver driver() {
    var driver =
        new Driver(
            told,
            room(Clock.class),
            room(Companies.class),
            room(People.class),
            room(Post.class),
            room(Filings.class),
            room(Cases.class),
            room(CaseStates.class));
    driver.begin(now);
    return driver;
  }

  /** Tells the time, and lets the clock tick until nothing stirs. */
  public void at(Instant then) {
    now = then;
    told.tell(then);
    while (room(Clock.class).tick() > 0) {
      // one tick takes a bounded number
    }
  }

  /** Tells the time without anybody looking at it: the process is down. */
  public void silentlyAt(Instant then) {
    now = then;
    told.tell(then);
  }

  public void after(Duration passed) {
    at(now.plus(passed));
  }

  /** Lets sequencer and followers do all there is to do. */
  public void catchUp() {
    room(AfterCommit.class).catchUp();
  }

  /** Rows that would be others if they were made anew from the ledger; there should be none. */
  public List<Rebuild.Difference> differences() {
    var found = new ArrayList<Rebuild.Difference>();
    try (var rebuilding = rooms(database.as("answerable_rebuild").dataSource(), null)) {
      rebuilding.getBean(Rebuild.class).compare(found::add);
    }
    return found;
  }

  /** The one number that a question answers with. */
  public long count(String question) {
    return db().sql(question).query(Long.class).single();
  }

  public UUID ledgerId() {
    return db().sql("select ledger_id from ledger.state").query(UUID.class).single();
  }

  @Override
  public void close() {
    rooms.close();
    app.close();
    sequencer.close();
    teller.close();
    database.close();
  }
}
