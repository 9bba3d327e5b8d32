package org.answerable.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.answerable.House;
import org.answerable.Northwind;
import org.answerable.doors.entrance.Passwords;
import org.answerable.doors.links.CaseTokens;
import org.answerable.doors.links.CaseTokens.Purpose;
import org.answerable.facts.CaseId;
import org.answerable.facts.Ids;
import org.answerable.facts.PartyId;
import org.answerable.facts.Talking.Trust;
import org.answerable.sight.Sight;
import org.answerable.views.letters.Addressing;
import org.answerable.work.cases.NextWord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A colleague of the customer wrote: who answers sees it, adds them, and lets them go again. */
@Tag("A-11")
@Tag("A-12")
class ParticipantsTest {

  private static final String PASSWORD = "correct horse battery";
  private static final String TOM = "tom@kestrel.example";
  private static final Pattern ADD = Pattern.compile("action=\"(/cases/[^\"]+/add)\"");
  private static final Pattern REMOVE =
      Pattern.compile("action=\"(/cases/[^\"]+/participants/[^\"]+/remove)\"");
  private static final Pattern COMMAND = Pattern.compile("name=\"command\" value=\"([^\"]+)\"");

  private static House house;
  private static Northwind desk;
  private static Doors doors;

  /** With nothing but the offer; each test has one of its own. */
  private static final Map<String, CaseId> OFFERED = new HashMap<>();

  private static CaseId stranger;
  private static CaseId ended;
  private static CaseId together;

  @BeforeAll
  static void open() {
    house = House.built();
    desk = Northwind.in(house);
    for (var test : new String[] {"seen", "click", "twice", "words", "keyboard", "looks"}) {
      OFFERED.put(test, offered());
    }
    stranger = asked();
    desk.reply(stranger, "eve@elsewhere.example", "Send it to me instead.", Trust.VERIFIED);
    desk.reply(stranger, TOM, "I am Tom, believe me.");
    ended = offered();
    desk.answer(ended, desk.ownerOf(ended), "It is there.", new NextWord.Asking());
    desk.cases().confirm(ended, desk.party(ended), Northwind.once());
    together = offered();
    var offer = add(together);
    desk.answer(together, desk.ownerOf(together), "Which door is it?", new NextWord.TheirStep());
    desk.byToken(together, offer, TOM, "Tom Brook", "It works now, thank you!", Trust.SILENT);
    doors = Doors.of(house);
    for (var who : List.of(desk.maya, desk.lena)) {
      doors.room(Passwords.class).set(who, PASSWORD, "", Ids.command());
    }
  }

  @AfterAll
  static void close() {
    doors.close();
    house.close();
  }

  private static CaseId asked() {
    var id = desk.mail("priya@kestrel.example", "Priya Raman", "Lost parcel", "It never arrived.");
    desk.answer(id, desk.ownerOf(id), "Which parcel is it?", new NextWord.AsUsual());
    return id;
  }

  private static CaseId offered() {
    var id = asked();
    var said = "Priya sent me this. The receipt says number 88142, and I was at the door myself.";
    desk.byToken(id, desk.party(id), TOM, "Tom Brook", said, Trust.VERIFIED);
    return id;
  }

  /** Adds Tom; his party. */
  private static PartyId add(CaseId id) {
    var offer =
        house
            .db()
            .sql("select message_id from work.participants where chain_id = :id")
            .param("id", id.value())
            .query(java.util.UUID.class)
            .single();
    desk.cases()
        .addParticipant(
            id, desk.who(desk.maya), new org.answerable.facts.MessageId(offer), Northwind.once());
    return house.room(Addressing.class).participants(Sight.of(id)).getFirst().party();
  }

  private static Visitor maya() {
    return new Visitor(doors.url()).signedIn("maya@northwind.example", PASSWORD);
  }

  private static CaseId of(String test) {
    return java.util.Objects.requireNonNull(OFFERED.get(test));
  }

  private static String page(CaseId id) {
    return "/cases/" + id;
  }

  private static String link(CaseId id) {
    return "/c/" + doors.room(CaseTokens.class).of(id, desk.party(id), Purpose.PAGE);
  }

  private static String first(Pattern pattern, String body) {
    var found = pattern.matcher(body);
    assertThat(found.find()).as(pattern.pattern()).isTrue();
    return found.group(1);
  }

  private static boolean takesPart(CaseId id) {
    return house.room(Addressing.class).participants(Sight.of(id)).stream()
        .anyMatch(Addressing.Participant::present);
  }

  @Test
  void theOfferStandsBesideTheMessageAndSaysWhy() {
    var body = maya().get(page(of("seen"))).body();
    assertThat(body)
        .contains(
            "not from the customer’s address",
            "Add Tom Brook as participant",
            TOM + " is of the customer’s own domain")
        .doesNotContain("Also takes part", "A letter of its own also goes to");
    assertThat(new Visitor(doors.url()).get(link(of("seen"))).body())
        .as("the customer sees nothing of it")
        .doesNotContain("88142", "Tom Brook");
  }

  @Test
  void nobodyIsOfferedWhoIsNotSurelyAColleague() {
    var body = maya().get(page(stranger)).body();
    assertThat(body).contains("Send it to me instead.", "I am Tom, believe me.");
    assertThat(ADD.matcher(body).find()).isFalse();
    var message =
        house
            .db()
            .sql(
                "select id from views.messages where chain_id = :id and trust = 'unverified' limit 1")
            .param("id", stranger.value())
            .query(java.util.UUID.class)
            .single();
    var answer =
        maya().post(page(stranger), page(stranger) + "/messages/" + message + "/add", Map.of());
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("Nobody can be added by this message");
    assertThat(takesPart(stranger)).isFalse();
  }

  @Test
  void anEndedCaseTakesNobodyInAndSaysSo() {
    var me = maya();
    assertThat(ADD.matcher(me.get(page(ended)).body()).find()).isFalse();
    var message =
        house
            .db()
            .sql("select message_id from work.participants where chain_id = :id")
            .param("id", ended.value())
            .query(java.util.UUID.class)
            .single();
    var answer = me.post(page(ended), page(ended) + "/messages/" + message + "/add", Map.of());
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("Nobody can be added to it unless it is opened again.");
    assertThat(takesPart(ended)).isFalse();
  }

  @Test
  void twiceIsOnce() {
    var me = maya();
    var id = of("twice");
    var body = me.get(page(id)).body();
    var path = first(ADD, body);
    var form = Map.of("command", first(COMMAND, body));
    assertThat(me.post(page(id), path, form).statusCode()).isEqualTo(303);
    assertThat(me.post(page(id), path, form).statusCode()).as("the same form").isEqualTo(303);
    var again = me.post(page(id), path, Map.of());
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.body()).contains("They take part already.");

    var remove = first(REMOVE, me.get(page(id)).body());
    assertThat(me.post(page(id), remove, Map.of()).statusCode()).isEqualTo(303);
    var gone = me.post(page(id), remove, Map.of());
    assertThat(gone.statusCode()).isEqualTo(409);
    assertThat(gone.body()).contains("They take no part any more.");
    assertThat(takesPart(id)).isFalse();
  }

  @Test
  void everybodyReadsInWordsWhoTakesPart() {
    var me = maya();
    var id = of("words");
    me.post(page(id), first(ADD, me.get(page(id)).body()), Map.of());
    var body = me.get(page(id)).body();
    assertThat(body)
        .contains(
            "Also takes part",
            "A letter of its own also goes to: Tom Brook",
            "Maya Okafor added Tom Brook as participant")
        .doesNotContain("Add Tom Brook as participant");
    var theirs = new Visitor(doors.url()).get(link(id)).body();
    assertThat(theirs).contains("Tom Brook takes part now").doesNotContain("88142");

    me.post(page(id), first(REMOVE, body), Map.of());
    assertThat(me.get(page(id)).body())
        .contains("Maya Okafor removed Tom Brook", "Add Tom Brook as participant")
        .doesNotContain("Also takes part");
    assertThat(new Visitor(doors.url()).get(link(id)).body())
        .contains("Tom Brook takes part no more");
    assertThat(me.get(page(id) + "/history").body())
        .contains(
            "Tom Brook can be added as participant",
            "Maya Okafor added Tom Brook",
            "Maya Okafor removed Tom Brook");
  }

  @Test
  void whatAParticipantWritesIsTheirsAndNeverTheCustomersYes() {
    var body = maya().get(page(together)).body();
    assertThat(body)
        .contains("takes part beside the customer", "It works now, thank you!")
        .doesNotContain("They say it is solved");
    assertThat(desk.outcomeOf(together)).isNull();
    var theirs = new Visitor(doors.url()).get(link(together)).body();
    assertThat(theirs).contains("Tom Brook wrote", "It works now, thank you!");
  }

  @Test
  @Tag("A-14")
  @Tag("A-27")
  void aParticipantHasNoPageOfTheirOwn() {
    var who = house.room(Addressing.class).participants(Sight.of(together)).getFirst().party();
    for (var purpose : Purpose.values()) {
      var token = doors.room(CaseTokens.class).of(together, who, purpose);
      assertThat(new Visitor(doors.url()).get("/c/" + token).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void oneClickWithoutJavaScriptAndOneKeyWithIt() {
    try (var chromium = Chromium.started()) {
      for (boolean javaScript : new boolean[] {false, true}) {
        var id = of(javaScript ? "keyboard" : "click");
        var page = chromium.page(1360, ColorScheme.LIGHT, javaScript);
        signIn(page, "maya");
        page.navigate(doors.url() + page(id));
        var add = page.getByRole(AriaRole.BUTTON, named("Add Tom Brook as participant"));
        if (javaScript) {
          add.focus();
          page.keyboard().press("Enter");
        } else {
          add.click();
        }
        assertThat(page.getByText("Also takes part")).isVisible();
        assertThat(takesPart(id)).isTrue();
        page.getByRole(
                AriaRole.BUTTON, named("Remove Tom Brook: what follows goes to them no more"))
            .click();
        assertThat(page.getByText("Maya Okafor removed Tom Brook").first()).isVisible();
        assertThat(takesPart(id)).isFalse();
        assertThat(chromium.complaints()).isEmpty();
        page.context().close();
      }
    }
  }

  @Test
  void thePagesAreUsableInLightAndDarkWideAndOnAPhone() {
    try (var chromium = Chromium.started()) {
      for (var scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
        for (int width : new int[] {1360, 390}) {
          var page = chromium.page(width, scheme, true);
          signIn(page, "lena");
          var end = "-" + scheme.name().toLowerCase(java.util.Locale.ROOT) + "-" + width;
          for (var one :
              Map.of(
                      "today-strangers", "/today",
                      "case-offered", page(of("looks")),
                      "case-together", page(together),
                      "theirs-together", link(together))
                  .entrySet()) {
            page.navigate(doors.url() + one.getValue());
            Pictures.of(page, one.getKey() + end);
            Chromium.isUsable(page, one.getKey() + end);
          }
          assertThat(chromium.complaints()).isEmpty();
          page.context().close();
        }
      }
    }
  }

  private static void signIn(Page page, String who) {
    page.navigate(doors.url() + "/sign-in");
    page.getByLabel("E-mail address").fill(who + "@northwind.example");
    page.getByLabel("Password").fill(PASSWORD);
    page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
    page.waitForURL("**/today");
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
