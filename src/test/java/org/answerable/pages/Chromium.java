package org.answerable.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A real browser, where the system has one; without it its tests are visibly skipped. */
public final class Chromium implements AutoCloseable {

  private static final List<String> PLACES =
      Stream.of(
              System.getenv("ANSWERABLE_CHROMIUM"),
              "/usr/bin/chromium",
              "/usr/bin/chromium-browser",
              "/usr/bin/google-chrome")
          .filter(java.util.Objects::nonNull)
          .toList();

  private final Playwright playwright;
  private final Browser browser;
  private final List<String> complaints = new ArrayList<>();

  private Chromium(Path program) {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(program)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-dev-shm-usage",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
  }

  public static Chromium started() {
    var program = PLACES.stream().map(Path::of).filter(Files::isExecutable).findFirst();
    Assumptions.assumeTrue(program.isPresent(), "No Chromium in any of " + PLACES);
    return new Chromium(program.get());
  }

  /** The browser itself, for who looks at something else than our pages. */
  public Browser browser() {
    return browser;
  }

  /** A fresh visitor; what the browser complains about is kept. */
  Page page(int width, ColorScheme scheme, boolean javaScript) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, 900)
                .setColorScheme(scheme)
                .setJavaScriptEnabled(javaScript));
    var page = context.newPage();
    page.setDefaultTimeout(20_000);
    page.onPageError(complaints::add);
    page.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        complaints.add(message.text());
      }
    });
    return page;
  }

  /** What the browser complained about since the last time. */
  List<String> complaints() {
    var taken = List.copyOf(complaints);
    complaints.clear();
    return taken;
  }

  /** No finding of axe, and nothing that is wider than the page. */
  static void isUsable(Page page, String name) {
    var findings =
        new AxeBuilder(page)
            .withTags(
                List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
            .setLegacyMode(page.frames().size() == 1)
            .analyze()
            .getViolations();
    assertThat(findings)
        .as(() ->
            name
                + ": "
                + findings.stream()
                    .map(one -> one.getId() + " " + one.getNodes().getFirst().getHtml())
                    .toList())
        .isEmpty();
    var over =
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(((Number) over).intValue())
        .as(name + " is wider than its window")
        .isLessThanOrEqualTo(0);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
