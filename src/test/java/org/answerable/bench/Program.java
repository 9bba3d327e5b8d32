package org.answerable.bench;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The program as everybody starts it, by its script, in a process of its own. */
final class Program implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Pattern READY = Pattern.compile("Answerable is ready: (\\S+)");
  private static final Pattern MAIL = Pattern.compile("Mail is taken in at \\S+ port (\\d+)");

  private final Process process;
  private final Path data;
  private final Path said;
  private final URI site;
  private final int smtp;
  private final double secondsToFirstPage;

  private Program(
      Process process, Path data, Path said, URI site, int smtp, double secondsToFirstPage) {
    this.process = process;
    this.data = data;
    this.said = said;
    this.site = site;
    this.smtp = smtp;
    this.secondsToFirstPage = secondsToFirstPage;
  }

  /**
   * Starts {@code serve} or {@code demo} on free ports and waits for its first page.
   *
   * @param variables of its environment, in addition to ours
   */
  static Program start(String command, Path data, Map<String, String> variables)
      throws IOException, InterruptedException {
    var said = data.resolveSibling(data.getFileName() + "." + command + ".log");
    var builder =
        new ProcessBuilder(
                List.of(
                    script(),
                    command,
                    "--data",
                    data.toString(),
                    "--port",
                    "0",
                    "--smtp-port",
                    "0"))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().putAll(variables);
    long began = System.nanoTime();
    var process = builder.start();
    var text = awaitReady(process, said);
    var ready = READY.matcher(text);
    var mail = MAIL.matcher(text);
    if (!ready.find() || !mail.find()) {
      throw new IllegalStateException("It did not say where it is: " + text);
    }
    var site = URI.create(ready.group(1));
    try (var client = HttpClient.newHttpClient()) {
      var page = client.send(HttpRequest.newBuilder(site).build(), BodyHandlers.ofString());
      if (page.statusCode() >= 400) {
        throw new IllegalStateException("The first page is " + page.statusCode());
      }
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    return new Program(process, data, said, site, Integer.parseInt(mail.group(1)), seconds);
  }

  private static String awaitReady(Process process, Path said)
      throws IOException, InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < until) {
      var text = Files.exists(said) ? Files.readString(said) : "";
      if (text.contains("Ctrl-C")) {
        return text;
      }
      if (!process.isAlive()) {
        throw new IllegalStateException("It ended: " + text);
      }
      Thread.sleep(5);
    }
    process.destroyForcibly();
    throw new IllegalStateException("Not ready within " + PATIENCE + ", see " + said);
  }

  /** Runs a command to its end; what it said is returned where it went well. */
  static List<String> run(String... arguments) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(script()));
    line.addAll(List.of(arguments));
    var process = new ProcessBuilder(line).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.waitFor();
    if (exit != 0) {
      throw new IllegalStateException(
          String.join(" ", arguments) + " ended with " + exit + ":\n" + said);
    }
    return said.lines().toList();
  }

  static String script() {
    return Path.of(Objects.requireNonNull(System.getProperty("answerable.home")))
        .resolve("answerable")
        .toString();
  }

  URI site() {
    return site;
  }

  int smtp() {
    return smtp;
  }

  double secondsToFirstPage() {
    return secondsToFirstPage;
  }

  /** The script becomes the program, so this is the JVM's own number. */
  long pid() {
    return process.pid();
  }

  long databasePid() throws IOException {
    return Long.parseLong(postmaster(data).getFirst());
  }

  /** As the superuser, who may look at everything and write past the triggers. */
  Connection superuser() throws IOException, SQLException {
    var port = postmaster(data).get(3);
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/answerable",
        "postgres",
        secret(data, "postgres"));
  }

  private static List<String> postmaster(Path data) throws IOException {
    return Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid")).stream()
        .map(String::strip)
        .toList();
  }

  /** The password of a role of the embedded database. */
  static String secret(Path data, String role) throws IOException {
    var secrets = new Properties();
    secrets.load(
        new StringReader(Files.readString(data.resolve("secrets").resolve("database.properties"))));
    return Objects.requireNonNull(secrets.getProperty(role), role);
  }

  /** What it said beside being ready: nothing, in good times. */
  List<String> complaints() throws IOException {
    return Files.readAllLines(said).stream()
        .filter(line -> line.contains("WARN") || line.contains("ERROR"))
        .toList();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("It did not end when it was told to, see " + said);
    }
  }
}
