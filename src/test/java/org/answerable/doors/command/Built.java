package org.answerable.doors.command;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * This build as its users have it: its classes in a jar, and beside it a cache of those that a
 * start loads, as the start script makes one. That spares the tests a third of each start. Made
 * once for all test JVMs, and anew when anything in the jar has changed.
 */
final class Built {

  private static final Path FOLDER = Path.of("target", "test-program").toAbsolutePath();
  private static final Path JAR = FOLDER.resolve("answerable.jar");
  private static final Path CACHE = FOLDER.resolve("answerable.jsa");

  /** What jar and cache were made of; written last. */
  private static final Path MADE_OF = FOLDER.resolve("made-of.txt");

  private static boolean made;

  private Built() {}

  /** What stands between Java's own options and the program's arguments. */
  static synchronized List<String> program() {
    if (!made) {
      makeOnce();
      made = true;
    }
    List<String> words = new ArrayList<>();
    if (Files.exists(CACHE)) { // a Java that makes none starts as well, only later
      words.add("-XX:SharedArchiveFile=" + CACHE);
    }
    words.addAll(uncached());
    return words;
  }

  private static List<String> uncached() {
    var jars = classPath().filter(one -> !Files.isDirectory(one)).map(Path::toString).toList();
    return List.of(
        "-cp",
        JAR + File.pathSeparator + String.join(File.pathSeparator, jars),
        Main.class.getName());
  }

  private static Stream<Path> classPath() {
    var path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""));
    return Arrays.stream(path.split(File.pathSeparator)).map(Path::of);
  }

  private static void makeOnce() {
    try {
      Files.createDirectories(FOLDER);
      try (var file =
              FileChannel.open(
                  FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var _ = file.lock()) {
        var wanted = madeOf();
        if (Files.exists(MADE_OF) && Files.readString(MADE_OF).equals(wanted)) {
          return; // by another test JVM
        }
        Files.deleteIfExists(MADE_OF);
        Files.deleteIfExists(CACHE);
        pack();
        fillCache();
        Files.writeString(MADE_OF, wanted);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folders of the class path that hold the program; no user has those of its tests. */
  private static List<Path> folders() {
    var own = Built.class.getName().replace('.', '/') + ".class";
    return classPath()
        .filter(Files::isDirectory)
        .filter(one -> !Files.exists(one.resolve(own)))
        .toList();
  }

  private static String madeOf() throws IOException {
    var lines = new ArrayList<String>();
    lines.add(Runtime.version().toString());
    lines.addAll(uncached());
    for (var folder : folders()) {
      try (var files = Files.walk(folder)) {
        for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
          lines.add(file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
        }
      }
    }
    return String.join("\n", lines);
  }

  private static void pack() {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("--create", "--no-compress", "--file", JAR.toString()));
    for (var folder : folders()) {
      words.addAll(List.of("-C", folder.toString(), "."));
    }
    var jar = ToolProvider.findFirst("jar").orElseThrow();
    if (jar.run(System.out, System.err, words.toArray(String[]::new)) != 0) {
      throw new IllegalStateException("No jar could be made: " + words);
    }
  }

  /** By a first start, the longest of all. Java writes the cache when that desk is stopped. */
  private static void fillCache() throws IOException {
    var folder = Files.createTempDirectory("answerable-test-program-");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    var desk =
        Program.startThe(
            uncached(),
            folder,
            List.of(),
            List.of("-XX:ArchiveClassesAtExit=" + CACHE, "-Xlog:cds=off"),
            "serve",
            "--data",
            folder.resolve("desk").toString(),
            "--port",
            "0",
            "--smtp-port",
            "0");
    try {
      desk.awaitReady();
      desk.stop();
    } finally {
      desk.kill();
    }
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
