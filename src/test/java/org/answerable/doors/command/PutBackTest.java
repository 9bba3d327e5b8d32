package org.answerable.doors.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Somebody stops the desk, puts back an old copy of its whole data directory, and says nothing. */
@Tag("A-54")
class PutBackTest {

  @Test
  void anOldCopyOfTheDataDirectoryIsFound() throws Exception {
    try (var desk = new RealDesk()) {
      desk.serve();
      desk.found();
      give(desk, "Before");
      assertThat(desk.program().stop()).isEqualTo(143);
      var old = desk.folder.resolve("old");
      copy(desk.data, old);

      desk.serve();
      give(desk, "What somebody wants to be gone");
      assertThat(desk.program().stop()).isEqualTo(143);
      var clean = desk.command("verify");
      assertThat(clean.awaitEnd()).as(clean.said()).isZero();

      Files.move(desk.data, desk.folder.resolve("now"));
      Files.move(old, desk.data);
      var found = desk.command("verify");
      assertThat(found.awaitEnd()).as(found.said()).isEqualTo(ExitCode.FINDINGS.number());
      assertThat(found.said()).contains("some were removed, or an old copy was put back");
    }
  }

  private static void give(RealDesk desk, String subject) throws IOException {
    try (var courier = new Courier(desk.smtpPort())) {
      var mail = "From: a@customer.example\r\nSubject: " + subject + "\r\n\r\nHello.\r\n";
      assertThat(courier.give("a@customer.example", RealDesk.MAILBOX, mail)).startsWith("250");
    }
    desk.await(
        subject,
        () -> desk.count("select count(*) from work.mails where subject = '" + subject + "'") == 1);
  }

  /** With owners and rights, as whoever backs up a directory does. */
  private static void copy(Path from, Path to) {
    assertThat(RealDesk.run("cp", "-a", from.toString(), to.toString())).isZero();
  }
}
