package org.answerable.doors.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.answerable.calendar.Hours;
import org.answerable.calendar.Week;
import org.answerable.calendar.WorkingTime;
import org.answerable.doors.command.BeforeDoorsOpen;
import org.answerable.doors.command.DatabaseAccess;
import org.answerable.facts.BrandId;
import org.answerable.facts.ConfigFact;
import org.answerable.facts.DayHours;
import org.answerable.facts.Region;
import org.answerable.facts.Role;
import org.answerable.facts.StaffId;
import org.answerable.facts.TeamId;
import org.answerable.facts.Teaming.Giving;
import org.answerable.facts.Tongue;
import org.answerable.language.Language;
import org.answerable.ledger.reading.AfterCommit;
import org.answerable.ledger.writing.Command;
import org.answerable.ledger.writing.ToldTime;
import org.answerable.work.cases.CaseStates;
import org.answerable.work.cases.Cases;
import org.answerable.work.cases.Filings;
import org.answerable.work.commitments.Clock;
import org.answerable.work.people.Companies;
import org.answerable.work.people.Duty;
import org.answerable.work.people.People;
import org.answerable.work.people.Teams;
import org.answerable.work.post.Post;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/**
 * Founds Northwind Home four weeks ago and lives its past up to now, before a demo's doors open.
 */
@Component
@Order(100)
public final class DemoCompany implements BeforeDoorsOpen {

  /**
   * Everyone of the demo signs in with this. It is printed at the start and worth nothing
   * elsewhere.
   */
  public static final String PASSWORD = "northwind-demo";

  static final String SUPPORT = "support@northwind.example";
  static final String GARDEN = "hello@northwind-garden.example";
  static final String DELIVERY = "delivery@northwind.example";

  static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  static final ZoneId LISBON = ZoneId.of("Europe/Lisbon");
  private static final Duration PAST = Duration.ofDays(28);

  private final org.answerable.ledger.writing.Opening ledger;
  private final Companies companies;
  private final People people;
  private final Teams teams;
  private final Duty duty;
  private final Post post;
  private final Filings filings;
  private final Cases cases;
  private final Clock clock;
  private final AfterCommit afterCommit;
  private final CaseStates states;
  private final ObjectProvider<DatabaseAccess> access;

  DemoCompany(
      org.answerable.ledger.writing.Opening ledger,
      Companies companies,
      People people,
      Teams teams,
      Duty duty,
      Post post,
      Filings filings,
      Cases cases,
      Clock clock,
      AfterCommit afterCommit,
      CaseStates states,
      ObjectProvider<DatabaseAccess> access) {
    this.ledger = ledger;
    this.companies = companies;
    this.people = people;
    this.teams = teams;
    this.duty = duty;
    this.post = post;
    this.filings = filings;
    this.cases = cases;
    this.clock = clock;
    this.afterCommit = afterCommit;
    this.states = states;
    this.access = access;
  }

  /** Who works at Northwind, and the two teams. */
  record Cast(
      StaffId nora,
      StaffId helen,
      StaffId lena,
      StaffId maya,
      StaffId jonas,
      StaffId aylin,
      StaffId samuel,
      StaffId rui,
      StaffId marta,
      TeamId care,
      TeamId delivery,
      WorkingTime careTime,
      WorkingTime deliveryTime) {

    List<StaffId> all() {
      return List.of(nora, helen, lena, maya, jonas, aylin, samuel, rui, marta);
    }
  }

  @Override
  public void beforeDoorsOpen(BeforeDoorsOpen.Opening whose) {
    switch (whose) {
      case BeforeDoorsOpen.Opening.Real _ -> {}
      case BeforeDoorsOpen.Opening.Demo _ -> live();
    }
  }

  private void live() {
    if (companies.isFounded()) {
      return;
    }
    // One connection for all of the past: signing in anew for each instant told took longer than
    // what happened in it.
    var there = access.getObject();
    var owner =
        new SingleConnectionDataSource(
            there.url(), there.owner().user(), there.owner().password(), true);
    var told = new ToldTime(owner);
    try {
      // Needed by the first letter; read meanwhile.
      Thread.ofPlatform().name("answerable-language").start(() -> Language.of(Tongue.EN.locale()));
      try (var _ = OneProcessor.with(backend(owner))) {
        live(told);
      }
      afterCommit.catchUp();
      told.end();
    } finally {
      owner.destroy();
    }
  }

  private static long backend(DataSource database) {
    return JdbcClient.create(database).sql("select pg_backend_pid()").query(Long.class).single();
  }

  private void live(ToldTime told) {
    var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    var driver = new Driver(told, clock, companies, people, post, filings, cases, states);
    driver.begin(now.minus(PAST));
    ledger.open(now);
    var cast = found();
    new Past(driver, cast, now).tell();
  }

  private Cast found() {
    var open = DayHours.of(8, 20);
    var week = new Week(open, open, open, open, open, open, open);
    var careHours = new Hours(week, BERLIN, Region.NONE);
    var founded =
        (Companies.Founding.Founded)
            companies.found(
                new Companies.FirstDay(
                    "Northwind Home",
                    ConfigFact.Desk.RETAIL,
                    newcomer("Nora Feld", "Nora", Role.ADMIN, BERLIN),
                    "Customer care",
                    careHours,
                    Giving.GIVEN_OUT,
                    "Northwind Home",
                    "northwind.example",
                    SUPPORT),
                Command.ofDesk());
    var care = founded.team();
    var helen = add("Helen Adeyemi", "Helen", Role.LEADER, BERLIN);
    var lena = add("Lena Schulz", "Lena", Role.LEAD, BERLIN);
    var maya = add("Maya Okafor", "Maya", Role.AGENT, BERLIN);
    var jonas = add("Jonas Berg", "Jonas", Role.AGENT, BERLIN);
    var aylin = add("Aylin Demir", "Aylin", Role.AGENT, BERLIN);
    var samuel = add("Samuel Osei", "Samuel", Role.AGENT, LISBON);
    var rui = add("Rui Costa", "Rui", Role.LEAD, LISBON);
    var marta = add("Marta Nunes", "Marta", Role.AGENT, LISBON);
    for (var one : List.of(lena, maya, jonas, aylin, samuel)) {
      teams.join(care, one, Command.ofDesk());
    }
    teams.nameDutyLead(care, lena, Command.ofDesk());
    teams.leave(care, founded.admin(), Command.ofDesk());
    var half = DayHours.of(8, 14);
    duty.setHours(
        samuel,
        new Week(half, half, half, half, half, DayHours.OFF, DayHours.OFF),
        Command.ofDesk());
    var day = DayHours.of(8, 18);
    var deliveryHours =
        new Hours(new Week(day, day, day, day, day, day, DayHours.OFF), LISBON, Region.NONE);
    var delivery =
        ((Teams.Founding.Founded)
                teams.found("Delivery", rui, deliveryHours, Giving.TAKEN, Command.ofDesk()))
            .id();
    teams.join(delivery, marta, Command.ofDesk());
    var garden = brand("Northwind Garden", "northwind-garden.example");
    companies.addMailbox(GARDEN, garden, care, Command.ofDesk());
    companies.addMailbox(DELIVERY, founded.brand(), delivery, Command.ofDesk());
    companies.goLive(
        Command.of(
            org.answerable.facts.Ids.command(),
            org.answerable.ledger.reading.Actor.of(founded.admin()),
            org.answerable.ledger.reading.Via.WEB));
    return new Cast(
        founded.admin(),
        helen,
        lena,
        maya,
        jonas,
        aylin,
        samuel,
        rui,
        marta,
        care,
        delivery,
        new WorkingTime(careHours),
        new WorkingTime(deliveryHours));
  }

  private BrandId brand(String name, String domain) {
    return ((Companies.CompanyChange.BrandAdded) companies.addBrand(name, domain, Command.ofDesk()))
        .id();
  }

  private StaffId add(String name, String shown, Role role, ZoneId zone) {
    return ((People.Joining.Joined) people.add(newcomer(name, shown, role, zone), Command.ofDesk()))
        .id();
  }

  private static People.Newcomer newcomer(String name, String shown, Role role, ZoneId zone) {
    var address = shown.toLowerCase(Locale.ROOT) + "@northwind.example";
    return new People.Newcomer(name, shown, address, role, Tongue.EN, zone);
  }
}
