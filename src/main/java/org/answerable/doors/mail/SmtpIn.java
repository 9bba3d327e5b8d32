package org.answerable.doors.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.answerable.doors.mail.Incoming.Door;
import org.answerable.doors.mail.Incoming.Received;
import org.answerable.doors.mail.Incoming.Taken;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.Session;

/**
 * Takes mail by SMTP for addresses that are ours, and for no others. A mail is written to the disk
 * and handed in; "250" is said only when it is stored for good.
 */
final class SmtpIn implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SmtpIn.class);
  private static final int RECIPIENTS_MAX = 100;
  private static final int CONNECTIONS_MAX = 200;

  /**
   * @param address to listen on; loopback unless the operator says otherwise
   * @param port 0 for any free one
   * @param hostName by which it greets
   * @param sizeMax bytes of one mail
   * @param tls for STARTTLS; null not to offer it
   */
  record Options(
      InetAddress address, int port, String hostName, int sizeMax, @Nullable SSLContext tls) {}

  private final Options options;
  private final Path folder;
  private final Predicate<String> ours;
  private final Incoming incoming;
  private final SMTPServer server;

  /**
   * @param folder for mails that are on their way in; they are no longer here when they are stored
   * @param ours whether mail for this address is taken; asked at each recipient
   */
  SmtpIn(Options options, Path folder, Predicate<String> ours, Incoming incoming)
      throws IOException {
    this.options = options;
    this.folder = Files.createDirectories(folder);
    this.ours = ours;
    this.incoming = incoming;
    var builder =
        SMTPServer.port(options.port())
            .bindAddress(options.address())
            .hostName(options.hostName())
            .softwareName("Answerable")
            .insertReceivedHeaders(false)
            .maxRecipients(RECIPIENTS_MAX)
            .maxMessageSize(options.sizeMax())
            .maxConnections(CONNECTIONS_MAX)
            .connectionTimeout(5, TimeUnit.MINUTES)
            .executorService(Executors.newVirtualThreadPerTaskExecutor())
            .messageHandlerFactory(Handler::new);
    if (options.tls() != null) builder.enableTLS().startTlsSocketFactory(options.tls());
    server = builder.build();
  }

  void start() {
    clearLeftovers();
    server.start();
    log.info("Mail is taken by SMTP on {} port {}", options.address().getHostAddress(), port());
  }

  /** The port it listens on. */
  int port() {
    return server.getPortAllocated();
  }

  @Override
  public void close() {
    server.stop();
  }

  // A file here was never answered with "250": its sender still has the mail.
  private void clearLeftovers() {
    try (var files = Files.list(folder)) {
      for (var file : files.filter(f -> f.toString().endsWith(".part")).toList())
        Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The folder for mail on its way in cannot be cleared: " + folder, e);
    }
  }

  private final class Handler implements MessageHandler {
    private final MessageContext context;
    private final List<String> recipients = new ArrayList<>();
    private String from = "";

    Handler(MessageContext context) {
      this.context = context;
    }

    @Override
    public void from(String address) {
      from = address == null ? "" : address;
      recipients.clear();
    }

    @Override
    public void recipient(String address) throws RejectException {
      boolean taken;
      try {
        taken = ours.test(address);
      } catch (RuntimeException e) {
        log.warn("Whether mail is taken for a recipient could not be found out", e);
        throw new RejectException(451, "4.3.0 Try again later");
      }
      if (!taken) throw new RejectException(550, "5.1.1 No such address here");
      recipients.add(address);
    }

    @Override
    public String data(InputStream in) throws RejectException, IOException {
      var key = "smtp-" + UUID.randomUUID();
      var file = folder.resolve(key + ".part");
      try {
        var faulty = save(in, file);
        if (faulty != null) throw faulty;
        return answered(
            hand(
                new Received(
                    file,
                    key,
                    Door.SMTP,
                    from,
                    List.copyOf(recipients),
                    remote(),
                    context.getHelo().orElse(null))));
      } catch (RejectException e) {
        // The library leaves the transaction open, and then refuses the sender's next mail.
        if (context instanceof Session session) session.resetMailTransaction();
        throw e;
      } finally {
        Files.deleteIfExists(file);
      }
    }

    // Reads to the end in any case: what is left unread would be taken for commands.
    private @Nullable RejectException save(InputStream in, Path file) throws IOException {
      var buffer = new byte[64 * 1024];
      RejectException faulty = null;
      long size = 0;
      FileChannel channel = null;
      try {
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          size += read;
          if (faulty == null && size > options.sizeMax()) {
            faulty = new RejectException(552, "5.3.4 Larger than " + options.sizeMax() + " bytes");
          }
          // Somebody who goes on for ever is no longer listened to.
          if (size > 4L * options.sizeMax())
            throw new IOException("A mail without end from " + remote());
          if (faulty != null) continue;
          try {
            if (channel == null)
              channel =
                  FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            var bytes = ByteBuffer.wrap(buffer, 0, read);
            while (bytes.hasRemaining()) channel.write(bytes);
          } catch (IOException e) {
            log.error("A mail could not be written to {}", file, e);
            faulty = noRoom();
          }
        }
        if (faulty == null) faulty = sync(channel, file);
      } finally {
        if (channel != null) channel.close();
      }
      return faulty;
    }

    private @Nullable RejectException sync(@Nullable FileChannel channel, Path file) {
      try {
        if (channel == null) Files.createFile(file);
        else channel.force(true);
        return null;
      } catch (IOException e) {
        log.error("A mail could not be written to {}", file, e);
        return noRoom();
      }
    }

    // RFC 5321, 4.5.3.1.9: the disk is full, which passes; the sender keeps the mail and comes
    // again.
    private static RejectException noRoom() {
      return new RejectException(452, "4.3.1 There is no room to store it, try again later");
    }

    private Taken hand(Received mail) {
      try {
        return incoming.take(mail);
      } catch (RuntimeException e) {
        log.error("A mail could not be stored; its sender keeps it and comes again", e);
        return new Taken.Later("It could not be stored");
      }
    }

    private String answered(Taken taken) throws RejectException {
      return switch (taken) {
        case Taken.Stored(var reference) -> "2.0.0 Stored as " + reference;
        case Taken.Known(var reference) -> "2.0.0 Stored before as " + reference;
        case Taken.Later(var why) ->
            throw new RejectException(451, "4.3.0 " + Mailbox.oneLine(why));
        case Taken.NoRoom() -> throw noRoom();
        case Taken.TooLarge(var max) ->
            throw new RejectException(552, "5.3.4 Larger than " + max + " bytes");
        case Taken.Refused(var why) ->
            throw new RejectException(550, "5.7.1 " + Mailbox.oneLine(why));
      };
    }

    private @Nullable String remote() {
      return context.getRemoteAddress() instanceof InetSocketAddress address
              && address.getAddress() != null
          ? address.getAddress().getHostAddress()
          : null;
    }

    @Override
    public void done() {
      recipients.clear();
    }
  }
}
