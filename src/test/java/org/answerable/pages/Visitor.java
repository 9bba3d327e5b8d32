package org.answerable.pages;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** Somebody with a browser without JavaScript: asks for pages, fills forms, keeps cookies. */
public final class Visitor {

  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final String url;
  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  public Visitor(String url) {
    this.url = url;
  }

  public Visitor signedIn(String address, String password) {
    get("/sign-in");
    post("/sign-in", "/sign-in", Map.of("address", address, "password", password));
    return this;
  }

  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(URI.create(url + path)).GET());
  }

  /** As a page asks for something that nobody pressed. */
  HttpResponse<String> getByItself(String path) {
    return send(HttpRequest.newBuilder(URI.create(url + path)).header("X-By-Itself", "1").GET());
  }

  /** A file, byte for byte. */
  public HttpResponse<byte[]> file(String path) {
    try {
      return client.send(
          HttpRequest.newBuilder(URI.create(url + path)).GET().build(),
          HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Opens the page the form stands on, then sends it with the fields and the page's token. */
  public HttpResponse<String> post(String page, String action, Map<String, String> fields) {
    return postWith(token(page), action, fields);
  }

  /** What a page's forms say to show that they are its own; empty where it has none. */
  String token(String page) {
    var token = CSRF.matcher(get(page).body());
    return token.find() ? token.group(1) : "";
  }

  /** Sends a form of a page that was opened before. */
  HttpResponse<String> postWith(String token, String action, Map<String, String> fields) {
    var body = form(fields);
    if (!token.isEmpty()) {
      body.add("_csrf=" + encoded(token));
    }
    return send(body, action);
  }

  /** As a script does that wants only a part of the page. */
  HttpResponse<String> postForPart(
      String page, String action, String part, Map<String, String> fields) {
    var token = token(page);
    var body = form(fields);
    if (!token.isEmpty()) {
      body.add("_csrf=" + encoded(token));
    }
    return send(
        HttpRequest.newBuilder(URI.create(url + action))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("X-Part", part)
            .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
  }

  /** A form with files; each is a name and what is in it. */
  HttpResponse<String> postFiles(
      String page, String action, Map<String, String> fields, Map<String, byte[]> files) {
    var all = new LinkedHashMap<>(fields);
    var token = token(page);
    if (!token.isEmpty()) {
      all.put("_csrf", token);
    }
    var body = new ByteArrayOutputStream();
    all.forEach((name, value) -> part(body, "name=\"" + name + "\"", "", bytes(value)));
    files.forEach((name, content) ->
        part(
            body,
            "name=\"files\"; filename=\"" + name + "\"",
            "Content-Type: text/html\r\n",
            content));
    body.writeBytes(bytes("--between--\r\n"));
    return send(
        HttpRequest.newBuilder(URI.create(url + action))
            .header("Content-Type", "multipart/form-data; boundary=between")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
  }

  private static void part(
      ByteArrayOutputStream body, String disposition, String more, byte[] content) {
    body.writeBytes(
        bytes("--between\r\nContent-Disposition: form-data; " + disposition + "\r\n" + more));
    body.writeBytes(bytes("\r\n"));
    body.writeBytes(content);
    body.writeBytes(bytes("\r\n"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  HttpResponse<String> postWithoutToken(String action, Map<String, String> fields) {
    return postWith("", action, fields);
  }

  private HttpResponse<String> send(StringJoiner body, String action) {
    return send(
        HttpRequest.newBuilder(URI.create(url + action))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static StringJoiner form(Map<String, String> fields) {
    var body = new StringJoiner("&");
    fields.forEach((name, value) -> body.add(name + "=" + encoded(value)));
    return body;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
