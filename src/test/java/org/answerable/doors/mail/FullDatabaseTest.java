package org.answerable.doors.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.answerable.FullDisk;
import org.answerable.House;
import org.answerable.Northwind;
import org.answerable.doors.command.Courier;
import org.answerable.doors.command.Pipe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database's disk is full, and that of the spool is not: mail waits where it is safe. */
@Tag("F-03")
class FullDatabaseTest {

  private static final String PRIYA = "priya@customer.example";

  @TempDir Path data;

  private House house;
  private MailRig rig;

  @BeforeEach
  void open() throws IOException {
    house = House.built();
    Northwind.in(house);
    rig = new MailRig(house, data);
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void theSenderKeepsTheMailAndNothingOfItIsHere() throws Exception {
    try (var listener = rig.listening()) {
      for (var table : List.of("ledger.entry", "ledger.part", "ledger.blob", "work.mails")) {
        var before = everything();
        try (var _ = new FullDisk(house, table)) {
          assertThat(given(listener, table)).as(table).startsWith("452 4.3.1 There is no room");
        }
        assertThat(everything()).as(table).isEqualTo(before);
      }
      assertThat(filed()).isZero();
      assertThat(given(listener, "ledger.entry")).startsWith("250");
      assertThat(given(listener, "work.mails")).startsWith("250");
      assertThat(filed()).isEqualTo(2);
    }
  }

  @Test
  void whatWaitsInTheSpoolWaitsOn() throws Exception {
    var pipe = new Pipe(data);
    pipe.leave(new ByteArrayInputStream(mail("By pipe").getBytes(StandardCharsets.UTF_8)));
    try (var _ = new FullDisk(house, "ledger.entry")) {
      assertThat(rig.spool.takeAll()).isZero();
      assertThat(rig.spool.stuck().getFirst().why()).contains("no room");
      try (var waiting = Files.list(Pipe.folder(data))) {
        assertThat(waiting).hasSize(1);
      }
    }
    Thread.sleep(5); // so long it rests after a first try
    assertThat(rig.spool.takeAll()).isEqualTo(1);
    assertThat(filed()).isEqualTo(1);
  }

  /** What is kept already may find no room as a case: that is no fault of the mail's. */
  @Test
  void aMailThatFindsNoRoomAsACaseIsReadWholeOnceThereIsRoom() throws Exception {
    try (var listener = rig.listening()) {
      assertThat(given(listener, "Lost parcel")).startsWith("250");
    }
    try (var _ = new FullDisk(house, "work.cases")) {
      for (int tried = 0; tried < 5; tried++) {
        assertThat(filed()).isZero();
      }
    }
    assertThat(filed()).isEqualTo(1);
    assertThat(subjects()).containsExactly("Lost parcel");
    assertThat(house.db().sql("select tries from work.mails").query(Integer.class).single())
        .as("looked at once, and not written down each time on a full disk")
        .isEqualTo(1);
  }

  private int filed() {
    return rig.filer.fileAll();
  }

  private List<String> subjects() {
    return house
        .db()
        .sql("select subject from work.cases order by number limit 10")
        .query((row, _) -> row.getString(1))
        .list();
  }

  /** How much there is of anything that a mail leaves. */
  private List<Long> everything() {
    return List.of("ledger.chain", "ledger.entry", "ledger.part", "ledger.blob", "work.mails")
        .stream()
        .map(table ->
            house
                .owner()
                .sql("select count(*) from " + table)
                .query((row, _) -> row.getLong(1))
                .single())
        .toList();
  }

  private static String given(SmtpIn listener, String subject) throws IOException {
    try (var courier = new Courier(listener.port())) {
      return courier.give(PRIYA, "support@northwind.example", mail(subject));
    }
  }

  private static String mail(String subject) {
    return "From: "
        + PRIYA
        + "\r\nTo: support@northwind.example\r\nSubject: "
        + subject
        + "\r\nMessage-ID: <"
        + subject.replace(' ', '.')
        + "@customer.example>\r\n\r\nIt never arrived.\r\n";
  }
}
