package org.answerable.doors.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import org.answerable.doors.command.postgres.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A PostgreSQL that somebody else runs: an own server here, because roles belong to the whole of
 * it.
 */
class OutsideDatabaseTest {

  private static final Login SUPERUSER =
      new Login(EmbeddedPostgres.SUPERUSER, "of the administrator");
  private static final Login OWNER = new Login("anna", "of anna");

  private static Path place = Path.of("");
  private static @Nullable EmbeddedPostgres server;

  @TempDir Path folder;

  @BeforeAll
  static void somebodyRunsAServer() throws IOException {
    place = Files.createTempDirectory("answerable-outside-test-");
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwx--x--x"));
    server =
        EmbeddedPostgres.start(
            new EmbeddedPostgres.Settings(
                place.resolve("postgres"),
                place.resolve("programs"),
                place.resolve("postgres.log"),
                0,
                SUPERUSER.password(),
                false));
  }

  @AfterAll
  static void theServerGoes() throws IOException {
    server().close();
    try (var files = Files.walk(place)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @BeforeEach
  void anEmptyDatabaseOfAnna() throws SQLException {
    administrator("drop database if exists desk with (force)");
    for (var role :
        List.of("answerable_app", "answerable_sequencer", "answerable_rebuild", "anna")) {
      administrator("drop role if exists " + role);
    }
    administrator("create role anna login password 'of anna'");
    administrator("create database desk owner anna");
  }

  @Test
  void anOwnerWhoMayMakesTheRolesAndTheShape() throws Exception {
    administrator("alter role anna createrole");
    try (var database = open()) {
      for (var login :
          List.of(
              database.access().app(),
              database.access().sequencer(),
              database.access().rebuild())) {
        assertThat(
                ask(
                    login,
                    "select rolsuper or rolcreaterole from pg_roles where rolname = current_user"))
            .as(login.user())
            .isEqualTo("f");
        assertThat(ask(login, "select count(*) from ledger.entry")).isEqualTo("0");
      }
    }
    open().close(); // and again, with the passwords that were kept
  }

  @Test
  void anOwnerWhoMayNotIsGivenTheStatementsToRun() throws Exception {
    var said = fault(ExitCode.CONFIGURATION);
    assertThat(said).contains("The role anna may not create roles", "Run this as a superuser");
    var statements =
        said.lines().map(String::strip).filter(line -> line.startsWith("create role")).toList();
    assertThat(statements).hasSize(3).allMatch(line -> line.contains("'SCRAM-SHA-256$"));
    assertThat(said).doesNotContain(kept("answerable_app"));
    for (var statement : statements) {
      administrator(statement);
    }
    try (var database = open()) {
      assertThat(ask(database.access().app(), "select 1")).isEqualTo("1");
    }
  }

  @Test
  void anotherNodeIsToldThePasswords() throws Exception {
    administrator("alter role anna createrole");
    open().close();
    var first = kept("answerable_app");
    var second = Files.createDirectory(folder.resolve("second"));
    var refused =
        catchThrowableOfType(CommandFault.class, () -> open(second, outside(null, null, null)));
    assertThat(refused).isNotNull();
    assertThat(refused.getMessage())
        .contains("The role answerable_app exists, but the password kept in " + second)
        .contains("copy that node's password", "alter role answerable_app login password");
    try (var database =
        open(second, outside(first, kept("answerable_sequencer"), kept("answerable_rebuild")))) {
      assertThat(ask(database.access().app(), "select 1")).isEqualTo("1");
    }
  }

  @Test
  void aRefusedPasswordIsSaid() {
    assertThat(faultOf(url(), new Login("anna", "guessed")))
        .contains("refuses anna", "Check database-user and database-password")
        .doesNotContain("guessed");
  }

  @Test
  void aDatabaseThatIsNotThereIsSaid() {
    assertThat(faultOf(server().url("nothing"), OWNER))
        .contains("does not exist on that server. Create it, owned by anna");
  }

  @Test
  void aMachineNobodyKnowsIsSaid() {
    assertThat(faultOf("jdbc:postgresql://nowhere.invalid/desk", OWNER))
        .contains("no machine is called nowhere.invalid", "Check database-url");
  }

  @Test
  void aServerThatDoesNotAnswerIsSaid() throws Exception {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertThat(faultOf("jdbc:postgresql://127.0.0.1:" + port + "/desk", OWNER))
        .contains("does not answer. Check that it runs");
  }

  @Test
  void anOldServerIsSaid() throws Exception {
    try (var connection = connect(SUPERUSER, "postgres")) {
      var fault =
          catchThrowableOfType(
              CommandFault.class, () -> Database.checkVersion(connection, "there", 99));
      assertThat(fault)
          .hasMessageContaining("is PostgreSQL 18")
          .hasMessageContaining("needs 99 or newer");
      Database.checkVersion(connection, "there", Database.OLDEST);
    }
  }

  @Test
  void aDatabaseOfANewerProgramIsNotTouched() throws Exception {
    administrator("alter role anna createrole");
    open().close();
    execute(
        OWNER,
        """
        insert into flyway_schema_history (installed_rank, version, description, type, script,
               installed_by, execution_time, success)
        values (999, '999', 'of tomorrow', 'SQL', 'V999__of_tomorrow.sql', 'anna', 1, true)
        """);
    assertThat(fault(ExitCode.UNAVAILABLE))
        .contains("was brought to version 999 by a newer Answerable", "Start the newer one");
  }

  private Database open() {
    return open(folder, outside(null, null, null));
  }

  private static Database open(Path data, Configuration.Outside outside) {
    var listener = new Configuration.Listener(InetAddress.getLoopbackAddress(), 0);
    return Database.open(
        new Configuration(
            data,
            new Configuration.Web(listener, null, List.of(), null),
            listener,
            outside,
            null,
            null),
        DataDirectory.at(data),
        true);
  }

  private static Configuration.Outside outside(
      @Nullable String app, @Nullable String sequencer, @Nullable String rebuild) {
    return new Configuration.Outside(url(), OWNER, app, sequencer, rebuild);
  }

  private String fault(ExitCode exit) {
    var fault = catchThrowableOfType(CommandFault.class, this::open);
    assertThat(fault).isNotNull();
    assertThat(fault.exit()).isEqualTo(exit);
    return String.valueOf(fault.getMessage());
  }

  private String faultOf(String url, Login owner) {
    var fault =
        catchThrowableOfType(
            CommandFault.class,
            () -> open(folder, new Configuration.Outside(url, owner, null, null, null)));
    assertThat(fault).isNotNull();
    assertThat(fault.exit()).isEqualTo(ExitCode.UNAVAILABLE);
    return String.valueOf(fault.getMessage());
  }

  private String kept(String role) {
    var password = Secrets.in(DataDirectory.at(folder)).password(role);
    assertThat(password).isNotNull();
    return String.valueOf(password);
  }

  private static EmbeddedPostgres server() {
    if (server == null) {
      throw new IllegalStateException("The server did not start.");
    }
    return server;
  }

  private static String url() {
    return server().url("desk");
  }

  private static void administrator(String statement) throws SQLException {
    try (var connection = connect(SUPERUSER, "postgres");
        var sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  private static void execute(Login login, String statement) throws SQLException {
    try (var connection = connect(login, "desk");
        var sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  private static String ask(Login login, String question) throws SQLException {
    try (var connection = connect(login, "desk");
        var statement = connection.createStatement();
        var rows = statement.executeQuery(question)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }

  private static Connection connect(Login login, String database) throws SQLException {
    return DriverManager.getConnection(server().url(database), login.user(), login.password());
  }
}
