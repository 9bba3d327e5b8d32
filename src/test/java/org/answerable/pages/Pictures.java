package org.answerable.pages;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
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

  private static final int TRIES_MAX = 5;

  private static final String DREW_NOTHING = "Unable to capture screenshot";

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
    for (int tries = 1; ; tries++) {
      try {
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
        return;
      } catch (PlaywrightException e) {
        // A browser on a busy machine now and then draws nothing; what is asserted is not drawn.
        if (tries == TRIES_MAX || !String.valueOf(e.getMessage()).contains(DREW_NOTHING)) {
          throw e;
        }
        page.waitForTimeout(500);
      }
    }
  }
}
