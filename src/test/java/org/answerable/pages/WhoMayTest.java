package org.answerable.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.answerable.House;
import org.answerable.Northwind;
import org.answerable.calendar.Hours;
import org.answerable.calendar.Week;
import org.answerable.doors.command.SetupCode;
import org.answerable.doors.entrance.Passwords;
import org.answerable.facts.CaseId;
import org.answerable.facts.Ids;
import org.answerable.facts.MailId;
import org.answerable.facts.Receiving.Hold;
import org.answerable.facts.Region;
import org.answerable.facts.Role;
import org.answerable.facts.StaffId;
import org.answerable.facts.TeamId;
import org.answerable.facts.Teaming.Giving;
import org.answerable.facts.Tongue;
import org.answerable.ledger.writing.Words;
import org.answerable.work.people.People;
import org.answerable.work.people.Teams;
import org.answerable.work.post.Post;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every route there is, asked by everyone there is, for a thing of another team: who may not see it
 * is told that it is not there. A route without a line here fails, so nobody forgets to say who may
 * use it.
 */
class WhoMayTest {

  private static final String PASSWORD = "correct horse battery";

  /** Who a route answers; everybody else is told that nothing is there, or asked to sign in. */
  private enum For {
    /** Also whoever is not signed in. */
    ANYBODY,
    /** Everyone of ours, each about what is theirs. */
    STAFF,
    /** Whoever leads a team, each about their own. */
    LEADS,
    /** Who may see the case: its team, its owner, and who leads all. */
    ITS_TEAM,
    /** Of those only who leads. */
    ITS_LEADS,
    /** Administrators alone. */
    ADMINS,
    /** What an address alone opens: a link that proves itself. Without a real one it is nothing. */
    LINK,
    /** It was for the first day and is gone. */
    NOBODY
  }

  private static final Map<String, For> ROUTES = new LinkedHashMap<>();

  static {
    all(For.ANYBODY, "GET /", "GET /health", "GET /sign-in", "POST /sign-in", "POST /sign-out");
    all(For.NOBODY, "GET /set-up", "POST /set-up");
    all(For.LINK, "GET /invited/{token}", "POST /invited/{token}");
    all(
        For.LINK,
        "GET /c/{token}",
        "GET /c/{token}/files/{seq}/{name}",
        "POST /c/{token}/look",
        "POST /c/{token}/not-yet",
        "POST /c/{token}/object/{to}",
        "POST /c/{token}/promises/{which}/wish",
        "POST /c/{token}/solved",
        "POST /c/{token}/write");
    all(
        For.STAFF,
        "GET /today",
        "GET /cases",
        "GET /cases/new",
        "POST /cases/new",
        "GET /team",
        "GET /tray",
        "GET /keys",
        "GET /guides",
        "GET /guides/{name}",
        "POST /guides/hints",
        "GET /sink",
        "POST /next");
    all(
        For.ITS_TEAM,
        "GET /cases/{id}",
        "GET /cases/{id}/newer",
        "GET /cases/{id}/history",
        "GET /cases/{id}/messages/{seq}/html",
        "GET /cases/{id}/messages/{seq}/raw",
        "GET /cases/{id}/files/{seq}/{name}",
        "POST /cases/{id}/take",
        "POST /cases/{id}/reply",
        "POST /cases/{id}/note",
        "POST /cases/{id}/words",
        "POST /cases/{id}/words/off",
        "POST /cases/{id}/words/on",
        "POST /cases/{id}/word",
        "POST /cases/{id}/decline",
        "POST /cases/{id}/no-answer",
        "POST /cases/{id}/no-case",
        "POST /cases/{id}/messages/{message}/add",
        "POST /cases/{id}/messages/{message}/mark",
        "POST /cases/{id}/participants/{party}/remove",
        "POST /cases/{id}/promises/{which}/keep",
        "POST /cases/{id}/promises/{which}/correct",
        "POST /cases/{id}/promises/{which}/new-time",
        "POST /tray/{mail}/case",
        "POST /tray/{mail}/set-aside");
    all(For.LEADS, "GET /team/words");
    all(For.ITS_LEADS, "POST /cases/{id}/move");
    all(
        For.ADMINS,
        "GET /people",
        "POST /people",
        "POST /people/{id}/away",
        "POST /people/{id}/back",
        "POST /people/{id}/hours",
        "POST /people/{id}/let-in",
        "POST /people/{id}/link",
        "POST /people/{id}/lock-out",
        "POST /people/{id}/role",
        "POST /go-live",
        "GET /phrases",
        "POST /phrases",
        "POST /phrases/try",
        "POST /phrases/{id}/withdraw",
        "GET /settings",
        "POST /settings/brands",
        "POST /settings/mailboxes",
        "POST /settings/teams",
        "POST /settings/teams/{id}/duty-lead",
        "POST /settings/teams/{id}/giving",
        "POST /settings/teams/{id}/hours",
        "POST /settings/teams/{id}/join",
        "POST /settings/teams/{id}/leave");
  }

  private static void all(For whom, String... routes) {
    for (var route : routes) {
      ROUTES.put(route, whom);
    }
  }

  private static House house;
  private static Northwind desk;
  private static Doors doors;
  private static CaseId parcel;
  private static MailId held;
  private static final Map<String, Visitor> EVERYONE = new LinkedHashMap<>();

  @BeforeAll
  static void open() {
    house = House.built();
    desk = Northwind.takingCases(house);
    var garden = hired("Gina Garden", "gina", Role.AGENT);
    var gardenLead = hired("Gerd Garden", "gerd", Role.LEAD);
    var lead = hired("Lars Lead", "lars", Role.LEAD);
    var leader = hired("Uma Rao", "uma", Role.LEADER);
    house
        .room(Teams.class)
        .found(
            "Garden",
            gardenLead,
            new Hours(Week.weekdays(9, 18), Northwind.BERLIN, Region.NONE),
            Giving.TAKEN,
            Northwind.command(desk.lena));
    var gardens =
        house
            .db()
            .sql("select chain_id from work.teams where name = 'Garden'")
            .query(UUID.class)
            .single();
    house.room(Teams.class).join(new TeamId(gardens), garden, Northwind.command(desk.lena));
    house.room(Teams.class).join(desk.team, lead, Northwind.command(desk.lena));
    held = desk.kept("Nothing that is a case");
    house.room(Post.class).hold(held, Hold.SPAM, Words.NONE);
    // Before the doors open: what is kept is theirs to file, as quickly as they can.
    parcel = desk.mail("priya@customer.example", "Priya Raman", "Lost parcel", "It never came.");
    doors = Doors.of(house);
    doors.room(SetupCode.class).used();
    EVERYONE.put("nobody", new Visitor(doors.url()));
    signIn("agent of another team", garden, "gina");
    signIn("lead of another team", gardenLead, "gerd");
    signIn("agent", desk.maya, "maya");
    signIn("lead", lead, "lars");
    signIn("leader", leader, "uma");
    signIn("admin", desk.lena, "lena");
  }

  private static void signIn(String who, StaffId id, String name) {
    doors.room(Passwords.class).set(id, PASSWORD, "", Ids.command());
    EVERYONE.put(who, new Visitor(doors.url()).signedIn(name + "@northwind.example", PASSWORD));
  }

  private static StaffId hired(String name, String shown, Role role) {
    var joining =
        house
            .room(People.class)
            .add(
                new People.Newcomer(
                    name, shown, shown + "@northwind.example", role, Tongue.EN, Northwind.BERLIN),
                Northwind.command(desk.lena));
    return ((People.Joining.Joined) joining).id();
  }

  @AfterAll
  static void close() {
    doors.close();
    house.close();
  }

  @Test
  @Tag("A-27")
  void everyRouteSaysWhoMayUseIt() {
    assertThat(routes()).isEqualTo(new TreeSet<>(ROUTES.keySet()));
  }

  @Test
  @Tag("A-27")
  void whoMayNotSeeAThingIsToldThatItIsNotThere() {
    var wrong = new ArrayList<String>();
    long before = written();
    ROUTES.forEach((route, whom) ->
        EVERYONE.forEach((who, visitor) -> {
          if (!may(whom, who)) {
            int status = asked(who, visitor, route).statusCode();
            // Who brings words is not led to the door: they stand on the answer.
            int toTheDoor = route.startsWith("POST ") && status == 401 ? 401 : 303;
            boolean refused =
                who.equals("nobody") && whom != For.LINK && whom != For.NOBODY
                    ? status == toTheDoor
                    : status == 404;
            if (!refused) {
              wrong.add(who + ": " + route + " -> " + status);
            }
          }
        }));
    assertThat(wrong).isEmpty();
    assertThat(written()).as("nobody who may not has changed anything").isEqualTo(before);
  }

  @Test
  @Tag("A-27")
  void whoMaySeeAThingIsAnswered() {
    var wrong = new ArrayList<String>();
    ROUTES.forEach((route, whom) ->
        EVERYONE.forEach((who, visitor) -> {
          if (may(whom, who) && route.startsWith("GET ") && !PARTS.contains(route)) {
            int status = asked(who, visitor, route).statusCode();
            if (status != 200 && !(route.equals("GET /") || route.equals("GET /sign-in"))) {
              wrong.add(who + ": " + route + " -> " + status);
            }
          }
        }));
    assertThat(wrong).isEmpty();
  }

  /** What a case need not have, what has names of its own, and what ends by telling so. */
  private static final List<String> PARTS =
      List.of(
          "GET /cases/{id}/messages/{seq}/html",
          "GET /cases/{id}/messages/{seq}/raw",
          "GET /cases/{id}/files/{seq}/{name}",
          "GET /cases/{id}/newer",
          "GET /guides/{name}");

  private static boolean may(For whom, String who) {
    boolean staff = !who.equals("nobody");
    boolean theirs = staff && !who.contains("another");
    return switch (whom) {
      case ANYBODY -> true;
      case STAFF -> staff;
      case LEADS -> staff && !who.startsWith("agent");
      case ITS_TEAM -> theirs;
      case ITS_LEADS -> theirs && !who.equals("agent");
      case ADMINS -> who.equals("admin");
      case LINK, NOBODY -> false;
    };
  }

  private static HttpResponse<String> asked(String who, Visitor visitor, String route) {
    var formsOn = who.equals("nobody") ? "/sign-in" : "/today";
    var path = path(route.substring(route.indexOf(' ') + 1));
    return route.startsWith("GET ") ? visitor.get(path) : visitor.post(formsOn, path, fields(path));
  }

  private static String path(String pattern) {
    var id =
        pattern.startsWith("/cases")
            ? parcel.toString()
            : pattern.startsWith("/people") ? desk.jonas.toString() : desk.team.toString();
    return pattern
        .replace("{id}", id)
        .replace("{mail}", held.toString())
        .replace("{seq}", "1")
        .replace("{name}", "att.1")
        .replace("{token}", "a".repeat(52))
        .replaceAll("\\{[a-z]+}", Ids.fresh().toString());
  }

  /** Enough for every form, so that nothing is refused for want of a field. */
  private static Map<String, String> fields(String path) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("name", "x");
    fields.put("shown", "x");
    fields.put("address", "x@northwind.example");
    fields.put("role", "AGENT");
    fields.put("tongue", "EN");
    fields.put("zone", "Europe/Berlin");
    fields.put("team", desk.team.toString());
    fields.put("brand", desk.brand.toString());
    fields.put("domain", "");
    fields.put("lead", desk.maya.toString());
    fields.put("who", desk.maya.toString());
    fields.put("region", "NONE");
    fields.put("giving", "TAKEN");
    fields.put("days", "MONDAY");
    fields.put("from", "9");
    fields.put("to", path.endsWith("/move") ? desk.maya.toString() : "18");
    fields.put("until", "2099-01-01T10:00");
    fields.put("why", "x");
    fields.put("meaning", "APOLOGY");
    fields.put("at", "2026-03-02T10:00");
    fields.put("words", "x");
    fields.put("body", "x");
    fields.put("note", "x");
    fields.put("next", "usual");
    fields.put("what", "SOLVED");
    fields.put("mark", "THANKS");
    fields.put("reason", "x");
    fields.put("alternative", "x");
    fields.put("door", desk.lena.toString());
    fields.put("password", PASSWORD);
    fields.put("again", PASSWORD);
    return fields;
  }

  private static TreeSet<String> routes() {
    var routes = new TreeSet<String>();
    doors
        .room(RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .keySet()
        .forEach(info ->
            info.getPatternValues()
                .forEach(path ->
                    info.getMethodsCondition()
                        .getMethods()
                        .forEach(method -> routes.add(method + " " + path))));
    return routes;
  }

  private static long written() {
    return house.db().sql("select count(*) from ledger.entry").query(Long.class).single();
  }
}
