package org.answerable.doors.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.answerable.doors.mail.Letter.Automatic;
import org.answerable.doors.mail.SmtpOut.Result;
import org.answerable.doors.mail.SmtpOut.Security;
import org.answerable.doors.mail.SmtpOut.Server;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Letters on their way over TLS, to servers with certificates that this test made. */
class SecretMailTest {

  private static final String PASSWORD = "of the test";

  @TempDir static Path folder;

  private static KeyStore localhost;
  private static KeyStore stranger;

  private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();

  @BeforeAll
  static void twoCertificates() throws Exception {
    localhost = certificate("localhost", "san=dns:localhost,ip:127.0.0.1");
    stranger = certificate("stranger", "san=dns:stranger.example");
  }

  private static KeyStore certificate(String name, String extension) throws Exception {
    var file = folder.resolve(name + ".p12");
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var made =
        new ProcessBuilder(
                List.of(
                    keytool,
                    "-genkeypair",
                    "-alias",
                    "it",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=" + name,
                    "-ext",
                    extension,
                    "-validity",
                    "2",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    file.toString(),
                    "-storepass",
                    PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile())
            .start()
            .waitFor();
    assertThat(made).as(Files.readString(folder.resolve(name + ".log"))).isZero();
    var store = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  /** Proves itself with its own certificate; believes that of {@code other}. */
  private static SSLContext tls(KeyStore own, KeyStore other) throws Exception {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, PASSWORD.toCharArray());
    var believed = KeyStore.getInstance("PKCS12");
    believed.load(null, null);
    Certificate certificate = other.getCertificate("it");
    believed.setCertificateEntry("other", certificate);
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(believed);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  /** Our own listener takes the part of the other server: it offers STARTTLS when it has a key. */
  private SmtpIn listening(KeyStore with) throws Exception {
    var in =
        new SmtpIn(
            new SmtpIn.Options(
                InetAddress.getLoopbackAddress(), 0, "mx", 1_000_000, tls(with, with)),
            Files.createDirectories(folder.resolve("smtp")),
            _ -> true,
            mail -> {
              try {
                arrived.add(Files.readString(mail.raw()));
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
              return new Incoming.Taken.Stored("x");
            });
    in.start();
    return in;
  }

  @Test
  void aLetterGoesOutByStartTlsToAServerWhoseCertificateIsBelieved() throws Exception {
    try (var server = listening(localhost)) {
      var result = send(server.port(), Security.STARTTLS, tls(localhost, localhost));
      assertThat(result).isEqualTo(new Result.Accepted(List.of()));
      assertThat(arrived.poll(10, TimeUnit.SECONDS)).contains("It left.");
    }
  }

  @Test
  void startTlsWithACertificateNobodyVouchesForSendsNothing() throws Exception {
    try (var server = listening(stranger)) {
      assertThat(send(server.port(), Security.STARTTLS, tls(localhost, localhost)))
          .isInstanceOf(Result.Deferred.class);
      assertThat(send(server.port(), Security.STARTTLS, tls(localhost, stranger)))
          .as("believed, but for another name")
          .isInstanceOf(Result.Deferred.class);
      assertThat(arrived).isEmpty();
    }
  }

  @Test
  void aLetterGoesOutOverTlsFromTheFirstByte() throws Exception {
    var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.setUser("desk@northwind.example", "desk", "secret");
    mail.start();
    try (var secret = secretly(mail.getSmtp().getPort(), localhost);
        var other = secretly(mail.getSmtp().getPort(), stranger)) {
      assertThat(send(secret.getLocalPort(), Security.TLS, tls(localhost, localhost)))
          .isEqualTo(new Result.Accepted(List.of()));
      assertThat(mail.waitForIncomingEmail(5_000, 1)).isTrue();
      assertThat(send(other.getLocalPort(), Security.TLS, tls(localhost, stranger)))
          .as("believed, but for another name")
          .isInstanceOf(Result.Deferred.class);
      assertThat(mail.getReceivedMessages()).hasSize(1);
    } finally {
      mail.stop();
    }
  }

  /** Speaks TLS outside and passes everything on to a server on this machine that does not. */
  private static SSLServerSocket secretly(int plain, KeyStore with) throws Exception {
    var server =
        (SSLServerSocket)
            tls(with, with)
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(() -> passOn(server, plain));
    return server;
  }

  private static void passOn(SSLServerSocket server, int plain) {
    while (!server.isClosed()) {
      try {
        var outside = server.accept();
        var inside = new Socket(InetAddress.getLoopbackAddress(), plain);
        Thread.ofVirtual().start(() -> copy(outside, inside));
        Thread.ofVirtual().start(() -> copy(inside, outside));
      } catch (IOException e) {
        return; // the test is over
      }
    }
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // One of them hung up, or does not believe the other; the sender tells of it.
    }
  }

  private static Result send(int port, Security security, SSLContext tls) {
    var s = Duration.ofSeconds(10);
    boolean signsIn = security == Security.TLS;
    var server =
        new Server(
            "localhost",
            port,
            security,
            signsIn ? "desk" : null,
            signsIn ? "secret" : null,
            "localhost",
            s,
            s,
            s,
            s);
    return new SmtpOut(server, tls).send(letter(), () -> {});
  }

  private static Letter letter() {
    var from = box("Northwind", "support@northwind.example");
    return new Letter(
        "abc.1@northwind.example",
        Instant.parse("2026-03-02T09:00:00Z"),
        from,
        from,
        null,
        List.of(box(null, "anna@customer.example")),
        List.of(),
        "Your lamp",
        null,
        List.of(),
        "It left.",
        null,
        Automatic.NO,
        Locale.ENGLISH,
        List.of());
  }

  private static Mailbox box(@Nullable String name, String address) {
    return Objects.requireNonNull(Mailbox.of(name, address));
  }
}
