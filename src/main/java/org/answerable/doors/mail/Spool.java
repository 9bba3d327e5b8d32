package org.answerable.doors.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.answerable.doors.command.Pipe;
import org.answerable.doors.mail.Incoming.Door;
import org.answerable.doors.mail.Incoming.Received;
import org.answerable.doors.mail.Incoming.Taken;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mail that a pipe left on the disk, with the desk running or not. Each file is taken once it is
 * whole, and deleted only when it is stored for good. What cannot be taken stays, is tried again
 * and is reported; it never holds up the others.
 */
public final class Spool implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Spool.class);

  /** No giver writes at one mail for so long. */
  private static final Duration LEFT_BEHIND = Duration.ofDays(1);

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  /**
   * A file that waits in the spool and could not be taken.
   *
   * @param why in words, as it was said last
   * @param tries how often
   */
  public record Stuck(Path file, String why, int tries) {}

  private final Path folder;
  private final Incoming incoming;
  private final Duration every;
  private final LongSupplier nanos;
  private final Map<Path, Trouble> troubles = new HashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private @Nullable Thread thread;

  private record Trouble(String why, int tries, long notBefore) {}

  Spool(Path data, Incoming incoming, Duration every) throws IOException {
    this(data, incoming, every, System::nanoTime);
  }

  Spool(Path data, Incoming incoming, Duration every, LongSupplier nanos) throws IOException {
    this.folder = Files.createDirectories(Pipe.folder(data));
    this.incoming = incoming;
    this.every = every;
    this.nanos = nanos;
  }

  /** Takes what is there already, then looks again and again until it is closed. */
  void start() {
    clearLeftovers();
    thread = Thread.ofVirtual().name("mail-spool").start(this::run);
  }

  // Half a mail, whose giver was killed or lost its power: it never heard that the mail was taken.
  private void clearLeftovers() {
    try (var files = Files.list(folder)) {
      for (var file : files.filter(f -> f.toString().endsWith(Pipe.HALF)).toList()) {
        var age = Duration.between(Files.getLastModifiedTime(file).toInstant(), Instant.now());
        if (age.compareTo(LEFT_BEHIND) > 0) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      log.warn("What was left half in the spool {} cannot be cleared", folder, e);
    }
  }

  private void run() {
    try {
      do {
        try {
          takeAll();
        } catch (IOException e) {
          log.error(
              "The spool {} cannot be read; it is tried again in {} s",
              folder,
              every.toSeconds(),
              e);
        }
      } while (!closing.await(every.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One round over all whole files, oldest name first. Returns how many were taken. */
  synchronized int takeAll() throws IOException {
    List<Path> files;
    try (var all = Files.list(folder)) {
      files = all.filter(f -> f.toString().endsWith(Pipe.WHOLE)).sorted().toList();
    }
    troubles.keySet().retainAll(files);
    int taken = 0;
    for (var file : files) {
      var trouble = troubles.get(file);
      if (trouble != null && trouble.notBefore - nanos.getAsLong() > 0) continue;
      if (closing.getCount() == 0) return taken;
      if (take(file)) taken++;
    }
    return taken;
  }

  /** What waits and could not be taken, by name. */
  public synchronized List<Stuck> stuck() {
    return new TreeMap<>(troubles)
        .entrySet().stream()
            .map(e -> new Stuck(e.getKey(), e.getValue().why, e.getValue().tries))
            .toList();
  }

  private boolean take(Path file) {
    var name = file.getFileName().toString();
    var key = name.substring(0, name.length() - Pipe.WHOLE.length());
    try {
      var result = incoming.take(new Received(file, key, Door.PIPE, null, List.of(), null, null));
      return switch (result) {
        case Taken.Stored _, Taken.Known _ -> {
          Files.deleteIfExists(file);
          troubles.remove(file);
          yield true;
        }
        case Taken.Later(var why) -> wait(file, why);
        case Taken.NoRoom() -> wait(file, "There is no room on the disk to store it");
        case Taken.TooLarge(var max) -> wait(file, "It is larger than " + max + " bytes");
        case Taken.Refused(var why) -> wait(file, why);
      };
    } catch (RuntimeException | IOException e) {
      log.error("Mail {} could not be stored; it stays in the spool", file, e);
      return wait(file, String.valueOf(e.getMessage()));
    }
  }

  // Each try waits twice as long, up to five minutes; a mail is never thrown away.
  private boolean wait(Path file, String why) {
    var before = troubles.get(file);
    int tries = before == null ? 1 : before.tries + 1;
    long wait = Math.min(LONGEST_WAIT.toNanos(), every.toNanos() << Math.min(tries - 1, 20));
    if (before == null || !before.why.equals(why))
      log.warn("Mail {} waits in the spool: {}", file, why);
    troubles.put(file, new Trouble(why, tries, nanos.getAsLong() + wait));
    return false;
  }

  @Override
  public void close() throws InterruptedException {
    // Not by an interrupt: it would tear a mail out of the hands of who is storing it.
    closing.countDown();
    if (thread != null) thread.join();
  }
}
