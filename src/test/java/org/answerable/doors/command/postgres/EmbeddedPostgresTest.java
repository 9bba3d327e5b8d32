package org.answerable.doors.command.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

  private static final String PASSWORD = "told to nobody";

  @TempDir static Path shared = Path.of("");

  private final List<EmbeddedPostgres> started = new ArrayList<>();
  private Path programs = Path.of("");
  private Path folder = Path.of("");

  @BeforeAll
  static void letOthersPassThrough() throws IOException {
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwx--x--x"));
  }

  @BeforeEach
  void makeAFolderOthersMayPassThrough() throws IOException {
    folder = Files.createTempDirectory("answerable-postgres-test-");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    programs = shared;
  }

  @AfterEach
  void leaveNothingBehind() throws IOException {
    for (var one : started) {
      one.close();
    }
    assertThat(EmbeddedPostgres.endLeftBehind(cluster())).isTrue();
    Folders.deleteTree(folder);
  }

  @Test
  void itIsAsDurableAndAsClosedAsItShouldBe() throws SQLException {
    var postgres = start();
    var wanted =
        Map.ofEntries(
            Map.entry("fsync", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("data_checksums", "on"),
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("password_encryption", "scram-sha-256"),
            Map.entry("server_encoding", "UTF8"),
            Map.entry("jit", "off"),
            Map.entry("log_error_verbosity", "terse"),
            Map.entry("log_min_error_statement", "panic"));
    var shown = new HashMap<String, String>();
    for (var setting : wanted.keySet()) {
      shown.put(setting, ask(postgres, "show " + setting));
    }
    assertThat(shown).isEqualTo(wanted);
  }

  @Test
  void onlyAPasswordOpensIt() throws SQLException {
    var postgres = start();
    assertThatThrownBy(() ->
            DriverManager.getConnection(
                postgres.url("postgres"), EmbeddedPostgres.SUPERUSER, "guessed"))
        .hasMessageContaining("password authentication failed");
    assertThat(ask(postgres, "select string_agg(distinct auth_method, ',') from pg_hba_file_rules"))
        .isEqualTo("scram-sha-256");
    assertThat(
            ask(
                postgres,
                """
                select datlocprovider::text || ' ' || datlocale from pg_database where datname = 'postgres'
                """))
        .isEqualTo("b C.UTF-8");
  }

  @Test
  void whatWasCommittedSurvivesTheDeathOfTheServerUnderWrites() throws Exception {
    var postgres = start();
    try (var connection = connect(postgres)) {
      connection.createStatement().execute("create table word (n int primary key)");
    }
    var committed = new AtomicInteger();
    var writer =
        Thread.startVirtualThread(() -> {
          try (var connection = connect(postgres);
              var insert = connection.prepareStatement("insert into word values (?)")) {
            while (true) {
              insert.setInt(1, committed.get() + 1);
              insert.executeUpdate();
              committed.incrementAndGet();
            }
          } catch (SQLException e) {
            // The server was killed: that is the test.
          }
        });
    while (committed.get() < 300) {
      Thread.sleep(5);
    }
    var before = postgres.pid();
    kill(before);
    writer.join(Duration.ofSeconds(20));
    awaitAnother(postgres, before);
    var kept = Integer.parseInt(ask(postgres, "select count(*) from word"));
    // The last one may be there although nobody was told so.
    assertThat(kept).isBetween(committed.get(), committed.get() + 1);
    assertThat(postgres.isRunning()).isTrue();
  }

  @Test
  void itComesBackOnTheSamePortEachTime() throws Exception {
    var postgres = start();
    var port = postgres.port();
    for (var i = 0; i < 3; i++) {
      var before = postgres.pid();
      kill(before);
      awaitAnother(postgres, before);
      assertThat(postgres.port()).isEqualTo(port);
    }
  }

  @Test
  void aSecondProgramOnTheSameClusterIsRefused() {
    start();
    assertThatThrownBy(this::start)
        .isInstanceOf(PostgresFault.class)
        .hasMessageContaining("(process " + ProcessHandle.current().pid() + ")")
        .hasMessageContaining("Stop it first, or give another directory with --data.");
  }

  @Test
  void aServerLeftBehindIsStoppedAndItsRowsAreThere() throws Exception {
    var postgres = start();
    try (var connection = connect(postgres)) {
      connection.createStatement().execute("create table word as select 7 as n");
    }
    // As after kill -9 of the program: the lock is gone, the server runs on.
    var left = postgres.pid();
    abandon(postgres);
    assertThat(ProcessHandle.of(left)).isPresent();
    var next = start();
    assertThat(ProcessHandle.of(left).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(ask(next, "select n from word")).isEqualTo("7");
  }

  @Test
  void aStaleNumberThatNowBelongsToAnotherProcessIsNotBelieved() throws Exception {
    start().close();
    // A living process that the server's user may signal, which makes the server itself give up.
    var runner = Runner.choose(home(), cluster());
    var other = new ProcessBuilder(runner.with("sleep", "60")).start();
    try {
      Files.writeString(
          cluster().resolve(Postmaster.FILE),
          other.pid() + "\n" + cluster() + "\n1\n5432\n\n127.0.0.1\n  1  1\nready\n");
      runner.give(cluster().resolve(Postmaster.FILE));
      assertThat(EmbeddedPostgres.portOfRunning(cluster())).isZero();
      assertThat(ask(start(), "select 1")).isEqualTo("1");
      assertThat(other.isAlive()).isTrue();
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void aHalfUnpackedProgramIsUnpackedAgain() throws Exception {
    programs = folder.resolve("programs");
    start().close();
    var server = home().resolve("bin/postgres");
    Files.write(server, new byte[10]);
    assertThat(ask(start(), "select 1")).isEqualTo("1");
  }

  @Test
  void anUnpackingThatWasCutShortIsDoneAgain() throws Exception {
    programs = folder.resolve("programs");
    start().close();
    Files.delete(home().resolve("unpacked.properties"));
    assertThat(ask(start(), "select 1")).isEqualTo("1");
    try (var left = Files.list(programs)) {
      assertThat(left).hasSize(1);
    }
  }

  @Test
  void aHalfMadeClusterIsMadeAgain() throws Exception {
    var half = folder.resolve("postgres.new-1");
    Files.createDirectories(half.resolve("base"));
    Files.writeString(half.resolve("PG_VERSION"), "18\n");
    assertThat(ask(start(), "select 1")).isEqualTo("1");
    assertThat(half).doesNotExist();
  }

  @Test
  void filesOfSomebodyElseAreNotTouched() throws Exception {
    Files.createDirectory(cluster());
    Files.writeString(cluster().resolve("thesis.txt"), "years of work");
    assertThatThrownBy(this::start)
        .isInstanceOf(PostgresFault.class)
        .hasMessageContaining("holds files, but no complete database");
    assertThat(cluster().resolve("thesis.txt")).hasContent("years of work");
    Files.delete(cluster().resolve("thesis.txt"));
  }

  @Test
  void whatTheServerComplainsAboutIsInTheSentence() throws Exception {
    start().close();
    Files.writeString(cluster().resolve("PG_VERSION"), "9\n");
    assertThatThrownBy(this::start)
        .isInstanceOf(PostgresFault.class)
        .hasMessageContaining("PostgreSQL did not start")
        .hasMessageContaining("database files are incompatible with server")
        .hasMessageContaining("The whole log is");
    Files.writeString(cluster().resolve("PG_VERSION"), "18\n");
  }

  @Test
  void thePasswordIsInNoFileOfTheCluster() throws Exception {
    start().close();
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        if (!file.startsWith(programs)) {
          assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
              .as(file.toString())
              .doesNotContain(PASSWORD);
        }
      }
    }
  }

  @Test
  void asRootTheServerIsSomebodyElse() throws Exception {
    assumeTrue(Runner.root(), "only as root");
    var postgres = start();
    assertThat(Files.getAttribute(Path.of("/proc", "" + postgres.pid()), "unix:uid"))
        .isNotEqualTo(0);
    assertThat(Files.getAttribute(cluster(), "unix:uid")).isNotEqualTo(0);
  }

  @Test
  void asRootInAFolderNobodyElseMayEnterTheServerIsUnnamed() throws Exception {
    assumeTrue(Runner.root(), "only as root");
    assumeTrue(
        new ProcessBuilder("unshare", "-U", "true").start().waitFor() == 0,
        "this machine allows no user namespaces");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    var postgres = start();
    assertThat(ask(postgres, "select 1")).isEqualTo("1");
    assertThat(Files.getAttribute(cluster(), "unix:uid")).isEqualTo(0);
    postgres.close();
    assertThat(ask(start(), "select 1")).isEqualTo("1");
  }

  private EmbeddedPostgres start() {
    var postgres =
        EmbeddedPostgres.start(
            new EmbeddedPostgres.Settings(
                cluster(), programs, folder.resolve("logs/postgres.log"), 0, PASSWORD, true));
    started.add(postgres);
    return postgres;
  }

  private Path cluster() {
    return folder.resolve("postgres");
  }

  private Path home() throws IOException {
    try (var inside = Files.list(programs)) {
      return inside.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }

  private void abandon(EmbeddedPostgres postgres) throws IOException {
    postgres.abandon();
    started.remove(postgres);
  }

  private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
    return DriverManager.getConnection(
        postgres.url("postgres"), EmbeddedPostgres.SUPERUSER, PASSWORD);
  }

  private static String ask(EmbeddedPostgres postgres, String question) throws SQLException {
    try (var connection = connect(postgres);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(question)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }

  private static void kill(long pid) throws Exception {
    assertThat(new ProcessBuilder("sh", "-c", "kill -9 " + pid).start().waitFor()).isZero();
  }

  private static void awaitAnother(EmbeddedPostgres postgres, long before) throws Exception {
    var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (System.nanoTime() < until) {
      if (postgres.pid() != before) {
        try (var _ = connect(postgres)) {
          return;
        } catch (SQLException e) {
          // not yet
        }
      }
      Thread.sleep(50);
    }
    throw new AssertionError("the server did not come back within 30 s");
  }
}
