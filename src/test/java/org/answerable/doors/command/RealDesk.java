package org.answerable.doors.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.answerable.doors.command.postgres.EmbeddedPostgres;
import org.answerable.pages.Visitor;
import org.jspecify.annotations.Nullable;

/**
 * A desk of its own for one test: the program as a process, on a data directory that goes away with
 * the test.
 */
final class RealDesk implements AutoCloseable {

  static final String ADMIN = "lena@northwind.example";
  static final String PASSWORD = "correct horse battery";
  static final String MAILBOX = "support@northwind.example";

  private static final Pattern CODE = Pattern.compile("give this code: (\\S+)");
  private static final Pattern MAIL = Pattern.compile("Mail is taken in at \\S+ port (\\d+)");

  final Path folder;
  final Path data;
  private List<String> before = List.of();

  /** Where this test finds the data directory, if that is on a disk only the desk sees. */
  private Path seen;

  private final List<Program> started = new ArrayList<>();
  private @Nullable Program running;
  private @Nullable URI site;

  RealDesk() {
    try {
      // Others may pass through: as root the database runs as somebody else.
      folder = Files.createTempDirectory("answerable-real-desk-");
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
      data = folder.resolve("desk");
      seen = data;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether this user may give a desk a small disk of its own. */
  static boolean mayMountDisks() {
    return run("unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt") == 0;
  }

  /** Gives the desk a disk of this size for its data directory, which nobody else sees. */
  void onADiskOf(int megabytes) {
    before =
        List.of(
            "unshare",
            "-m",
            "sh",
            "-c",
            "mkdir \"$0\" && mount -t tmpfs -o size="
                + megabytes
                + "m,mode=711 tmpfs \"$0\" && exec \"$@\"",
            data.toString());
  }

  /** The data directory as the desk sees it, to be looked at from here. */
  Path seen() {
    return seen;
  }

  /** The words of a command that sees the same disks as the desk. */
  List<String> beside(String... arguments) {
    List<String> command = new ArrayList<>();
    if (!before.isEmpty()) {
      var pid = Long.toString(program().pid());
      var here = Path.of("").toAbsolutePath().toString();
      command.addAll(List.of("nsenter", "-m", "-t", pid, "--"));
      command.addAll(List.of("sh", "-c", "cd \"$0\" && exec \"$@\"", here));
    }
    command.addAll(Program.command(List.of(), arguments));
    return command;
  }

  /** Starts it, and waits until it takes mail and shows pages. */
  Program serve(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("serve", "--data", data.toString(), "--port", "0", "--smtp-port", "0"));
    arguments.addAll(List.of(more));
    var program = Program.startWith(folder, before, List.of(), arguments.toArray(String[]::new));
    started.add(program);
    running = program;
    if (!before.isEmpty()) {
      seen = Path.of("/proc/" + program.pid() + "/root" + data);
    }
    site = program.awaitReady();
    return program;
  }

  /** Another command of the program on the same directory. */
  Program command(String name, String... more) {
    List<String> arguments = new ArrayList<>(List.of(name, "--data", data.toString()));
    arguments.addAll(List.of(more));
    var program = Program.start(folder, arguments.toArray(String[]::new));
    started.add(program);
    return program;
  }

  Program program() {
    if (running == null) {
      throw new IllegalStateException("The desk was not started");
    }
    return running;
  }

  String url() {
    return "http://localhost:" + (site == null ? 0 : site.getPort());
  }

  int smtpPort() {
    var said = MAIL.matcher(program().said());
    assertThat(said.find()).as(program().said()).isTrue();
    return Integer.parseInt(said.group(1));
  }

  /** The first day, by the page and with the printed code. */
  void found() {
    var code = CODE.matcher(program().said());
    assertThat(code.find()).as(program().said()).isTrue();
    var fields = new TreeMap<String, String>();
    fields.put("code", code.group(1));
    fields.put("company", "Northwind Home");
    fields.put("brand", "Northwind Home");
    fields.put("mailbox", MAILBOX);
    fields.put("name", "Lena Schulz");
    fields.put("shown", "Lena");
    fields.put("address", ADMIN);
    fields.put("password", PASSWORD);
    fields.put("team", "Customer care");
    var answer = new Visitor(url()).post("/set-up", "/set-up", fields);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
  }

  Visitor lena() {
    return new Visitor(url()).signedIn(ADMIN, PASSWORD);
  }

  boolean isHealthy() {
    try {
      return site != null && Program.get(site, "/health").statusCode() == 200;
    } catch (Exception e) {
      return false;
    }
  }

  /** As {@code kill -9} of the server's first process; its others end because of it. */
  void killDatabase() {
    run("kill", "-9", postmaster(0));
  }

  /** A line of the file in which the server says who and where it is. */
  private String postmaster(int line) {
    try {
      return Files.readAllLines(cluster().resolve("postmaster.pid")).get(line).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path cluster() {
    return seen.resolve("postgres");
  }

  /** The answers' first columns, a row each. */
  List<String> ask(String question) {
    var answers = new ArrayList<String>();
    try (var connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(question)) {
      while (rows.next()) {
        answers.add(String.valueOf(rows.getString(1)));
      }
      return answers;
    } catch (SQLException e) {
      throw new IllegalStateException(question, e);
    }
  }

  long count(String question) {
    return Long.parseLong(ask(question).getFirst());
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + postmaster(3) + "/answerable",
        "answerable_app",
        passwords().get("answerable_app"));
  }

  private Map<String, String> passwords() {
    var read = new Properties();
    try (var in = Files.newBufferedReader(seen.resolve("secrets/database.properties"))) {
      read.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var passwords = new TreeMap<String, String>();
    read.stringPropertyNames().forEach(name -> passwords.put(name, read.getProperty(name)));
    return passwords;
  }

  void await(String what, BooleanSupplier done) {
    var until = System.nanoTime() + Program.PATIENCE.toNanos();
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime())
          .as(() -> what + "; the desk said: " + program().said())
          .isLessThan(until);
      Program.pause();
    }
  }

  /** Runs something that is there on every machine, or not; answers its exit code. */
  static int run(String... command) {
    try {
      var process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(60, TimeUnit.SECONDS) ? process.exitValue() : -1;
    } catch (IOException e) {
      return -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (!before.isEmpty() && program().isAlive()) {
      killDatabase(); // nobody could find it any more
      program().kill();
    }
    for (var one : started) {
      if (one.isAlive()) {
        one.kill();
      }
    }
    try {
      assertThat(EmbeddedPostgres.endLeftBehind(data.resolve("postgres"))).isTrue();
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
