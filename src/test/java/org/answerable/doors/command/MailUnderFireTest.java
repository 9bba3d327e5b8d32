package org.answerable.doors.command;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Mail pours in while the program, its database or both are killed at random moments. What the
 * sender was told is taken is there once; what the sender never heard about it sends again, as mail
 * servers do, and it is there once all the same.
 */
@Tag("F-01")
@Tag("F-02")
class MailUnderFireTest {

  private static final int LINES = 3;
  private static final int TAKEN_PER_ROUND = 30;

  /** What is killed, one round after another. */
  private enum Victim {
    PROGRAM,
    DATABASE,
    BOTH
  }

  private static final List<Victim> ROUNDS =
      List.of(Victim.PROGRAM, Victim.DATABASE, Victim.BOTH, Victim.PROGRAM);

  private final long seed = System.nanoTime();
  private final RealDesk desk = new RealDesk();

  /** How often each mail was begun to be given, by its name. */
  private final Map<String, AtomicInteger> given = new ConcurrentSkipListMap<>();

  private final Set<String> taken = ConcurrentHashMap.newKeySet();
  private final Set<String> leftInThePipe = ConcurrentHashMap.newKeySet();
  private final AtomicInteger number = new AtomicInteger();
  private final List<Thread> senders = new ArrayList<>();
  private volatile int port;
  private volatile boolean pouring = true;

  @AfterEach
  void close() throws InterruptedException {
    pouring = false;
    for (var one : senders) {
      one.interrupt();
      one.join();
    }
    desk.close();
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void everyMailThatWasTakenIsThereOnceWhateverIsKilled() throws Exception {
    var random = new Random(seed);
    desk.serve();
    desk.found();
    port = desk.smtpPort();
    for (int line = 0; line < LINES; line++) {
      senders.add(Thread.ofVirtual().start(this::pourBySmtp));
    }
    for (var victim : ROUNDS) {
      int before = taken.size();
      senders.add(Thread.ofPlatform().start(this::handInOne));
      desk.await("mail is taken " + victim, () -> taken.size() >= before + TAKEN_PER_ROUND);
      Thread.sleep(random.nextInt(300));
      strike(victim);
    }
    int last = taken.size();
    desk.await("mail is taken at last", () -> taken.size() >= last + TAKEN_PER_ROUND);
    pouring = false;
    for (var one : senders) {
      one.join(Program.PATIENCE);
    }
    desk.await(
        "everything is filed",
        () ->
            waitingInTheSpool() == 0
                && desk.count("select count(*) from work.mails where state = 'kept'") == 0);

    assertThat(taken.size()).isGreaterThan(TAKEN_PER_ROUND * (ROUNDS.size() + 1));
    everyOneIsThere();
    var looking = desk.command("verify");
    assertThat(looking.awaitEnd()).as("seed %d: %s", seed, looking.said()).isZero();
    System.out.printf(
        "Mail under fire: seed %d, %d mails taken, %d of them given more than once, %d killings%n",
        seed,
        taken.size(),
        given.values().stream().filter(tries -> tries.get() > 1).count(),
        ROUNDS.size());
  }

  private void strike(Victim victim) {
    switch (victim) {
      case PROGRAM -> desk.program().kill();
      case DATABASE -> {
        desk.killDatabase();
        desk.await("the database is back", desk::isHealthy);
        return;
      }
      case BOTH -> {
        desk.program().kill();
        desk.killDatabase();
      }
    }
    // While nothing runs, mail can be handed in all the same.
    handInOne();
    desk.serve();
    port = desk.smtpPort();
  }

  private void everyOneIsThere() {
    var there = new TreeMap<String, Integer>();
    for (var subject : desk.ask("select coalesce(subject, '-') from work.mails")) {
      there.merge(subject, 1, Integer::sum);
    }
    for (var name : taken) {
      int copies = there.getOrDefault(name, 0);
      int most = leftInThePipe.contains(name) ? requireNonNull(given.get(name)).get() : 1;
      assertThat(copies).as("seed %d: copies of %s", seed, name).isBetween(1, most);
    }
    assertThat(given.keySet()).as("seed %d: nothing nobody sent", seed).containsAll(there.keySet());
    assertThat(desk.count("select count(*) from work.mails where state = 'held'"))
        .as("what machines wrote is in the tray")
        .isEqualTo(taken.stream().filter(MailUnderFireTest::isByMachine).count());
    assertThat(
            desk.count(
                "select count(*) from work.mails m where m.state = 'filed' and not exists"
                    + " (select from views.messages v where v.mail_id = m.chain_id)"))
        .as("each filed mail is a message of a case")
        .isZero();
    assertThat(desk.count("select count(*) from work.cases"))
        .isEqualTo(desk.count("select count(*) from work.mails where state = 'filed'"));
  }

  private long waitingInTheSpool() {
    try (var files = Files.list(desk.data.resolve("spool/incoming"))) {
      return files.filter(file -> file.toString().endsWith(".eml")).count();
    } catch (IOException e) {
      return 0; // the folder is made by the first mail
    }
  }

  // Giving
  // ------------------------------------------------------------------------------------------

  private static boolean isByMachine(String name) {
    return number(name) % 10 == 3;
  }

  private static int number(String name) {
    return Integer.parseInt(name.substring(name.indexOf(' ') + 1));
  }

  /** Every fifth has no Message-ID: then the same content within an hour is the same mail. */
  private static String mail(String name, String from) {
    int n = number(name);
    return "From: Customer "
        + n
        + " <"
        + from
        + ">\r\nTo: "
        + RealDesk.MAILBOX
        + "\r\nSubject: "
        + name
        + "\r\n"
        + (n % 5 == 0 ? "" : "Message-ID: <" + n + "@customer.example>\r\n")
        + (isByMachine(name) ? "Auto-Submitted: auto-replied\r\n" : "")
        + "\r\nWhere is my parcel number "
        + n
        + "?\r\n"
        + "It is late. ".repeat(n % 400)
        + "\r\n";
  }

  /** One mail after another; each is given until it is taken. */
  private void pourBySmtp() {
    while (pouring) {
      var name = "Parcel " + number.incrementAndGet();
      given.put(name, new AtomicInteger());
      var from = "customer" + number(name) + "@customer.example";
      while (!giveOnce(name, from)) {
        Program.pause();
      }
      taken.add(name);
    }
  }

  private boolean giveOnce(String name, String from) {
    try (var courier = new Courier(port)) {
      requireNonNull(given.get(name)).incrementAndGet();
      return courier.give(from, RealDesk.MAILBOX, mail(name, from)).startsWith("250");
    } catch (IOException e) {
      return false; // not heard: it is given again
    }
  }

  /** By the command a mail server calls; only an exit of 0 says that the mail is taken. */
  private void handInOne() {
    var name = "Pipe " + number.incrementAndGet();
    given.put(name, new AtomicInteger());
    var from = "customer" + number(name) + "@customer.example";
    do {
      given.get(name).incrementAndGet();
    } while (receive(mail(name, from)) != 0);
    leftInThePipe.add(name);
    taken.add(name);
  }

  private int receive(String mail) {
    try {
      var file = Files.createTempFile(desk.folder, "mail-", ".eml");
      Files.copy(
          new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)),
          file,
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      var command = Program.command(List.of(), "receive", "--data", desk.data.toString());
      return new ProcessBuilder(command)
          .redirectInput(file.toFile())
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(Path.of("/dev/null").toFile())
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
