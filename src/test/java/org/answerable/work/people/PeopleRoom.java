package org.answerable.work.people;

import com.zaxxer.hikari.HikariDataSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.answerable.TestDatabase;
import org.answerable.calendar.Hours;
import org.answerable.calendar.Week;
import org.answerable.facts.ConfigFact;
import org.answerable.facts.Ids;
import org.answerable.facts.Region;
import org.answerable.facts.Role;
import org.answerable.facts.StaffId;
import org.answerable.facts.Teaming.Giving;
import org.answerable.facts.Tongue;
import org.answerable.ledger.reading.Actor;
import org.answerable.ledger.reading.Via;
import org.answerable.ledger.writing.Command;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The room with the real pen on a real database of its own, on the company's first day. */
final class PeopleRoom implements AutoCloseable {

  static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  final TestDatabase database = TestDatabase.migrated();
  final JdbcClient db;
  final Companies companies;
  final People people;
  final Duty duty;
  final Teams teams;
  final LockOuts lockOuts;
  final Rosters rosters;
  final Companies.Founding.Founded first;
  private final AnnotationConfigApplicationContext context;

  PeopleRoom(Class<?>... more) {
    context = as("answerable_app", more);
    db = context.getBean(JdbcClient.class);
    companies = context.getBean(Companies.class);
    people = context.getBean(People.class);
    duty = context.getBean(Duty.class);
    teams = context.getBean(Teams.class);
    lockOuts = context.getBean(LockOuts.class);
    rosters = context.getBean(Rosters.class);
    first = (Companies.Founding.Founded) companies.found(firstDay(), desk());
  }

  /** The room on the same database, connected as another role. */
  AnnotationConfigApplicationContext as(String role, Class<?>... more) {
    var made = new AnnotationConfigApplicationContext();
    made.registerBean(HikariDataSource.class, () -> pool(role));
    made.registerBean(
        JdbcClient.class, () -> JdbcClient.create(made.getBean(HikariDataSource.class)));
    made.registerBean(
        TransactionTemplate.class,
        () ->
            new TransactionTemplate(
                new DataSourceTransactionManager(made.getBean(HikariDataSource.class))));
    if (more.length > 0) {
      made.register(more);
    }
    made.scan("org.answerable.ledger", "org.answerable.work.people");
    made.refresh();
    return made;
  }

  private HikariDataSource pool(String role) {
    var source = new HikariDataSource();
    source.setJdbcUrl(database.url());
    source.setUsername(role);
    source.setPassword(database.as(role).password());
    source.setMaximumPoolSize(4);
    source.setMinimumIdle(0);
    return source;
  }

  static Companies.FirstDay firstDay() {
    return new Companies.FirstDay(
        "Northwind Home",
        ConfigFact.Desk.RETAIL,
        newcomer("Maya", Role.ADMIN),
        "Home",
        new Hours(Week.weekdays(9, 17), BERLIN, Region.DE),
        Giving.GIVEN_OUT,
        "Northwind",
        "northwind.example",
        "Support@Northwind.example");
  }

  static People.Newcomer newcomer(String name, Role role) {
    return new People.Newcomer(
        name + " Muster", name, name + "@northwind.example", role, Tongue.EN, BERLIN);
  }

  StaffId add(String name, Role role) {
    return ((People.Joining.Joined) people.add(newcomer(name, role), by(first.admin()))).id();
  }

  /** Added, and of the first team. */
  StaffId member(String name, Role role) {
    var id = add(name, role);
    teams.join(first.team(), id, by(first.admin()));
    return id;
  }

  static Command by(StaffId who) {
    return Command.of(Ids.command(), Actor.of(who), Via.WEB);
  }

  static Command desk() {
    return Command.ofDesk();
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  List<Map<String, @Nullable Object>> rows(String table) {
    return db.sql("select * from " + table + " order by 1, 2 limit 1000").query().listOfRows();
  }

  @Override
  public void close() {
    context.close();
    database.close();
  }
}
