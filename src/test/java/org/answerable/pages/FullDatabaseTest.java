package org.answerable.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.answerable.FullDisk;
import org.answerable.doors.entrance.Passwords;
import org.answerable.doors.links.CaseTokens;
import org.answerable.doors.links.CaseTokens.Purpose;
import org.answerable.facts.CaseId;
import org.answerable.facts.Ids;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The database's disk is full: pages are shown, what is written is not lost, and it goes on. */
@Tag("F-03")
@ExtendWith(OutputCaptureExtension.class)
class FullDatabaseTest {

  private static final String PASSWORD = "correct horse battery";
  private static final String WORDS =
      "It lay with your neighbour.\n\nMaya <maya@northwind.example>";

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

  @Test
  void aReplyStandsOnThePageAndIsSentOnceThereIsRoom() {
    try (var chromium = Chromium.started()) {
      var page = chromium.page(390, ColorScheme.DARK, true);
      page.navigate(doors.url() + "/sign-in");
      page.fill("#address", "maya@northwind.example");
      page.fill("#password", PASSWORD);
      page.locator("main button").first().click();
      page.waitForURL("**/today");
      page.navigate(doors.url() + "/cases/" + parcel);
      page.fill("#body", WORDS);
      page.locator("input[name=next][value=theirs]").check();
      try (var _ = new FullDisk(friday.house, "ledger.entry")) {
        page.locator("#reply [data-send]").click();
        assertThat(page.locator("h1")).hasText("There is no room to store this");
        assertThat(page.locator("textarea")).hasValue(WORDS);
        Chromium.isUsable(page, "a full disk");
        chromium.complaints(); // that the answer is a 507
        page.locator("main button").click();
        assertThat(page.locator("textarea")).hasValue(WORDS);
        chromium.complaints();
      }
      page.locator("main button").click();
      page.waitForURL("**/cases/" + parcel);
      assertThat(page.locator("main")).containsText("It lay with your neighbour.");
      assertThat(friday.desk.stageOf(parcel)).as("and what was chosen").isEqualTo("waiting");
      assertThat(chromium.complaints()).isEmpty();
    }
  }

  @Test
  void whatACustomerWroteStandsOnThePageAndTheirFilesAreAskedForAnew() {
    var url =
        "/c/" + doors.room(CaseTokens.class).of(parcel, friday.desk.party(parcel), Purpose.PAGE);
    var priya = new Visitor(doors.url());
    try (var _ = new FullDisk(friday.house, "ledger.entry")) {
      var refused =
          priya.postFiles(
              url,
              url + "/write",
              Map.of("body", "Is <b>that</b> all?"),
              Map.of("photo.jpg", new byte[] {1, 2, 3}));
      assertThat(refused.statusCode()).isEqualTo(507);
      assertThat(refused.body())
          .contains("was stored", "Is &lt;b&gt;that&lt;/b&gt; all?", "choose them again")
          .contains("action=\"" + url + "/write\"");
    }
    var sent = priya.post(url, url + "/write", Map.of("body", "Is <b>that</b> all?"));
    assertThat(sent.statusCode()).isEqualTo(303);
    assertThat(priya.get(url).body()).contains("Is &lt;b&gt;that&lt;/b&gt; all?");
  }

  @Test
  void pagesAreShownAlsoWhereNothingAtAllCanBeWritten() {
    var maya = new Visitor(doors.url()).signedIn("maya@northwind.example", PASSWORD);
    friday
        .house
        .owner()
        .sql("update doors.session set last_access_time = last_access_time - 600000")
        .update();
    try (var _ = new FullDisk(friday.house, "ledger.entry", "doors.session", "doors.tries")) {
      for (var path : List.of("/today", "/cases", "/cases/" + parcel, "/team", "/health")) {
        assertThat(maya.get(path).statusCode()).as(path).isEqualTo(200);
      }
      var in =
          new Visitor(doors.url())
              .post(
                  "/sign-in",
                  "/sign-in",
                  Map.of("address", "maya@northwind.example", "password", PASSWORD));
      assertThat(in.statusCode()).isEqualTo(507);
      assertThat(in.body()).contains("no room").doesNotContain(PASSWORD);
    }
    new Visitor(doors.url()).signedIn("maya@northwind.example", PASSWORD);
    assertThat(maya.get("/today").statusCode()).isEqualTo(200);
  }

  @Test
  void theClockAndTheLettersGoOnByThemselves() {
    var letters = letters();
    try (var _ = new FullDisk(friday.house, "ledger.entry")) {
      friday.house.silentlyAt(FridayAfternoon.berlin("2026-03-06T17:40"));
      assertThat(friday.desk.standing(friday.charge, "callback"))
          .as("every reader sees it")
          .containsExactly("broken");
    }
    Waiting.until("the break is written down", () -> amends(friday.charge) == 1);

    try (var _ = new FullDisk(friday.house, "ledger.leaf", "doors.outgoing")) {
      new Visitor(doors.url())
          .signedIn("maya@northwind.example", PASSWORD)
          .post(
              "/cases/" + parcel,
              "/cases/" + parcel + "/reply",
              Map.of(
                  "body",
                  WORDS,
                  "next",
                  "theirs",
                  "seen",
                  String.valueOf(friday.desk.newest(parcel))));
      assertThat(friday.desk.stageOf(parcel)).isEqualTo("waiting");
      assertThat(letters()).isEqualTo(letters);
    }
    Waiting.until("the letter is made", () -> letters() > letters);
  }

  @Test
  void theLogDoesNotSayWhatSomebodyWrote(CapturedOutput log) {
    var maya = new Visitor(doors.url()).signedIn("maya@northwind.example", PASSWORD);
    try (var _ = new FullDisk(friday.house, "ledger.part")) {
      var refused =
          maya.post(
              "/cases/" + parcel,
              "/cases/" + parcel + "/note",
              Map.of("body", "kanarienvogel", "next", "theirs"));
      assertThat(refused.statusCode()).isEqualTo(507);
    }
    assertThat(log.getAll())
        .contains("No space left on device")
        .doesNotContain("kanarienvogel")
        .doesNotContain(HexFormat.of().formatHex("kanarienvogel".getBytes(StandardCharsets.UTF_8)));
  }

  private long letters() {
    return friday.house.count("select count(*) from doors.outgoing");
  }

  private long amends(CaseId id) {
    return friday.desk.standing(id, "amends").size();
  }
}
