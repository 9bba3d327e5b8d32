package org.answerable.doors.command.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinariesTest {

  @TempDir Path folder;

  @AfterEach
  void forget() {
    System.clearProperty(Binaries.BESIDE);
  }

  @Test
  void unpackedOnceBesideTheProgramTheyAreTakenFromThere() throws IOException {
    var beside = folder.resolve("beside");
    System.setProperty(Binaries.BESIDE, beside.toString());
    var one = Binaries.unpackedBelow(folder.resolve("one"));
    var kept = beside.resolve(one.getFileName());
    assertThat(shape(one)).isEqualTo(shape(kept)).isNotEmpty();
    assertThat(one.resolve("bin/postgres")).isExecutable();

    // On the same disk it is the same file by another name.
    assertThat(Files.isSameFile(one.resolve("bin/postgres"), kept.resolve("bin/postgres")))
        .isTrue();

    // What a later start takes is what lies there, and nothing is unpacked again.
    var readme = Files.writeString(kept.resolve("share/seen"), "");
    Files.writeString(kept.resolve("unpacked.properties"), counted(kept));
    var two = Binaries.unpackedBelow(folder.resolve("two"));
    assertThat(two.resolve(kept.relativize(readme).toString())).exists();

    // One that is not whole is put right before it is taken.
    Files.delete(kept.resolve("bin/postgres"));
    var three = Binaries.unpackedBelow(folder.resolve("three"));
    assertThat(three.resolve("bin/postgres")).isExecutable();
    assertThat(kept.resolve("bin/postgres")).isExecutable();
  }

  @Test
  void whereNothingCanLieBesideTheProgramEachUnpacksForItself() throws IOException {
    var file = Files.writeString(folder.resolve("no-folder"), "");
    System.setProperty(Binaries.BESIDE, file.toString());
    assertThat(Binaries.unpackedBelow(folder.resolve("one")).resolve("bin/postgres"))
        .isExecutable();
  }

  @Test
  void severalProgramsMayUnpackAtOnce() throws Exception {
    var root = folder.resolve("shared");
    try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
      var one = (Callable<Path>) () -> Binaries.unpackedBelow(root);
      var homes = both.invokeAll(Collections.nCopies(4, one));
      for (var home : homes) {
        assertThat(home.get().resolve("bin/postgres")).isExecutable();
      }
    }
    try (var left = Files.list(root)) {
      assertThat(left).as("nothing half made stays").hasSize(1);
    }
  }

  /** Each file with its size and its rights. */
  private static List<String> shape(Path home) throws IOException {
    try (var files = Files.walk(home)) {
      return files.filter(Files::isRegularFile).map(file -> told(home, file)).sorted().toList();
    }
  }

  private static String told(Path home, Path file) {
    try {
      return home.relativize(file)
          + " "
          + Files.size(file)
          + " "
          + Files.getPosixFilePermissions(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String counted(Path home) throws IOException {
    try (var files = Files.walk(home)) {
      var counted =
          files
              .filter(one -> !Files.isDirectory(one) && !one.endsWith("unpacked.properties"))
              .toList();
      long bytes = 0;
      for (var one : counted) {
        bytes += Files.isSymbolicLink(one) ? 0 : Files.size(one);
      }
      return "files=" + counted.size() + "\nbytes=" + bytes + "\n";
    }
  }
}
