package org.answerable.doors.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A mail server that misbehaves as told: it answers a line of the client, or drops the line. */
final class Misbehaving implements AutoCloseable {

  /** Instead of an answer: the connection is cut. */
  static final String DROP = "drop";

  /** Instead of an answer: nothing, for ever. */
  static final String STALL = "stall";

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Function<String, @Nullable String> answers;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();

  /**
   * @param answers to a command, to {@code GREETING} and to {@code .}; null for the usual one
   */
  Misbehaving(Function<String, @Nullable String> answers) throws IOException {
    this.answers = answers;
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return server.getLocalPort();
  }

  List<String> heard() {
    return heard;
  }

  List<String> bodies() {
    return bodies;
  }

  private void serve() {
    while (!server.isClosed()) {
      try (var client = server.accept()) {
        talk(client);
      } catch (IOException e) {
        if (!server.isClosed()) heard.add("the connection ended: " + e.getMessage());
      }
    }
  }

  private void talk(Socket client) throws IOException {
    var in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
    if (!say(client, answer("GREETING", "220 misbehaving"))) return;
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      heard.add(line);
      var usual =
          switch (line.split(" ")[0]) {
            case "EHLO" -> "250-misbehaving\r\n250 SIZE 100000000";
            case "DATA" -> "354 go on";
            case "QUIT" -> "221 bye";
            default -> "250 ok";
          };
      var answer = answer(line, usual);
      if (!say(client, answer)) return;
      if (line.equals("DATA") && answer.startsWith("354")) {
        var body = new ArrayList<String>();
        for (var text = in.readLine(); text != null && !text.equals("."); text = in.readLine())
          body.add(text);
        bodies.add(String.join("\n", body));
        if (!say(client, answer(".", "250 taken"))) return;
      }
      if (line.equals("QUIT")) return;
    }
  }

  private String answer(String line, String usual) {
    var told = answers.apply(line);
    return told == null ? usual : told;
  }

  private static boolean say(Socket client, String answer) throws IOException {
    if (answer.equals(DROP)) return false;
    if (answer.equals(STALL)) {
      try {
        Thread.sleep(60_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return false;
    }
    client.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    client.getOutputStream().flush();
    return true;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
