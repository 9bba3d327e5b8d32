package org.answerable.pages;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What pages looked like in this run, in {@code target/pictures}. The few that the documents show
 * are drawn anew by
 *
 * <pre>
 * ./mvnw test -Dtest='PagesTest,FromMailToYesTest' -Danswerable.pictures=docs/pictures
 * </pre>
 */
final class Pictures {

  private static final Path ALL = Path.of("target", "pictures");

  private Pictures() {}

  /** Every picture there is. */
  static void of(Page page, String name) {
    taken(page, ALL.resolve(name + ".png"));
  }

  /** One that the documents show. */
  static void shown(Page page, String name) {
    of(page, name);
    var documents = System.getProperty("answerable.pictures");
    if (documents != null) {
      taken(page, Path.of(documents, name + ".png"));
    }
  }

  private static void taken(Page page, Path file) {
    try {
      Files.createDirectories(file.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
  }
}
