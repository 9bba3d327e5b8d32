package org.answerable.doors.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.springframework.context.SmartLifecycle;

/**
 * The two ports of a desk, taken before anything slow is started: a port in use is said at once,
 * and one that was chosen is still free when the doors open some seconds later. They are held by
 * sockets that listen to nobody and are let go in the moment before the doors open.
 */
final class Ports implements SmartLifecycle, AutoCloseable {

  private final Socket pages;
  private final Socket mail;
  private final Configuration settled;

  private Ports(Socket pages, Socket mail, Configuration wished) {
    this.pages = pages;
    this.mail = mail;
    settled =
        wished.on(
            new Configuration.Listener(wished.web().listener().bind(), pages.getLocalPort()),
            new Configuration.Listener(wished.smtp().bind(), mail.getLocalPort()));
  }

  /**
   * Takes both, and chooses where a 0 stands.
   *
   * @throws CommandFault when something else listens there
   */
  static Ports take(Configuration wished) {
    var pages = held(wished.web().listener(), Setting.PORT);
    try {
      return new Ports(pages, held(wished.smtp(), Setting.SMTP_PORT), wished);
    } catch (CommandFault e) {
      letGo(pages);
      throw e;
    }
  }

  /** As wished, with the ports that were taken. */
  Configuration settled() {
    return settled;
  }

  private static Socket held(Configuration.Listener listener, Setting setting) {
    var socket = new Socket();
    try {
      // As the server itself will; one that is chosen nobody else may have at all.
      socket.setReuseAddress(listener.port() != 0);
      socket.bind(new InetSocketAddress(listener.bind(), listener.port()));
      return socket;
    } catch (IOException e) {
      letGo(socket);
      throw inUse(listener, setting, e);
    }
  }

  private static void letGo(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException("A port that was held cannot be let go: " + socket, e);
    }
  }

  static CommandFault inUse(Configuration.Listener listener, Setting setting, Exception e) {
    var port = listener.port();
    var reason =
        port > 0 && port < 1024 && String.valueOf(e.getMessage()).contains("denied")
            ? " may not be opened by this user: ports below 1024 are the system's. Give another one"
            : " cannot be opened on "
                + listener.bind().getHostAddress()
                + ": something else listens there, or the address is not this machine's. Stop it, or"
                + " give another port";
    return new CommandFault(
        ExitCode.UNAVAILABLE,
        "Port " + port + reason + " with " + setting.option() + " (0 picks a free one).",
        e);
  }

  /** The doors are about to open. */
  @Override
  public void start() {
    close();
  }

  @Override
  public void close() {
    letGo(pages);
    letGo(mail);
  }

  @Override
  public void stop() {
    // Let go long ago; the servers close what they opened.
  }

  @Override
  public boolean isRunning() {
    return pages.isClosed();
  }

  @Override
  public int getPhase() {
    return Doors.OPEN - 1;
  }
}
