package org.answerable.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import org.answerable.doors.entrance.Passwords;
import org.answerable.facts.CaseId;
import org.answerable.facts.Ids;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whoever writes learns that something was said meanwhile, before they send what no longer fits.
 */
class NewerMessageTest {

  private static final String PASSWORD = "correct horse battery";

  private FridayAfternoon friday;
  private Doors doors;
  private CaseId parcel;

  @BeforeEach
  void open() {
    friday = new FridayAfternoon();
    parcel = friday.parcel;
    doors = Doors.of(friday.house);
    doors.room(Passwords.class).set(friday.desk.maya, PASSWORD, "", Ids.command());
  }

  @AfterEach
  void close() {
    doors.close();
    friday.close();
  }

  /** Maya signs in and opens the case. */
  private com.microsoft.playwright.Page opened(Chromium chromium) {
    var page = chromium.page(1360, ColorScheme.LIGHT, true);
    page.navigate(doors.url() + "/sign-in");
    signsIn(page);
    page.waitForURL("**/today");
    page.navigate(doors.url() + "/cases/" + parcel);
    return page;
  }

  private static void signsIn(com.microsoft.playwright.Page page) {
    page.fill("#address", "maya@northwind.example");
    page.fill("#password", PASSWORD);
    page.locator("main button").first().click();
  }

  @Test
  void whoeverWasSignedOutWhileWritingLosesNoWord() {
    try (var chromium = Chromium.started()) {
      var page = opened(chromium);
      page.fill("#body", "The driver left it with your neighbour.");
      assertThat(page.locator("#signed-out")).isHidden();
      friday.house.owner().sql("delete from doors.session").update();
      lookAgain(page);
      assertThat(page.locator("#signed-out")).containsText("You are signed out by now.");
      Chromium.isUsable(page, "signed out while writing");

      var other = page.waitForPopup(() -> page.locator("#signed-out a").click());
      signsIn(other);
      other.waitForURL("**/cases/" + parcel);
      chromium.complaints(); // that somebody was not signed in
      lookAgain(page);
      assertThat(page.locator("#signed-out")).isHidden();
      assertThat(page.locator("#body")).hasValue("The driver left it with your neighbour.");
      page.locator("#reply [data-send]").click();
      assertThat(page.locator("main")).containsText("The driver left it with your neighbour.");
      assertThat(page.locator("#body")).isEmpty();
      assertThat(chromium.complaints()).isEmpty();
    }
  }

  @Test
  void aForgottenPageOfTodayShowsNothingMoreOnceItsSessionIsOver() {
    try (var chromium = Chromium.started()) {
      var page = opened(chromium);
      page.clock().install();
      page.navigate(doors.url() + "/today");
      friday.house.owner().sql("delete from doors.session").update();
      page.clock().fastForward(61_000);
      page.waitForURL("**/sign-in?next=%2Ftoday");
    }
  }

  @Test
  void aMessageThatComesWhileSomebodyWritesIsTold() {
    try (var chromium = Chromium.started()) {
      var page = opened(chromium);
      page.fill("#body", "The driver left it with your neighbour.");
      lookAgain(page);
      assertThat(page.locator("#newer")).isEmpty();

      friday.desk.reply(parcel, "priya.raman@example.org", "I have it now, it was in the garden.");
      lookAgain(page);
      assertThat(page.locator("#newer")).containsText("Something was said here meanwhile.");
      Chromium.isUsable(page, "a newer message");
      page.locator("#newer button").click();
      assertThat(page.locator("main")).containsText("it was in the garden");
      assertThat(page.locator("#body")).hasValue("The driver left it with your neighbour.");
      assertThat(page.locator("#newer")).isEmpty();
      assertThat(chromium.complaints()).isEmpty();
    }
  }

  @Test
  void whereNothingIsNewNothingIsSent() {
    var maya = new Visitor(doors.url()).signedIn("maya@northwind.example", PASSWORD);
    var asks = maya.get("/cases/" + parcel).body().split("hx-get=\"")[1].split("\"")[0];
    var nothing = maya.get(asks);
    assertThat(nothing.statusCode()).isEqualTo(204);
    assertThat(nothing.body()).isEmpty();
    friday.desk.reply(parcel, "priya.raman@example.org", "Any news?");
    assertThat(maya.get(asks).statusCode())
        .as("something new, and no need to ask again")
        .isEqualTo(286);
  }

  /** What coming back to the window does. */
  private static void lookAgain(com.microsoft.playwright.Page page) {
    page.waitForResponse(
        answer -> answer.url().contains("/newer?"),
        () -> page.evaluate("window.dispatchEvent(new Event('focus'))"));
  }
}
