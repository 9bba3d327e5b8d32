package org.answerable.doors.command;

import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.answerable.doors.command.postgres.EmbeddedPostgres;
import org.answerable.doors.command.postgres.PostgresFault;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PasswordUtil;

/**
 * A database that is there, has its roles, is migrated, and can be reached as each of them. The
 * embedded one ends with it.
 */
final class Database implements AutoCloseable {

  static final String NAME = "answerable";
  static final String OWNER = "answerable_ddl";
  static final int OLDEST = 15;

  /** A server that is starting or restarting is waited for; one that is not there is not. */
  private static final Duration STARTING_LIMIT = Duration.ofSeconds(30);

  private static final List<String> ROLES =
      List.of(DatabaseAccess.APP, DatabaseAccess.SEQUENCER, DatabaseAccess.REBUILD);

  private final DatabaseAccess access;
  private final @Nullable EmbeddedPostgres embedded;

  private Database(DatabaseAccess access, @Nullable EmbeddedPostgres embedded) {
    this.access = access;
    this.embedded = embedded;
  }

  DatabaseAccess access() {
    return access;
  }

  @Override
  public void close() {
    if (embedded != null) {
      embedded.close();
    }
  }

  /**
   * Brings the configured database up: started if embedded, with roles, migrated.
   *
   * @param kept false when the embedded one is thrown away at the end of this run
   */
  static Database open(Configuration configuration, DataDirectory data, boolean kept) {
    var outside = configuration.database();
    return outside == null ? embedded(data, true, kept) : outside(outside, data, true);
  }

  /**
   * The same for a command that only looks: nothing is migrated, so an older or newer program's
   * database is seen as it is.
   */
  static Database openAsItIs(Configuration configuration, DataDirectory data) {
    var outside = configuration.database();
    return outside == null ? embedded(data, false, true) : outside(outside, data, false);
  }

  /** The database of the desk that runs on this data directory at this moment. */
  static Database ofRunning(Configuration configuration, DataDirectory data) {
    var outside = configuration.database();
    if (outside != null) {
      return outside(outside, data, false);
    }
    var port = EmbeddedPostgres.portOfRunning(data.cluster());
    if (port == 0) {
      throw new CommandFault(
          ExitCode.TRY_AGAIN,
          "The desk on "
              + data.root()
              + " is starting or stopping, and its database does not answer yet. Try again in a"
              + " moment.");
    }
    var url = "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME;
    var secrets = Secrets.in(data);
    return new Database(
        new DatabaseAccess(
            url,
            kept(secrets, OWNER),
            kept(secrets, DatabaseAccess.APP),
            kept(secrets, DatabaseAccess.SEQUENCER),
            kept(secrets, DatabaseAccess.REBUILD)),
        null);
  }

  private static Login kept(Secrets secrets, String role) {
    var password = secrets.password(role);
    if (password == null) {
      throw new CommandFault(
          ExitCode.UNAVAILABLE,
          "The password of "
              + role
              + " is not in "
              + secrets.file()
              + ". Put the file back from a backup, or give it by "
              + Setting.DATABASE_APP_PASSWORD.variable()
              + " and its kin.");
    }
    return new Login(role, password);
  }

  private static Database embedded(DataDirectory data, boolean migrate, boolean kept) {
    var secrets = Secrets.in(data);
    if (EmbeddedPostgres.isInitialised(data.cluster())) {
      kept(secrets, EmbeddedPostgres.SUPERUSER);
    } else if (!migrate) {
      throw new CommandFault(
          ExitCode.UNAVAILABLE,
          "There is no desk in "
              + data.root()
              + ": its database was never made. Start one with \"answerable serve\", or name the"
              + " right directory with --data.");
    }
    var superuser = secrets.login(EmbeddedPostgres.SUPERUSER);
    EmbeddedPostgres server;
    try {
      server =
          EmbeddedPostgres.start(
              new EmbeddedPostgres.Settings(
                  data.cluster(),
                  data.programs(),
                  data.databaseLog(),
                  0,
                  superuser.password(),
                  kept));
    } catch (PostgresFault e) {
      throw new CommandFault(ExitCode.UNAVAILABLE, Objects.requireNonNull(e.getMessage()), e);
    }
    try {
      var access = access(server.url(NAME), secrets, secrets.login(OWNER));
      if (migrate) {
        try (var connection = connect(server.url("postgres"), superuser)) {
          ensureRole(connection, access.owner());
          for (var login : List.of(access.app(), access.sequencer(), access.rebuild())) {
            ensureRole(connection, login);
          }
          ensureDatabase(connection);
        } catch (SQLException e) {
          throw fault(server.url("postgres"), superuser, e);
        }
        migrate(access);
      }
      return new Database(access, server);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private static DatabaseAccess access(String url, Secrets secrets, Login owner) {
    return new DatabaseAccess(
        url,
        owner,
        secrets.login(DatabaseAccess.APP),
        secrets.login(DatabaseAccess.SEQUENCER),
        secrets.login(DatabaseAccess.REBUILD));
  }

  /** Sets the password each time: the file in the data directory is what counts here. */
  private static void ensureRole(Connection connection, Login login) throws SQLException {
    try (var statement = connection.createStatement()) {
      var exists = exists(connection, "select 1 from pg_roles where rolname = ?", login.user());
      statement.execute(
          (exists ? "alter role " : "create role ")
              + login.user()
              + " login password '"
              + verifier(login)
              + "'");
    }
  }

  private static void ensureDatabase(Connection connection) throws SQLException {
    if (!exists(connection, "select 1 from pg_database where datname = ?", NAME)) {
      try (var statement = connection.createStatement()) {
        statement.execute("create database " + NAME + " owner " + OWNER);
      }
    }
  }

  private static boolean exists(Connection connection, String question, String name)
      throws SQLException {
    try (var statement = connection.prepareStatement(question)) {
      statement.setString(1, name);
      try (var rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  /** What the server stores: the password itself is never sent, so no log of it can hold it. */
  private static String verifier(Login login) {
    return PasswordUtil.encodeScramSha256(login.password().toCharArray());
  }

  private static Database outside(
      Configuration.Outside outside, DataDirectory data, boolean migrate) {
    var secrets = Secrets.in(data);
    given(secrets, DatabaseAccess.APP, outside.appPassword());
    given(secrets, DatabaseAccess.SEQUENCER, outside.sequencerPassword());
    given(secrets, DatabaseAccess.REBUILD, outside.rebuildPassword());
    try (var connection = connect(outside.url(), outside.owner())) {
      checkVersion(connection, outside.url(), OLDEST);
      if (migrate) {
        roles(connection, outside, secrets);
      }
    } catch (SQLException e) {
      throw fault(outside.url(), outside.owner(), e);
    }
    var access =
        new DatabaseAccess(
            outside.url(),
            outside.owner(),
            kept(secrets, DatabaseAccess.APP),
            kept(secrets, DatabaseAccess.SEQUENCER),
            kept(secrets, DatabaseAccess.REBUILD));
    if (migrate) {
      migrate(access);
    }
    return new Database(access, null);
  }

  private static void given(Secrets secrets, String role, @Nullable String password) {
    if (password != null && !password.equals(secrets.password(role))) {
      secrets.remember(role, password);
    }
  }

  static void checkVersion(Connection connection, String url, int oldest) throws SQLException {
    var version = connection.getMetaData().getDatabaseMajorVersion();
    if (version < oldest) {
      throw new CommandFault(
          ExitCode.UNAVAILABLE,
          "The database at "
              + url
              + " is PostgreSQL "
              + connection.getMetaData().getDatabaseProductVersion()
              + ". Answerable needs "
              + oldest
              + " or newer: upgrade it, or leave database-url out and use the embedded one.");
    }
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select pg_is_in_recovery()")) {
      if (rows.next() && rows.getBoolean(1)) {
        throw new CommandFault(
            ExitCode.UNAVAILABLE,
            "The database at "
                + url
                + " is a standby that can only be read. Give the address of the primary.");
      }
    }
  }

  private static void roles(Connection connection, Configuration.Outside outside, Secrets secrets)
      throws SQLException {
    List<String> missing = new ArrayList<>();
    for (var role : ROLES) {
      if (exists(connection, "select 1 from pg_roles where rolname = ?", role)) {
        tryOut(outside, secrets, role);
      } else {
        missing.add(
            "create role " + role + " login password '" + verifier(secrets.login(role)) + "'");
      }
    }
    if (missing.isEmpty()) {
      return;
    }
    if (!mayCreateRoles(connection)) {
      throw mustBeRun(
          "The role "
              + outside.owner().user()
              + " may not create roles, and the desk needs "
              + missing.size()
              + " of them with few rights",
          missing);
    }
    try (var statement = connection.createStatement()) {
      for (var sql : missing) {
        statement.execute(sql);
      }
    }
  }

  private static boolean mayCreateRoles(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                select rolsuper or rolcreaterole from pg_roles where rolname = current_user
                """)) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  private static void tryOut(Configuration.Outside outside, Secrets secrets, String role) {
    var login = secrets.login(role);
    try {
      connect(outside.url(), login).close();
    } catch (SQLException e) {
      if (!isRefused(e)) {
        throw fault(outside.url(), login, e);
      }
      throw mustBeRun(
          "The role "
              + role
              + " exists, but the password kept in "
              + secrets.file()
              + " is not its own. If another node made it, copy that node's password from its data"
              + " directory (ANSWERABLE_DATABASE_…_PASSWORD). If not, give it this one",
          List.of("alter role " + role + " login password '" + verifier(login) + "'"));
    }
  }

  private static CommandFault mustBeRun(String why, List<String> statements) {
    return new CommandFault(
        ExitCode.CONFIGURATION,
        why
            + ". Run this as a superuser, then start again (it holds no password, only what the"
            + " server stores of one):\n\n"
            + String.join("", statements.stream().map(sql -> "  " + sql + ";\n").toList()));
  }

  private static void migrate(DatabaseAccess access) {
    try {
      Migrations.apply(access.url(), access.owner());
    } catch (IllegalStateException e) {
      throw new CommandFault(ExitCode.UNAVAILABLE, Objects.requireNonNull(e.getMessage()), e);
    }
  }

  static Connection connect(String url, Login login) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", login.user());
    properties.setProperty("password", login.password());
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("ApplicationName", "answerable");
    var until = System.nanoTime() + STARTING_LIMIT.toNanos();
    while (true) {
      try {
        return DriverManager.getConnection(url, properties);
      } catch (SQLException e) {
        // "The database system is starting up", or shutting down before a restart.
        if (!"57P03".equals(e.getSQLState()) || System.nanoTime() > until) {
          throw e;
        }
        try {
          Thread.sleep(200);
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          throw e;
        }
      }
    }
  }

  private static boolean isRefused(SQLException e) {
    return "28P01".equals(e.getSQLState()) || "28000".equals(e.getSQLState());
  }

  private static CommandFault fault(String url, Login login, SQLException e) {
    var state = e.getSQLState() == null ? "" : e.getSQLState();
    var place = "the database at " + url;
    if (isRefused(e)) {
      return unavailable(
          place
              + " refuses "
              + login.user()
              + ": the password is wrong or the role may not come from here. Check database-user and"
              + " database-password, and the server's pg_hba.conf",
          e);
    }
    if (e.getCause() instanceof UnknownHostException unknown) {
      return unavailable(
          place
              + " cannot be found: no machine is called "
              + unknown.getMessage()
              + ". Check database-url",
          e);
    }
    return switch (state) {
      case "3D000" ->
          unavailable(
              place
                  + " does not exist on that server. Create it, owned by "
                  + login.user()
                  + ", or check database-url",
              e);
      case "08001", "08006", "08004" ->
          unavailable(
              place
                  + " does not answer. Check that it runs, that it listens on this address and that"
                  + " no firewall is between",
              e);
      case "53300" -> unavailable(place + " has no connection left. Raise its max_connections", e);
      default ->
          unavailable(
              place + " says: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "), e);
    };
  }

  private static CommandFault unavailable(String sentence, SQLException e) {
    return new CommandFault(
        ExitCode.UNAVAILABLE,
        Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1) + ".",
        e);
  }
}
