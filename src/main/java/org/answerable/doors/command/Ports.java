package org.answerable.doors.command;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks at ports before anything slow is started, so that a port in use is said at once. */
final class Ports {

  private Ports() {}

  /**
   * The listener with its port checked, or chosen where it was 0.
   *
   * @throws CommandFault when something else listens there
   */
  static Configuration.Listener settled(Configuration.Listener listener, Setting setting) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true); // as the server itself will
      socket.bind(new InetSocketAddress(listener.bind(), listener.port()));
      return new Configuration.Listener(listener.bind(), socket.getLocalPort());
    } catch (IOException e) {
      throw inUse(listener, setting, e);
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
}
