package org.answerable.doors.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.answerable.doors.mail.Letter.Automatic;
import org.answerable.doors.mail.SmtpOut.Refused;
import org.answerable.doors.mail.SmtpOut.Result;
import org.answerable.doors.mail.SmtpOut.Security;
import org.answerable.doors.mail.SmtpOut.Server;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpOutTest {

  // GreenMail takes no null sender; the one below does.
  private static final Mailbox BOUNCES =
      Objects.requireNonNull(Mailbox.of(null, "bounce@northwind.example"));

  @Test
  void aRealServerTakesALetterWithItsFile() throws Exception {
    var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    try {
      var letter =
          letter(List.of("anna@customer.example", "ben@customer.example"), 3_000_000, BOUNCES);
      var result =
          new SmtpOut(Server.plain("127.0.0.1", mail.getSmtp().getPort()), SSLContext.getDefault())
              .send(letter, () -> {});
      assertThat(result).isEqualTo(new Result.Accepted(List.of()));
      assertThat(mail.waitForIncomingEmail(5_000, 2)).isTrue();
      var received = mail.getReceivedMessages()[0];
      assertThat(received.getHeader("Message-ID")).containsExactly("<abc.1@northwind.example>");
      assertThat(received.getSubject()).isEqualTo("Your lamp");
    } finally {
      mail.stop();
    }
  }

  @Test
  void itSignsInAndIsDeferredWhenThePasswordIsWrong() throws Exception {
    var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.setUser("desk@northwind.example", "desk", "secret");
    mail.start();
    try {
      int port = mail.getSmtp().getPort();
      assertThat(send(signedIn(port, "secret"))).isInstanceOf(Result.Accepted.class);
      assertThat(send(signedIn(port, "wrong"))).isInstanceOf(Result.Deferred.class);
    } finally {
      mail.stop();
    }
  }

  private static Server signedIn(int port, String password) {
    var s = Duration.ofSeconds(5);
    return new Server("127.0.0.1", port, Security.NONE, "desk", password, "localhost", s, s, s, s);
  }

  @Test
  @Tag("F-05")
  void everyRefusalBeforeTheDotIsKnown() throws IOException {
    assertThat(sent("GREETING", "421 busy")).isInstanceOf(Result.Deferred.class);
    assertThat(sent("MAIL", "451 later")).isInstanceOf(Result.Deferred.class);
    assertThat(sent("MAIL", "550 never")).isInstanceOf(Result.Failed.class);
    assertThat(sent("RCPT", "450 later"))
        .isInstanceOfSatisfying(Result.Deferred.class, d -> assertThat(d.refused()).hasSize(2));
    assertThat(sent("RCPT", "550 no such user"))
        .isInstanceOfSatisfying(
            Result.Failed.class, f -> assertThat(f.why()).contains("no such user"));
    assertThat(sent("DATA", "451 later")).isInstanceOf(Result.Deferred.class);
    assertThat(sent("DATA", "554 never")).isInstanceOf(Result.Failed.class);
    assertThat(sent("DATA", Misbehaving.DROP)).isInstanceOf(Result.Deferred.class);
    assertThat(sent("MAIL", Misbehaving.DROP)).isInstanceOf(Result.Deferred.class);
    assertThat(sent("EHLO", Misbehaving.DROP)).isInstanceOf(Result.Deferred.class);
    assertThat(sent("GREETING", Misbehaving.STALL)).isInstanceOf(Result.Deferred.class);
    assertThat(sent("RCPT", Misbehaving.STALL)).isInstanceOf(Result.Deferred.class);
  }

  @ParameterizedTest
  @Tag("F-06")
  @CsvSource({
    "250 taken, Accepted",
    "451 later, Deferred",
    "554 never, Failed",
    "drop, Uncertain",
    "stall, Uncertain"
  })
  void afterTheDotOnlyAnAnswerIsAnAnswer(String answer, String wanted) throws IOException {
    assertThat(sent(".", answer).getClass().getSimpleName()).isEqualTo(wanted);
  }

  @Test
  @Tag("F-05")
  void oneBadRecipientDoesNotStopTheOthers() throws IOException {
    try (var server =
        new Misbehaving(line ->
            line.contains("ben@")
                ? "550 5.1.1 no such user"
                : line.contains("carl@") ? "450 4.2.1 full" : null)) {
      var letter =
          letter(
              List.of("anna@customer.example", "ben@customer.example", "carl@customer.example"),
              10);
      var result = new SmtpOut(quick(server.port()), tls()).send(letter, () -> {});
      assertThat(result).isInstanceOf(Result.Accepted.class);
      assertThat(((Result.Accepted) result).refused())
          .extracting(Refused::address, Refused::code, Refused::temporary)
          .containsExactlyInAnyOrder(
              tuple("ben@customer.example", 550, false), tuple("carl@customer.example", 450, true));
      assertThat(server.bodies()).hasSize(1);
    }
  }

  @Test
  @Tag("A-22")
  void automaticLettersHaveTheNullSender() throws IOException {
    try (var server = new Misbehaving(_ -> null)) {
      new SmtpOut(quick(server.port()), tls())
          .send(letter(List.of("anna@customer.example"), 10), () -> {});
      assertThat(server.heard()).anyMatch(line -> line.startsWith("MAIL FROM:<>"));
    }
  }

  @Test
  void whoLostTheRightToSendSendsNothing() throws IOException {
    try (var server = new Misbehaving(_ -> null)) {
      var result =
          new SmtpOut(quick(server.port()), tls())
              .send(
                  letter(List.of("anna@customer.example"), 10),
                  () -> {
                    throw new IllegalStateException("the lease is gone");
                  });
      assertThat(result).isInstanceOf(Result.Deferred.class);
      assertThat(server.heard()).doesNotContain("DATA");
    }
  }

  @Test
  void theContentGoesOutOnlyAfterItWasWrittenDown() throws IOException {
    var before = new AtomicInteger(-1);
    try (var server = new Misbehaving(_ -> null)) {
      new SmtpOut(quick(server.port()), tls())
          .send(
              letter(List.of("anna@customer.example"), 10),
              () -> before.set(server.bodies().size()));
      assertThat(before).hasValue(0);
      assertThat(server.bodies()).hasSize(1);
    }
  }

  @Test
  void aServerThatStopsReadingDoesNotHoldUsForEver() throws IOException {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> sayAndStopReading(server));
      var start = Instant.now();
      var s = Duration.ofSeconds(2);
      var result =
          new SmtpOut(
                  new Server(
                      "127.0.0.1",
                      server.getLocalPort(),
                      Security.NONE,
                      null,
                      null,
                      "localhost",
                      s,
                      s,
                      s,
                      s),
                  tls())
              .send(letter(List.of("anna@customer.example"), 40_000_000), () -> {});
      assertThat(result).isInstanceOf(Result.Deferred.class);
      assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }
  }

  private static void sayAndStopReading(ServerSocket server) {
    try (var client = server.accept()) {
      var in = client.getInputStream();
      client.getOutputStream().write("220 x\r\n".getBytes(StandardCharsets.US_ASCII));
      var answers = List.of("250 x\r\n", "250 x\r\n", "250 x\r\n", "354 x\r\n");
      for (var answer : answers) {
        while (in.read() != '\n') Thread.onSpinWait();
        client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
      }
      Thread.sleep(8_000);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aServerThatIsNotThereIsDeferred() throws IOException {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    assertThat(send(quick(free))).isInstanceOf(Result.Deferred.class);
  }

  @Test
  void withoutStartTlsNothingIsSaid() throws IOException {
    var s = Duration.ofSeconds(2);
    try (var server = new Misbehaving(_ -> null)) {
      assertThat(
              send(
                  new Server(
                      "127.0.0.1",
                      server.port(),
                      Security.STARTTLS,
                      "desk",
                      "secret",
                      "localhost",
                      s,
                      s,
                      s,
                      s)))
          .isInstanceOf(Result.Deferred.class);
      assertThat(server.heard())
          .noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
    }
  }

  @Test
  void aCertificateNobodyVouchesForIsNotTrusted() throws Exception {
    var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
    mail.start();
    try {
      var s = Duration.ofSeconds(5);
      assertThat(
              send(
                  new Server(
                      "127.0.0.1",
                      mail.getSmtps().getPort(),
                      Security.TLS,
                      null,
                      null,
                      "localhost",
                      s,
                      s,
                      s,
                      s)))
          .isInstanceOf(Result.Deferred.class);
      assertThat(mail.getReceivedMessages()).isEmpty();
    } finally {
      mail.stop();
    }
  }

  private static Result sent(String command, String answer) throws IOException {
    Function<String, @Nullable String> answers =
        line -> line.equals(command) || line.startsWith(command + " ") ? answer : null;
    try (var server = new Misbehaving(answers)) {
      return new SmtpOut(quick(server.port()), tls())
          .send(letter(List.of("anna@customer.example", "ben@customer.example"), 10), () -> {});
    }
  }

  private static Result send(Server server) {
    return new SmtpOut(server, tls())
        .send(letter(List.of("anna@customer.example"), 10, BOUNCES), () -> {});
  }

  private static Server quick(int port) {
    var s = Duration.ofSeconds(1);
    return new Server(
        "127.0.0.1", port, Security.NONE, null, null, "localhost", s, s, s, Duration.ofSeconds(20));
  }

  private static SSLContext tls() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Letter letter(List<String> to, int size) {
    return letter(to, size, null);
  }

  private static Letter letter(List<String> to, int size, @Nullable Mailbox bounces) {
    var from = Objects.requireNonNull(Mailbox.of("Northwind", "support@northwind.example"));
    var boxes =
        to.stream().map(address -> Objects.requireNonNull(Mailbox.of(null, address))).toList();
    var file =
        new Letter.Enclosed(
            "a.bin", "application/octet-stream", () -> new ByteArrayInputStream(new byte[size]));
    return new Letter(
        "abc.1@northwind.example",
        Instant.parse("2026-03-02T09:00:00Z"),
        from,
        bounces,
        null,
        boxes,
        List.of(),
        "Your lamp",
        null,
        List.of(),
        "It left.",
        null,
        Automatic.REPLIED,
        Locale.ENGLISH,
        List.of(file));
  }
}
