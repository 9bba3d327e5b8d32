package org.answerable.doors.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.answerable.doors.command.BeforeDoorsOpen.Opening;
import org.answerable.doors.command.Configuration;
import org.answerable.doors.command.Doors;
import org.answerable.work.cases.Filings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Opens the ways in, the spool and SMTP, and keeps filing and sending while the desk runs. Each
 * goes on by itself: one that fails is told of in the log, rests, and tries again.
 */
@Component
final class MailDoor implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(MailDoor.class);

  /** The most a mail may have; larger ones are refused while they arrive. */
  private static final int SIZE_MAX = 50 * 1024 * 1024;

  private static final long LOOK_EVERY_MILLIS = 2_000;
  private static final Duration SPOOL_EVERY = Duration.ofMillis(500);

  private final Configuration configuration;
  private final MailFolders folders;
  private final Letterbox letterbox;
  private final MailBell bell;
  private final Filer filer;
  private final @Nullable Outgoing outgoing;
  private final boolean onlyNode;
  private final List<Thread> loops = new ArrayList<>();
  private @Nullable SmtpIn smtp;
  private @Nullable Spool spool;
  private volatile boolean running;

  MailDoor(
      Configuration configuration,
      MailFolders folders,
      Letterbox letterbox,
      MailBell bell,
      Filer filer,
      JdbcClient db,
      Letters letters,
      Filings filings,
      Opening opening) {
    this.configuration = configuration;
    this.folders = folders;
    this.letterbox = letterbox;
    this.bell = bell;
    this.filer = filer;
    this.outgoing =
        opening instanceof Opening.Demo
            ? null
            : MailRoom.outgoing(db, letters, filings, configuration.smarthost());
    this.onlyNode = configuration.database() == null;
  }

  @Override
  public synchronized void start() {
    running = true;
    folders.clearScratch();
    try {
      var door = configuration.smtp();
      var listener =
          new SmtpIn(
              new SmtpIn.Options(door.bind(), door.port(), "answerable", SIZE_MAX, null),
              folders.arriving(),
              letterbox::isOurs,
              letterbox);
      listener.start();
      smtp = listener;
      var files = new Spool(folders.data(), letterbox, SPOOL_EVERY);
      files.start();
      spool = files;
    } catch (IOException e) {
      throw new UncheckedIOException("The mail doors cannot open in " + folders.data(), e);
    }
    loop("answerable-filer", this::file);
    var out = outgoing;
    if (out != null) {
      if (onlyNode) {
        out.afterStart();
      }
      loop("answerable-sender", () -> send(out));
    }
  }

  private void file() throws InterruptedException {
    if (filer.fileAll() == 0) {
      bell.await(LOOK_EVERY_MILLIS);
    }
  }

  private static void send(Outgoing out) throws InterruptedException {
    if (out.sendAll() == 0) {
      Thread.sleep(500);
    }
  }

  /** One turn of a loop. */
  @FunctionalInterface
  private interface Turn {
    void take() throws InterruptedException;
  }

  private void loop(String name, Turn turn) {
    loops.add(Thread.ofVirtual().name(name).start(() -> go(name, turn)));
  }

  private void go(String name, Turn turn) {
    while (running) {
      try {
        turn.take();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        log.error("{} failed and goes on after a rest", name, e);
        rest();
      }
    }
  }

  private static void rest() {
    try {
      Thread.sleep(LOOK_EVERY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void stop() {
    running = false;
    try {
      if (smtp != null) {
        smtp.close();
      }
      if (spool != null) {
        spool.close();
      }
      for (var one : loops) {
        one.interrupt();
        one.join(Duration.ofSeconds(5));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    loops.clear();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Doors.OPEN;
  }
}
