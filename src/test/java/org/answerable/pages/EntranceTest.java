package org.answerable.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.answerable.Northwind;
import org.answerable.doors.entrance.Invitations;
import org.answerable.doors.entrance.Passwords;
import org.answerable.doors.links.CaseTokens;
import org.answerable.doors.links.CaseTokens.Purpose;
import org.answerable.facts.Ids;
import org.answerable.facts.Role;
import org.answerable.facts.StaffId;
import org.answerable.facts.Tongue;
import org.answerable.work.people.LockOuts;
import org.answerable.work.people.People;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who gets in, what they may see, and what a page tells a browser. */
class EntranceTest {

  private static final String PASSWORD = "correct horse battery";

  private static FridayAfternoon friday;
  private static Doors doors;

  @BeforeAll
  static void open() {
    friday = new FridayAfternoon();
    doors = Doors.of(friday.house);
    for (var who : List.of(friday.desk.maya, friday.desk.lena, friday.desk.jonas)) {
      doors.room(Passwords.class).set(who, PASSWORD, "", Ids.command());
    }
  }

  @AfterAll
  static void close() {
    doors.close();
    friday.close();
  }

  private static Visitor nobody() {
    return new Visitor(doors.url());
  }

  private static Visitor maya() {
    return nobody().signedIn("maya@northwind.example", PASSWORD);
  }

  @Test
  void whoeverIsNotSignedInIsAskedToAndThenGoesOn() {
    var visitor = nobody();
    var asked = visitor.get("/cases/" + friday.parcel);
    assertThat(asked.statusCode()).isEqualTo(303);
    assertThat(location(asked)).isEqualTo("/sign-in?next=%2Fcases%2F" + friday.parcel);
    var in =
        visitor.post(
            "/sign-in",
            "/sign-in",
            Map.of(
                "address",
                "Maya@Northwind.example ",
                "password",
                PASSWORD,
                "next",
                "/cases/" + friday.parcel));
    assertThat(location(in)).endsWith("/cases/" + friday.parcel);
    assertThat(visitor.get("/cases/" + friday.parcel).body())
        .contains("Parcel marked delivered, never arrived");
  }

  @Test
  @Tag("A-39")
  void aWrongPasswordAndAnUnknownAddressHearTheSame() {
    var wrong = attempt(nobody(), "jonas@northwind.example", "something else entirely");
    var unknown = attempt(nobody(), "nobody@northwind.example", "something else entirely");
    assertThat(wrong.statusCode()).isEqualTo(unknown.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("do not belong together");
    assertThat(unknown.body()).contains("do not belong together");
  }

  @Test
  @Tag("A-46")
  void tooManyTriesAreRefusedAlsoWithTheRightPassword() {
    try {
      var last = new ArrayList<Integer>();
      for (int i = 0; i < 11; i++) {
        last.add(attempt(nobody(), "tried@northwind.example", "guess number " + i).statusCode());
      }
      assertThat(last.subList(0, 3)).containsOnly(422);
      assertThat(last.getLast()).isEqualTo(429);
      assertThat(attempt(nobody(), "maya@northwind.example", PASSWORD).statusCode())
          .as("all from one address of the network")
          .isEqualTo(429);
    } finally {
      friday.house.owner().sql("delete from doors.tries").update();
    }
  }

  @Test
  @Tag("A-40")
  void nobodyIsSentElsewhereAfterSigningIn() {
    for (var elsewhere :
        List.of("//evil.example", "https://evil.example/", "/\\evil.example", "\t//evil.example")) {
      var in =
          nobody()
              .post(
                  "/sign-in",
                  "/sign-in",
                  Map.of(
                      "address", "maya@northwind.example",
                      "password", PASSWORD,
                      "next", elsewhere));
      assertThat(location(in)).endsWith("/today").doesNotContain("evil");
    }
  }

  @Test
  @Tag("A-34")
  void aFormThatIsNotOursChangesNothing() {
    var visitor = maya();
    var refused = visitor.postWithoutToken("/cases/" + friday.lamp + "/take", Map.of());
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("This was not done");
    assertThat(friday.desk.ownerOf(friday.lamp)).isEqualTo(friday.desk.lena);
  }

  @Test
  @Tag("A-35")
  void aSessionHasANewIdAfterSigningInAndEndsWithANewPassword() {
    var first = nobody();
    attempt(first, "jonas@northwind.example", PASSWORD);
    assertThat(first.get("/today").statusCode()).isEqualTo(200);
    doors.room(Passwords.class).set(friday.desk.jonas, PASSWORD, "", Ids.command());
    assertThat(first.get("/today").statusCode()).isEqualTo(303);
  }

  /** Nobody can wait ten hours: the session is made to look back on them. */
  @Test
  @Tag("A-35")
  void onlyWhatAPersonDoesKeepsThemSignedIn() {
    var visitor = nobody().signedIn("lena@northwind.example", PASSWORD);
    var lena = friday.desk.lena;
    usedAgo(lena, Duration.ofMinutes(599));
    assertThat(visitor.getByItself("/today").statusCode()).isEqualTo(200);
    assertThat(visitor.getByItself("/cases/" + friday.parcel + "/newer").statusCode())
        .isEqualTo(286);
    assertThat(sinceUse(lena)).isGreaterThan(Duration.ofMinutes(598));
    assertThat(visitor.get("/today").statusCode()).isEqualTo(200);
    assertThat(sinceUse(lena)).isLessThan(Duration.ofMinutes(1));

    usedAgo(lena, Duration.ofMinutes(601));
    var late = visitor.getByItself("/today");
    assertThat(late.statusCode()).isEqualTo(401);
    assertThat(late.body()).isEmpty();
    assertThat(location(visitor.get("/today"))).isEqualTo("/sign-in?next=%2Ftoday");
  }

  @Test
  void whatSomebodySendsWhoIsSignedOutStandsOnThePageAndIsSentOnceTheyAreBack() {
    var jonas = nobody().signedIn("jonas@northwind.example", PASSWORD);
    var page = "/cases/" + friday.chair;
    var command = Ids.fresh().toString();
    var fields = Map.of("body", "Its arm is <b>bent</b>.", "next", "usual", "command", command);
    doors.room(Passwords.class).set(friday.desk.jonas, PASSWORD, "", Ids.command());
    var refused =
        jonas.postFiles("/sign-in", page + "/note", fields, Map.of("arm.png", new byte[5]));
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body())
        .contains("signed out", "Its arm is &lt;b&gt;bent&lt;/b&gt;.", command)
        .contains("action=\"" + page + "/note\"", "type=\"file\"");

    var pressed = jonas.post("/sign-in", page + "/take", Map.of());
    assertThat(location(pressed)).as("nothing was written").isEqualTo("/sign-in?ended");

    jonas.signedIn("jonas@northwind.example", PASSWORD);
    assertThat(jonas.post("/today", page + "/note", fields).statusCode()).isEqualTo(303);
    assertThat(jonas.get(page).body()).contains("Its arm is &lt;b&gt;bent&lt;/b&gt;.");
  }

  /** A browser that was closed never comes back to end its own. */
  @Test
  void whoeverSignsInSweepsOutSessionsThatAreOver() {
    nobody().signedIn("lena@northwind.example", PASSWORD);
    friday
        .house
        .owner()
        .sql("update doors.session set expiry_time = 1 where principal_name = :who")
        .param("who", friday.desk.lena.toString())
        .update();
    assertThat(friday.house.count("select count(*) from doors.session where expiry_time = 1"))
        .isPositive();
    var maya = maya();
    assertThat(friday.house.count("select count(*) from doors.session where expiry_time = 1"))
        .isZero();
    assertThat(maya.get("/today").statusCode()).isEqualTo(200);
  }

  private static void usedAgo(StaffId who, Duration ago) {
    friday
        .house
        .owner()
        .sql(
            """
            update doors.session
               set last_access_time = :at
             where principal_name = :who
            """)
        .param("at", Instant.now().minus(ago).toEpochMilli())
        .param("who", who.toString())
        .update();
  }

  private static Duration sinceUse(StaffId who) {
    var used =
        friday
            .house
            .owner()
            .sql("select last_access_time from doors.session where principal_name = :who")
            .param("who", who.toString())
            .query(Long.class)
            .single();
    return Duration.between(Instant.ofEpochMilli(used), Instant.now());
  }

  @Test
  void whoeverIsLockedOutIsOutAtOnce() {
    var joining =
        friday
            .house
            .room(People.class)
            .add(
                new People.Newcomer(
                    "Otto Brandt",
                    "Otto",
                    "otto@northwind.example",
                    Role.AGENT,
                    Tongue.EN,
                    Northwind.BERLIN),
                Northwind.command(friday.desk.lena));
    var otto = ((People.Joining.Joined) joining).id();
    doors.room(Passwords.class).set(otto, PASSWORD, "", Ids.command());
    var visitor = nobody().signedIn("otto@northwind.example", PASSWORD);
    assertThat(visitor.get("/today").statusCode()).isEqualTo(200);
    friday.house.room(LockOuts.class).lockOut(otto, "left", Northwind.command(friday.desk.lena));
    assertThat(visitor.get("/today").statusCode()).isEqualTo(303);
  }

  @Test
  @Tag("A-38")
  void anInvitationWorksOnceAndLookingAtItUsesNothingUp() {
    var link = doors.room(Invitations.class).issue(friday.desk.jonas).getPath();
    var visitor = nobody();
    assertThat(visitor.get(link).statusCode()).isEqualTo(200);
    assertThat(visitor.get(link).statusCode()).isEqualTo(200);
    var fields = Map.of("password", PASSWORD, "again", PASSWORD);
    assertThat(visitor.post(link, link, fields).statusCode()).isEqualTo(303);
    assertThat(visitor.get("/today").body()).contains("Jonas");
    assertThat(nobody().get(link).statusCode()).isEqualTo(404);
    assertThat(nobody().get("/invited/").statusCode()).isEqualTo(404);
  }

  @Test
  @Tag("A-57")
  void everyAnswerTellsTheBrowserWhatItMayNot() {
    var visitor = maya();
    for (var path : List.of("/sign-in", "/today", "/cases/" + Ids.fresh(), link())) {
      var headers = visitor.get(path).headers();
      assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
          .as(path)
          .contains("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'")
          .doesNotContain("unsafe");
      assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
      assertThat(headers.firstValue("Cache-Control").orElse("")).contains("no-store");
    }
  }

  @Test
  @Tag("A-27")
  void whatOneMayNotSeeIsNotThere() {
    var visitor = maya();
    var unknown = Ids.fresh();
    assertThat(visitor.get("/cases/" + unknown).statusCode()).isEqualTo(404);
    assertThat(visitor.get("/cases/not-an-id").statusCode()).isEqualTo(404);
    assertThat(visitor.get("/people").statusCode()).isEqualTo(404);
    for (var act : List.of("take", "reply", "note", "no-answer", "no-case", "word", "decline")) {
      var answered =
          visitor.post(
              "/today",
              "/cases/" + unknown + "/" + act,
              Map.of(
                  "body", "x",
                  "why", "x",
                  "words", "x",
                  "what", "SOLVED",
                  "reason", "x",
                  "alternative", "x",
                  "door", friday.desk.lena.toString()));
      assertThat(answered.statusCode()).as(act).isEqualTo(404);
    }
    for (var act : List.of("lock-out", "let-in", "link", "back")) {
      var answered =
          visitor.post("/today", "/people/" + friday.desk.jonas + "/" + act, Map.of("why", "x"));
      assertThat(answered.statusCode()).as(act).isEqualTo(404);
    }
  }

  @Test
  @Tag("A-41")
  void lookingChangesNothing() {
    var before = written();
    var staff = maya();
    var customer = nobody();
    for (int twice = 0; twice < 2; twice++) {
      for (var path :
          List.of(
              "/",
              "/today",
              "/cases",
              "/team",
              "/tray",
              "/keys",
              "/sign-in",
              "/cases/" + friday.parcel,
              "/cases/" + friday.parcel + "/history")) {
        staff.get(path);
      }
      for (var path : List.of(link(), link() + "/solved", link() + "/not-yet", link() + "/look")) {
        customer.get(path);
      }
    }
    assertThat(written()).isEqualTo(before);
    assertThat(friday.desk.outcomeOf(friday.parcel)).isNull();
  }

  @Test
  @Tag("A-38")
  void aLinkOpensOneCaseForOnePersonAndNoOtherLinkDoes() {
    assertThat(nobody().get(link()).statusCode()).isEqualTo(200);
    var other =
        doors
            .room(CaseTokens.class)
            .of(friday.parcel, friday.desk.party(friday.charge), Purpose.PAGE);
    var mail =
        doors
            .room(CaseTokens.class)
            .of(friday.parcel, friday.desk.party(friday.parcel), Purpose.REPLY);
    for (var wrong : List.of(other, mail, "a".repeat(52), "short", "null")) {
      assertThat(nobody().get("/c/" + wrong).statusCode()).as(wrong).isEqualTo(404);
    }
  }

  @Test
  @Tag("A-06")
  void whatCustomersWriteIsShownAndNeverRun() {
    var evil = "<script>alert(1)</script><img src=x onerror=alert(2)>";
    var id = friday.desk.mail("evil@example.org", evil, evil, evil);
    var staff = maya();
    for (var path : List.of("/cases/" + id, "/today", "/team", "/cases/" + id + "/history")) {
      assertThat(staff.get(path).body())
          .as(path)
          .doesNotContain("<script>a")
          .doesNotContain("<img");
    }
    var theirs = doors.room(CaseTokens.class).of(id, friday.desk.party(id), Purpose.PAGE);
    assertThat(nobody().get("/c/" + theirs).body())
        .contains("&lt;script")
        .doesNotContain("<script>a")
        .doesNotContain("<img");
  }

  private static String link() {
    var token =
        doors
            .room(CaseTokens.class)
            .of(friday.parcel, friday.desk.party(friday.parcel), Purpose.PAGE);
    return "/c/" + token;
  }

  private static HttpResponse<String> attempt(Visitor visitor, String address, String password) {
    return visitor.post("/sign-in", "/sign-in", Map.of("address", address, "password", password));
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  private static long written() {
    return friday
        .house
        .db()
        .sql("select count(*) from ledger.entry")
        .query((row, _) -> row.getLong(1))
        .single();
  }
}
