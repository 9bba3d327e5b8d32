package org.answerable.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.answerable.House;
import org.answerable.Northwind;
import org.answerable.doors.entrance.Passwords;
import org.answerable.facts.Ids;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What looks like no case waits until Maya has looked at it, once. */
class TrayTest {

  private static final String PASSWORD = "correct horse battery";

  private static House house;
  private static Doors doors;
  private static Visitor maya;

  @BeforeAll
  static void open() {
    house = House.built();
    var desk = Northwind.in(house);
    doors = Doors.of(house);
    doors.room(Passwords.class).set(desk.maya, PASSWORD, "", Ids.command());
    maya = new Visitor(doors.url()).signedIn("maya@northwind.example", PASSWORD);
  }

  @AfterAll
  static void close() {
    doors.close();
    house.close();
  }

  @Test
  void aHeldMailBecomesACaseOnceAndAnsweringItAgainSaysSo() {
    var mail = held("Order 7 was changed", "We moved your slot.");
    assertThat(maya.get("/tray").body())
        .contains("Order 7 was changed", "We moved your slot.", "automatic");
    var command = Ids.fresh().toString();
    var made = act(mail, "case", command);
    assertThat(made.statusCode()).isEqualTo(303);
    var place = made.headers().firstValue("Location").orElseThrow();
    assertThat(maya.get(place).body()).contains("Order 7 was changed", "We moved your slot.");
    assertThat(maya.get("/tray").body()).doesNotContain("Order 7 was changed");

    var twice = act(mail, "case", command);
    assertThat(twice.headers().firstValue("Location")).as("posted twice").contains(place);
    assertGone(act(mail, "case", Ids.fresh().toString()));
    assertGone(act(mail, "set-aside", Ids.fresh().toString()));
    assertThat(cases("Order 7 was changed")).isEqualTo(1);
  }

  @Test
  void whatIsNoCaseIsSetAsideAndNobodyIsAnswered() {
    var mail = held("Out of office", "I am back on Monday.");
    var command = Ids.fresh().toString();
    assertThat(act(mail, "set-aside", command).statusCode()).isEqualTo(303);
    assertThat(act(mail, "set-aside", command).statusCode()).as("posted twice").isEqualTo(303);
    assertThat(maya.get("/tray").body()).doesNotContain("Out of office");
    assertGone(act(mail, "set-aside", Ids.fresh().toString()));
    assertGone(act(mail, "case", Ids.fresh().toString()));
    assertThat(cases("Out of office")).isZero();
  }

  @Test
  void aMailThatNeverWasIsNotThere() {
    var unknown = Ids.fresh().toString();
    assertThat(act(unknown, "case", unknown).statusCode()).isEqualTo(404);
    assertThat(act(unknown, "set-aside", unknown).statusCode()).isEqualTo(404);
  }

  private static void assertGone(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("Somebody else looked at this one just before you.");
  }

  private static HttpResponse<String> act(String mail, String act, String command) {
    return maya.post("/tray", "/tray/" + mail + "/" + act, Map.of("command", command));
  }

  /** A machine's mail comes in by SMTP and is held. */
  private static String held(String subject, String body) {
    TheirServer.send(
        doors.smtpPort(),
        "Robot",
        "robot@customer.example",
        "support@northwind.example",
        subject,
        "Auto-Submitted: auto-replied",
        body);
    var waiting = "select chain_id from work.mails where state = 'held' and subject = :subject";
    Waiting.until(
        "the mail is held",
        () ->
            house
                .db()
                .sql(waiting)
                .param("subject", subject)
                .query(UUID.class)
                .optional()
                .isPresent());
    return house.db().sql(waiting).param("subject", subject).query(UUID.class).single().toString();
  }

  private static long cases(String subject) {
    return house
        .db()
        .sql("select count(*) from work.cases where subject = :subject")
        .param("subject", subject)
        .query(Long.class)
        .single();
  }
}
