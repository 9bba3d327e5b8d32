package org.answerable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.answerable.doors.command.DatabaseAccess;
import org.answerable.doors.command.Login;
import org.answerable.doors.command.Migrations;
import org.answerable.doors.command.postgres.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A database of its own for each test that asks, on one real PostgreSQL per test JVM. {@link
 * #fresh} is empty, {@link #migrated} has all migrations. {@link #as} gives the same database to
 * another role: {@code answerable_ddl} (owns everything), {@code answerable_app}, {@code
 * answerable_sequencer}, {@code answerable_rebuild}.
 *
 * @param user the superuser's name, unless {@link #as} was asked for another
 */
public record TestDatabase(String url, String user, String password) implements AutoCloseable {

  private static final String PASSWORD = "of the tests";
  private static final List<String> ROLES =
      List.of("answerable_ddl", "answerable_app", "answerable_sequencer", "answerable_rebuild");
  private static final long MEMORY_MIN = 1_000_000_000;
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static @Nullable EmbeddedPostgres server;
  private static boolean template;

  /** A new empty database, owned by {@code answerable_ddl}. */
  public static TestDatabase fresh() {
    return made("create database %s owner answerable_ddl");
  }

  /** A new database with every migration applied by {@code answerable_ddl}; quick, being a copy. */
  public static TestDatabase migrated() {
    synchronized (TestDatabase.class) {
      if (!template) {
        var name = "answerable_template";
        superuser("create database " + name + " owner answerable_ddl");
        var owner = new TestDatabase(server().url(name), "answerable_ddl", PASSWORD);
        Migrations.apply(owner.url, new Login(owner.user, owner.password));
        template = true;
      }
    }
    return made("create database %s template answerable_template owner answerable_ddl");
  }

  /** The same database for one of the roles. */
  public TestDatabase as(String role) {
    return new TestDatabase(url, role, PASSWORD);
  }

  /** What the house is given to reach this database. */
  public DatabaseAccess access() {
    return new DatabaseAccess(
        url,
        new Login("answerable_ddl", PASSWORD),
        new Login(DatabaseAccess.APP, PASSWORD),
        new Login(DatabaseAccess.SEQUENCER, PASSWORD),
        new Login(DatabaseAccess.REBUILD, PASSWORD));
  }

  /** Unpooled: a connection for each use. */
  public DataSource dataSource() {
    var source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setUser(user);
    source.setPassword(password);
    return source;
  }

  public JdbcClient client() {
    return JdbcClient.create(dataSource());
  }

  /** Drops it, whoever is still connected; hundreds of them would fill a disk. */
  @Override
  public void close() {
    superuser("drop database " + url.substring(url.lastIndexOf('/') + 1) + " with (force)");
  }

  private static TestDatabase made(String statement) {
    var name = "test_" + NUMBER.incrementAndGet();
    superuser(statement.formatted(name));
    return new TestDatabase(server().url(name), EmbeddedPostgres.SUPERUSER, PASSWORD);
  }

  private static void superuser(String statement) {
    try (var connection =
            DriverManager.getConnection(
                server().url("postgres"), EmbeddedPostgres.SUPERUSER, PASSWORD);
        var sql = connection.createStatement()) {
      sql.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }

  private static synchronized EmbeddedPostgres server() {
    if (server == null) {
      server = started();
      // Hashed once and not 4,096 times: a test connects often, and its password is no secret.
      var once = "set scram_iterations = 1;";
      for (var role : ROLES) {
        superuser(once + "create role " + role + " login password '" + PASSWORD + "'");
      }
      superuser(once + "alter role " + EmbeddedPostgres.SUPERUSER + " password '" + PASSWORD + "'");
    }
    return server;
  }

  /** Where this user's tests unpack the programs of PostgreSQL, once for all of them. */
  public static Path binaries() {
    return Path.of(System.getProperty("java.io.tmpdir"))
        .resolve("answerable-test-binaries-" + System.getProperty("user.name"));
  }

  /**
   * In memory, where the system lends some as a disk: each test makes hundreds of files and throws
   * them away, which costs a disk more than what is in them.
   */
  private static Path scratch() throws IOException {
    var memory = Path.of("/dev/shm");
    return Files.isWritable(memory) && Files.getFileStore(memory).getUsableSpace() > MEMORY_MIN
        ? memory
        : Path.of(System.getProperty("java.io.tmpdir"));
  }

  private static EmbeddedPostgres started() {
    try {
      var folder = Files.createTempDirectory(scratch(), "answerable-test-");
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
      var started =
          EmbeddedPostgres.start(
              new EmbeddedPostgres.Settings(
                  folder.resolve("postgres"),
                  binaries(),
                  folder.resolve("postgres.log"),
                  0,
                  PASSWORD,
                  false));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> away(started, folder)));
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void away(EmbeddedPostgres started, Path folder) {
    started.close();
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
