package org.answerable.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.answerable.House;
import org.answerable.Northwind;
import org.answerable.doors.entrance.Passwords;
import org.answerable.doors.links.CaseTokens;
import org.answerable.doors.links.CaseTokens.Purpose;
import org.answerable.facts.CaseId;
import org.answerable.facts.Channel;
import org.answerable.facts.Ids;
import org.answerable.facts.Kind;
import org.answerable.facts.Role;
import org.answerable.facts.StaffId;
import org.answerable.facts.Talking;
import org.answerable.facts.Tongue;
import org.answerable.ledger.writing.Words;
import org.answerable.work.cases.Endings;
import org.answerable.work.cases.Filings;
import org.answerable.work.cases.NextWord;
import org.answerable.work.cases.Replies;
import org.answerable.work.people.People;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody who asked can do on their own page, and what they are told when they cannot. */
class TheirPageTest {

  private static final String PASSWORD = "correct horse battery";
  private static final Pattern WISH = Pattern.compile("action=\"(/c/[^\"]+/wish)\"");
  private static final Pattern NEW_TIME =
      Pattern.compile(
          "action=\"(/cases/[^\"]+/new-time)\".*?name=\"seen\" value=\"([^\"]+)\"", Pattern.DOTALL);

  private static House house;
  private static Northwind desk;
  private static Doors doors;
  private static StaffId uma;

  @BeforeAll
  static void open() {
    house = House.built();
    desk = Northwind.in(house);
    doors = Doors.of(house);
    doors.room(Passwords.class).set(desk.maya, PASSWORD, "", Ids.command());
    var joining =
        house
            .room(People.class)
            .add(
                new People.Newcomer(
                    "Uma Rao",
                    "Uma",
                    "uma@northwind.example",
                    Role.LEADER,
                    Tongue.EN,
                    Northwind.BERLIN),
                Northwind.command(desk.lena));
    uma = ((People.Joining.Joined) joining).id();
  }

  @AfterAll
  static void close() {
    doors.close();
    house.close();
  }

  @BeforeEach
  void monday() {
    house.at(nextMonday());
  }

  /** Nine o'clock in Berlin, of the week after the last test's. */
  private static Instant nextMonday() {
    return house
        .now()
        .atZone(Northwind.BERLIN)
        .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
        .with(LocalTime.of(9, 0))
        .toInstant();
  }

  private static Visitor visitor() {
    return new Visitor(doors.url());
  }

  private static Visitor maya() {
    return visitor().signedIn("maya@northwind.example", PASSWORD);
  }

  @Test
  void anotherTimeSuitsThemBetterAndOneClickGivesIt() {
    var parcel = parcel();
    promisedCall(parcel, 26);
    var page = visitor().get(link(parcel)).body();
    assertThat(page).contains("Lena will call you by tomorrow", "Another time suits me better");
    var at = inBerlin(27);
    var wished =
        visitor().post(link(parcel), wish(page), Map.of("at", at, "words", "I am at work before."));
    assertThat(location(wished)).endsWith("?done=wished");
    assertThat(desk.standing(parcel, "callback")).as("the promise stands").containsExactly("open");
    assertThat(visitor().get(link(parcel)).body())
        .contains(
            "You asked for tomorrow", "Lena will call you by tomorrow", "I am at work before.");

    var staff = maya();
    var shown = staff.get("/cases/" + parcel).body();
    assertThat(shown).contains("Priya Raman would rather have", "suits us too.");
    var form = NEW_TIME.matcher(shown.substring(shown.indexOf("id=\"wish\"")));
    assertThat(form.find()).isTrue();
    var given =
        staff.post(
            "/cases/" + parcel,
            form.group(1),
            Map.of("seen", form.group(2), "at", at, "wish", "true", "body", "That suits us too."));
    assertThat(given.statusCode()).isEqualTo(303);
    assertThat(desk.standing(parcel, "callback")).containsExactly("renegotiated", "open");
    assertThat(staff.get("/cases/" + parcel).body()).doesNotContain("would rather have");
    assertThat(visitor().get(link(parcel)).body())
        .contains("That suits us too.")
        .doesNotContain("You asked for tomorrow");
  }

  @Test
  void aWishedTimeMustStillComeAndBeNear() {
    var parcel = parcel();
    promisedCall(parcel, 26);
    var path = wish(visitor().get(link(parcel)).body());
    assertRefused(wishing(parcel, path, ""), 422, "Please give a date and a time.");
    assertRefused(wishing(parcel, path, inBerlin(-2)), 422, "This time is past.");
    assertRefused(wishing(parcel, path, inBerlin(24 * 60)), 422, "within the next thirty days");
    house.after(Duration.ofHours(30));
    assertRefused(wishing(parcel, path, inBerlin(30)), 409, "can no longer be changed");
    assertThat(visitor().get(link(parcel)).body())
        .as("what was missed is put right, not wished away")
        .doesNotContain("Another time suits me better");
  }

  private static HttpResponse<String> wishing(CaseId id, String path, String at) {
    return visitor().post(link(id), path, Map.of("at", at, "words", "x"));
  }

  @Test
  void whoeverWritesGermanReadsGerman() {
    var id = inGerman();
    var page = visitor().get(link(id)).body();
    assertThat(page)
        .contains("<html lang=\"de\">", "steht für Ihr Anliegen ein", "Sie hören von uns bis heute")
        .doesNotContain("You will hear", "Send<");
    promisedCall(id, 26);
    var wished =
        visitor()
            .post(
                link(id),
                wish(visitor().get(link(id)).body()),
                Map.of("at", inBerlin(27), "words", ""));
    assertThat(location(wished)).endsWith("?done=wished");
    assertThat(visitor().get(location(wished)).body()).contains("Danke.", "gebeten");
    assertThat(maya().get("/cases/" + id).body())
        .as("the words for the customer are in their language")
        .contains("passt uns auch.", "<html lang=\"en\">");
  }

  @Test
  void afterTheEndOneCanStillReadAndReopenAndAMonthLaterTheLinkHasRunOut() {
    var parcel = parcel();
    desk.answer(parcel, desk.ownerOf(parcel), "It is here.", new NextWord.Asking());
    var solved = visitor().post(link(parcel), link(parcel) + "/solved", Map.of());
    assertThat(location(solved)).endsWith("?done=solved");
    var again = visitor().post(link(parcel), link(parcel) + "/solved", Map.of());
    assertThat(again.statusCode()).as("said twice is said once").isEqualTo(303);
    assertThat(visitor().get(link(parcel)).body()).contains("You said it is solved.");
    var reopened = visitor().post(link(parcel), link(parcel) + "/not-yet", Map.of());
    assertThat(reopened.statusCode()).isEqualTo(303);
    assertThat(desk.stageOf(parcel)).isEqualTo("open");
    visitor().post(link(parcel), link(parcel) + "/solved", Map.of());

    house.after(Duration.ofDays(31));
    var over = visitor().get(link(parcel));
    assertThat(over.statusCode()).isEqualTo(410);
    assertThat(over.body())
        .contains("This link has run out", "write to Northwind Home")
        .doesNotContain("Lost parcel");
    for (var act : List.of("not-yet", "look")) {
      var refused = visitor().post("/sign-in", link(parcel) + "/" + act, Map.of());
      assertThat(refused.statusCode()).as(act).isEqualTo(410);
      assertThat(desk.outcomeOf(parcel)).isEqualTo("confirmed");
    }
    var written =
        visitor().post("/sign-in", link(parcel) + "/write", Map.of("body", "Are you there?"));
    assertThat(written.statusCode()).isEqualTo(410);
    assertThat(maya().get("/cases/" + parcel).body()).doesNotContain("Are you there?");
  }

  @Test
  void whoIsDeclinedDisagreesOnceAndThenSomeoneElseHasDecided() {
    var parcel = parcel();
    assertThat(declined(parcel, desk.maya, desk.lena)).isTrue();
    assertThat(visitor().get(link(parcel)).body())
        .contains("We could not do what you asked.", "Not in our range.", "Lena will look at it");
    var first = visitor().post(link(parcel), link(parcel) + "/look", Map.of());
    assertThat(location(first)).endsWith("?done=look");
    assertThat(desk.standing(parcel, "look")).containsExactly("open");

    assertThat(declined(parcel, desk.maya, desk.lena)).as("not by whoever declined").isFalse();
    var looks = looks(parcel);
    assertThat(looks).isNotEqualTo(desk.maya);
    assertThat(declined(parcel, looks, looks.equals(desk.lena) ? uma : desk.lena)).isTrue();
    var second = visitor().post(link(parcel), link(parcel) + "/look", Map.of());
    assertRefused(second, 409, "Someone else has looked at it once already");
  }

  private static boolean declined(CaseId id, StaffId by, StaffId door) {
    var closing =
        desk.cases()
            .decline(
                id,
                desk.who(by),
                door,
                "We do not have it.",
                "Not in our range.",
                null,
                desk.newest(id),
                Ids.command());
    return closing instanceof Endings.Closing.Ended;
  }

  private static StaffId looks(CaseId id) {
    return house
        .db()
        .sql("select debtor_id from work.commitments where chain_id = :id and kind = 'look'")
        .param("id", id.value())
        .query((row, _) -> new StaffId(row.getObject(1, UUID.class)))
        .single();
  }

  @Test
  void wordsThatCannotBeTakenAreStillInTheForm() {
    var parcel = parcel();
    var empty = visitor().post(link(parcel), link(parcel) + "/write", Map.of("body", "  "));
    assertRefused(empty, 422, "There were no words to send.");
    var long_ = "x".repeat(20_001);
    var tooLong = visitor().post(link(parcel), link(parcel) + "/write", Map.of("body", long_));
    assertRefused(tooLong, 422, "too long for one message");
    assertThat(tooLong.body()).contains(long_);
    var command = Ids.fresh().toString();
    for (int twice = 0; twice < 2; twice++) {
      var sent =
          visitor()
              .post(
                  link(parcel),
                  link(parcel) + "/write",
                  Map.of("body", "Only once, please.", "command", command));
      assertThat(sent.statusCode()).isEqualTo(303);
    }
    assertThat(visitor().get(link(parcel)).body().split("Only once, please\\.", -1)).hasSize(2);
  }

  private static CaseId parcel() {
    return desk.mail("priya@customer.example", "Priya Raman", "Lost parcel", "It never arrived.");
  }

  private static CaseId inGerman() {
    var words =
        Words.of("from", "uwe@kunde.example").and("subject", "Paket").and("body", "Wo ist es?");
    var filed =
        house
            .room(Filings.class)
            .mailAsCase(
                desk.kept("Paket " + Ids.fresh()),
                new Filings.Writing(
                    new Filings.Author("uwe@kunde.example", "Uwe Kern", Tongue.DE),
                    "Paket",
                    Channel.MAIL,
                    Talking.Sender.PERSON,
                    Talking.Trust.SILENT,
                    true,
                    words,
                    words),
                new Filings.Place(desk.team, desk.brand),
                null,
                Ids.command());
    return ((Filings.Filed.AsCase) filed).id();
  }

  private static void promisedCall(CaseId id, int hours) {
    var call = new NextWord.By(Kind.CALLBACK, house.now().plus(Duration.ofHours(hours)), false);
    assertThat(desk.answer(id, desk.ownerOf(id), "I call you.", call))
        .isInstanceOf(Replies.Reply.Sent.class);
  }

  /** As the field of a form holds the time so many hours from now. */
  private static String inBerlin(int hours) {
    return house
        .now()
        .plus(Duration.ofHours(hours))
        .atZone(Northwind.BERLIN)
        .toLocalDateTime()
        .toString();
  }

  private static String wish(String page) {
    var found = WISH.matcher(page);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private static void assertRefused(HttpResponse<String> answer, int status, String sentence) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains(sentence);
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("nowhere: " + answer.statusCode());
  }

  private static String link(CaseId id) {
    return "/c/" + doors.room(CaseTokens.class).of(id, desk.party(id), Purpose.PAGE);
  }
}
