package org.answerable.doors.command.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {

  /** A disk that lies in memory, on every Linux. */
  private static final Path ELSEWHERE = Path.of("/dev/shm");

  @TempDir Path folder;

  @Test
  void ontoAnotherDiskFilesAreCopied() throws IOException {
    assumeThat(ELSEWHERE).isDirectory().isWritable();
    var from = folder.resolve("from");
    Files.createDirectories(from.resolve("bin"));
    assumeThat(Files.getFileStore(ELSEWHERE)).isNotEqualTo(Files.getFileStore(from));
    var program = Files.writeString(from.resolve("bin/program"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(from.resolve("library.5"), "a library");
    Files.createSymbolicLink(from.resolve("library"), Path.of("library.5"));
    var to = Files.createTempDirectory(ELSEWHERE, "answerable-test-");
    try {
      Folders.again(from, to);
      assertThat(to.resolve("bin/program")).hasSameTextualContentAs(program).isExecutable();
      assertThat(to.resolve("library")).isSymbolicLink().hasContent("a library");
      assertThat(Files.isSameFile(to.resolve("library.5"), from.resolve("library.5"))).isFalse();
    } finally {
      Folders.deleteTree(to);
    }
  }
}
