package org.answerable.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.answerable.Northwind;
import org.answerable.facts.CaseId;
import org.answerable.work.people.Duty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands beside somebody who writes, as they see and use it. It is Friday, 17:12. */
class HintsTest {

  private static @Nullable FridayOnScreen screen;
  private static FridayAfternoon friday;
  private static Doors doors;
  private static CaseId hurt;

  @BeforeAll
  static void open() {
    var opened = new FridayOnScreen();
    screen = opened;
    friday = opened.friday;
    doors = opened.doors;
    hurt =
        friday.opened(
            friday.desk.maya,
            "nina@example.org",
            "Nina Roth",
            "Heater",
            "The heater caught fire last night and my hand is badly burned.");
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

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          blame-customer | You should have checked the size before ordering. | may read as: you caused it            | Say this instead | From here I do this: …
          blame-other    | That is up to the courier.                        | may read as: not our job               | Mon 10:00        | I take this up with them myself, and you will hear from me by Monday 10:00.
          excuse         | It was late due to a system fault.                | may read as: nobody could help it      | Say this instead | Whatever the cause, it is ours to put right. What I do now: …
          inability      | Unfortunately we cannot change the date.          | says what cannot be done               | Add this         | Unfortunately we cannot change the date. What I can do is …
          wait-and-hope  | Please keep checking the tracking page.           | may read as: watch it yourself         | Mon 10:00        | I keep watch on it for you, and you will hear from me by Monday 10:00.
          non-apology    | We apologise for any inconvenience.               | leaves open whether it happened        | Say this instead | I am sorry that we …
          promise-vague  | We'll get back to you as soon as possible.        | no time given                          | Mon 10:00        | We'll get back to you by Monday 10:00.
          promise-vague  | I'll look into it.                                | no time given                          | Mon 10:00        | I'll look into it. You will hear from me by Monday 10:00.
          sympathy-only  | I'm sorry to hear that.                           | sorry to hear it                       | Add this         | I'm sorry to hear that. That was our mistake: …
          """)
  void eachHintSaysWhyShowsTheWordsAndHasABetterWay(
      String guide, String text, String reason, String way, String better) {
    var page = maya();
    open(page, friday.parcel); // here an apology is due, so that sorry to hear it is not enough
    box(page).fill("Dear Priya, " + text);
    var hint = hint(page, reason);
    assertThat(hint).isVisible();
    assertThat(page.locator(".marks mark").first()).isAttached();
    assertThat(text).contains(hint.locator("q").first().textContent());
    var why = hint.getByRole(AriaRole.LINK, role("Why: " + reason));
    assertThat(why).hasAttribute("href", "/guides/" + guide);
    hint.getByRole(AriaRole.BUTTON, role(way)).first().click();
    assertThat(box(page)).hasValue("Dear Priya, " + better);
    assertThat(hint(page, reason))
        .hasCount(better.startsWith(text) && !guide.startsWith("promise") ? 1 : 0);
    assertThat(browser().complaints()).isEmpty();
    page.context().close();
  }

  @Test
  void theWordsOfAHintCanBeShownInTheText() {
    var page = maya();
    open(page, friday.charge);
    box(page).fill("Hello Tom. It was late due to a system fault. Bye.");
    hint(page, "may read as: nobody could help it").getByTitle("Show in the text").click();
    assertThat(
            page.evaluate(
                "(b => b.value.slice(b.selectionStart, b.selectionEnd))(document.getElementById('body'))"))
        .asString()
        .contains("due to");
    page.context().close();
  }

  @Test
  void aTimeForAVagueWordIsPromisedWithTheReply() {
    var page = maya();
    open(page, friday.size);
    box(page).fill("We'll write to you soon.");
    var hint = hint(page, "no time given");
    assertThat(hint.getByText("“soon” cannot be kept. Give a time.")).isVisible();
    hint.getByRole(AriaRole.BUTTON, role("Mon 10:00")).click();
    assertThat(box(page)).hasValue("We'll write to you by Monday 10:00.");
    assertThat(page.getByLabel("Mon 10:00")).isChecked();
    assertThat(hint(page, "promised with this reply")).isVisible();
    page.context().close();
  }

  @Test
  void aPromiseFoundBecomesACommitmentInOneClick() {
    var rug = opened("olga@example.org", "Olga Petrova");
    var page = maya();
    open(page, rug);
    box(page).fill("Dear Olga, I'll call you on Monday at 10:30 with what I found.");
    var hint = hint(page, "promise");
    assertThat(hint.locator("strong")).hasText("Monday 10:30");
    assertThat(hint).containsText("Call Olga Petrova back");
    hint.getByRole(AriaRole.BUTTON, role("Promise this")).click();
    assertThat(page.getByLabel("Another time", exact())).isChecked();
    assertThat(page.getByLabel("We promise")).hasValue("CALLBACK");
    assertThat(hint(page, "promised with this reply")).isVisible();
    page.getByRole(AriaRole.BUTTON, named("Send")).click();
    assertThat(page.getByText("Promised: call back by Mon 10:30")).isVisible();
    assertThat(friday.desk.standing(rug, "callback")).containsExactly("open");
    assertThat(browser().complaints()).isEmpty();
    page.context().close();
  }

  @Test
  void aDayIsTheEndOfTheTeamsDayAndChangeOpensTheField() {
    var page = maya();
    open(page, friday.size);
    box(page).fill("You will hear from me by Tuesday.");
    var hint = hint(page, "promise");
    assertThat(hint.locator("strong")).hasText("Tuesday 18:00");
    hint.getByRole(AriaRole.BUTTON, role("Change")).click();
    assertThat(page.getByLabel("another time", exact())).isFocused();
    assertThat(page.getByLabel("another time", exact())).hasValue("2026-03-10T18:00");
    page.context().close();
  }

  @Test
  void atANightTheNextTimeThatSomebodyCanKeepIsOffered() {
    var page = maya();
    open(page, friday.size);
    box(page).fill("I'll call you tomorrow at 10:00.");
    var hint = hint(page, "promise");
    assertThat(hint).containsText("Nobody is on duty then.");
    hint.getByRole(AriaRole.BUTTON, role("Mon 10:00")).click();
    assertThat(box(page)).hasValue(Pattern.compile("I'll call you .*by Monday 10:00\\."));
    assertThat(page.getByLabel("Mon 10:00")).isChecked();
    page.context().close();
  }

  @Test
  void whoIsOffThenIsToldWhoStandsIn() {
    var chair = friday.opened(friday.desk.jonas, "bo@example.org", "Bo Lee", "Chair", "It rocks.");
    friday
        .house
        .room(Duty.class)
        .away(
            friday.desk.jonas,
            FridayAfternoon.berlin("2026-03-09T00:00"),
            FridayAfternoon.berlin("2026-03-10T00:00"),
            Northwind.command(friday.desk.jonas));
    var page = browser().page(1360, ColorScheme.LIGHT, true);
    screen().signIn(page, "jonas");
    open(page, chair);
    assertThat(page.getByLabel("Mon 10:00 · Lena Schulz for you")).isVisible();
    box(page).fill("I'll call you on Monday at 10:00.");
    assertThat(hint(page, "promise")).containsText("You are off then; Lena Schulz stands in.");
    page.context().close();
  }

  @Test
  void whereAnApologyIsDueWhatIsMissingOfItIsSaidTheMostImportantFirst() {
    var page = maya();
    open(page, friday.parcel);
    var missing = hint(page, "still missing");
    assertThat(missing.locator("strong")).hasText("our part, what we do now, that we are sorry");
    box(page).fill("Dear Priya,\n\nHere is where it stands.");
    missing.getByRole(AriaRole.BUTTON, role("Add our part")).click();
    assertThat(box(page))
        .hasValue(
            "Dear Priya,\n\nWe promised you news and did not send it. That was our mistake. Here is"
                + " where it stands.");
    assertThat(missing.locator("strong")).hasText("what we do now, that we are sorry");
    missing.getByRole(AriaRole.BUTTON, role("Add what we do now")).click();
    assertThat(missing.locator("strong")).hasText("that we are sorry");
    assertThat(page.getByLabel("Fri 18:00")).isChecked();
    missing.getByRole(AriaRole.BUTTON, role("Add that we are sorry")).click();
    assertThat(missing).hasCount(0);
    assertThat(page.getByText("says that it was us")).isVisible();
    assertThat(page.getByText("says sorry for what happened")).isVisible();
    var also = hint(page, "could be said too");
    assertThat(also.locator("strong")).hasText("what happened, what keeps it from happening again");
    also.getByRole(AriaRole.BUTTON, role("Add what happened")).click();
    assertThat(box(page)).hasValue(Pattern.compile("What happened: …$"));
    assertThat(also.locator("strong")).hasText("what keeps it from happening again");
    also.getByRole(AriaRole.BUTTON, role("Add what keeps it from happening again")).click();
    assertThat(also).hasCount(0);
    assertThat(page.getByText("says what keeps it from happening again")).isVisible();
    open(page, friday.charge);
    assertThat(hint(page, "still missing")).hasCount(0);
    page.context().close();
  }

  @Test
  void whereSomebodyWasHurtOurPartIsAskedForAndCareIsSaidAtOnce() {
    var page = maya();
    open(page, hurt);
    var asked = hint(page, "our part: asked for");
    assertThat(asked).containsText("Ask Lena Schulz before you write that it was us");
    assertThat(hint(page, "still missing").locator("strong"))
        .hasText("what we do now, that we are sorry");
    asked.getByRole(AriaRole.BUTTON, role("Say that you ask")).click();
    assertThat(box(page)).hasValue(Pattern.compile("^I am asking how we answer for what happened"));
    assertThat(asked.getByRole(AriaRole.BUTTON)).hasCount(0);
    hint(page, "still missing").getByRole(AriaRole.BUTTON, role("Add that we are sorry")).click();
    assertThat(box(page))
        .hasValue(Pattern.compile("^I am very sorry that this happened to you\\."));
    box(page).fill("That was our mistake.");
    assertThat(hint(page, "asked for first")).isVisible();
    page.context().close();
  }

  @Test
  void whatReadsWellIsSaidToo() {
    var page = maya();
    open(page, friday.size);
    box(page).fill("Leave it with me. I'll refund the full amount. I'm sorry for the wait.");
    for (var good : List.of("takes charge", "makes it good", "says sorry for what happened")) {
      assertThat(page.locator("#hints").getByText(good)).isVisible();
    }
    page.context().close();
  }

  @Test
  void whatMayBeDecidedAloneIsSaidWhereSomethingCannotBeDone() {
    var page = maya();
    open(page, friday.size);
    box(page).fill("There is nothing I can do. That is up to the courier.");
    assertThat(hint(page, "says what cannot be done"))
        .containsText("You may put up to €50 into it without asking anyone.");
    assertThat(page.getByText("You may put up to €50")).hasCount(1);
    page.context().close();
  }

  @Test
  void hintsNeverStopAReplyAndCanBeSwitchedOff() {
    var id = opened("kim@example.org", "Kim Park");
    var page = browser().page(1360, ColorScheme.LIGHT, true);
    screen().signIn(page, "jonas");
    open(page, id);
    box(page).fill("You should have read the terms.");
    assertThat(hint(page, "may read as: you caused it")).isVisible();
    page.locator("body").getByRole(AriaRole.BUTTON, role("No hints while I write")).click();
    assertThat(page.locator("body").getByRole(AriaRole.BUTTON, role("Show hints while I write")))
        .isVisible();
    assertThat(box(page)).hasValue("You should have read the terms.");
    assertThat(page.locator("#hints .chip")).hasCount(0);
    page.getByRole(AriaRole.BUTTON, named("Send")).click();
    assertThat(page.locator(".msg.out").getByText("You should have read the terms.")).isVisible();
    page.navigate(doors.url() + "/guides");
    page.locator("body").getByRole(AriaRole.BUTTON, role("Show hints while I write")).click();
    assertThat(page.getByText("Hints are shown while you write.")).isVisible();
    page.context().close();
  }

  @Test
  void withoutJavaScriptTheSameHintsComeByAButtonAndSoDoTheBetterWays() {
    var id = opened("sam@example.org", "Sam Day");
    var page = browser().page(390, ColorScheme.LIGHT, false);
    screen().signIn(page, "maya");
    open(page, id);
    box(page).fill("Hello Sam,\n\nWe'll get back to you as soon as possible.");
    page.locator("body").getByRole(AriaRole.BUTTON, role("Check my words")).click();
    assertThat(box(page)).hasValue("Hello Sam,\n\nWe'll get back to you as soon as possible.");
    hint(page, "no time given").getByRole(AriaRole.BUTTON, role("Mon 10:00")).click();
    assertThat(box(page)).hasValue("Hello Sam,\n\nWe'll get back to you by Monday 10:00.");
    assertThat(page.getByLabel("Mon 10:00")).isChecked();
    box(page).fill("Hello Sam,\n\nI'll call you on Tuesday at 11:15.");
    page.locator("body").getByRole(AriaRole.BUTTON, role("Check my words")).click();
    hint(page, "promise").getByRole(AriaRole.BUTTON, role("Promise this")).click();
    assertThat(page.getByLabel("Another time", exact())).isChecked();
    assertThat(page.getByLabel("another time", exact())).hasValue("2026-03-10T11:15");
    page.getByRole(AriaRole.BUTTON, named("Send")).click();
    assertThat(friday.desk.standing(id, "callback")).containsExactly("open");
    page.context().close();
  }

  /** A few for every check; a hundred for a figure. */
  private static final int TIMES = Integer.getInteger("answerable.hints", 10);

  /** Prints how long it takes; nothing is asserted of a time, as the machine may be busy. */
  @Test
  void hintsStandThereAfterEveryPauseAndTheTimeTheyTookIsPrinted() {
    var page = maya();
    open(page, friday.parcel);
    assertThat(box(page)).isVisible();
    var answers = (List<?>) page.evaluate(TYPE_AND_WAIT, TIMES);
    assertThat(answers).hasSize(TIMES);
    var sincePause = new double[answers.size()];
    var sinceKey = new double[answers.size()];
    for (int i = 0; i < answers.size(); i++) {
      var pair = (List<?>) answers.get(i);
      sincePause[i] = ((Number) pair.getFirst()).doubleValue();
      sinceKey[i] = ((Number) pair.getLast()).doubleValue();
    }
    System.out.printf(
        Locale.ROOT,
        "Hints painted after the pause: %s; after the last key, pause included: %s%n",
        halfAndMost(sincePause),
        halfAndMost(sinceKey));
    assertThat(browser().complaints()).isEmpty();
    page.context().close();
  }

  private static String halfAndMost(double[] times) {
    Arrays.sort(times);
    return String.format(
        Locale.ROOT,
        "half within %.0f ms, 99 of 100 within %.0f ms, slowest %.0f ms",
        times[times.length / 2 - 1],
        times[times.length * 99 / 100 - 1],
        times[times.length - 1]);
  }

  /**
   * Writes an answer of five sentences as often as asked, each time with another ending, and waits
   * until its hint is on the screen. The pause is over when the request leaves.
   */
  private static final String TYPE_AND_WAIT =
      """
      async (times) => {
        const box = document.getElementById("body");
        const section = document.getElementById("hints");
        const found = [];
        for (let i = 0; i < times; i++) {
          performance.clearResourceTimings();
          box.value = "Dear Priya, thank you for writing again. I read all you sent and asked our people."
              + " The courier says that it waits in the depot. I'll look into it. Your number is " + i + ".";
          const key = performance.now();
          box.dispatchEvent(new Event("input", { bubbles: true }));
          await new Promise((done) => {
            const seen = new MutationObserver(() => {
              if (!section.querySelector(".hint[data-quote]")) return;
              seen.disconnect();
              requestAnimationFrame(() => setTimeout(done, 0));
            });
            seen.observe(section, { childList: true });
          });
          const now = performance.now();
          const asked = performance.getEntriesByType("resource").at(-1).startTime;
          found.push([now - asked, now - key]);
        }
        return found;
      }
      """;

  @Test
  void everythingIsReachedByKeyboard() {
    var page = maya();
    open(page, friday.size);
    box(page).focus();
    page.keyboard().type("We will be in touch soon.");
    assertThat(hint(page, "no time given")).isVisible();
    for (int i = 0; i < 12; i++) {
      page.keyboard().press("Tab");
      var at = page.evaluate("document.activeElement.textContent.trim()");
      if ("Mon 10:00".equals(at)) {
        break;
      }
    }
    page.keyboard().press("Enter");
    assertThat(box(page)).hasValue("We will be in touch by Monday 10:00.");
    assertThat(box(page)).isFocused();
    page.keyboard().press("Control+z");
    assertThat(box(page)).hasValue("We will be in touch soon.");
    page.context().close();
  }

  @Test
  void hintsAndGuidesAreUsableInLightAndDarkWideAndOnAPhone() {
    for (var scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      for (int width : new int[] {1360, 390}) {
        var called = "-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width;
        var page = maya(width, scheme);
        open(page, friday.parcel);
        box(page)
            .fill(
                "Dear Priya, the courier still hasn't come back to us, so there's nothing I can do at"
                    + " the moment. We'll get back to you as soon as possible. I'll call you tomorrow"
                    + " at 10, and on Monday by 11:00 I tell you what they said.");
        assertThat(hint(page, "no time given")).isVisible();
        Pictures.of(page, "hints" + called);
        Chromium.isUsable(page, "hints" + called);
        open(page, hurt);
        Pictures.of(page, "hints-hurt" + called);
        Chromium.isUsable(page, "hints-hurt" + called);
        page.navigate(doors.url() + "/guides");
        Pictures.of(page, "guides" + called);
        Chromium.isUsable(page, "guides" + called);
        page.locator("body").getByRole(AriaRole.LINK, role("It was the others")).click();
        Pictures.of(page, "guide" + called);
        Chromium.isUsable(page, "guide" + called);
        assertThat(browser().complaints()).isEmpty();
        page.context().close();
      }
    }
  }

  private static CaseId opened(String from, String name) {
    return friday.opened(friday.desk.maya, from, name, "A question", "How is it going?");
  }

  private static Page maya() {
    return maya(1360, ColorScheme.LIGHT);
  }

  private static Page maya(int width, ColorScheme scheme) {
    return screen().maya(width, scheme);
  }

  private static void open(Page page, CaseId id) {
    page.navigate(doors.url() + "/cases/" + id);
  }

  private static Locator box(Page page) {
    return page.getByLabel("What you write to the customer");
  }

  /** The hint whose reason this is. */
  private static Locator hint(Page page, String reason) {
    var chip = page.getByText(reason, new Page.GetByTextOptions().setExact(true));
    return page.locator("#hints .hint", new Page.LocatorOptions().setHas(chip));
  }

  private static Locator.GetByRoleOptions role(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Page.GetByLabelOptions exact() {
    return new Page.GetByLabelOptions().setExact(true);
  }
}
