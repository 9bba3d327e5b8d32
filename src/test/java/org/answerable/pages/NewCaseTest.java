package org.answerable.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.answerable.doors.entrance.Passwords;
import org.answerable.facts.CaseId;
import org.answerable.facts.Ids;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Somebody called, and it is written down at the desk. */
class NewCaseTest {

  private static final String PASSWORD = "correct horse battery";

  private static FridayAfternoon friday;
  private static Doors doors;
  private static Visitor maya;

  @BeforeAll
  static void open() {
    friday = new FridayAfternoon();
    doors = Doors.of(friday.house);
    doors.room(Passwords.class).set(friday.desk.maya, PASSWORD, "", Ids.command());
    maya = new Visitor(doors.url()).signedIn("maya@northwind.example", PASSWORD);
  }

  @AfterAll
  static void close() {
    doors.close();
    friday.close();
  }

  @Test
  void whatACallerSaidBecomesACaseWithWhoeverWroteItDown() {
    var answer = maya.post("/cases/new", "/cases/new", call("Grandma’s chair"));
    assertThat(answer.statusCode()).isEqualTo(303);
    var id = theCase(answer.headers().firstValue("Location").orElseThrow());
    assertThat(friday.desk.ownerOf(id)).isEqualTo(friday.desk.maya);
    assertThat(friday.desk.standing(id, "first_answer")).containsExactly("open");
    assertThat(maya.get("/cases/" + id).body())
        .contains("Grandma’s chair", "The seat is loose.", "Greta Nilsen", "phone");
  }

  @Test
  void withoutTheTickItGoesToWhoeverIsOnDuty() {
    var call = call("Not mine");
    call.remove("mine");
    var answer = maya.post("/cases/new", "/cases/new", call);
    var id = theCase(answer.headers().firstValue("Location").orElseThrow());
    assertThat(friday.desk.ownerOf(id)).isNotNull();
    assertThat(maya.get("/cases/" + id).statusCode()).isEqualTo(200);
  }

  @Test
  void theSameFormPostedTwiceIsOneCase() {
    var call = call("Posted twice");
    call.put("command", Ids.fresh().toString());
    var first = maya.post("/cases/new", "/cases/new", call);
    var second = maya.post("/cases/new", "/cases/new", call);
    assertThat(second.headers().firstValue("Location"))
        .isPresent()
        .isEqualTo(first.headers().firstValue("Location"));
  }

  @Test
  void aRefusalKeepsWhatWasWritten() {
    var call = call("Nobody in particular");
    call.put("name", " ");
    var answer = maya.post("/cases/new", "/cases/new", call);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("somebody waits for the answer", "The seat is loose.");
    call.put("address", "greta at home");
    assertThat(maya.post("/cases/new", "/cases/new", call).body())
        .contains("This cannot be an e-mail address.");
    call.put("address", "greta@example.org");
    call.put("body", "");
    assertThat(maya.post("/cases/new", "/cases/new", call).statusCode()).isEqualTo(422);
  }

  @Test
  void nobodyPutsACaseWhereTheyMayNotLook() {
    var call = call("Elsewhere");
    call.put("place", Ids.fresh() + "." + friday.desk.brand);
    var answer = maya.post("/cases/new", "/cases/new", call);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("Please choose one of the teams in the list.");
  }

  private static Map<String, String> call(String subject) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("name", "Greta Nilsen");
    fields.put("address", "");
    fields.put("channel", "PHONE");
    fields.put("place", friday.desk.team + "." + friday.desk.brand);
    fields.put("subject", subject);
    fields.put("body", "The seat is loose.");
    fields.put("mine", "true");
    return fields;
  }

  private static CaseId theCase(String location) {
    return new CaseId(UUID.fromString(location.substring(location.lastIndexOf('/') + 1)));
  }
}
