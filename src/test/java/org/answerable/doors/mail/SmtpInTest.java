package org.answerable.doors.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.answerable.doors.mail.Incoming.Received;
import org.answerable.doors.mail.Incoming.Taken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmtpInTest {

  private static final int SIZE_MAX = 1_000_000;

  @TempDir Path folder;

  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final Map<String, String> contents = new ConcurrentHashMap<>();
  private Function<Received, Taken> answer = mail -> new Taken.Stored(mail.key());
  private SmtpIn door;

  @BeforeEach
  void open() {
    door = open(InetAddress.getLoopbackAddress());
  }

  private SmtpIn open(InetAddress address) {
    try {
      var in =
          new SmtpIn(
              new SmtpIn.Options(address, 0, "mx.northwind.example", SIZE_MAX, null),
              folder.resolve("smtp"),
              to -> {
                if (to.startsWith("broken")) throw new IllegalStateException("no database");
                return to.endsWith("@northwind.example");
              },
              this::take);
      in.start();
      return in;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Taken take(Received mail) {
    try {
      contents.put(mail.key(), Files.readString(mail.raw(), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    received.add(mail);
    return answer.apply(mail);
  }

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void aMailIsHandedInWithItsEnvelope() throws IOException {
    try (var client = new Client()) {
      assertThat(client.say("EHLO relay.example")).contains("250");
      client.to("anna@customer.example", "support@northwind.example");
      assertThat(client.content("Subject: x\r\n\r\n..dots\r\n..\r\nend\r\n"))
          .startsWith("250 2.0.0 Stored as smtp-");
    }
    assertThat(received).hasSize(1);
    var mail = received.getFirst();
    assertThat(mail.envelopeFrom()).isEqualTo("anna@customer.example");
    assertThat(mail.envelopeTo()).containsExactly("support@northwind.example");
    assertThat(mail.remoteAddress()).isEqualTo("127.0.0.1");
    assertThat(mail.greeting()).isEqualTo("relay.example");
    assertThat(contents.get(mail.key())).isEqualTo("Subject: x\r\n\r\n.dots\r\n.\r\nend\r\n");
    assertThat(mail.raw()).doesNotExist();
  }

  @Test
  void theNullSenderIsTaken() throws IOException {
    try (var client = new Client()) {
      client.say("HELO relay.example");
      assertThat(client.say("MAIL FROM:<>")).startsWith("250");
      assertThat(client.say("RCPT TO:<support@northwind.example>")).startsWith("250");
      assertThat(client.content("Subject: bounce\r\n\r\nx\r\n")).startsWith("250");
    }
    assertThat(received.getFirst().envelopeFrom()).isEmpty();
  }

  @Test
  void nobodyElsesMailIsTaken() throws IOException {
    try (var client = new Client()) {
      client.say("HELO relay.example");
      assertThat(client.say("MAIL FROM:<support@northwind.example>")).startsWith("250");
      assertThat(client.say("RCPT TO:<anna@customer.example>")).startsWith("550");
      assertThat(client.say("RCPT TO:<anna@customer.example@northwind.example.evil.example>"))
          .startsWith("5");
      assertThat(client.say("RCPT TO:<anna%customer.example@relay.example>")).startsWith("550");
      assertThat(client.say("DATA")).startsWith("503");
      assertThat(client.say("RCPT TO:<broken@northwind.example>")).startsWith("451");
    }
    assertThat(received).isEmpty();
  }

  @Test
  void theHundredAndFirstRecipientComesAgain() throws IOException {
    try (var client = new Client()) {
      client.say("HELO relay.example");
      client.say("MAIL FROM:<anna@customer.example>");
      for (int i = 0; i < 100; i++)
        assertThat(client.say("RCPT TO:<p" + i + "@northwind.example>")).startsWith("250");
      assertThat(client.say("RCPT TO:<p100@northwind.example>")).startsWith("452");
      assertThat(client.content("Subject: x\r\n\r\nx\r\n")).startsWith("250");
    }
    assertThat(received.getFirst().envelopeTo()).hasSize(100);
  }

  @Test
  void whatIsTooLargeIsRefusedAndTheNextIsTaken() throws IOException {
    try (var client = new Client()) {
      client.say("EHLO relay.example");
      assertThat(client.say("MAIL FROM:<anna@customer.example> SIZE=2000000")).startsWith("552");
      client.to("anna@customer.example", "support@northwind.example");
      assertThat(client.content("x".repeat(78).concat("\r\n").repeat(30_000))).startsWith("552");
      client.to("anna@customer.example", "support@northwind.example");
      assertThat(client.content("Subject: small\r\n\r\nx\r\n")).startsWith("250");
    }
    assertThat(received).hasSize(1);
  }

  @Test
  void eachResultHasItsAnswer() throws IOException {
    var answers =
        Map.<String, Function<Received, Taken>>of(
            "250", _ -> new Taken.Known("mail 7"),
            "451", _ -> new Taken.Later("the database\r\nis away"),
            "552", _ -> new Taken.TooLarge(7),
            "550", _ -> new Taken.Refused("not here"));
    for (var each : answers.entrySet()) {
      answer = each.getValue();
      try (var client = new Client()) {
        client.say("HELO relay.example");
        client.to("anna@customer.example", "support@northwind.example");
        assertThat(client.content("Subject: x\r\n\r\nx\r\n")).startsWith(each.getKey());
      }
    }
    answer =
        _ -> {
          throw new IllegalStateException("disk full");
        };
    try (var client = new Client()) {
      client.say("HELO relay.example");
      client.to("anna@customer.example", "support@northwind.example");
      assertThat(client.content("Subject: x\r\n\r\nx\r\n"))
          .startsWith("451")
          .doesNotContain("disk");
    }
  }

  @Test
  @Tag("A-24")
  void onlyAWholeLineEndEndsAMail() throws IOException {
    // A server that takes a bare line feed for one can be made to see two mails where there is one.
    for (var smuggled : List.of("\n.\n", "\n.\r\n", "\r.\r", "\r\n.\n", "\r\n.\r")) {
      received.clear();
      try (var client = new Client()) {
        client.say("HELO relay.example");
        client.to("anna@customer.example", "support@northwind.example");
        client.content(
            "Subject: one\r\n\r\nx"
                + smuggled
                + "MAIL FROM:<ceo@northwind.example>\r\nRCPT TO:<support@northwind.example>\r\nDATA\r\nSubject: two\r\n\r\ny\r\n");
      }
      assertThat(received).as(smuggled.replace("\r", "CR").replace("\n", "LF")).hasSize(1);
    }
  }

  @Test
  void aSenderWhoGoesAwayLeavesNothing() throws IOException, InterruptedException {
    try (var client = new Client()) {
      client.say("HELO relay.example");
      client.to("anna@customer.example", "support@northwind.example");
      client.say("DATA");
      client.write("Subject: half\r\n\r\nand then");
    }
    Thread.sleep(300);
    assertThat(received).isEmpty();
  }

  @Test
  void manyMailsAtOnceAreEachTakenOnce() throws Exception {
    long start = System.nanoTime();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int c = 0; c < 20; c++) {
        int number = c;
        pool.submit(() -> {
          try (var client = new Client()) {
            client.say("HELO relay.example");
            for (int i = 0; i < 20; i++) {
              client.to("anna@customer.example", "support@northwind.example");
              assertThat(client.content("Subject: " + number + "." + i + "\r\n\r\nx\r\n"))
                  .startsWith("250");
            }
          }
          return null;
        });
      }
    }
    System.out.printf(
        "%.0f mails a second taken and fsynced%n", 400e9 / (System.nanoTime() - start));
    assertThat(received).hasSize(400);
    assertThat(contents.values()).doesNotHaveDuplicates();
  }

  private final class Client implements AutoCloseable {
    private final Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.port());
    private final BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));

    Client() throws IOException {
      socket.setSoTimeout(10_000);
      assertThat(in.readLine()).startsWith("220");
    }

    String say(String line) throws IOException {
      write(line + "\r\n");
      var answer = new StringBuilder();
      while (true) {
        var one = in.readLine();
        if (one == null) return "gone";
        answer.append(one);
        if (one.length() < 4 || one.charAt(3) != '-') return answer.toString();
      }
    }

    void write(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
    }

    void to(String from, String to) throws IOException {
      assertThat(say("MAIL FROM:<" + from + ">")).startsWith("250");
      assertThat(say("RCPT TO:<" + to + ">")).startsWith("250");
    }

    String content(String text) throws IOException {
      assertThat(say("DATA")).startsWith("354");
      write(text);
      return say(".");
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
