package org.answerable.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Locale;
import java.util.Objects;
import org.answerable.facts.CaseId;
import org.answerable.work.cases.NextWord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was read in customers' words, as their owner sees and uses it. */
class SignsTest {

  private static @Nullable FridayOnScreen screen;
  private static FridayAfternoon friday;
  private static Doors doors;
  private static int customers;

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

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          may ask for news             | Hello. Is there any update on my order?           | any update
          may be unhappy with us       | Order 7. Your service is terrible.                | terrible
          may want us to answer for it | It broke again. Why has nobody apologised for it? | nobody apologised
          may be praise                | Maya was wonderful, what brilliant service!       | brilliant service
          may say it is solved         | I checked. It works now. Where is my voucher?     | works now
          may say it is not solved     | I did all of that. It is still not working.       | still not working
          danger                       | The plug is hot. There is smoke coming out of it. | smoke
          """)
  void eachSignStandsAtTheirMessageWithTheWordsThatGaveItAway(
      String sign, String text, String words) {
    var page = maya(1360, ColorScheme.LIGHT);
    open(page, answeredThenWrote(text));
    var chip = message(page, text).locator(".chip").getByText(sign + ": “");
    assertThat(chip).hasCount(1);
    assertThat(chip.textContent()).contains(words);
    assertThat(text).contains(quoted(chip.textContent()));
    assertThat(browser().complaints()).isEmpty();
    page.context().close();
  }

  @Test
  void oneKeyMakesTheirAngerAComplaintAndTheChipSaysSoThen() {
    var page = maya(1360, ColorScheme.LIGHT);
    var text = "Order 8. I am very disappointed in you.";
    open(page, answeredThenWrote(text));
    assertThat(button(message(page, text), "Complaint?")).isVisible();
    page.keyboard().press("c");
    assertThat(message(page, text).locator(".chip").getByText("a complaint")).isVisible();
    assertThat(button(message(page, text), "Complaint?")).hasCount(0);
    assertThat(message(page, text)).not().containsText("may be unhappy");
    page.context().close();
  }

  @Test
  void aYesWithSomethingElseInItWaitsForAPersonsClick() {
    var page = maya(1360, ColorScheme.LIGHT);
    var text = "It works now! But where is my voucher?";
    open(page, answeredThenWrote(text));
    button(message(page, text), "They say it is solved").click();
    assertThat(page.locator("main")).containsText("confirmed");
    assertThat(button(message(page, text), "They say it is solved")).hasCount(0);
    page.context().close();
  }

  @Test
  void aPlainYesIsTakenAtItsWordAndThePageSaysWhoDidThat() {
    var page = maya(1360, ColorScheme.LIGHT);
    var id = opened();
    friday.answer(id, friday.desk.maya, "Please try the new key.", new NextWord.Asking());
    wrote(id, "It works now, thank you!");
    open(page, id);
    assertThat(page.locator("main"))
        .containsText("wrote that it is solved. The desk took it as their yes and told them.");
    page.context().close();
  }

  @Test
  void bareThanksAreKeptAsThanksAndEndNothing() {
    var page = maya(1360, ColorScheme.LIGHT);
    var id = answeredThenWrote("Thank you very much!");
    open(page, id);
    assertThat(
            message(page, "Thank you very much!")
                .locator(".chip")
                .getByText("thanks, and nothing else"))
        .isVisible();
    assertThat(friday.desk.outcomeOf(id)).isNull();
    page.context().close();
  }

  @Test
  void dangerStandsFirstOnToday() {
    var page = maya(1360, ColorScheme.LIGHT);
    var id =
        friday.opened(
            friday.desk.maya, "ole@example.org", "Ole Berg", "Kettle", "It burned my hand badly.");
    page.navigate(doors.url() + "/today");
    assertThat(page.locator("main a[data-row]").first()).hasAttribute("href", "/cases/" + id);
    page.context().close();
  }

  @Test
  void signsAreReadableInLightAndDarkWideAndOnAPhone() {
    var id = answeredThenWrote("Is there any update? Your service is terrible.");
    wrote(id, "Why has nobody apologised for it? It is still not working.");
    wrote(id, "The plug is hot. There is smoke coming out of it.");
    wrote(
        id,
        "Since you changed the heater we wake up dizzy and sick every morning, and the window had"
            + " been sealed with tape when we came.");
    wrote(id, "Maya was wonderful, what brilliant service! It works now. Where is my voucher?");
    for (var scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      for (int width : new int[] {1360, 390}) {
        var called = "signs-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width;
        var page = maya(width, scheme);
        open(page, id);
        Pictures.of(page, called);
        Chromium.isUsable(page, called);
        assertThat(browser().complaints()).isEmpty();
        page.context().close();
      }
    }
  }

  private static CaseId opened() {
    customers++;
    var from = address();
    return friday.opened(friday.desk.maya, from, "Robin Vale", "A question", "Which key is it?");
  }

  private static CaseId answeredThenWrote(String text) {
    var id = opened();
    friday.answer(id, friday.desk.maya, "Please try the new key.", new NextWord.AsUsual());
    wrote(id, text);
    return id;
  }

  private static void wrote(CaseId id, String text) {
    friday.desk.reply(id, address(), text);
  }

  /** Of the newest customer. */
  private static String address() {
    return "customer" + customers + "@example.org";
  }

  private static String quoted(String chip) {
    return chip.substring(chip.indexOf('“') + 1, chip.lastIndexOf('”'));
  }

  private static Locator message(Page page, String text) {
    return page.locator("article.msg", new Page.LocatorOptions().setHasText(text));
  }

  private static Locator button(Locator inside, String name) {
    return inside.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
  }

  private static FridayOnScreen screen() {
    return Objects.requireNonNull(screen);
  }

  private static Chromium browser() {
    return screen().chromium;
  }

  private static Page maya(int width, ColorScheme scheme) {
    return screen().maya(width, scheme);
  }

  private static void open(Page page, CaseId id) {
    page.navigate(doors.url() + "/cases/" + id);
  }
}
