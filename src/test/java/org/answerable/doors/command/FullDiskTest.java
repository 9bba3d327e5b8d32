package org.answerable.doors.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The disk fills up while mail comes in, and has room again later. */
@Tag("F-03")
class FullDiskTest {

  private final List<String> taken = new ArrayList<>();

  @Test
  void nothingIsLostOnAFullDiskAndMailGoesOnWhenThereIsRoom() throws Exception {
    assumeTrue(RealDesk.mayMountDisks(), "this user may not mount a small disk");
    try (var desk = new RealDesk()) {
      desk.onADiskOf(500);
      var program = desk.serve();
      desk.found();
      assertThat(give(desk, "Before")).startsWith("250");

      var filler = desk.seen().resolve("filler");
      fill(filler);
      // The database gives back some of what it had, now and then.
      var full = new AtomicBoolean(true);
      var filling = Thread.ofVirtual().start(() -> fillWhile(full, filler));
      List<String> putOff = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        var said = give(desk, "Full " + i);
        assertThat(said).as(program.said()).startsWith("452 4.3.1");
        putOff.add("Full " + i);
      }
      var pipe = receive(desk, "By pipe, full");
      assertThat(pipe.exit()).isEqualTo(ExitCode.TRY_AGAIN.number());
      assertThat(pipe.said())
          .contains("The mail was not taken", "No space left on device", "Make room there");
      assertThat(program.isAlive()).as(program.said()).isTrue();

      full.set(false);
      filling.join();
      Files.delete(filler);
      for (var subject : putOff) {
        desk.await(subject + " is taken", () -> give(desk, subject).startsWith("250"));
      }
      assertThat(receive(desk, "By pipe, with room").exit()).isZero();
      taken.add("By pipe, with room");
      desk.await(
          "all is filed",
          () ->
              desk.isHealthy()
                  && desk.count("select count(*) from work.mails where state = 'filed'")
                      >= taken.size());
      assertThat(desk.ask("select subject from work.mails order by subject"))
          .containsExactlyInAnyOrderElementsOf(taken);
      var verify =
          ended(desk.beside("verify", "--data", desk.data.toString()), Path.of("/dev/null"));
      assertThat(verify.exit()).as(verify.said()).isZero();
      assertThat(program.stop()).isEqualTo(143);
    }
  }

  private static void fillWhile(AtomicBoolean full, Path file) {
    while (full.get()) {
      fill(file);
      LockSupport.parkNanos(5_000_000);
    }
  }

  /** To the last byte. */
  private static void fill(Path file) {
    try (var out =
        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      var zeros = new byte[4096];
      while (true) {
        out.write(zeros);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left on device");
    }
  }

  private String give(RealDesk desk, String subject) {
    try (var courier = new Courier(desk.smtpPort())) {
      var said = courier.give("a@customer.example", RealDesk.MAILBOX, mail(subject));
      if (said.startsWith("250")) {
        taken.add(subject);
      }
      return said;
    } catch (IOException e) {
      throw new IllegalStateException("The desk hung up; it said: " + desk.program().said(), e);
    }
  }

  private static String mail(String subject) {
    return "From: a@customer.example\r\nSubject: "
        + subject
        + "\r\n\r\n"
        + "Where is it? ".repeat(2_000)
        + "\r\n";
  }

  private record Ended(int exit, String said) {}

  private static Ended receive(RealDesk desk, String subject) throws Exception {
    var file = Files.writeString(desk.folder.resolve("mail.eml"), mail(subject));
    return ended(desk.beside("receive", "--data", desk.data.toString()), file);
  }

  private static Ended ended(List<String> command, Path input) throws Exception {
    var process =
        new ProcessBuilder(command).redirectInput(input.toFile()).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes());
    return new Ended(process.waitFor(), said);
  }
}
