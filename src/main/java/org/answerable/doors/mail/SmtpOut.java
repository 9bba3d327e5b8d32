package org.answerable.doors.mail;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands one letter to the mail server that sends for us, and says exactly what is known afterwards.
 * It never tries twice: when to try again, and whether, is for the post office.
 */
final class SmtpOut {

  /** How the way to the server is kept secret. */
  enum Security {
    NONE,
    /** Begins in the open and must change over before anything is said. */
    STARTTLS,
    TLS
  }

  /**
   * @param user null to send without signing in
   * @param greeting the name by which we call ourselves
   * @param answer longest wait for an answer, but for that to the final dot
   * @param dot longest wait for the answer to the final dot; RFC 5321 asks for ten minutes
   * @param whole longest time for one letter altogether
   */
  record Server(
      String host,
      int port,
      Security security,
      @Nullable String user,
      @Nullable String password,
      String greeting,
      Duration connect,
      Duration answer,
      Duration dot,
      Duration whole) {

    static Server plain(String host, int port) {
      return new Server(
          host,
          port,
          Security.NONE,
          null,
          null,
          "localhost",
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30));
    }

    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /** What is known after one try. */
  sealed interface Result {
    /** The server has it, for everybody but those refused. */
    record Accepted(List<Refused> refused) implements Result {}

    /** Nobody has it; a later try may help. */
    record Deferred(String why, List<Refused> refused) implements Result {}

    /** Nobody has it, and trying again will not help. */
    record Failed(String why, List<Refused> refused) implements Result {}

    /** The final dot went out and no answer came: the server may have it or not (F-06). */
    record Uncertain(String why) implements Result {}
  }

  /**
   * @param temporary whether a later try may help
   */
  record Refused(String address, int code, String why, boolean temporary) {}

  private static final Logger log = LoggerFactory.getLogger(SmtpOut.class);

  private final Server server;
  private final SSLContext tls;

  /** Made once: for each one the library looks through the class path for its providers. */
  private final Session session;

  SmtpOut(Server server, SSLContext tls) {
    this.server = server;
    this.tls = tls;
    this.session = session();
  }

  /**
   * @param beforeData called when all is agreed and the content is about to go; what it throws ends
   *     the try with nothing sent
   */
  Result send(Letter letter, Runnable beforeData) {
    Line line = null;
    try (var wire = open()) {
      var watch = watch(wire);
      try {
        line = new Line(session, server, beforeData);
        line.connect(wire);
        line.over(wire);
        line.sendMessage(letter.message(), addresses(letter));
        return new Result.Accepted(List.of());
      } finally {
        watch.interrupt();
        quit(line);
      }
    } catch (MessagingException e) {
      return after(e, line);
    } catch (IOException e) {
      return new Result.Deferred(
          "Mail server " + server + " cannot be reached: " + e.getMessage(), List.of());
    }
  }

  private Socket open() throws IOException {
    var socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(server.host(), server.port()), millis(server.connect()));
      socket.setSoTimeout(millis(server.answer()));
      socket.setKeepAlive(true);
      if (server.security() != Security.TLS) return socket;
      var secret =
          (SSLSocket)
              tls.getSocketFactory().createSocket(socket, server.host(), server.port(), true);
      var parameters = secret.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secret.setSSLParameters(parameters);
      secret.startHandshake();
      return secret;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  // A server that stops reading blocks a write for ever; only closing the socket ends that.
  private Thread watch(Socket wire) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            Thread.sleep(server.whole());
            wire.close();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the letter is done
          } catch (IOException e) {
            throw new IllegalStateException("The way to " + server + " does not close", e);
          }
        });
  }

  private Session session() {
    var p = new Properties();
    p.setProperty("mail.smtp.host", server.host());
    p.setProperty("mail.smtp.localhost", server.greeting());
    p.setProperty("mail.smtp.auth", String.valueOf(server.user() != null));
    p.setProperty("mail.smtp.sendpartial", "true");
    p.setProperty("mail.smtp.quitwait", "false");
    boolean change = server.security() == Security.STARTTLS;
    p.setProperty("mail.smtp.starttls.enable", String.valueOf(change));
    p.setProperty("mail.smtp.starttls.required", String.valueOf(change));
    p.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    p.put("mail.smtp.ssl.socketFactory", tls.getSocketFactory());
    return Session.getInstance(p);
  }

  private static Address[] addresses(Letter letter) {
    return letter.recipients().stream().map(Mailbox::internet).toArray(Address[]::new);
  }

  private Result after(MessagingException e, @Nullable Line line) {
    var phase = line == null ? Phase.BEFORE : line.phase;
    var refused = refused(e);
    if (phase == Phase.ACCEPTED) return new Result.Accepted(refused);
    int code = codeOf(e, line);
    var why = server + " said: " + said(e, line);
    if (phase == Phase.DOT && code < 400) {
      return new Result.Uncertain(
          server + " did not answer after it was given the whole letter: " + e.getMessage());
    }
    boolean allForGood = !refused.isEmpty() && refused.stream().noneMatch(Refused::temporary);
    boolean someLater = refused.stream().anyMatch(Refused::temporary);
    if (code >= 500 && !someLater || allForGood && code < 400)
      return new Result.Failed(why, refused);
    return new Result.Deferred(why, refused);
  }

  private static List<Refused> refused(MessagingException e) {
    var all = new ArrayList<Refused>();
    for (Exception next = e; next instanceof MessagingException m; next = m.getNextException()) {
      if (m instanceof SMTPAddressFailedException f) {
        int code = f.getReturnCode();
        all.add(
            new Refused(f.getAddress().getAddress(), code, oneLine(f.getMessage()), code < 500));
      }
    }
    return List.copyOf(all);
  }

  // Not from a refusal to sign in: a password can be put right, and the letters wait.
  private static int codeOf(MessagingException e, @Nullable Line line) {
    for (Exception next = e; next instanceof MessagingException m; next = m.getNextException()) {
      if (m instanceof SMTPSendFailedException failed) return failed.getReturnCode();
    }
    for (Exception next = e; next instanceof MessagingException m; next = m.getNextException()) {
      if (m instanceof SMTPAddressFailedException failed) return failed.getReturnCode();
    }
    return line != null && line.phase != Phase.BEFORE ? -1 : 0;
  }

  private static String said(MessagingException e, @Nullable Line line) {
    var answer = line == null ? null : line.getLastServerResponse();
    boolean useful =
        answer != null && answer.length() > 3 && !answer.startsWith("2") && !answer.startsWith("3");
    return oneLine(useful ? answer : e.getMessage());
  }

  private static String oneLine(@Nullable String text) {
    var line = Mailbox.oneLine(text == null ? "" : text);
    return line.length() <= 500 ? line : Mailbox.oneLine(line.substring(0, 500)) + "…";
  }

  private static void quit(@Nullable Line line) {
    if (line == null || !line.isOpen()) return;
    try {
      line.close();
    } catch (MessagingException e) {
      // What was said is said; the server misses only our good-bye.
      log.debug("{} did not take our good-bye", line.server, e);
    }
  }

  private static int millis(Duration duration) {
    return (int) Math.min(Integer.MAX_VALUE, duration.toMillis());
  }

  private enum Phase {
    BEFORE,
    DATA,
    DOT,
    ACCEPTED
  }

  /** The library's transport, which tells where it is. */
  private static final class Line extends SMTPTransport {
    private final Server server;
    private final Runnable beforeData;
    private Phase phase = Phase.BEFORE;
    private @Nullable Socket wire;

    Line(Session session, Server server, Runnable beforeData) {
      super(
          session,
          new URLName(
              "smtp", server.host(), server.port(), null, server.user(), server.password()));
      this.server = server;
      this.beforeData = beforeData;
    }

    void over(Socket socket) {
      wire = socket;
    }

    boolean isOpen() {
      // Asking the server, as isConnected does, would be one more command on a broken way.
      return wire != null && !wire.isClosed();
    }

    @Override
    protected OutputStream data() throws MessagingException {
      try {
        beforeData.run();
      } catch (RuntimeException e) {
        throw new MessagingException("Stopped before anything was sent: " + e.getMessage(), e);
      }
      phase = Phase.DATA;
      return super.data();
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
      phase = Phase.DOT;
      patience(server.dot());
      super.finishData();
      patience(server.answer());
      phase = Phase.ACCEPTED;
    }

    // A server may check a whole letter before it answers; giving up early makes doubles.
    private void patience(Duration longest) throws SocketException {
      if (wire != null) wire.setSoTimeout(millis(longest));
    }
  }
}
