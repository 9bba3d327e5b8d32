package org.answerable.doors.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.answerable.doors.command.postgres.EmbeddedPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A whole desk, started, stopped, killed and started again as a process. */
class ProgramTest {

  private final List<Program> started = new ArrayList<>();
  private Path folder = Path.of("");
  private Path data = Path.of("");

  @BeforeEach
  void makeAFolderOthersMayPassThrough() throws IOException {
    folder = Files.createTempDirectory("answerable-program-test-");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    data = folder.resolve("desk");
  }

  @AfterEach
  void leaveNothingBehind() throws IOException {
    for (var one : started) {
      if (one.isAlive()) {
        one.kill();
      }
    }
    assertThat(EmbeddedPostgres.endLeftBehind(cluster())).isTrue();
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  @Tag("A-55")
  void aDeskSaysWhereItIsAndHowToSetItUpAndEndsCleanly() throws Exception {
    var desk = serve();
    var site = desk.awaitReady();
    assertThat(Program.get(site, "/health").statusCode()).isEqualTo(200);
    assertThat(desk.said())
        .containsPattern("Open \\S+/set-up and give this code: [2-9a-z]{5}(-[2-9a-z]{1,5}){5}\n")
        .contains("Everything is kept in " + data, "Mail is taken in at 127.0.0.1 port ");
    var code = Pattern.compile("code: (\\S+)").matcher(desk.said());
    assertThat(code.find()).isTrue();
    assertThat(ask("select value from doors.secret where sort = 'setup'"))
        .hasSize(64)
        .doesNotContain(code.group(1));
    var server = EmbeddedPostgres.portOfRunning(cluster());
    assertThat(server).isPositive();

    assertThat(desk.stop()).isEqualTo(143);
    assertThat(EmbeddedPostgres.portOfRunning(cluster())).isZero();
    assertThat(desk.said()).doesNotContain("Exception").doesNotContain("ERROR");

    var again = serve();
    again.awaitReady();
    assertThat(again.said()).contains("and give this code: ").doesNotContain(code.group(1));
  }

  @Test
  @Tag("A-47")
  void secretsAreReadByNobodyElseAndToldToNobody() throws Exception {
    var desk = serve();
    desk.awaitReady();
    var secrets = data.resolve("secrets");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)))
        .isEqualTo("rwx------");
    var file = secrets.resolve("database.properties");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    for (var password : passwords().values()) {
      assertThat(desk.said()).doesNotContain(password);
      assertThat(Files.readString(data.resolve("logs/postgres.log"))).doesNotContain(password);
    }
  }

  @Test
  void theDeskIsAsDurableInsideAsItsDatabase() throws Exception {
    serve().awaitReady();
    for (var setting :
        List.of("fsync", "full_page_writes", "synchronous_commit", "data_checksums")) {
      assertThat(ask("show " + setting)).as(setting).isEqualTo("on");
    }
    assertThat(
            ask(
                "select rolsuper or rolcreaterole or rolcreatedb from pg_roles where rolname = current_user"))
        .isEqualTo("f");
    assertThat(ask("select has_table_privilege('ledger.entry', 'delete')")).isEqualTo("f");
  }

  @Test
  void whatWasCommittedSurvivesTheDeathOfTheProgramAndOfItsDatabase() throws Exception {
    var desk = serve();
    desk.awaitReady();
    var committed = writing(desk::kill);

    var again = serve();
    var site = again.awaitReady();
    assertThat(count()).isBetween(committed, committed + 1);

    var before = Files.readString(cluster().resolve("postmaster.pid")).lines().findFirst();
    var more =
        writing(() -> {
          try {
            new ProcessBuilder("sh", "-c", "kill -9 " + before.orElseThrow()).start().waitFor();
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    await(() -> healthy(site));
    assertThat(count()).isBetween(committed + more, committed + more + 2);
    assertThat(again.stop()).isEqualTo(143);
  }

  @Test
  void aSecondDeskOnTheSameDirectoryIsRefused() {
    serve().awaitReady();
    var second = serve();
    assertThat(second.awaitEnd()).isEqualTo(ExitCode.TRY_AGAIN.number());
    assertThat(second.said())
        .contains("Another Answerable (process ", ") runs on " + data, "Stop it first");
  }

  @Test
  void aPortInUseIsSaidAtOnce() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = Integer.toString(taken.getLocalPort());
      for (var option : List.of("--port", "--smtp-port")) {
        var other = option.equals("--port") ? "--smtp-port" : "--port";
        var desk = start("serve", "--data", data.toString(), option, port, other, "0");
        assertThat(desk.awaitEnd()).isEqualTo(ExitCode.UNAVAILABLE.number());
        assertThat(desk.said())
            .contains(
                "Port " + port + " cannot be opened on 127.0.0.1", "another port with " + option);
      }
      assertThat(data).doesNotExist();
    }
  }

  @Test
  void aDirectoryThatCannotBeIsSaid() throws Exception {
    var file = Files.writeString(folder.resolve("file"), "");
    var desk =
        start(
            "serve", "--data", file.resolve("desk").toString(), "--port", "0", "--smtp-port", "0");
    assertThat(desk.awaitEnd()).isEqualTo(ExitCode.CANNOT_WRITE.number());
    assertThat(desk.said()).contains("cannot be used", "give another one with --data");
  }

  @Test
  void aDirectoryThatMayNotBeWrittenIsSaid() throws Exception {
    Files.createDirectory(data);
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("r-x--x--x"));
    var desk = Program.startWith(folder, asAnOrdinaryUser(), List.of(), arguments("serve"));
    started.add(desk);
    assertThat(desk.awaitEnd()).isEqualTo(ExitCode.CANNOT_WRITE.number());
    assertThat(desk.said()).contains("may not be read or written");
  }

  @Test
  void aFirstStartKilledAtEachOfItsStepsIsPutRightByTheNext() throws Exception {
    killWhen(() -> has(data.resolve("programs"), "unpacking-"));
    killWhen(() -> has(data, "postgres.new-"));
    killWhen(() -> EmbeddedPostgres.portOfRunning(cluster()) > 0);
    var desk = serve();
    assertThat(Program.get(desk.awaitReady(), "/health").statusCode()).isEqualTo(200);
    assertThat(desk.stop()).isEqualTo(143);
    assertThat(start("rebuild", "--data", data.toString()).awaitEnd()).isZero();
  }

  @Test
  void toldToStopWhileItStartsItStops() throws Exception {
    var desk = serve();
    await(() -> Files.exists(cluster().resolve("postmaster.pid")));
    assertThat(desk.stop()).isEqualTo(143);
    assertThat(EmbeddedPostgres.portOfRunning(cluster())).isZero();
    assertThat(desk.said()).doesNotContain("fault of the program");
  }

  @Test
  void aFullDiskIsSaidAndAStartWithRoomSucceeds() throws Exception {
    var small = new String[] {"unshare", "-m", "sh", "-c"};
    assumeTrue(
        run(small[0], small[1], small[2], small[3], "mount -t tmpfs -o size=1m tmpfs " + folder)
            == 0,
        "this user may not mount a small disk");
    Files.createDirectory(data);
    // The disk is this shell's alone, so both starts must be its children.
    var java = String.join(" ", quoted(Program.command(List.of(), arguments("serve"))));
    var script =
        """
        mount -t tmpfs -o size=20m,mode=711 tmpfs %1$s
        %2$s; echo "first: $?"
        mount -o remount,size=100m %1$s
        %2$s; echo "second: $?"
        mount -o remount,size=500m %1$s
        timeout -s TERM 170 sh -c '%3$s & desk=$!
          while ! find %1$s/logs -name postgres.log | grep -q .; do sleep 0.2; done
          while [ ! -f %1$s/checkpoints.txt ] && [ ! -f %1$s/ledger.key ] && kill -0 $desk; do sleep 0.2; done
          sleep 2; kill -TERM $desk; wait $desk; echo "third: $?"'
        """
            .formatted(data, java, java.replace("'", "'\\''"));
    var said = Files.createTempFile(folder, "said-", ".log");
    var shell =
        new ProcessBuilder(small[0], small[1], small[2], small[3], script)
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertThat(shell.waitFor(Program.PATIENCE.toSeconds() * 2, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(said))
        .contains("No space left on device")
        .contains("first: 69", "second: 69", "third: 143")
        .doesNotContain("fault of the program")
        .doesNotContain("Exception");
  }

  @Test
  void anOrdinaryUserNeedsNoHelper() throws Exception {
    var desk = Program.startWith(folder, asAnOrdinaryUser(), List.of(), arguments("serve"));
    started.add(desk);
    assertThat(Program.get(desk.awaitReady(), "/health").statusCode()).isEqualTo(200);
    assertThat(desk.stop()).isEqualTo(143);
  }

  @Test
  void lookingWorksWithTheDeskRunningAndStopped() {
    var desk = serve();
    desk.awaitReady();
    for (var running : List.of(true, false)) {
      if (!running) {
        assertThat(desk.stop()).isEqualTo(143);
      }
      for (var command : List.of("rebuild", "verify")) {
        var looking = start(command, "--data", data.toString());
        assertThat(looking.awaitEnd()).as(looking.said()).isZero();
      }
      assertThat(desk.isAlive()).isEqualTo(running);
    }
    assertThat(EmbeddedPostgres.portOfRunning(cluster())).isZero();
  }

  @Test
  void aDeskIsNeverServedAsADemo() {
    var desk = serve();
    desk.awaitReady();
    desk.stop();
    var demo = start(arguments("demo"));
    assertThat(demo.awaitEnd()).isEqualTo(ExitCode.CONFIGURATION.number());
    assertThat(demo.said()).contains("holds a real desk");
  }

  @Test
  void helpAndReceiveDoNotLoadTheHouse() throws Exception {
    Files.createDirectory(data);
    for (var arguments :
        List.of(new String[] {"--help"}, new String[] {"receive", "--data", data.toString()})) {
      var program = Program.startWith(folder, List.of(), List.of("-Xlog:class+load"), arguments);
      started.add(program);
      program.awaitEnd();
      assertThat(program.said())
          .contains("picocli.CommandLine")
          .doesNotContain("org.springframework")
          .doesNotContain("org.flywaydb");
    }
  }

  private Program serve() {
    return start(arguments("serve"));
  }

  private String[] arguments(String command) {
    return new String[] {command, "--data", data.toString(), "--port", "0", "--smtp-port", "0"};
  }

  private Program start(String... arguments) {
    var program = Program.start(folder, arguments);
    started.add(program);
    return program;
  }

  private void killWhen(BooleanSupplier moment) {
    var desk = serve();
    var until = System.nanoTime() + Program.PATIENCE.toNanos();
    while (!moment.getAsBoolean()) {
      assertThat(desk.isAlive()).as(desk.said()).isTrue();
      assertThat(System.nanoTime()).as(desk.said()).isLessThan(until);
      Thread.onSpinWait();
    }
    desk.kill();
  }

  /**
   * Writes rows one commit at a time while something terrible happens; answers how many were told.
   */
  private int writing(Runnable terrible) throws Exception {
    var told = new AtomicInteger();
    var writer =
        Thread.startVirtualThread(() -> {
          try (var connection = connect();
              var insert =
                  connection.prepareStatement(
                      "insert into doors.secret values ('test', gen_random_uuid()::text, '')")) {
            while (true) {
              insert.executeUpdate();
              told.incrementAndGet();
              if (told.get() > 200_000) {
                return;
              }
            }
          } catch (SQLException | IOException e) {
            // The connection is gone: what was told before counts.
          }
        });
    await(() -> told.get() >= 200);
    terrible.run();
    if (ProcessHandle.current().isAlive() && EmbeddedPostgres.portOfRunning(cluster()) > 0) {
      Thread.sleep(300); // the program is dead and its database is not: it goes on confirming
      if (started.stream().noneMatch(Program::isAlive)) {
        assertThat(EmbeddedPostgres.endLeftBehind(cluster())).isTrue();
      }
    }
    writer.join(Program.PATIENCE);
    return told.get();
  }

  private int count() throws Exception {
    return Integer.parseInt(ask("select count(*) from doors.secret where sort = 'test'"));
  }

  private String ask(String question) throws Exception {
    try (var connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(question)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }

  private Connection connect() throws SQLException, IOException {
    var port = EmbeddedPostgres.portOfRunning(cluster());
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/answerable",
        "answerable_app",
        passwords().get("answerable_app"));
  }

  private Map<String, String> passwords() throws IOException {
    var read = new Properties();
    try (var in = Files.newBufferedReader(data.resolve("secrets/database.properties"))) {
      read.load(in);
    }
    var passwords = new TreeMap<String, String>();
    read.stringPropertyNames().forEach(name -> passwords.put(name, read.getProperty(name)));
    return passwords;
  }

  private Path cluster() {
    return data.resolve("postgres");
  }

  private static boolean healthy(URI site) {
    try {
      return Program.get(site, "/health").statusCode() == 200;
    } catch (Exception e) {
      return false;
    }
  }

  private static void await(BooleanSupplier what) {
    var until = System.nanoTime() + Program.PATIENCE.toNanos();
    while (!what.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(until);
      Program.pause();
    }
  }

  private static boolean has(Path folder, String prefix) {
    try (var files = Files.newDirectoryStream(folder, prefix + "*")) {
      return files.iterator().hasNext();
    } catch (IOException e) {
      return false;
    }
  }

  /** What stands before a command so that it has no more rights than anybody. */
  private static List<String> asAnOrdinaryUser() throws Exception {
    if (!isRoot()) {
      return List.of();
    }
    assumeTrue(
        run("unshare", "-U", "--map-user=1000", "--map-group=1000", "--", "true") == 0,
        "this machine allows no user namespaces");
    return List.of("unshare", "-U", "--map-user=1000", "--map-group=1000", "--");
  }

  private static boolean isRoot() throws IOException {
    return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
  }

  private static int run(String... command) throws Exception {
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private static List<String> quoted(List<String> command) {
    return command.stream().map(word -> "\"" + word.replace("\"", "\\\"") + "\"").toList();
  }
}
