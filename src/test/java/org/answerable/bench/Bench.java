package org.answerable.bench;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole of it: how fast the program starts and what it holds in memory, then a desk with many
 * cases under eight clients, beside hand-written SQL on the same database in the same run. Prints
 * tables as they stand in {@code docs/figures.md}.
 */
public final class Bench {

  private static final String PASSWORD = "northwind-demo";

  private static final UUID NOBODYS = new UUID(0x7000, 0x8000_0000_0000_0000L);

  private final Path folder;
  private final int cases;
  private final double seconds;
  private final double warm;
  private final Set<String> sections;

  private Bench(Path folder, int cases, double seconds, boolean quick, Set<String> sections) {
    this.folder = folder;
    this.cases = cases;
    this.seconds = seconds;
    this.warm = quick ? seconds : Math.max(seconds, Clients.WARM);
    this.sections = sections;
  }

  /**
   * Runs what it is told and prints what came out.
   *
   * @param arguments sections of {@code start}, {@code verify}, {@code desk}, {@code mail}; all
   *     without one. {@code --quick} for a small look, {@code --cases N} and {@code --seconds N}
   *     for another size; {@code --keep DIR} to leave the loaded desk there, or to use it again
   */
  public static void main(String[] arguments) throws Exception {
    int cases = 100_000;
    double seconds = 8;
    boolean quick = false;
    var sections = new java.util.TreeSet<String>();
    @Nullable Path kept = null;
    boolean writes = false;
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--quick" -> {
          cases = 5_000;
          seconds = 2;
          quick = true;
        }
        case "--cases" -> cases = Integer.parseInt(arguments[++i]);
        case "--seconds" -> seconds = Double.parseDouble(arguments[++i]);
        case "--write" -> writes = true;
        case "--keep" -> kept = Path.of(arguments[++i]).toAbsolutePath();
        case "start", "verify", "desk", "mail" -> sections.add(arguments[i]);
        default -> {
          System.err.println(
              "usage: ./bench [start] [verify] [desk] [mail] [--quick] [--cases N] [--seconds N]"
                  + " [--keep DIR] [--write]");
          System.exit(64);
        }
      }
    }
    if (sections.isEmpty()) {
      sections.addAll(List.of("start", "verify", "desk", "mail"));
    }
    var folder = kept == null ? Files.createTempDirectory("answerable-bench-") : kept;
    Files.createDirectories(folder);
    ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME))
        .setLevel(Level.WARN);
    // The database may run as another user, who must be able to pass.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    try {
      new Bench(folder, cases, seconds, quick, sections).all();
      if (writes) {
        write();
      }
    } finally {
      if (kept == null) {
        remove(folder);
      }
    }
    System.exit(0);
  }

  private static void remove(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private void all() throws Exception {
    machine();
    var desk = folder.resolve("desk");
    var loaded = folder.resolve("loaded");
    boolean measured = sections.contains("desk") || sections.contains("mail");
    boolean wanted = measured || sections.contains("verify");
    if (!Files.exists(loaded)) {
      start(desk);
    }
    if (wanted && !Files.exists(loaded)) {
      load(desk);
      Files.createFile(loaded);
    }
    if (measured) {
      measured(desk);
    }
  }

  private static final List<String> SAID = new ArrayList<>();

  private static void say(String format, Object... values) {
    var line = String.format(Locale.ROOT, format, values);
    SAID.add(line);
    System.out.println(line);
  }

  /** Everything after this line of the page is replaced. */
  private static final String MARK = "<!-- What ./bench --write put here. -->\n";

  private static void write() throws IOException {
    var page = Path.of(Program.script()).resolveSibling("docs/figures.md");
    var text = Files.readString(page);
    var head = text.substring(0, text.indexOf(MARK) + MARK.length());
    var day = java.time.LocalDate.now(java.time.ZoneOffset.UTC);
    Files.writeString(
        page, head + "\nMeasured " + day + " on " + String.join("\n", SAID).strip() + "\n");
  }

  private static void machine() throws IOException {
    var model = "an unknown processor";
    var told = Path.of("/proc/cpuinfo");
    if (Files.isReadable(told)) {
      model =
          Files.readAllLines(told).stream()
              .filter(line -> line.startsWith("model name"))
              .map(line -> line.substring(line.indexOf(':') + 2))
              .findFirst()
              .orElse(model);
    }
    say(
        "%d cores of %s, Java %s, load %.1f before.",
        Runtime.getRuntime().availableProcessors(),
        model,
        Runtime.version(),
        java.lang.management.ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    say("");
  }

  // Starting

  private void start(Path demo) throws Exception {
    boolean shown = sections.contains("start");
    if (shown) {
      say("## Starting, and memory");
      say("");
      say("| what | figure |");
      say("|---|---|");
      var jar = Path.of(Program.script()).resolveSibling("target/answerable.jar");
      say("| size of the jar | %.1f MB |", Files.size(jar) / 1e6);
      var fresh = folder.resolve("fresh");
      started("first page of `serve`, empty directory", "serve", fresh, false);
      trained();
      started("first page of `serve`, second start", "serve", fresh, false);
    }
    started("the demo ready, its past lived", "demo", demo, shown);
    if (shown) {
      say("");
    }
  }

  /**
   * The first start makes a cache of classes for the next ones, beside the desk; it is no part of
   * it.
   */
  private static void trained() throws InterruptedException {
    var training = Path.of(Program.script()).resolveSibling("target/app.training");
    for (int i = 0; i < 1200 && Files.exists(training); i++) {
      Thread.sleep(100);
    }
  }

  private void started(String what, String command, Path data, boolean memory) throws Exception {
    try (var program = Program.start(command, data, Map.of())) {
      if (!sections.contains("start")) {
        return;
      }
      say(
          "| %s | %.1f s (%.1f s of processor, %.1f s of it the database's) |",
          what,
          program.secondsToFirstPage(),
          Processor.seconds(program.pid()) + Processor.secondsOfAll(program.databasePid()),
          Processor.secondsOfAll(program.databasePid()));
      if (memory) {
        Thread.sleep(5_000);
        say(
            "| memory of the demo, resident (its own share) | %.0f MB (%.0f MB) |",
            Processor.resident(program.pid()), Processor.proportional(program.pid()));
      }
    }
  }

  // Loading

  private void load(Path demo) throws Exception {
    var loaded = new Loader(demo).load(cases);
    say("## The desk that is measured");
    say("");
    say(
        "%,d cases in %,d entries, loaded in %.0f s.",
        loaded.cases(), loaded.entries(), loaded.seconds());
    say("`verify`, the ledger alone: clean, %,.0f entries/s.", loaded.verified());
    if (!sections.contains("verify")) {
      say("");
      return;
    }
    long began = System.nanoTime();
    var said = Program.run("verify", "--data", demo.toString());
    say(
        "`answerable verify`, with every register and view made anew: %.0f s. %s",
        (System.nanoTime() - began) / 1e9, said.getLast());
    say("");
  }

  // Measuring

  private record Row(
      String name, Clients.Result desk, Clients.Result limit, int firstMark, int goal) {}

  private void measured(Path data) throws Exception {
    trained();
    try (var sink = new Sink();
        var program =
            Program.start(
                "serve",
                data,
                Map.of(
                    "ANSWERABLE_SMARTHOST_HOST",
                    "127.0.0.1",
                    "ANSWERABLE_SMARTHOST_PORT",
                    Integer.toString(sink.port()),
                    "ANSWERABLE_SMARTHOST_TLS",
                    "none"));
        var db = program.superuser()) {
      if (sections.contains("desk")) {
        desk(program, db);
      }
      if (sections.contains("mail")) {
        mail(program, db);
      }
      say(
          "Memory of the program afterwards: %.0f MB resident, %.0f MB its own share. Letters handed"
              + " to the mail server meanwhile: %,d.",
          Processor.resident(program.pid()), Processor.proportional(program.pid()), sink.taken());
      var complaints = program.complaints();
      if (!complaints.isEmpty()) {
        say("It complained %d times, first: %s", complaints.size(), complaints.getFirst());
      }
    }
  }

  private static Clients.Meter meterOf(Program program) {
    return () ->
        new Clients.Used(
            Processor.seconds(program.pid()), Processor.secondsOfAll(program.databasePid()));
  }

  /** Whoever writes by hand is this very process. */
  private static Clients.Meter meterByHand(Program program) {
    long us = ProcessHandle.current().pid();
    return () ->
        new Clients.Used(Processor.seconds(us), Processor.secondsOfAll(program.databasePid()));
  }

  /** Until every entry has its leaf and every follower has followed it. */
  private static void drain(Connection db) throws SQLException, InterruptedException {
    try (var sql =
        db.prepareStatement(
            """
            select exists (select from ledger.pending)
                   or exists (select
                                from doors.cursor c, ledger.state s
                               where c.idx < s.next_idx - 1)
            """)) {
      while (true) {
        try (var row = sql.executeQuery()) {
          row.next();
          if (!row.getBoolean(1)) {
            return;
          }
        }
        Thread.sleep(5);
      }
    }
  }

  /** Cases of a team in which about twenty messages were written. */
  private static final String LONG =
      """
      select m.chain_id
        from views.messages m
        join work.cases k on k.chain_id = m.chain_id
        join ledger.chain c on c.chain_id = m.chain_id
       where k.team_id = '%s'
       group by m.chain_id
      having count(*) filter (where m.sort in ('heard', 'sent')) between 18 and 24
       limit 1000
      """;

  private void desk(Program program, Connection db) throws Exception {
    List<Browser> browsers = new ArrayList<>();
    List<Browser> callers = new ArrayList<>();
    List<UUID> agents = new ArrayList<>();
    for (int i = 0; i < Clients.COUNT; i++) {
      var address = Loader.address(1 + i % Loader.TEAMS, 1 + i / Loader.TEAMS);
      browsers.add(new Browser(program.site()).signedIn(address, PASSWORD));
      // Whoever opens thousands of cases does not look at a Today that people have.
      var other = Loader.address(1 + i % Loader.TEAMS, 5 + i / Loader.TEAMS);
      callers.add(new Browser(program.site()).signedIn(other, PASSWORD));
      agents.add(
          ids(db, "select chain_id from work.people where address = '" + address + "'").getFirst());
    }
    List<List<UUID>> longs = new ArrayList<>();
    for (int i = 0; i < Clients.COUNT; i++) {
      longs.add(ids(db, LONG.formatted(teamOf(db, i))));
    }
    List<Row> rows = new ArrayList<>();
    Clients.Operation drain = () -> drain(db);
    Clients.Operation nothing = () -> {};
    var brand = ids(db, "select brand_id from work.mailboxes").getFirst();
    var meter = meterOf(program);
    var byHand = meterByHand(program);

    // Cases written by hand belong to nobody, in a team that is nobody's, and are answered by hand
    // only: the tables grow by them, but for the desk they are not there.
    Clients.Made creates = i -> byHand(program, brand).creates();
    Clients.Made createsAtOnce = i -> byHand(program, brand).createsAtOnce();
    var create = Clients.run(warm, seconds, i -> creating(callers.get(i), db, i), meter, drain);
    var createLimit = Clients.run(seconds / 2, creates, byHand, nothing);
    var atOnce = Clients.run(seconds / 2, createsAtOnce, byHand, nothing);
    rows.add(new Row("create a case", create, createLimit, 45, 65));

    Map<UUID, Waitings> waiting = new LinkedHashMap<>();
    for (int i = 0; i < Clients.COUNT; i++) {
      waiting.computeIfAbsent(teamOf(db, i), team -> new Waitings(db, team));
    }
    var answer =
        Clients.run(
            warm,
            seconds,
            i -> answering(browsers.get(i), Objects.requireNonNull(waiting.get(teamOf(db, i)))),
            meter,
            drain);
    var open =
        ids(
            db,
            """
            select k.chain_id
              from work.cases k
             where not exists (select from ledger.chain c where c.chain_id = k.chain_id)
             limit 5000
            """);
    Clients.Made answers = i -> byHand(program, brand).answers(open);
    var answerLimit = Clients.run(seconds / 2, answers, byHand, nothing);
    rows.add(new Row("answer", answer, answerLimit, 40, 60));

    var today =
        Clients.run(warm, seconds, i -> looking(browsers.get(i), List.of("/today")), meter, drain);
    Clients.Made owed = i -> byHand(program, brand).owed(agents);
    var todayLimit = Clients.run(seconds / 2, owed, byHand, nothing);
    rows.add(new Row("Today, a list of 50", today, todayLimit, 20, 40));

    var page =
        Clients.run(
            warm,
            seconds,
            i -> looking(browsers.get(i), longs.get(i).stream().map(id -> "/cases/" + id).toList()),
            meter,
            drain);
    Clients.Made looks = i -> byHand(program, brand).looks(longs.get(i));
    var pageLimit = Clients.run(seconds / 2, looks, byHand, nothing);
    rows.add(new Row("case page, 20 messages", page, pageLimit, 15, 35));
    table(rows, atOnce);
    for (int i = 0; i < Clients.COUNT; i++) {
      browsers.get(i).close();
      callers.get(i).close();
    }
  }

  private static void table(List<Row> rows, Clients.Result atOnce) {
    say("## The desk beside hand-written SQL, eight clients");
    say("");
    say(
        "| operation | desk, ops/s | p50, p99 ms | CPU ms: program + database | by hand, ops/s | p50, p99"
            + " ms | CPU ms: client + database | share of the limit | first mark, goal |");
    say("|---|---|---|---|---|---|---|---|---|");
    for (var row : rows) {
      var desk = row.desk();
      var limit = row.limit();
      say(
          "| %s | %,.0f | %.1f, %.1f | %.2f + %.2f | %,.0f | %.1f, %.1f | %.2f + %.2f | **%.0f %%** | %d"
              + " %%, %d %% |",
          row.name(),
          desk.aSecond(),
          desk.millis(.5),
          desk.millis(.99),
          desk.programMillis(),
          desk.databaseMillis(),
          limit.aSecond(),
          limit.millis(.5),
          limit.millis(.99),
          limit.programMillis(),
          limit.databaseMillis(),
          desk.aSecond() * 100 / limit.aSecond(),
          row.firstMark(),
          row.goal());
    }
    say("");
    say(
        "A case by hand in one statement: %,.0f ops/s, p50 %.1f ms, p99 %.1f ms, CPU ms %.2f + %.2f."
            + " What is left of the two cores is the clients' own.",
        atOnce.aSecond(),
        atOnce.millis(.5),
        atOnce.millis(.99),
        atOnce.programMillis(),
        atOnce.databaseMillis());
    say("");
  }

  private static ByHand byHand(Program program, UUID brand) throws Exception {
    return new ByHand(program.superuser(), NOBODYS, brand, NOBODYS);
  }

  private static UUID teamOf(Connection db, int client) throws SQLException {
    return ids(
            db,
            "select chain_id from work.teams where name = 'Desk "
                + (1 + client % Loader.TEAMS)
                + "'")
        .getFirst();
  }

  private static List<UUID> ids(Connection db, String question) throws SQLException {
    List<UUID> ids = new ArrayList<>();
    synchronized (db) {
      try (var sql = db.createStatement();
          var rows = sql.executeQuery(question)) {
        while (rows.next()) {
          ids.add(rows.getObject(1, UUID.class));
        }
      }
    }
    return ids;
  }

  private static Clients.Operation creating(Browser browser, Connection db, int client)
      throws SQLException {
    var team = teamOf(db, client);
    var brand =
        ids(db, "select brand_id from work.mailboxes where team_id = '" + team + "'").getFirst();
    var number = new AtomicInteger();
    return () -> {
      var fields = new LinkedHashMap<String, String>();
      fields.put("command", UUID.randomUUID().toString());
      fields.put("name", "Tove Lindqvist");
      fields.put(
          "address", "caller" + client + "." + number.incrementAndGet() + "@bench.example.org");
      fields.put("channel", "PHONE");
      fields.put("place", team + "." + brand);
      fields.put("subject", "A wardrobe in three deliveries");
      fields.put("body", Loader.TEXT);
      fields.put("mine", "true");
      expect(303, browser.post("/cases/new", fields));
    };
  }

  private record Waiting(UUID id, UUID newest) {}

  /** Open cases of a team in random order, read anew when all of them were answered. */
  private static final class Waitings {
    private final Connection db;
    private final UUID team;
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();

    Waitings(Connection db, UUID team) {
      this.db = db;
      this.team = team;
    }

    synchronized Waiting next() throws SQLException {
      if (queue.isEmpty()) {
        synchronized (db) {
          read();
        }
      }
      return queue.remove();
    }

    private void read() throws SQLException {
      try (var sql =
          db.prepareStatement(
              """
              select chain_id, newest_message
                from work.cases
                join ledger.chain using (chain_id)
               where team_id = ?
                 and outcome is null
                 and newest_message is not null
               order by random()
              """)) {
        sql.setObject(1, team);
        try (var rows = sql.executeQuery()) {
          while (rows.next()) {
            queue.add(new Waiting(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class)));
          }
        }
      }
    }
  }

  private static Clients.Operation answering(Browser browser, Waitings waiting) {
    return () -> {
      int status = 0;
      while (status != 303) {
        var one = waiting.next();
        var fields = new LinkedHashMap<String, String>();
        fields.put("command", UUID.randomUUID().toString());
        fields.put("seen", one.newest().toString());
        fields.put("body", Loader.TEXT);
        fields.put("next", "usual");
        var answer = browser.post("/cases/" + one.id() + "/reply", fields);
        status = answer.status();
        if (status != 409) { // somebody answered it while the list was read
          expect(303, answer);
        }
      }
    };
  }

  private static Clients.Operation looking(Browser browser, List<String> paths) {
    var random = new java.util.Random();
    return () -> expect(200, browser.look(paths.get(random.nextInt(paths.size()))));
  }

  private static void expect(int status, Browser.Answer answer) {
    if (answer.status() != status) {
      throw new IllegalStateException(
          "Not " + status + " but " + answer.status() + ": " + answer.text());
    }
  }

  // Mail

  private void mail(Program program, Connection db) throws Exception {
    List<Sender> senders = new ArrayList<>();
    for (int i = 0; i < Clients.COUNT; i++) {
      senders.add(new Sender(program.smtp()));
    }
    long[] accepted = {0};
    var result =
        Clients.run(
            seconds,
            i -> () -> senders.get(i).send(Loader.mailbox(1 + i % Loader.TEAMS)),
            meterOf(program),
            () -> {
              accepted[0] = System.nanoTime();
              filed(db);
              drain(db);
            });
    say("## Mail in, eight connections");
    say("");
    say("| what | figure |");
    say("|---|---|");
    double waited = (System.nanoTime() - accepted[0]) / 1e9;
    say(
        "| accepted | %,.0f mails/s, p50 %.1f ms, p99 %.1f ms |",
        result.sorted().length / (result.seconds() - waited),
        result.millis(.5),
        result.millis(.99));
    say(
        "| accepted, read and a case, to the last follower | %,.0f mails/s; CPU ms %.2f + %.2f a mail |",
        result.aSecond(), result.programMillis(), result.databaseMillis());
    say("");
    for (var sender : senders) {
      sender.close();
    }
  }

  private static void filed(Connection db) throws SQLException, InterruptedException {
    try (var sql =
        db.prepareStatement("select exists (select from work.mails where state = 'kept')")) {
      while (true) {
        try (var row = sql.executeQuery()) {
          row.next();
          if (!row.getBoolean(1)) {
            return;
          }
        }
        Thread.sleep(5);
      }
    }
  }
}
