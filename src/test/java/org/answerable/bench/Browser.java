package org.answerable.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * Somebody at the desk: one kept connection, a session, and the token of its forms. Made by hand,
 * because on a machine of two cores a full client would take a good part of what it measures.
 */
final class Browser implements AutoCloseable {

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private static final Duration IDLE_MAX = Duration.ofSeconds(5);

  private final URI site;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private Socket socket;
  private InputStream in;
  private String token = "";
  private long used = System.nanoTime();

  Browser(URI site) throws IOException {
    this.site = site;
    this.socket = connected(site);
    this.in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
  }

  private static Socket connected(URI site) throws IOException {
    var socket = new Socket(site.getHost(), site.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(60_000);
    return socket;
  }

  /** What came back. */
  record Answer(int status, String location, byte[] body) {

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  Browser signedIn(String address, String password) throws IOException {
    get("/sign-in");
    var answer = post("/sign-in", Map.of("address", address, "password", password));
    if (answer.status() != 303 || !get("/today").text().contains("/sign-out")) {
      throw new IllegalStateException(address + " cannot sign in: " + answer.status());
    }
    return this;
  }

  /** Asks for a page, and keeps the token of its forms for the next {@link #post}. */
  Answer get(String path) throws IOException {
    var answer = look(path);
    var found = TOKEN.matcher(answer.text());
    if (found.find()) {
      token = found.group(1);
    }
    return answer;
  }

  /** Asks for a page and looks at nothing on it. */
  Answer look(String path) throws IOException {
    return send("GET " + path + " HTTP/1.1\r\n", "");
  }

  Answer post(String path, Map<String, String> fields) throws IOException {
    var form = new StringJoiner("&");
    form.add("_csrf=" + encoded(token));
    fields.forEach((name, value) -> form.add(name + "=" + encoded(value)));
    return send(
        "POST " + path + " HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n",
        form.toString());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Answer send(String head, String body) throws IOException {
    var request = new StringBuilder(512 + body.length()).append(head);
    request.append("Host: ").append(site.getAuthority()).append("\r\n");
    if (!cookies.isEmpty()) {
      var all = new StringJoiner("; ");
      cookies.forEach((name, value) -> all.add(name + "=" + value));
      request.append("Cookie: ").append(all).append("\r\n");
    }
    if (!body.isEmpty()) {
      request.append("Content-Length: ").append(body.length()).append("\r\n");
    }
    request.append("\r\n").append(body);
    if (System.nanoTime() - used > IDLE_MAX.toNanos()) {
      renew(); // a server lets go of a connection that nothing came over for long
    }
    socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.US_ASCII));
    return answer();
  }

  private Answer answer() throws IOException {
    var status = line();
    int code = Integer.parseInt(status.substring(9, 12));
    int length = 0;
    boolean chunked = false;
    boolean last = false;
    String location = "";
    for (var line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      var value = line.substring(colon + 1).strip();
      switch (line.substring(0, colon).toLowerCase(java.util.Locale.ROOT)) {
        case "content-length" -> length = Integer.parseInt(value);
        case "transfer-encoding" -> chunked = value.equalsIgnoreCase("chunked");
        case "location" -> location = value;
        case "connection" -> last = value.equalsIgnoreCase("close");
        case "set-cookie" -> keep(value.split(";", 2)[0]);
        default -> {}
      }
    }
    var answer = new Answer(code, location, chunked ? chunks() : in.readNBytes(length));
    if (last) { // after many requests a server wants to see a browser anew
      renew();
    }
    used = System.nanoTime();
    return answer;
  }

  private void renew() throws IOException {
    socket.close();
    socket = connected(site);
    in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
  }

  private void keep(String cookie) {
    int is = cookie.indexOf('=');
    cookies.put(cookie.substring(0, is), cookie.substring(is + 1));
  }

  private byte[] chunks() throws IOException {
    var all = new java.io.ByteArrayOutputStream();
    for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
      all.write(in.readNBytes(size));
      line();
    }
    line();
    return all.toByteArray();
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("The connection ended in the middle of an answer");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
