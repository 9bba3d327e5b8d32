package org.answerable.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.answerable.House;
import org.answerable.doors.command.SetupCode;
import org.answerable.ledger.writing.Opening;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The whole thread as people live it: a desk is set up in a browser, a mail comes in by SMTP,
 * somebody answers for it, promises, misses, puts it right and asks; and the customer, who only
 * ever has the letters they were sent, says yes.
 */
class FromMailToYesTest {

  private static final String PASSWORD = "three small brown owls";
  private static final Pattern LINK = Pattern.compile("http://localhost:\\d+/c/\\S+");

  private static @Nullable Chromium chromium;
  private static House house;
  private static TheirServer outside;
  private static Doors doors;

  @BeforeAll
  static void open() {
    chromium = Chromium.started();
    house = House.built();
    house.room(Opening.class).open(null);
    outside = new TheirServer();
    doors = Doors.live(house, outside.port());
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
      doors.close();
      outside.close();
      house.close();
    }
  }

  @Test
  void fromTheFirstMailToTheCustomersYes() throws Exception {
    var browser = java.util.Objects.requireNonNull(chromium);
    at("2026-03-04T09:00");
    var lena = browser.page(1360, ColorScheme.LIGHT, true);
    setUp(lena);
    goLive(lena);

    at("2026-03-05T09:12");
    mailFromPriya(
        "support@northwind.example",
        "Parcel marked delivered, never arrived",
        "The tracking says delivered on Tuesday. I was home all day and nothing came.\r\n"
            + "It was my mother's birthday present.");
    Waiting.until("the mail is a case", () -> house.count("select count(*) from work.cases") == 1);
    lena.navigate(doors.url() + "/today");
    assertThat(lena.getByText("Parcel marked delivered, never arrived").first()).isVisible();
    assertThat(outside.count()).as("an answer within five minutes needs none").isZero();

    at("2026-03-05T09:18");
    var acknowledged = letter(1);
    assertThat(acknowledged).contains("Lena answers for your case", "You will hear from us by");
    var theirs = browser.page(390, ColorScheme.LIGHT, true);
    theirs.navigate(link(acknowledged));
    assertThat(theirs.getByText("Lena answers for your case").first()).isVisible();
    Pictures.shown(theirs, "thread-1-acknowledged");

    at("2026-03-05T10:41");
    lena.reload();
    lena.getByRole(AriaRole.BUTTON, named("Take").setExact(false)).first().click();
    assertThat(lena.getByText("Lena Schulz answers for this")).isVisible();
    lena.getByLabel("What you write to the customer")
        .fill(
            "I'm sorry, Priya: you trusted us with a birthday present and we didn't bring it. I have"
                + " asked the courier for the driver's GPS record and I'll tell you by 16:40 tomorrow"
                + " what they found, whatever it is.");
    lena.getByLabel("Another time", exactly()).check();
    lena.getByLabel("another time", exactly()).fill("2026-03-06T16:40");
    send(lena);
    assertThat(lena.getByText("Promised: next update by Fri 16:40")).isVisible();
    Pictures.shown(lena, "thread-2-promised");
    var promised = letter(2);
    assertThat(promised).contains("by 16:40 tomorrow", "Friday, March 6, 2026, 16:40");
    theirs.reload();
    assertThat(theirs.getByText("You will hear from us by tomorrow 16:40")).isVisible();

    // Nobody did anything, and nobody's clock was asked: it is due, so it is missed.
    house.silentlyAt(berlin("2026-03-06T16:40").plusMillis(1));
    lena.reload();
    assertThat(lena.getByText("Priya Raman should have heard by")).isVisible();
    theirs.reload();
    assertThat(theirs.getByText("You should have heard from us by").first()).isVisible();
    at("2026-03-06T17:05");
    mailFromPriya(
        outside.letter(2).getReplyTo()[0].toString(),
        "Re: Parcel",
        "You said you'd tell me by 16:40. Any news?");
    Waiting.until(
        "her reply is in her case",
        () -> house.count("select count(*) from views.messages where sort = 'heard'") == 2);
    assertThat(house.count("select count(*) from work.cases")).isEqualTo(1);

    at("2026-03-06T17:12");
    lena.navigate(doors.url() + "/today");
    assertThat(lena.getByText("32 min late").first()).isVisible();
    lena.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Put it right"))
        .first()
        .click();
    assertThat(lena.getByText("we missed Fri 16:40")).isVisible();
    Pictures.shown(lena, "thread-3-missed");
    lena.getByLabel("What you write to the customer")
        .fill(
            "I said I would tell you by 16:40 and did not; I am sorry. The courier lost it. A new one"
                + " left here at five, tracking NW-4471-Z, and I look on Monday whether it came.");
    assertThat(lena.getByLabel("I say what we missed, and that we are sorry")).isChecked();
    lena.getByLabel("Another time", exactly()).check();
    lena.getByLabel("another time", exactly()).fill("2026-03-09T12:00");
    send(lena);
    assertThat(lena.getByText("Promised: next update by Mon 12:00")).isVisible();
    assertThat(letter(3)).contains("The courier lost it.", "Monday, March 9, 2026, 12:00");
    theirs.reload();
    assertThat(theirs.getByText("You will hear from us by Monday 12:00")).isVisible();
    assertThat(theirs.getByText("missed", new Page.GetByTextOptions().setExact(true))).isVisible();

    at("2026-03-09T11:30");
    lena.reload();
    lena.getByLabel("What you write to the customer")
        .fill(
            "The courier says your neighbour at number 14 took it at 10:52 today. Do you have it now?");
    lena.getByLabel("Ask if it is solved").check();
    send(lena);
    assertThat(lena.getByText("Priya Raman was asked whether it is solved")).isVisible();
    var asked = letter(4);
    assertThat(asked).contains("Did this solve it? One click tells us:");

    at("2026-03-09T12:20");
    var phone = browser.page(390, ColorScheme.DARK, true);
    phone.navigate(link(asked));
    assertThat(phone.getByText("Did this solve it?")).isVisible();
    Pictures.shown(phone, "thread-4-asked");
    phone.getByRole(AriaRole.BUTTON, named("Yes, solved")).click();
    assertThat(phone.getByText("Thank you for telling us.")).isVisible();
    assertThat(phone.getByText("You said it is solved.").first()).isVisible();

    lena.reload();
    assertThat(lena.getByText("Priya Raman says it is solved.").first()).isVisible();
    Pictures.shown(lena, "thread-5-confirmed");
    lena.navigate(doors.url() + "/today");
    assertThat(lena.getByText("nobody is waiting to hear from you.")).isVisible();
    assertThat(lena.getByText("confirmed", new Page.GetByTextOptions().setExact(true))).isVisible();

    assertThat(house.count("select count(*) from work.cases where outcome = 'confirmed'"))
        .isEqualTo(1);
    assertThat(outside.count()).as("no letter twice").isEqualTo(4);
    assertThat(browser.complaints()).isEmpty();
    assertThat(house.differences()).as("rebuilt equals living").isEmpty();
  }

  private static void setUp(Page page) {
    page.navigate(doors.url() + "/");
    page.waitForURL("**/set-up");
    page.getByLabel("The code that was printed at the start")
        .fill(doors.room(SetupCode.class).draw());
    page.getByLabel("Company", exactly()).fill("Northwind Home");
    page.getByLabel("The name customers know").fill("Northwind Home");
    page.getByLabel("The address customers write to").fill("support@northwind.example");
    page.getByLabel("Full name").fill("Lena Schulz");
    page.getByLabel("What customers read").fill("Lena");
    page.getByLabel("E-mail address to sign in").fill("lena@northwind.example");
    page.getByLabel("Password").fill(PASSWORD);
    page.getByLabel("Team", exactly()).fill("Customer care");
    page.getByLabel("Time zone").selectOption("Europe/Berlin");
    Pictures.shown(page, "thread-0-set-up");
    page.getByRole(AriaRole.BUTTON, named("Begin")).click();
    page.waitForURL("**/today");
  }

  private static void goLive(Page page) {
    assertThat(page.getByText("The desk is quiet.")).isVisible();
    page.getByRole(AriaRole.BUTTON, named("Go live")).click();
    assertThat(page.getByText("The desk is live")).isVisible();
    page.navigate(doors.url() + "/set-up");
    assertThat(page.getByText("This is not here").first()).isVisible();
    java.util.Objects.requireNonNull(chromium).complaints(); // the browser calls the 404 an error
  }

  private static void send(Page page) {
    page.getByRole(AriaRole.BUTTON, named("Send").setExact(false)).click();
  }

  private static Page.GetByLabelOptions exactly() {
    return new Page.GetByLabelOptions().setExact(true);
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private static void at(String berlin) {
    house.at(berlin(berlin));
  }

  private static Instant berlin(String local) {
    return FridayAfternoon.berlin(local);
  }

  private static void mailFromPriya(String to, String subject, String body) {
    TheirServer.send(doors.smtpPort(), "Priya Raman", "priya@customer.example", to, subject, body);
  }

  /** The text of the n-th letter that left, once it has. */
  private static String letter(int n) throws MessagingException, IOException {
    return TheirServer.text(outside.letter(n));
  }

  private static String link(String letter) {
    var found = LINK.matcher(letter);
    assertThat(found.find()).as(letter).isTrue();
    return found.group();
  }
}
