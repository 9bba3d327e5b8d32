package org.answerable.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.answerable.House;
import org.answerable.doors.command.SetupCode;
import org.answerable.facts.Ids;
import org.answerable.ledger.writing.Opening;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The first day: what is wrong is said in a sentence, and what was given is still there. */
class SetUpTest {

  private House house;
  private Doors doors;
  private Visitor visitor;
  private String code;

  @BeforeEach
  void open() {
    house = House.built();
    house.room(Opening.class).open(null);
    doors = Doors.mute(house);
    visitor = new Visitor(doors.url());
    code = doors.room(SetupCode.class).draw();
  }

  @AfterEach
  void close() {
    doors.close();
    house.close();
  }

  @Test
  void whatIsWrongIsSaidAndNothingIsFounded() {
    refused(Map.of("code", "not the code"), "This is not the code of this desk.");
    refused(Map.of("code", ""), "This is not the code of this desk.");
    refused(Map.of("password", "short"), "Please choose between 10 and 200 letters.");
    refused(Map.of("from", "18", "to", "9"), "Please give whole hours");
    refused(Map.of("from", "nine"), "Please give whole hours");
    refused(Map.of("zone", "Moon/Crater"), "Please give whole hours");
    refused(Map.of("address", "no address"), "“no address” cannot be an e-mail address.");
    refused(Map.of("mailbox", "nowhere"), "“nowhere” cannot be an e-mail address.");
    for (var name : new String[] {"company", "brand", "team", "name", "shown"}) {
      refused(Map.of(name, "  "), "Please give every name");
    }
    assertThat(house.db().sql("select count(*) from work.people").query(Long.class).single())
        .isZero();
  }

  @Test
  @Tag("A-55")
  void aDeskIsFoundedOnceAndItsCodeOpensNothingAgain() {
    var form = form();
    var founded = posted(form);
    assertThat(founded.headers().firstValue("Location").orElse("")).endsWith("/today");
    assertThat(visitor.get("/today").body()).contains("The desk is quiet.", "Lena Schulz");
    var somebody = new Visitor(doors.url());
    assertThat(somebody.get("/set-up").statusCode()).isEqualTo(404);
    form.put("address", "mallory@elsewhere.example");
    form.put("command", Ids.fresh().toString());
    assertThat(somebody.post("/sign-in", "/set-up", form).statusCode()).isEqualTo(404);
    assertThat(house.db().sql("select count(*) from work.people").query(Long.class).single())
        .isEqualTo(1);
  }

  @Test
  void aLiveDeskWithoutAMailServerSaysThatItsLettersWait() {
    posted(form());
    assertThat(visitor.get("/today").body()).contains("The desk is quiet.");
    var live = visitor.post("/today", "/go-live", Map.of());
    assertThat(live.body()).contains("no mail server is named", "they wait");
    assertThat(visitor.get("/today").body())
        .contains("Letters wait here.", "smarthost-host")
        .doesNotContain("The desk is quiet.");
  }

  @Test
  void theZoneOfWhoSetsItUpIsOfferedFirst() {
    try (var chromium = Chromium.started();
        var there =
            chromium
                .browser()
                .newContext(new Browser.NewContextOptions().setTimezoneId("Europe/Lisbon"))) {
      var page = there.newPage();
      page.navigate(doors.url() + "/set-up");
      assertThat(page.inputValue("#zone")).isEqualTo("Europe/Lisbon");
    }
  }

  @Test
  @Tag("A-46")
  void whoeverGuessesCodesIsStoppedAlsoWithTheRightOne() {
    for (int i = 0; i < 20; i++) {
      assertThat(posted(changed(Map.of("code", "guess " + i))).statusCode()).isEqualTo(422);
    }
    var stopped = posted(form());
    assertThat(stopped.statusCode()).isEqualTo(429);
    assertThat(stopped.body()).contains("Too many tries.", "Northwind Home");
  }

  private void refused(Map<String, String> wrong, String sentence) {
    var answer = posted(changed(wrong));
    assertThat(answer.statusCode()).as(wrong.toString()).isEqualTo(422);
    assertThat(answer.body()).as(wrong.toString()).contains(sentence);
    assertThat(answer.body())
        .as("what was given is still there, and the password never")
        .contains("value=\"" + wrong.getOrDefault("address", "lena@northwind.example") + "\"")
        .doesNotContain("three small brown owls");
  }

  private HttpResponse<String> posted(Map<String, String> form) {
    return visitor.post("/set-up", "/set-up", form);
  }

  private Map<String, String> changed(Map<String, String> fields) {
    var form = form();
    form.putAll(fields);
    return form;
  }

  private HashMap<String, String> form() {
    var form = new HashMap<String, String>();
    form.put("code", code);
    form.put("company", "Northwind Home");
    form.put("kind", "RETAIL");
    form.put("name", "Lena Schulz");
    form.put("shown", "Lena");
    form.put("address", "lena@northwind.example");
    form.put("password", "three small brown owls");
    form.put("team", "Customer care");
    form.put("zone", "Europe/Berlin");
    form.put("from", "9");
    form.put("to", "18");
    form.put("giving", "TAKEN");
    form.put("brand", "Northwind Home");
    form.put("mailbox", "support@northwind.example");
    return form;
  }
}
