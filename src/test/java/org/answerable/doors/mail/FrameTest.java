package org.answerable.doors.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.answerable.pages.Chromium;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The cleaner and the frame, each without the other, in a real browser. */
class FrameTest {

  private static final int AT_ONCE = 40;

  private static final Map<String, String> PAGES = new ConcurrentHashMap<>();
  private static final Map<String, String> POLICIES = new ConcurrentHashMap<>();
  private static final List<String> ASKED = new CopyOnWriteArrayList<>();
  private static HttpServer server;
  private static @Nullable Chromium chromium;
  private static Browser browser;

  @BeforeAll
  static void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          var path = exchange.getRequestURI().getPath();
          ASKED.add(path);
          var page = PAGES.get(path);
          var policy = POLICIES.get(path);
          if (policy != null) exchange.getResponseHeaders().set("Content-Security-Policy", policy);
          exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
          var bytes = (page == null ? "" : page).getBytes(UTF_8);
          exchange.sendResponseHeaders(
              page == null ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
          try (var out = exchange.getResponseBody()) {
            out.write(bytes);
          }
        });
    server.start();
    chromium = Chromium.started();
    browser = chromium.browser();
  }

  @AfterAll
  static void close() {
    if (chromium != null) chromium.close();
    if (server != null) server.stop(0);
  }

  @Test
  @Tag("A-01")
  void withNeitherLayerScriptsDoRun() {
    // Without this the other tests could pass by never having looked.
    assertThat(ran(Vectors.all(), body -> body, false, null)).hasSizeGreaterThan(40);
  }

  @Test
  @Tag("A-01")
  void theCleanerAloneLetsNoScriptRun() {
    assertThat(ran(Vectors.all(), FrameTest::cleaned, false, null)).isEmpty();
  }

  @Test
  @Tag("A-01")
  void theSandboxAloneLetsNoScriptRun() {
    assertThat(ran(Vectors.all(), body -> body, true, null)).isEmpty();
  }

  @Test
  @Tag("A-01")
  void thePolicyAloneLetsNoScriptRun() {
    // As a header, without the part that would sandbox the page as well.
    var policy = CleanHtml.CONTENT_SECURITY_POLICY.replaceAll("; sandbox .*", "");
    assertThat(ran(Vectors.all(), body -> body, false, policy)).isEmpty();
  }

  @Test
  @Tag("A-02")
  void theBrowserReadsCleanedHtmlTheSameAgain() {
    try (var context = browser.newContext()) {
      var page = context.newPage();
      page.navigate(serve("<!doctype html><body>", null));
      for (var vector : Vectors.all()) {
        var same =
            page.evaluate(
                """
                html => {
                  const one = new DOMParser().parseFromString('<body>' + html, 'text/html').body.innerHTML;
                  const two = new DOMParser().parseFromString('<body>' + one, 'text/html').body.innerHTML;
                  return one === two;
                }\
                """,
                cleaned(vector));
        assertThat(same).as(vector).isEqualTo(true);
      }
    }
  }

  @Test
  @Tag("A-07")
  void nothingIsLoadedButOurOwnPictures() {
    ASKED.clear();
    var own = CleanHtml.clean("<img src=cid:a>", id -> "/picture/" + id);
    var host = "http://127.0.0.1:" + server.getAddress().getPort();
    var elsewhere = host.replace("127.0.0.1", "localhost");
    var frame =
        serve(
            CleanHtml.document(own)
                .replace(
                    "</body>",
                    "<img src='"
                        + elsewhere
                        + "/spy'><style>p{background:url("
                        + elsewhere
                        + "/spy-css)}</style><p>x</p><iframe src='"
                        + host
                        + "/spy-frame'></iframe></body>"),
            CleanHtml.CONTENT_SECURITY_POLICY);
    try (var context = browser.newContext()) {
      var page = context.newPage();
      page.navigate(
          serve(
              host("<iframe sandbox=\"" + CleanHtml.SANDBOX + "\" src=\"" + frame + "\"></iframe>"),
              null));
      page.waitForTimeout(500);
    }
    assertThat(ASKED).contains("/picture/a").noneMatch(path -> path.startsWith("/spy"));
  }

  private static String cleaned(String html) {
    return CleanHtml.clean(html, _ -> null).html();
  }

  /** Which of the vectors ran a script, each shown in a frame of its own and clicked. */
  private static List<String> ran(
      List<String> vectors, UnaryOperator<String> layer, boolean sandbox, @Nullable String policy) {
    var heard = new CopyOnWriteArrayList<String>();
    try (var context = browser.newContext()) {
      context.setDefaultTimeout(10_000);
      context.onConsoleMessage(message -> heard.add(message.text()));
      context.onDialog(dialog -> dialog.dismiss());
      for (int from = 0; from < vectors.size(); from += AT_ONCE) {
        var frames = new StringBuilder();
        int to = Math.min(vectors.size(), from + AT_ONCE);
        for (int i = from; i < to; i++) {
          var vector = layer.apply(vectors.get(i).replace("'RAN'", "'RAN-" + i + "'"));
          var inner = serve("<!doctype html><html><body>" + vector + "</body></html>", policy);
          var attribute = sandbox ? "sandbox=\"" + CleanHtml.SANDBOX + "\" " : "";
          frames
              .append("<iframe ")
              .append(attribute)
              .append("src=\"")
              .append(inner)
              .append("\"></iframe>");
        }
        var page = context.newPage();
        page.navigate(serve(host(frames.toString()), null));
        page.waitForTimeout(400);
        // Clicks as people do them: the frames are out of reach for anything else.
        for (int i = 0; i < to - from; i++) {
          var vector = vectors.get(from + i);
          if (!vector.contains("click") && !vector.contains("<a")) continue;
          page.mouse().click(150 * (i % 8) + 18, 40 * (i / 8) + 22);
        }
        page.waitForTimeout(200);
        context.pages().forEach(Page::close);
      }
    }
    var found = new ArrayList<String>();
    for (int i = 0; i < vectors.size(); i++) {
      if (heard.contains("RAN-" + i)) found.add(vectors.get(i));
    }
    return found;
  }

  private static String host(String frames) {
    return "<!doctype html><html><style>body{margin:0;display:grid;grid-template-columns:repeat(8,150px)}"
        + "iframe{width:150px;height:40px;border:0}</style><body>"
        + frames
        + "</body></html>";
  }

  private static String serve(String page, @Nullable String policy) {
    var path = "/page/" + PAGES.size();
    PAGES.put(path, page);
    if (policy != null) POLICIES.put(path, policy);
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }
}
