package org.answerable.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.answerable.Northwind;
import org.answerable.doors.entrance.Passwords;
import org.answerable.facts.Ids;
import org.answerable.facts.Role;
import org.answerable.facts.StaffId;
import org.answerable.facts.Talking;
import org.answerable.facts.Tongue;
import org.answerable.ledger.reading.Chains;
import org.answerable.work.cases.Filings;
import org.answerable.work.cases.NextWord;
import org.answerable.work.people.People;
import org.answerable.work.people.Phrases;
import org.answerable.work.people.Teams;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An administrator teaches the desk phrases of its own; leads see what a team's words did. */
class PhrasesTest {

  private static final String PASSWORD = "correct horse battery";

  private static FridayAfternoon friday;
  private static Doors doors;
  private static Visitor lena;
  private static Visitor maya;

  @BeforeAll
  static void open() {
    friday = new FridayAfternoon();
    doors = Doors.of(friday.house);
    for (var who : List.of(friday.desk.lena, friday.desk.maya)) {
      doors.room(Passwords.class).set(who, PASSWORD, "", Ids.command());
    }
    lena = new Visitor(doors.url()).signedIn("lena@northwind.example", PASSWORD);
    maya = new Visitor(doors.url()).signedIn("maya@northwind.example", PASSWORD);
  }

  @AfterAll
  static void close() {
    doors.close();
    friday.close();
  }

  @Test
  void aPhraseIsTriedOnWhatWasSaidThenUsedThenWithdrawn() {
    // Priya wrote about her mother's birthday present, which no rule of ours knows.
    var form = form("mother's birthday", "DISSATISFACTION");
    var refused = lena.post("/phrases", "/phrases/try", form);
    assertThat(refused.statusCode()).as("a sign is no word").isEqualTo(422);

    form = form("birthday present", "DISSATISFACTION");
    var tried = lena.post("/phrases", "/phrases/try", form);
    assertThat(tried.statusCode()).isEqualTo(200);
    assertThat(tried.body())
        .contains("it would find one sentence more")
        .contains("birthday present.")
        .contains("/cases/" + friday.parcel);
    assertThat(phrases().inForce()).as("only tried").isEmpty();
    assertThat(found("It was a birthday present for my aunt.")).isEmpty();

    assertThat(lena.post("/phrases", "/phrases", form).statusCode()).isEqualTo(303);
    assertThat(phrases().inForce()).hasSize(1);
    assertThat(lena.get("/phrases").body()).contains("birthday present");
    assertThat(found("It was a birthday present for my uncle."))
        .containsExactly(Talking.Sign.DISSATISFACTION);

    var id = phrases().inForce().getFirst().id();
    assertThat(lena.post("/phrases", "/phrases/" + id + "/withdraw", Map.of()).statusCode())
        .isEqualTo(303);
    assertThat(phrases().inForce()).isEmpty();
    assertThat(found("It was a birthday present for my cousin.")).isEmpty();
  }

  @Test
  void whoeverIsNoAdministratorFindsNoSuchPage() {
    assertThat(maya.get("/phrases").statusCode()).isEqualTo(404);
    var form = form("birthday present", "DISSATISFACTION");
    assertThat(maya.post("/today", "/phrases", form).statusCode()).isEqualTo(404);
    assertThat(maya.post("/today", "/phrases/try", form).statusCode()).isEqualTo(404);
  }

  @Test
  void aTotalIsShownFromFiveWritersUpAndNeverByPerson() {
    assertThat(maya.get("/team/words").statusCode()).as("for leads").isEqualTo(404);
    assertThat(lena.get("/team/words").body()).contains("Shown once at least 5 people");
    for (var name : List.of("Ada", "Bela", "Cleo", "Dana")) {
      var who = joined(name);
      friday.desk.answer(
          friday.chair,
          who,
          "I am sorry for the scratch. " + name + " here.",
          new NextWord.AsUsual());
    }
    var page = lena.get("/team/words").body();
    assertThat(page).contains("an apology", "replies were read").doesNotContain("Ada", "Cleo");
  }

  private static StaffId joined(String name) {
    var people = doors.room(People.class);
    var newcomer =
        new People.Newcomer(
            name + " Example",
            name,
            name.toLowerCase(java.util.Locale.ROOT) + "@northwind.example",
            Role.AGENT,
            Tongue.EN,
            Northwind.BERLIN);
    var command = Northwind.command(friday.desk.lena);
    var id = ((People.Joining.Joined) people.add(newcomer, command)).id();
    doors.room(Teams.class).join(friday.desk.team, id, Northwind.command(friday.desk.lena));
    return id;
  }

  private static Phrases phrases() {
    return doors.room(Phrases.class);
  }

  private static Map<String, String> form(String words, String meaning) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("words", words);
    fields.put("meaning", meaning);
    fields.put("tongue", "EN");
    return fields;
  }

  /** What is read in a message that comes in now. */
  private static List<Talking.Sign> found(String body) {
    var reply =
        (Filings.Filed.AsReply) friday.desk.reply(friday.chair, "sven.holt@example.org", body);
    return doors.room(Chains.class).read(friday.chair.chain(), 0, 1000).stream()
        .map(entry -> entry.fact())
        .filter(Talking.Found.class::isInstance)
        .map(Talking.Found.class::cast)
        .filter(one -> one.id().equals(reply.message()))
        .map(Talking.Found::sign)
        .toList();
  }
}
