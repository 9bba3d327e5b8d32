package org.answerable.doors.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.answerable.TestDatabase;
import org.junit.jupiter.api.Test;

class OneProcessorTest {

  private static final Path HERE = Path.of("/proc/thread-self");

  @Test
  void theTellerAndItsDatabaseShareOneUntilItIsClosed() throws Exception {
    assumeTrue(Files.exists(HERE), "a system that shows its threads");
    var all = processors(HERE);
    assumeTrue(all.contains("-") || all.contains(","), "more than one processor");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/taskset")), "taskset is installed");
    try (var database = TestDatabase.fresh();
        var connection = database.dataSource().getConnection();
        var asked = connection.createStatement().executeQuery("select pg_backend_pid()")) {
      asked.next();
      var backend = Path.of("/proc", asked.getString(1));
      var begun = new Begun();
      try (var _ = OneProcessor.with(asked.getLong(1))) {
        assertThat(processors(HERE)).isNotEqualTo(all).doesNotContain("-", ",");
        assertThat(processors(backend)).isEqualTo(processors(HERE));
        begun.start();
        assertThat(processors(begun.place()))
            .as("as threads are begun")
            .isEqualTo(processors(HERE));
        try (var later = database.dataSource().getConnection();
            var too = later.createStatement().executeQuery("select pg_backend_pid()")) {
          too.next();
          assertThat(processors(Path.of("/proc", too.getString(1)))).isEqualTo(processors(HERE));
        }
      }
      assertThat(processors(HERE)).isEqualTo(all);
      assertThat(processors(backend)).isEqualTo(all);
      assertThat(processors(begun.place())).as("what was begun meanwhile too").isEqualTo(all);
      begun.end();
    }
  }

  @Test
  void aDatabaseThatIsNotHereChangesNothingForGood() throws IOException {
    assumeTrue(Files.exists(HERE), "a system that shows its threads");
    var all = processors(HERE);
    OneProcessor.with(Integer.MAX_VALUE).close();
    assertThat(processors(HERE)).isEqualTo(all);
  }

  private static String processors(Path process) throws IOException {
    return Files.readAllLines(process.resolve("status"), StandardCharsets.ISO_8859_1).stream()
        .filter(line -> line.startsWith("Cpus_allowed_list:"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElseThrow();
  }

  /** A thread that is begun meanwhile, as a pool's would be. */
  private static final class Begun {
    private final AtomicReference<Path> place = new AtomicReference<>();
    private final CountDownLatch there = new CountDownLatch(1);
    private final CountDownLatch enough = new CountDownLatch(1);

    void start() {
      Thread.ofPlatform()
          .start(() -> {
            try {
              place.set(Path.of("/proc").resolve(Files.readSymbolicLink(HERE)));
              there.countDown();
              enough.await();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
    }

    Path place() throws InterruptedException {
      there.await();
      return place.get();
    }

    void end() {
      enough.countDown();
    }
  }
}
