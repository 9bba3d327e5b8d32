package org.answerable.doors.command;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.answerable.TestDatabase;

/** The program as its users start it: a process of its own, seen from outside. */
final class Program {

  /** Generous: several builds may share the machine. */
  static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Pattern READY = Pattern.compile("Answerable is ready: (\\S+)");

  private final Process process;
  private final Path said;

  private Program(Process process, Path said) {
    this.process = process;
    this.said = said;
  }

  static Program start(Path folder, String... arguments) {
    return startWith(folder, List.of(), List.of(), arguments);
  }

  /**
   * @param before what stands before Java: a helper that changes who it runs as
   * @param options Java's own
   */
  static Program startWith(
      Path folder, List<String> before, List<String> options, String... arguments) {
    return startThe(Built.program(), folder, before, options, arguments);
  }

  /**
   * @param program what stands between Java's own options and the program's arguments
   */
  static Program startThe(
      List<String> program,
      Path folder,
      List<String> before,
      List<String> options,
      String... arguments) {
    try {
      var said = Files.createTempFile(folder, "said-", ".log");
      List<String> command = new ArrayList<>(before);
      List<String> all = new ArrayList<>(options);
      // What a killed program leaves in the place for such goes away with the test.
      all.add("-Djava.io.tmpdir=" + folder);
      // As the start script does: PostgreSQL is unpacked once, and then only copied.
      all.add("-Danswerable.postgres=" + TestDatabase.binaries());
      command.addAll(command(program, all, arguments));
      var builder = new ProcessBuilder(command);
      builder.environment().keySet().removeIf(name -> name.startsWith("ANSWERABLE_"));
      builder
          .redirectInput(Path.of("/dev/null").toFile())
          .redirectErrorStream(true)
          .redirectOutput(said.toFile());
      return new Program(builder.start(), said);
    } catch (IOException e) {
      throw new IllegalStateException("The program cannot be started.", e);
    }
  }

  static List<String> command(List<String> options, String... arguments) {
    return command(Built.program(), options, arguments);
  }

  private static List<String> command(
      List<String> program, List<String> options, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(options);
    command.addAll(program);
    command.addAll(List.of(arguments));
    return command;
  }

  /** Where its pages are, once they can be had. */
  URI awaitReady() {
    var until = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < until) {
      var ready = READY.matcher(said());
      if (ready.find()) {
        return URI.create(ready.group(1));
      }
      if (!process.isAlive()) {
        throw new AssertionError("it ended with " + process.exitValue() + ": " + said());
      }
      pause();
    }
    throw new AssertionError("not ready within " + PATIENCE + ": " + said());
  }

  int awaitEnd() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("it did not end within " + PATIENCE + ": " + said());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** As {@code kill} does. */
  int stop() {
    process.destroy();
    return awaitEnd();
  }

  /** As {@code kill -9} does. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  String said() {
    try {
      return Files.readString(said);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static HttpResponse<String> get(URI site, String path) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(site.resolve(path)).timeout(Duration.ofSeconds(30)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
