package org.answerable.doors.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.answerable.doors.command.postgres.EmbeddedPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every command that the README shows, as it stands there, in a folder with the very start script.
 * One that is added there and not tried here is a failure.
 */
class ReadmeTest {

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```[a-z]*\\n(.*?)^```");
  private static final Pattern INLINE = Pattern.compile("`(\\./[^`\\n]+)`");

  /** Where the README keeps a desk; here it is a folder of this test. */
  private static final String THERE = "/var/lib/answerable";

  private final TreeSet<String> tried = new TreeSet<>();
  private final List<Process> started = new ArrayList<>();
  private Path folder;
  private Path data;

  @BeforeEach
  void aFolderAsAfterAClone() throws IOException {
    folder = Files.createTempDirectory("answerable-readme-");
    assertThat(RealDesk.run("chmod", "711", folder.toString())).isZero();
    data = folder.resolve("desk");
    Files.createDirectories(folder.resolve(".ci"));
    Files.copy(Path.of(".ci/jdk.sh"), folder.resolve(".ci/jdk.sh"));
    assertThat(RealDesk.run("cp", "-p", "answerable", folder.toString())).isZero();
    // As built: the jar, unpacked. The classes are those of this build.
    var app = Files.createDirectories(folder.resolve("target/app"));
    jar(folder.resolve("target/answerable.jar"));
    jar(app.resolve("answerable.jar"));
    // As if somebody were making the cache of classes already: no second program beside the desk.
    Files.createDirectory(folder.resolve("target/app.training"));
    Files.writeString(
        folder.resolve("message.eml"),
        "From: priya@customer.example\r\nTo: support@northwind.example\r\n"
            + "Subject: From the README\r\n\r\nWhere is it?\r\n");
  }

  private static void jar(Path file) throws IOException {
    var manifest = new Manifest();
    var main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(Attributes.Name.MAIN_CLASS, Main.class.getName());
    var path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""));
    main.put(
        Attributes.Name.CLASS_PATH,
        Arrays.stream(path.split(File.pathSeparator))
            .map(one -> Path.of(one).toUri().toString())
            .collect(Collectors.joining(" ")));
    new JarOutputStream(Files.newOutputStream(file), manifest).close();
  }

  @AfterEach
  void leaveNothingBehind() throws IOException {
    for (var one : started) {
      one.destroyForcibly();
    }
    assertThat(EmbeddedPostgres.endLeftBehind(data.resolve("postgres"))).isTrue();
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  @Test
  void everyCommandInItDoesWhatItSays() throws Exception {
    assertThat(ended("./answerable --help")).contains("Examples:", "answerable serve");

    var demo = begun("./answerable demo");
    assertThat(said(demo)).contains("This is a demo: nothing leaves this machine.");
    stop(demo);

    var desk = begun("./answerable serve --data /var/lib/answerable");
    assertThat(said(desk)).contains("Everything is kept in " + data, "give this code: ");
    for (boolean running : List.of(true, false)) {
      if (!running) {
        stop(desk);
      }
      assertThat(ended("./answerable receive --data /var/lib/answerable < message.eml")).isEmpty();
      assertThat(ended("./answerable verify --data /var/lib/answerable"))
          .contains("Everything is as it was written");
      assertThat(ended("./answerable rebuild --data /var/lib/answerable"))
          .contains("every row was as it should be");
    }
    try (var waiting = Files.list(Pipe.folder(data))) {
      assertThat(waiting).as("handed in while nothing ran").hasSize(1);
    }

    // It runs this very test.
    assertThat(Path.of("check")).isExecutable();
    assertThat(RealDesk.run("bash", "-n", "check")).isZero();
    tried.add("./check");

    assertThat(tried).containsExactlyElementsOf(shown());
  }

  /** Every line of a block that calls something of ours, and every call in a sentence. */
  private static TreeSet<String> shown() throws IOException {
    var all = new TreeSet<String>();
    var text = Files.readString(Path.of("README.md"));
    BLOCK
        .matcher(text)
        .results()
        .flatMap(block -> block.group(1).lines())
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .forEach(all::add);
    INLINE
        .matcher(BLOCK.matcher(text).replaceAll(""))
        .results()
        .forEach(one -> all.add(one.group(1)));
    return all;
  }

  private Process begun(String command) throws IOException {
    var process = start("exec " + command, command);
    var until = System.nanoTime() + Program.PATIENCE.toNanos();
    while (!said(process).contains("Answerable is ready: ")) {
      assertThat(process.isAlive()).as(said(process)).isTrue();
      assertThat(System.nanoTime()).as(said(process)).isLessThan(until);
      Program.pause();
    }
    return process;
  }

  private String ended(String command) throws Exception {
    var process = start(command, command);
    assertThat(process.waitFor(Program.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as("%s: %s", command, said(process)).isZero();
    return said(process);
  }

  private Process start(String line, String command) throws IOException {
    tried.add(command);
    var builder = new ProcessBuilder("bash", "-c", line.replace(THERE, data.toString()));
    builder.directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("ANSWERABLE_"));
    // The usual ports may be taken on the machine that tests.
    builder.environment().put("ANSWERABLE_PORT", "0");
    builder.environment().put("ANSWERABLE_SMTP_PORT", "0");
    builder.environment().put("ANSWERABLE_JAVA_OPTIONS", "-Djava.io.tmpdir=" + folder);
    var process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said-" + started.size()).toFile())
            .start();
    started.add(process);
    return process;
  }

  private String said(Process process) throws IOException {
    return Files.readString(folder.resolve("said-" + started.indexOf(process)));
  }

  private static void stop(Process process) throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(Program.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(143);
  }
}
