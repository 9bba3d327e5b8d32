package org.answerable.pages;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.server.SMTPServer;

/**
 * The mail server of the customers: takes letters by SMTP, also those with a null sender, and sends
 * what customers write.
 */
final class TheirServer implements AutoCloseable {

  private final List<MimeMessage> letters = new CopyOnWriteArrayList<>();
  private final SMTPServer server;

  TheirServer() {
    server =
        SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .insertReceivedHeaders(false)
            .messageHandlerFactory(_ -> new Taking())
            .build();
    server.start();
  }

  int port() {
    return server.getPortAllocated();
  }

  /** The n-th letter that came, the first being 1, as soon as it is there. */
  MimeMessage letter(int n) {
    Waiting.until("letter " + n + " arrives", () -> letters.size() >= n);
    return letters.get(n - 1);
  }

  int count() {
    return letters.size();
  }

  /** What a person reads of it. */
  static String text(Part part) throws MessagingException, IOException {
    return part.getContent() instanceof Multipart several
        ? text(several.getBodyPart(0))
        : part.getContent().toString();
  }

  /** Sends a mail to the desk, as a customer's own mail program would. */
  static void send(int port, String name, String from, String to, String subject, String body) {
    send(port, name, from, to, subject, "X-Mailer: her own", body);
  }

  /** The same, with one more line in its header. */
  static void send(
      int port, String name, String from, String to, String subject, String header, String body) {
    var raw =
        "From: %s <%s>\r\nTo: %s\r\nSubject: %s\r\nMessage-ID: <%s@customer.example>\r\n%s\r\n\r\n%s\r\n"
            .formatted(name, from, to, subject, UUID.randomUUID(), header, body);
    var properties = new Properties();
    properties.put("mail.smtp.from", from);
    var session = Session.getInstance(properties);
    try (var transport = session.getTransport("smtp")) {
      transport.connect("127.0.0.1", port, null, null);
      transport.sendMessage(
          new MimeMessage(session, new ByteArrayInputStream(raw.getBytes(StandardCharsets.UTF_8))),
          InternetAddress.parse(to));
    } catch (MessagingException e) {
      throw new IllegalStateException("The desk did not take a mail to " + to, e);
    }
  }

  @Override
  public void close() {
    server.stop();
  }

  private final class Taking implements MessageHandler {
    @Override
    public void from(String address) {}

    @Override
    public void recipient(String address) {}

    @Override
    public String data(InputStream in) throws IOException {
      try {
        letters.add(new MimeMessage(null, in));
      } catch (MessagingException e) {
        throw new IOException(e);
      }
      return "OK";
    }

    @Override
    public void done() {}
  }
}
