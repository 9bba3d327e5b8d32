package org.answerable.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.answerable.doors.entrance.Invitations;
import org.answerable.doors.links.CaseTokens;
import org.answerable.doors.links.CaseTokens.Purpose;
import org.answerable.facts.CaseId;
import org.answerable.facts.Ids;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The pages as people use them: seen, by keyboard alone, and without JavaScript. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PagesTest {

  private static @Nullable FridayOnScreen screen;
  private static FridayAfternoon friday;
  private static Doors doors;

  @BeforeAll
  static void open() {
    var opened = new FridayOnScreen();
    screen = opened;
    friday = opened.friday;
    doors = opened.doors;
  }

  @AfterAll
  static void close() {
    if (screen != null) {
      screen.close();
    }
  }

  private static FridayOnScreen screen() {
    return Objects.requireNonNull(screen);
  }

  private static Chromium browser() {
    return screen().chromium;
  }

  /** Without this the others could pass by never having looked. */
  @Test
  void whatIsNotUsableIsFound() {
    var page = browser().page(390, ColorScheme.DARK, true);
    page.navigate(doors.url() + "/sign-in");
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=x>')");
    assertThatThrownBy(() -> Chromium.isUsable(page, "a picture without words"))
        .hasMessageContaining("image-alt");
    browser().complaints(); // the picture is not there
    page.context().close();
  }

  @Test
  void everyPageIsUsableInLightAndDarkWideAndOnAPhone() {
    for (var scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      for (int width : new int[] {1360, 390}) {
        var page = browser().page(width, scheme, true);
        var open = new LinkedHashMap<String, String>();
        open.put("sign-in", "/sign-in");
        open.put("set-up", "/set-up");
        open.put("invited", doors.room(Invitations.class).issue(friday.desk.jonas).getPath());
        open.put("theirs-missed", link(friday.parcel));
        open.put("theirs-promised", link(friday.charge));
        open.put("theirs-asked", link(friday.heating));
        open.put("theirs-solved", link(friday.points));
        each(page, open, scheme, width);
        screen().signIn(page, "lena");
        each(page, Map.of("people", "/people", "settings", "/settings"), scheme, width);
        var staff = new LinkedHashMap<String, String>();
        staff.put("today", "/today");
        staff.put("cases", "/cases");
        staff.put("new-case", "/cases/new");
        staff.put("team", "/team");
        staff.put("tray", "/tray");
        staff.put("keys", "/keys");
        staff.put("sink", "/sink");
        staff.put("case-missed", "/cases/" + friday.parcel);
        staff.put("case-callback", "/cases/" + friday.charge);
        staff.put("case-untaken", "/cases/" + friday.lamp);
        staff.put("case-ended", "/cases/" + friday.points);
        staff.put("history", "/cases/" + friday.parcel + "/history");
        each(page, staff, scheme, width);
        assertThat(browser().complaints()).isEmpty();
        page.navigate(doors.url() + "/cases/" + Ids.fresh());
        Chromium.isUsable(page, "not there");
        browser().complaints(); // the browser calls every 404 an error
        page.context().close();
      }
    }
  }

  private static void each(Page page, Map<String, String> paths, ColorScheme scheme, int width) {
    paths.forEach((name, path) -> {
      page.navigate(doors.url() + path);
      var called = name + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT) + "-" + width;
      Pictures.of(page, called);
      Chromium.isUsable(page, called);
    });
  }

  /** As Maya sees it, who answers for most of them, before other tests change the afternoon. */
  @Test
  @Order(1)
  void theDocumentsShowWhatIsThereNow() {
    for (var scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      boolean light = scheme == ColorScheme.LIGHT;
      var page = browser().page(light ? 1360 : 390, scheme, true);
      screen().signIn(page, "maya");
      Pictures.shown(page, light ? "today" : "today-phone-dark");
      page.setViewportSize(1360, 900);
      page.navigate(doors.url() + "/cases/" + friday.parcel);
      Pictures.shown(page, light ? "case" : "case-dark");
      if (light) {
        page.navigate(doors.url() + link(friday.charge));
        Pictures.shown(page, "customer");
      }
      assertThat(browser().complaints()).isEmpty();
      page.context().close();
    }
  }

  @Test
  void mayaPutsItRightAndThePromiseStandsOnTheCustomersPage() {
    var parcel =
        friday.opened(
            friday.desk.maya,
            "olga@example.org",
            "Olga Petrova",
            "Two left boots",
            "Both boots are for the left foot.");
    var page = browser().page(1360, ColorScheme.LIGHT, true);
    screen().signIn(page, "maya");
    page.getByRole(AriaRole.LINK, named("Give Olga Petrova a first answer")).click();
    assertThat(page.getByText("Maya Okafor answers for this")).isVisible();
    page.getByLabel("What you write to the customer").fill("I send the right one today.");
    page.getByLabel("Mon 10:00").check();
    page.getByLabel("We promise").selectOption("CALLBACK");
    page.getByRole(AriaRole.BUTTON, named("Send").setExact(false)).click();
    assertThat(page.getByText("Promised: call back by Mon 10:00")).isVisible();
    assertThat(friday.desk.standing(parcel, "first_answer")).containsExactly("kept");
    assertThat(friday.desk.standing(parcel, "callback")).containsExactly("open");

    var theirs = browser().page(390, ColorScheme.LIGHT, true);
    theirs.navigate(doors.url() + link(parcel));
    assertThat(theirs.getByText("Maya will call you by Monday 10:00")).isVisible();
    theirs.getByRole(AriaRole.BUTTON, named("Yes, solved")).click();
    assertThat(theirs.getByText("Thank you for telling us.")).isVisible();
    assertThat(friday.desk.outcomeOf(parcel)).isEqualTo("confirmed");
    page.reload();
    assertThat(page.getByText("Olga Petrova says it is solved.").first()).isVisible();
    assertThat(browser().complaints()).isEmpty();
    page.context().close();
    theirs.context().close();
  }

  @Test
  void withTwoPeopleReplyingAtOnceBothTextsAreOnThePageAndNoneIsLost() {
    var sofa =
        friday.opened(
            friday.desk.maya, "li@example.org", "Li Wei", "Sofa leg broken", "One leg is broken.");
    var maya = browser().page(1360, ColorScheme.LIGHT, true);
    screen().signIn(maya, "maya");
    maya.navigate(doors.url() + "/cases/" + sofa);
    maya.getByLabel("What you write to the customer").fill("A new leg is on its way.");
    friday.desk.reply(sofa, "li@example.org", "I found the leg in the box!");
    maya.getByRole(AriaRole.BUTTON, named("Send").setExact(false)).click();
    assertThat(maya.getByText("Somebody wrote while you were writing.")).isVisible();
    assertThat(maya.locator(".text").getByText("I found the leg in the box!")).isVisible();
    assertThat(maya.getByLabel("What you write to the customer"))
        .hasValue("A new leg is on its way.");
    maya.getByRole(AriaRole.BUTTON, named("Send").setExact(false)).click();
    assertThat(maya.locator(".msg.out").getByText("A new leg is on its way.")).isVisible();
    browser().complaints(); // the browser calls the 409 an error
    maya.context().close();
  }

  @Test
  void everythingCanBeDoneByKeyboard() {
    var table = friday.desk.mail("ida@example.org", "Ida Lund", "Table wobbles", "It wobbles.");
    var page = browser().page(1360, ColorScheme.LIGHT, true);
    page.navigate(doors.url() + "/sign-in");
    page.keyboard().type("jonas@northwind.example");
    page.keyboard().press("Tab");
    page.keyboard().type(FridayOnScreen.PASSWORD);
    page.keyboard().press("Enter");
    page.waitForURL("**/today");
    page.keyboard().press("m");
    page.waitForURL("**/cases");
    page.keyboard().press("t");
    page.waitForURL("**/today");
    page.keyboard().press("j");
    page.keyboard().press("Enter");
    page.waitForURL("**/cases/*");
    page.navigate(doors.url() + "/cases/" + table);
    page.keyboard().press("n");
    assertThat(page.getByText("Jonas Berg answers for this")).isVisible();
    page.keyboard().press("r");
    page.keyboard().type("A wedge is on its way.");
    page.keyboard().press("Control+Enter");
    assertThat(page.locator(".msg.out").getByText("A wedge is on its way.")).isVisible();
    assertThat(friday.desk.ownerOf(table)).isEqualTo(friday.desk.jonas);
    assertThat(browser().complaints()).isEmpty();
    page.context().close();
  }

  @Test
  void everythingWorksWithoutJavaScript() {
    var rug = friday.desk.mail("ole@example.org", "Ole Dahl", "Rug too short", "It is too short.");
    var page = browser().page(1360, ColorScheme.LIGHT, false);
    screen().signIn(page, "jonas");
    page.navigate(doors.url() + "/cases/" + rug);
    page.getByRole(AriaRole.BUTTON, named("Take it").setExact(false)).click();
    page.getByLabel("What you write to the customer").fill("Is 2.40 m long enough?");
    page.getByLabel("Ask if it is solved").check();
    page.getByRole(AriaRole.BUTTON, named("Send").setExact(false)).click();
    assertThat(page.getByText("Is 2.40 m long enough?")).isVisible();
    assertThat(friday.desk.stageOf(rug)).isEqualTo("asked");
    var theirs = browser().page(390, ColorScheme.LIGHT, false);
    theirs.navigate(doors.url() + link(rug));
    theirs.getByRole(AriaRole.BUTTON, named("Not yet")).click();
    theirs.getByLabel("Your message").fill("I need three metres.");
    theirs.getByRole(AriaRole.BUTTON, named("Send")).click();
    assertThat(theirs.getByText("I need three metres.")).isVisible();
    assertThat(friday.desk.stageOf(rug)).isEqualTo("open");
    page.context().close();
    theirs.context().close();
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private static String link(CaseId id) {
    return "/c/" + doors.room(CaseTokens.class).of(id, friday.desk.party(id), Purpose.PAGE);
  }
}
