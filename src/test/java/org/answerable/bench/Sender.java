package org.answerable.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A mail server that hands in mail after mail over one connection. */
final class Sender implements AutoCloseable {

  private final Socket socket;
  private final BufferedReader in;
  private final OutputStream out;

  Sender(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(60_000);
    in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    out = socket.getOutputStream();
    expect("220");
    say("EHLO sender.example\r\n", "250");
  }

  /** A plain mail of somebody who never wrote before. */
  void send(String to) throws IOException {
    var id = UUID.randomUUID();
    var from = "writer." + id + "@example.org";
    say("MAIL FROM:<" + from + ">\r\n", "250");
    say("RCPT TO:<" + to + ">\r\n", "250");
    say("DATA\r\n", "354");
    var mail =
        """
        From: Tove Lindqvist <%s>
        To: %s
        Subject: A wardrobe in three deliveries
        Date: Fri, 2 Oct 2026 10:00:00 +0200
        Message-ID: <%s@example.org>
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8

        %s
        .
        """
            .formatted(from, to, id, Loader.TEXT);
    say(mail.replace("\n", "\r\n"), "250");
  }

  private void say(String text, String expected) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    expect(expected);
  }

  private void expect(String code) throws IOException {
    for (var line = in.readLine(); ; line = in.readLine()) {
      if (line == null || !line.startsWith(code)) {
        throw new IOException("The desk did not say " + code + " but: " + line);
      }
      if (line.length() < 4 || line.charAt(3) != '-') {
        return;
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
