package org.answerable.doors.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a teller and its database on one processor for as long as this is open. One of the two
 * always waits for the other, thousands of times, and each waking of a processor that sleeps costs
 * more than most statements do, above all on a machine inside another one: a past is told in two
 * thirds of the time. All else of the program goes on where it likes. Where the system has no
 * {@code taskset}, or only one processor, nothing is done.
 */
final class OneProcessor implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OneProcessor.class);

  private static final String ALLOWED = "Cpus_allowed_list:";

  /**
   * The processors that this program may use, as {@code taskset} lists them; empty for no change.
   */
  private final String before;

  private final long backend;

  private OneProcessor(String before, long backend) {
    this.before = before;
    this.backend = backend;
  }

  /**
   * For the calling thread, until it closes this.
   *
   * @param backend the process number of a connection to a database on this machine
   */
  static OneProcessor with(long backend) {
    try {
      var allowed = allowed();
      var one = allowed.substring(1 + Math.max(allowed.lastIndexOf('-'), allowed.lastIndexOf(',')));
      if (!one.equals(allowed)) {
        // This thread last: where the database may not be moved, as in a container that lets root
        // move nobody else's programs, it stays where it is.
        var those = new ArrayList<>(database(backend));
        those.add(Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName().toString());
        if (set("-cp", one, those)) {
          return new OneProcessor(allowed, backend);
        }
        LOG.debug("The database may not be put on processor {}.", one);
      }
    } catch (IOException e) {
      LOG.debug("The teller and its database go where the system puts them.", e);
    }
    return new OneProcessor("", backend);
  }

  /** All of both programs may go everywhere again, also what was begun meanwhile. */
  @Override
  public void close() {
    if (before.isEmpty()) {
      return;
    }
    try {
      var those = new ArrayList<>(List.of(Long.toString(ProcessHandle.current().pid())));
      those.addAll(database(backend));
      if (!set("-acp", before, those)) {
        LOG.warn("This program and its database may stay on fewer processors than {}.", before);
      }
    } catch (IOException e) {
      LOG.warn("This program and its database may stay on fewer processors than {}.", before, e);
    }
  }

  private static String allowed() throws IOException {
    return Files.readAllLines(Path.of("/proc/thread-self/status"), StandardCharsets.ISO_8859_1)
        .stream()
        .filter(line -> line.startsWith(ALLOWED))
        .map(line -> line.substring(ALLOWED.length()).strip())
        .findFirst()
        .orElseThrow(() -> new IOException("The system does not say " + ALLOWED));
  }

  /** The server and every connection; connections to come are begun by the server. */
  private static List<String> database(long backend) {
    return ProcessHandle.of(backend)
        .flatMap(ProcessHandle::parent)
        .map(server -> Stream.concat(Stream.of(server), server.children()))
        .orElseGet(Stream::of)
        .map(one -> Long.toString(one.pid()))
        .toList();
  }

  private static boolean set(String how, String processors, List<String> those) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                "/bin/sh",
                "-c",
                // A connection may have ended since it was seen.
                "for one; do taskset "
                    + how
                    + " \"$0\" \"$one\" || [ ! -d \"/proc/$one\" ] || exit 1; done",
                processors));
    command.addAll(those);
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return process.waitFor() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
