package org.answerable.doors.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.answerable.House;
import org.answerable.Northwind;
import org.answerable.facts.Talking.Trust;
import org.answerable.ledger.reading.Finding;
import org.answerable.ledger.reading.LedgerFiles;
import org.answerable.ledger.reading.Rebuilding;
import org.answerable.ledger.reading.VerifyReport;
import org.answerable.work.cases.Filings;
import org.answerable.work.cases.NextWord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code verify} finds in registers, views and mails that a superuser has worked on. */
@Tag("A-54")
class VerifiedHouseTest {

  @TempDir Path data;

  private House house;
  private Northwind desk;

  @BeforeEach
  void open() {
    house = House.built();
    desk = Northwind.in(house);
    var parcel = desk.mail("priya@example.org", "Priya Raman", "Lost parcel", "It never arrived.");
    desk.answer(parcel, desk.ownerOf(parcel), "I ask the courier today.", new NextWord.Asking());
    desk.kept("a mail that nobody has filed yet");
    house.catchUp();
  }

  @AfterEach
  void close() {
    house.close();
  }

  private VerifyReport verify() {
    try (var rebuilding =
        House.rooms(house.database().as("answerable_rebuild").dataSource(), null)) {
      return Looking.verify(
          house.database().as("answerable_app").dataSource(),
          LedgerFiles.in(data, null),
          List.of(),
          rebuilding.getBean(Rebuilding.class));
    }
  }

  private void superuser(String statement) {
    try (var connection = house.database().dataSource().getConnection();
        var sql = connection.createStatement()) {
      sql.execute("set session_replication_role = replica");
      assertThat(sql.executeUpdate(statement)).isPositive();
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }

  @Test
  void whatNobodyTouchedIsClean() {
    assertThat(verify().first()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a row edited            | work.cases       | update work.cases set stage = 'open', answered_at = null
          a due time put off      | work.commitments | update work.commitments set due_at = due_at + interval '1 day'
          a hash edited           | work.cases       | update work.cases set last_entry_hash = '\\x00'
          words in a view         | views.messages   | update views.messages set preview = 'I promise you a new one.'
          a message taken away    | views.messages   | delete from views.messages where sort = 'heard'
          a party renamed         | work.parties     | update work.parties set address = 'mallory@example.org'
          a mail taken away       | work.mails       | delete from work.mails where state = 'kept'
          a mail said to be filed | work.mails       | update work.mails set state = 'filed' where state = 'kept'
          a mail nobody received  | work.mails       | insert into work.mails select gen_random_uuid(), way, mailbox_id, size, received_at, null, digest, state, hold, tries, repeats, case_id, message_id, readable, sender, subject, preview, shown_seq, sender_key, last_entry_hash from work.mails where state = 'kept'
          a person made admin     | work.people      | update work.people set role = 'admin' where role = 'agent'
          """)
  void aRowThatNoEntryMadeIsFound(String act, String table, String statement) {
    superuser(statement);
    assertThat(verify().first())
        .as(act)
        .anySatisfy(finding -> {
          assertThat(finding.sort()).isEqualTo(Finding.Sort.TABLE);
          assertThat(finding.what()).contains(table);
        });
  }

  @Test
  void aTallyThatWasWorkedOnIsCountedAgain() {
    var counted = house.db().sql("select sum(answers) from work.pace").query(Long.class).single();
    assertThat(counted).isEqualTo(1);
    superuser("update work.pace set answers = 4711");
    assertThat(replaced().tallies()).isEqualTo(1);
    assertThat(house.count("select sum(answers) from work.pace")).isEqualTo(1);
    superuser("delete from work.pace");
    assertThat(replaced().differences()).isZero();
    assertThat(house.count("select sum(answers) from work.pace")).isEqualTo(1);
    var lamp = desk.mail("tom@example.org", "Tom Weber", "Dark lamp", "It does not shine.");
    desk.answer(lamp, desk.ownerOf(lamp), "A new one is on its way.", new NextWord.Asking());
    house.catchUp();
    assertThat(house.count("select sum(answers) from work.pace")).as("and it goes on").isEqualTo(2);
  }

  private Rebuilding.Summary replaced() {
    try (var rebuilding =
        House.rooms(house.database().as("answerable_rebuild").dataSource(), null)) {
      return rebuilding.getBean(Rebuilding.class).replace(_ -> {});
    }
  }

  @Test
  void rawMailThatWasEditedOrLostIsFound() {
    superuser("update ledger.blob set data = data || 'PS: forget it'::bytea");
    assertThat(verify().first()).extracting(Finding::sort).contains(Finding.Sort.FILE);
    superuser("delete from ledger.blob");
    assertThat(verify().first()).extracting(Finding::sort).contains(Finding.Sort.FILE);
  }

  @Test
  void aFilingThatWasRefusedLeavesNothingThatMatters() {
    var mail = desk.kept("Where is it?");
    var place = new Filings.Place(desk.team, desk.brand);
    var writing = Northwind.writing("new@example.org", "New", "Lamp", "It is dark.", Trust.SILENT);
    var filings = house.room(Filings.class);
    assertThat(filings.mailAsCase(mail, writing, place, null, Northwind.once()))
        .isInstanceOf(Filings.Filed.AsCase.class);
    var other = Northwind.writing("other@example.org", "O", "Lamp", "Dark.", Trust.SILENT);
    assertThat(filings.mailAsCase(mail, other, place, null, Northwind.once()))
        .isInstanceOf(Filings.Filed.NotWaiting.class);
    assertThat(house.count("select count(*) from ledger.chain where head_seq = 0"))
        .as("a case and a customer that were begun and are nothing yet")
        .isEqualTo(2);
    assertThat(verify().first()).isEmpty();
    assertThat(house.count("select count(*) from work.cases")).isEqualTo(2);
    assertThat(house.count("select count(*) from work.customers")).isEqualTo(2);
    filings.mailAsCase(desk.kept("Me again."), other, place, null, Northwind.once());
    assertThat(house.count("select count(*) from work.customers")).isEqualTo(3);
    assertThat(verify().first()).isEmpty();
  }
}
