package org.answerable.doors.command;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A mail server that gives mail to the desk, word by word, so that a test knows what it heard and
 * what it did not.
 */
public final class Courier implements AutoCloseable {

  private final Socket socket;
  private final BufferedReader in;
  private final OutputStream out;

  public Courier(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(120_000);
    in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    out = socket.getOutputStream();
    heard();
    say("EHLO courier.example");
  }

  /**
   * Gives one mail.
   *
   * @param mail its lines end in CR LF
   * @return what the desk said to the last thing it was told: beginning with 250, it is the desk's
   * @throws IOException when nothing was heard: the desk may have it or not
   */
  public String give(String from, List<String> to, byte[] mail) throws IOException {
    var said = say("MAIL FROM:<" + from + ">");
    if (!said.startsWith("250")) {
      return said;
    }
    for (var one : to) {
      said = say("RCPT TO:<" + one + ">");
      if (!said.startsWith("250")) {
        say("RSET");
        return said;
      }
    }
    said = say("DATA");
    if (!said.startsWith("354")) {
      return said;
    }
    out.write(stuffed(mail));
    out.write("\r\n.\r\n".getBytes(StandardCharsets.US_ASCII));
    out.flush();
    return heard();
  }

  public String give(String from, String to, String mail) throws IOException {
    return give(from, List.of(to), mail.getBytes(StandardCharsets.UTF_8));
  }

  /** A dot at the beginning of a line stands doubled. */
  private static byte[] stuffed(byte[] mail) {
    var text = new String(mail, StandardCharsets.ISO_8859_1);
    return text.replace("\r\n.", "\r\n..").getBytes(StandardCharsets.ISO_8859_1);
  }

  private String say(String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
    return heard();
  }

  private String heard() throws IOException {
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      if (line.length() < 4 || line.charAt(3) == ' ') {
        return line;
      }
    }
    throw new EOFException("The desk hung up");
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
