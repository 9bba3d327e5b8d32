package org.answerable.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.answerable.Answerable;
import org.answerable.calendar.Hours;
import org.answerable.calendar.Week;
import org.answerable.doors.command.BeforeDoorsOpen;
import org.answerable.doors.command.Configuration;
import org.answerable.doors.command.DatabaseAccess;
import org.answerable.doors.command.Login;
import org.answerable.doors.command.Surroundings;
import org.answerable.doors.command.postgres.EmbeddedPostgres;
import org.answerable.facts.CaseId;
import org.answerable.facts.Channel;
import org.answerable.facts.DayHours;
import org.answerable.facts.Ids;
import org.answerable.facts.Region;
import org.answerable.facts.Role;
import org.answerable.facts.StaffId;
import org.answerable.facts.Talking.Sender;
import org.answerable.facts.Talking.Trust;
import org.answerable.facts.TeamId;
import org.answerable.facts.Teaming.Giving;
import org.answerable.facts.Tongue;
import org.answerable.ledger.internal.Hash;
import org.answerable.ledger.internal.Tree;
import org.answerable.ledger.reading.AfterCommit;
import org.answerable.ledger.reading.LedgerFiles;
import org.answerable.ledger.reading.Table;
import org.answerable.ledger.reading.Verify;
import org.answerable.ledger.writing.Command;
import org.answerable.ledger.writing.Words;
import org.answerable.work.cases.CaseStates;
import org.answerable.work.cases.Cases;
import org.answerable.work.cases.Filings;
import org.answerable.work.cases.NextWord;
import org.answerable.work.cases.Replies;
import org.answerable.work.people.Companies;
import org.answerable.work.people.People;
import org.answerable.work.people.Teams;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Makes a desk with many cases. The demo's past, which was made by commands, gives the models; more
 * people and one long case are added by commands too; then the models are copied in bulk, each copy
 * with ids, times, people and hashes of its own: chains, entries, parts, files, leaves, registers
 * and views. That what came out is a ledger, {@code verify} says.
 */
final class Loader {

  static final int TEAMS = 4;
  static final int AGENTS = 12;
  private static final int MESSAGES = 20;

  /** Copies are written by so many at once, so many in a transaction. */
  private static final int WRITERS = 2;

  private static final int AT_ONCE = 500;

  /** What is left open: about a hundred for each person. */
  private static final double OPEN = 0.05;

  private static final double LONG = 0.002;

  /** So that each team has some of the long ones in a small desk too. */
  private static final double LONG_MIN = 40;

  private final Path data;

  /**
   * @param data of a demo that was started once and is stopped
   */
  Loader(Path data) {
    this.data = data;
  }

  /** A team of the loaded desk, and who is in it. */
  record Crew(UUID team, UUID mailbox, UUID lead, List<UUID> agents) {}

  /** What was loaded, and how long that took. */
  record Loaded(long cases, long entries, double seconds, double verified) {}

  /**
   * @param cases how many there are to be
   */
  Loaded load(int cases) throws Exception {
    Files.writeString(data.resolve("kind"), "desk\n"); // only a real desk is measured
    long began = System.nanoTime();
    try (var server =
        EmbeddedPostgres.start(
            new EmbeddedPostgres.Settings(
                data.resolve("postgres"),
                data.resolve("programs"),
                data.resolve("logs").resolve("postgres.log"),
                0,
                Program.secret(data, EmbeddedPostgres.SUPERUSER),
                true))) {
      var url = server.url("answerable");
      CaseId longOne;
      List<Crew> crews;
      Map<String, List<Table.Rows>> tables = new TreeMap<>();
      try (var house = house(url)) {
        crews = crews(house);
        longOne = conversation(house, crews.getFirst());
        house.getBean(AfterCommit.class).catchUp();
        house
            .getBeansOfType(Table.class)
            .values()
            .forEach(table ->
                tables
                    .computeIfAbsent(table.kind().word(), _ -> new ArrayList<>())
                    .addAll(table.rows()));
      }
      try (var connection = superuser(url)) {
        passwords(connection, crews);
        var models = Models.read(connection, crews, tables, longOne.value());
        long entries = copy(url, models, crews, cases);
        finish(connection);
        double seconds = (System.nanoTime() - began) / 1e9;
        return new Loaded(cases, entries, seconds, verify(url));
      }
    }
  }

  // By commands

  private ConfigurableApplicationContext house(String url) throws IOException {
    var anywhere = new Configuration.Listener(InetAddress.getLoopbackAddress(), 0);
    var configuration =
        new Configuration(
            data,
            new Configuration.Web(anywhere, null, List.of(), null),
            anywhere,
            null,
            null,
            null);
    var access =
        new DatabaseAccess(
            url,
            login("answerable_ddl"),
            login(DatabaseAccess.APP),
            login(DatabaseAccess.SEQUENCER),
            login(DatabaseAccess.REBUILD));
    var spring = new SpringApplication(Answerable.class);
    spring.setRegisterShutdownHook(false);
    spring.addInitializers(context ->
        new Surroundings(configuration, () -> access, new BeforeDoorsOpen.Opening.Demo())
            .giveTo((GenericApplicationContext) context));
    return spring.run(
        "--spring.config.location=classpath:/application.properties",
        "--logging.level.org.answerable=warn",
        "--server.port=0",
        "--server.address=127.0.0.1",
        "--db-scheduler.enabled=false",
        "--spring.main.banner-mode=off",
        "--spring.main.log-startup-info=false");
  }

  private Login login(String role) throws IOException {
    return new Login(role, Program.secret(data, role));
  }

  /** Teams that are there day and night, so that it does not matter when they are measured. */
  private static List<Crew> crews(ConfigurableApplicationContext house) {
    var people = house.getBean(People.class);
    var teams = house.getBean(Teams.class);
    var companies = house.getBean(Companies.class);
    var brand = companies.firstMailbox().orElseThrow().brand();
    var always = new Hours(Week.daily(DayHours.of(0, 24)), ZONE, Region.NONE);
    List<Crew> crews = new ArrayList<>();
    for (int t = 1; t <= TEAMS; t++) {
      var lead = joined(people, address(t, 0), Role.LEAD);
      var founding = teams.found("Desk " + t, lead, always, Giving.GIVEN_OUT, Command.ofDesk());
      var team = ((Teams.Founding.Founded) founding).id();
      List<UUID> agents = new ArrayList<>();
      for (int a = 1; a <= AGENTS; a++) {
        var agent = joined(people, address(t, a), Role.AGENT);
        teams.join(team, agent, Command.ofDesk());
        agents.add(agent.value());
      }
      companies.addMailbox(mailbox(t), brand, team, Command.ofDesk());
      var mailbox = companies.mailbox(mailbox(t)).orElseThrow().id().value();
      crews.add(new Crew(team.value(), mailbox, lead.value(), agents));
    }
    return crews;
  }

  private static final java.time.ZoneId ZONE = java.time.ZoneId.of("Europe/Berlin");

  static String address(int team, int agent) {
    return "desk" + team + "." + agent + "@northwind.example";
  }

  static String mailbox(int team) {
    return "desk" + team + "@northwind.example";
  }

  private static StaffId joined(People people, String address, Role role) {
    var name = "Agent " + address.substring(4, address.indexOf('@'));
    var newcomer = new People.Newcomer(name, name, address, role, Tongue.EN, ZONE);
    return ((People.Joining.Joined) people.add(newcomer, Command.ofDesk())).id();
  }

  /** A case in which twenty messages went back and forth. */
  private static CaseId conversation(ConfigurableApplicationContext house, Crew crew) {
    var filings = house.getBean(Filings.class);
    var states = house.getBean(CaseStates.class);
    var agent = new StaffId(crew.agents().getFirst());
    var who = house.getBean(People.class).who(agent).orElseThrow();
    var place =
        new Filings.Place(
            new TeamId(crew.team()),
            house.getBean(Companies.class).firstMailbox().orElseThrow().brand());
    var writing =
        new Filings.Writing(
            new Filings.Author("tove@example.org", "Tove Lindqvist", Tongue.EN),
            "A wardrobe in three deliveries",
            Channel.PHONE,
            Sender.PERSON,
            Trust.SILENT,
            true,
            Words.of("body", TEXT),
            Words.NONE);
    var filed = filings.atTheDesk(writing, place, agent, true, Ids.command());
    var id = ((Filings.Filed.AsCase) filed).id();
    for (int said = 1; said < MESSAGES; said++) {
      var state = states.of(id);
      if (said % 2 == 1) {
        var draft =
            new Replies.Draft(state.newest(), java.util.Set.of(), false, new NextWord.AsUsual());
        var reply = house.getBean(Cases.class).reply(id, who, draft, TEXT, Ids.command());
        if (!(reply instanceof Replies.Reply.Sent)) {
          throw new IllegalStateException("The model of a long case ended with " + reply);
        }
      } else {
        filings.onTheirPage(id, state.party(), Words.of("body", TEXT), Ids.command());
      }
    }
    return id;
  }

  static final String TEXT =
      """
      Thank you for looking into this. The second of the three parcels came on Tuesday, but the
      side panel in it has a dent as long as my hand, and the bag with the hinges is missing.

      Could you tell me when the third one will come, and whether the new panel can come with it?
      I am at home on Thursdays and Fridays; the driver may ring the neighbours on the left.
      """;

  // In bulk

  private Connection superuser(String url) throws SQLException, IOException {
    return DriverManager.getConnection(
        url, EmbeddedPostgres.SUPERUSER, Program.secret(data, EmbeddedPostgres.SUPERUSER));
  }

  /** Everyone signs in with the demo's password; making forty hashes of it would only take time. */
  private static void passwords(Connection connection, List<Crew> crews) throws SQLException {
    try (var put =
        connection.prepareStatement(
            """
            insert into doors.secret (sort, holder, value)
            select 'password', ?, value
              from doors.secret
             where sort = 'password'
             limit 1
            """)) {
      for (var crew : crews) {
        for (var agent : crew.agents()) {
          put.setString(1, agent.toString());
          put.addBatch();
        }
      }
      put.executeBatch();
    }
  }

  private record Batch(long first, List<Hash> leaves) {}

  private long copy(String url, Models models, List<Crew> crews, int cases) throws Exception {
    var number = new AtomicLong(models.nextNumber());
    var leaf = new AtomicLong(models.tree().size());
    var left = new AtomicInteger(cases);
    double longs = Math.max(LONG, LONG_MIN / cases);
    Callable<List<Batch>> writing =
        () -> {
          List<Batch> written = new ArrayList<>();
          try (var connection = superuser(url)) {
            connection.createStatement().execute("set session_replication_role = replica");
            connection.createStatement().execute("set synchronous_commit = off");
            connection.setAutoCommit(false);
            var copies = new Copies(models, crews);
            for (int todo = some(left); todo > 0; todo = some(left)) {
              long first = number.getAndAdd(todo);
              for (int i = 0; i < todo; i++) {
                double which = (first + i) % 1000 / 1000.0;
                copies.add(
                    which < longs
                        ? models.longs()
                        : which < longs + OPEN ? models.open() : models.ended(),
                    first + i);
              }
              var hashes = copies.leaves();
              long index = leaf.getAndAdd(hashes.size());
              copies.write(connection.unwrap(PGConnection.class).getCopyAPI(), index);
              connection.commit();
              written.add(new Batch(index, hashes));
            }
          }
          return written;
        };
    List<Batch> batches = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(WRITERS)) {
      var running =
          java.util.stream.Stream.generate(() -> threads.submit(writing)).limit(WRITERS).toList();
      for (var one : running) {
        batches.addAll(one.get());
      }
    }
    batches.sort(java.util.Comparator.comparingLong(Batch::first));
    var tree = models.tree();
    for (var batch : batches) {
      tree = tree.append(batch.leaves());
    }
    try (var connection = superuser(url)) {
      grown(connection, tree, number.get());
    }
    return tree.size() - models.tree().size();
  }

  private static int some(AtomicInteger left) {
    int before = left.getAndUpdate(n -> Math.max(0, n - AT_ONCE));
    return Math.min(before, AT_ONCE);
  }

  private static void grown(Connection connection, Tree tree, long number) throws SQLException {
    try (var state =
            connection.prepareStatement(
                "update ledger.state set next_idx = ?, edge = cast(? as bytea[])");
        var sequence = connection.prepareStatement("select setval('work.case_number', ?)")) {
      state.setLong(1, tree.size());
      state.setString(
          2,
          tree.edge().stream()
              .map(hash -> "\"\\\\x" + hash + '"')
              .collect(Collectors.joining(",", "{", "}")));
      state.executeUpdate();
      sequence.setLong(1, number);
      sequence.executeQuery();
    }
  }

  /** Followers have followed the copies too: no letter of a past that never was is ever sent. */
  private static void finish(Connection connection) throws SQLException {
    try (var sql = connection.createStatement()) {
      sql.execute("update doors.cursor set idx = (select next_idx - 1 from ledger.state)");
      sql.execute("vacuum analyze");
      sql.execute("checkpoint");
    }
  }

  /** Entries a second that the ledger's own checks read; everything must be as it should. */
  private double verify(String url) throws Exception {
    var source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setUser(DatabaseAccess.APP);
    source.setPassword(Program.secret(data, DatabaseAccess.APP));
    long began = System.nanoTime();
    var report = new Verify(source, LedgerFiles.in(data, null), List.of()).run();
    if (!report.isClean()) {
      throw new IllegalStateException(
          "What was loaded is no ledger:\n" + String.join("\n", report.lines()));
    }
    return report.entries() / ((System.nanoTime() - began) / 1e9);
  }
}
