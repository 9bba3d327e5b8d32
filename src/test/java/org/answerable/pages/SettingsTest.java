package org.answerable.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.answerable.House;
import org.answerable.Northwind;
import org.answerable.doors.entrance.Passwords;
import org.answerable.facts.Ids;
import org.answerable.work.people.Companies;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lena changes how the desk is set up, and is told in a sentence what cannot be. */
class SettingsTest {

  private static final String PASSWORD = "correct horse battery";

  private static House house;
  private static Northwind desk;
  private static Doors doors;
  private static Visitor lena;

  @BeforeAll
  static void open() {
    house = House.built();
    desk = Northwind.takingCases(house);
    doors = Doors.of(house);
    doors.room(Passwords.class).set(desk.lena, PASSWORD, "", Ids.command());
    lena = new Visitor(doors.url()).signedIn("lena@northwind.example", PASSWORD);
  }

  @AfterAll
  static void close() {
    doors.close();
    house.close();
  }

  @Test
  void aBrandWithAnAddressAndATeamOfItsOwn() {
    assertDone(posted("teams", team("Garden team", "Mon")), "team");
    assertDone(
        posted("brands", Map.of("name", "Northwind Garden", "domain", "garden.example")), "brand");
    var page = lena.get("/settings").body();
    assertThat(page)
        .contains("Garden team", "Duty lead Maya Okafor · Mon 8:00–16:00", "Northwind Garden");
    var brand = id("select brand_id from work.brands where name = 'Northwind Garden'");
    var team = id("select chain_id from work.teams where name = 'Garden team'");
    assertDone(
        posted("mailboxes", Map.of("address", "Help@Garden.example", "brand", brand, "team", team)),
        "mailbox");
    var box = house.room(Companies.class).mailbox("help@garden.example").orElseThrow();
    assertThat(box.brand().toString()).isEqualTo(brand);
    assertThat(box.team().toString()).isEqualTo(team);
    assertThat(lena.get("/settings?done=mailbox").body())
        .contains("help@garden.example", "what is written to it becomes a case");
  }

  @Test
  void whatCannotBeIsSaidAndWhatWasGivenIsStillThere() {
    assertRefused(
        posted("brands", Map.of("name", " ", "domain", "kept.example")),
        422,
        "Please give a name.",
        "kept.example");
    var first = id("select brand_id from work.brands order by brand_id limit 1");
    var box =
        new HashMap<>(
            Map.of("brand", first, "team", desk.team.toString(), "address", "no address"));
    assertRefused(posted("mailboxes", box), 422, "This cannot be an e-mail address.", "no address");
    box.put("address", "support@northwind.example");
    assertRefused(
        posted("mailboxes", box), 422, "one of the desk’s already", "support@northwind.example");
    box.put("address", "new@northwind.example");
    box.put("brand", Ids.fresh().toString());
    assertRefused(
        posted("mailboxes", box), 422, "Please choose a brand and a team", "new@northwind.example");
    assertRefused(posted("teams", team("  ", "Mon")), 422, "Please give a name.");
    var zone = new HashMap<>(team("Moon", "Mon"));
    zone.put("zone", "Moon/Crater");
    assertRefused(posted("teams", zone), 422, "Please choose a time zone", "Moon");
  }

  @Test
  void hoursThatNeverOpenAreRefusedAlsoLater() {
    var never = new HashMap<>(team("Never there", "Mon"));
    never.remove("days");
    assertRefused(posted("teams", never), 422, "the team would never open", "Never there");
    var hours = new HashMap<>(Map.of("from", "9", "to", "18", "region", "NONE"));
    assertRefused(posted(its("hours"), hours), 422, "the team would never open");
    hours.put("days", "SATURDAY");
    hours.put("from", "18");
    assertRefused(posted(its("hours"), hours), 422, "from an earlier to a later one");
    hours.put("from", "nine");
    assertRefused(posted(its("hours"), hours), 422, "from an earlier to a later one", "nine");
    hours.put("from", "10");
    hours.put("to", "14");
    assertDone(posted(its("hours"), hours), "changed");
    assertThat(lena.get("/settings").body()).contains("Sat 10:00–14:00");
    hours.putAll(Map.of("days", "TUESDAY", "from", "9", "to", "18"));
    assertDone(posted(its("hours"), hours), "changed");
  }

  @Test
  void aTeamAlwaysHasADutyLead() {
    var maya = Map.of("who", desk.maya.toString());
    assertRefused(
        posted(its("leave"), Map.of("who", desk.lena.toString())), 409, "name another one first");
    assertDone(posted(its("duty-lead"), maya), "changed");
    assertRefused(posted(its("duty-lead"), maya), 409, "They are this team’s duty lead.");
    assertDone(posted(its("leave"), Map.of("who", desk.lena.toString())), "changed");
    assertRefused(
        posted(its("leave"), Map.of("who", desk.lena.toString())),
        409,
        "They are not in this team.");
    assertRefused(
        posted(its("duty-lead"), Map.of("who", desk.lena.toString())),
        409,
        "They are not in this team.");
    assertDone(posted(its("join"), Map.of("who", desk.lena.toString())), "changed");
    assertRefused(
        posted(its("join"), Map.of("who", desk.lena.toString())),
        409,
        "They are in this team already.");
    assertDone(posted(its("duty-lead"), Map.of("who", desk.lena.toString())), "changed");
    assertDone(posted(its("giving"), Map.of("giving", "GIVEN_OUT")), "changed");
    assertDone(posted(its("giving"), Map.of("giving", "TAKEN")), "changed");
  }

  @Test
  void aFormPostedTwiceIsOneActAndWithOtherValuesIsAskedAbout() {
    var command = Ids.fresh().toString();
    var brand = new HashMap<>(Map.of("name", "Only once", "domain", "", "command", command));
    assertDone(posted("brands", brand), "brand");
    assertDone(posted("brands", brand), "brand");
    assertThat(
            house
                .db()
                .sql("select count(*) from work.brands where name = 'Only once'")
                .query(Long.class)
                .single())
        .isEqualTo(1);
    brand.put("name", "Something else");
    assertRefused(posted("brands", brand), 409, "used once already", "Something else");
  }

  @Test
  void peopleAreAddedChangedLockedOutAndLetInAgain() {
    var newcomer =
        new HashMap<>(
            Map.of(
                "name", "Ida Lund",
                "shown", "Ida",
                "address", "ida@northwind.example",
                "role", "LEAD",
                "tongue", "EN",
                "zone", "Europe/Berlin",
                "team", desk.team.toString(),
                "command", Ids.fresh().toString()));
    var added = lena.post("/people", "/people", newcomer);
    assertThat(added.statusCode()).isEqualTo(200);
    assertThat(added.body()).contains("Give this link to Ida Lund", "/invited/");
    var again = lena.post("/people", "/people", newcomer);
    assertThat(again.body()).as("posted twice is one").contains("Give this link to Ida Lund");
    newcomer.put("name", "Ida Berg");
    assertRefused(
        lena.post("/people", "/people", newcomer), 409, "used once already", "value=\"Ida Berg\"");
    newcomer.put("name", "Ida Lund");
    newcomer.remove("command");
    assertRefused(
        lena.post("/people", "/people", newcomer),
        422,
        "signs in with this address already",
        "value=\"Ida Lund\"");
    newcomer.put("address", "no address");
    assertRefused(
        lena.post("/people", "/people", newcomer),
        422,
        "cannot be an e-mail address",
        "no address");
    newcomer.put("zone", "Moon/Crater");
    assertRefused(
        lena.post("/people", "/people", newcomer), 422, "choose a time zone", "value=\"Ida Lund\"");

    var ida =
        "/people/" + id("select chain_id from work.people where address = 'ida@northwind.example'");
    assertRefused(
        lena.post("/people", ida + "/hours", Map.of("from", "18", "to", "9")),
        422,
        "from an earlier to a later one");
    assertThat(lena.post("/people", ida + "/hours", Map.of("from", "8", "to", "12")).statusCode())
        .isEqualTo(303);
    assertRefused(
        lena.post("/people", ida + "/away", Map.of("until", "")),
        422,
        "Please give a date and a time.");
    assertRefused(
        lena.post("/people", ida + "/away", Map.of("until", "2020-01-01T10:00")),
        422,
        "must end after now");
    assertThat(
            lena.post("/people", ida + "/away", Map.of("until", "2099-01-01T10:00")).statusCode())
        .isEqualTo(303);
    assertThat(lena.get("/people").body()).contains("away until");
    assertThat(lena.post("/people", ida + "/back", Map.of()).statusCode()).isEqualTo(303);
    assertThat(lena.post("/people", ida + "/role", Map.of("role", "AGENT")).statusCode())
        .isEqualTo(303);
    var link = lena.post("/people", ida + "/link", Map.of());
    assertThat(link.body()).contains("A new link; any older one is void.");
    assertThat(lena.post("/people", ida + "/lock-out", Map.of("why", "left")).statusCode())
        .isEqualTo(303);
    assertThat(lena.get("/people").body()).contains("locked out");
    assertRefused(
        lena.post("/people", ida + "/role", Map.of("role", "LEAD")), 422, "They are locked out.");
    assertRefused(
        lena.post("/people", ida + "/hours", Map.of("from", "8", "to", "12")),
        422,
        "They are locked out.");
    assertThat(lena.post("/people", ida + "/let-in", Map.of()).statusCode()).isEqualTo(303);
    var me = "/people/" + desk.lena;
    assertRefused(
        lena.post("/people", me + "/lock-out", Map.of("why", "x")),
        422,
        "Somebody must be left who can undo it.");
    assertRefused(
        lena.post("/people", me + "/role", Map.of("role", "AGENT")),
        422,
        "Somebody must be left who can undo it.");
  }

  private static String its(String act) {
    return "teams/" + desk.team + "/" + act;
  }

  private static Map<String, String> team(String name, String day) {
    return Map.of(
        "name", name,
        "lead", desk.maya.toString(),
        "zone", "Europe/Berlin",
        "region", "NONE",
        "giving", "TAKEN",
        "days", day.equals("Mon") ? "MONDAY" : day,
        "from", "8",
        "to", "16");
  }

  private static HttpResponse<String> posted(String action, Map<String, String> fields) {
    return lena.post("/settings", "/settings/" + action, fields);
  }

  private static void assertDone(HttpResponse<String> answer, String what) {
    assertThat(answer.headers().firstValue("Location"))
        .as(answer.body())
        .contains("/settings?done=" + what);
  }

  private static void assertRefused(HttpResponse<String> answer, int status, String... said) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains(List.of(said));
  }

  private static String id(String sql) {
    return house.db().sql(sql).query(UUID.class).single().toString();
  }
}
