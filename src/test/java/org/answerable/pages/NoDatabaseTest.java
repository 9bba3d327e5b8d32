package org.answerable.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.answerable.doors.entrance.Passwords;
import org.answerable.facts.Ids;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The database hangs up, or lets nobody in; then it answers again. */
@Tag("F-02")
class NoDatabaseTest {

  private static final String PASSWORD = "correct horse battery";
  private static final Map<String, String> NOTE =
      Map.of("body", "It lay with the neighbour.", "command", Ids.fresh().toString());

  private FridayAfternoon friday;
  private Doors doors;
  private Visitor maya;
  private String page;

  @BeforeEach
  void open() {
    friday = new FridayAfternoon();
    doors = Doors.of(friday.house);
    doors.room(Passwords.class).set(friday.desk.maya, PASSWORD, "", Ids.command());
    maya = new Visitor(doors.url()).signedIn("maya@northwind.example", PASSWORD);
    page = "/cases/" + friday.parcel;
  }

  @AfterEach
  void close() {
    doors.close();
    friday.close();
  }

  /** In the middle of the command, as if it were killed there. */
  @Test
  void whatWasWrittenStandsOnThePageAndIsDoneOnceWhenTheDatabaseIsBack() {
    var owner = friday.house.owner();
    owner
        .sql(
            """
            create function public.hang_up() returns trigger language plpgsql as $$
            begin
              perform pg_terminate_backend(pg_backend_pid());
              return new;
            end $$
            """)
        .update();
    owner
        .sql(
            """
            create trigger hang_up before insert on ledger.part
                for each row execute function public.hang_up()
            """)
        .update();
    var refused = maya.post(page, page + "/note", NOTE);
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.body())
        .contains("does not answer", "It lay with the neighbour.")
        .contains("name=\"command\" value=\"" + NOTE.get("command") + "\"");

    owner.sql("drop trigger hang_up on ledger.part").update();
    assertThat(maya.post(page, page + "/note", NOTE).statusCode()).isEqualTo(303);
    assertThat(maya.post(page, page + "/note", NOTE).statusCode()).isEqualTo(303);
    assertThat(maya.get(page).body()).containsOnlyOnce("It lay with the neighbour.");
  }

  @Test
  void aPageSaysThatTheDatabaseDoesNotAnswerAndIsThereWhenItDoes() {
    var token = maya.token(page);
    var superuser = friday.house.database().client();
    var name = superuser.sql("select current_database()").query(String.class).single();
    letIn(superuser, name, 0);
    superuser
        .sql(
            """
            select count(pg_terminate_backend(pid))
              from pg_stat_activity
             where usename = 'answerable_app'
               and datname = :name
            """)
        .param("name", name)
        .query(Long.class)
        .single();
    var refused = maya.get(page); // at once, or after ten seconds of waiting for a connection
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.body()).contains("does not answer");
    var kept = maya.postWith(token, page + "/note", NOTE);
    assertThat(kept.statusCode()).isEqualTo(503);
    assertThat(kept.body())
        .as("who asks is not known, and nothing is lost")
        .contains("does not answer", "It lay with the neighbour.")
        .contains("action=\"" + page + "/note\"");
    var foreign = maya.postWithoutToken(page + "/note", NOTE);
    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(foreign.body()).doesNotContain("neighbour");

    letIn(superuser, name, -1);
    // The pool trusts for half a second what it has just used, so one more may find nobody.
    Waiting.until("the page is there", () -> maya.get(page).statusCode() == 200);
  }

  /** -1 is everybody; a superuser comes in in any case. */
  private static void letIn(JdbcClient superuser, String database, int most) {
    superuser.sql("alter database " + database + " connection limit " + most).update();
  }
}
