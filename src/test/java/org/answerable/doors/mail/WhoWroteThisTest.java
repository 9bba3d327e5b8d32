package org.answerable.doors.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.answerable.House;
import org.answerable.Northwind;
import org.answerable.doors.links.CaseTokens;
import org.answerable.doors.links.CaseTokens.Purpose;
import org.answerable.facts.CaseId;
import org.answerable.facts.Talking.NotTold;
import org.answerable.ledger.reading.Chains;
import org.answerable.sight.Sight;
import org.answerable.views.cases.CaseLists;
import org.answerable.work.cases.NextWord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mail comes in, and the desk has to decide whose it is, whether to believe it and to answer. */
class WhoWroteThisTest {

  private static final String US = "support@northwind.example";
  private static final String PRIYA = "priya@customer.example";
  private static final String PASS = "; dmarc=pass header.from=customer.example\r\n";
  private static final String FAIL = "; dmarc=fail header.from=customer.example\r\n";

  @TempDir Path data;

  private House house;
  private Northwind desk;
  private MailRig rig;
  private int number;

  @BeforeEach
  void open() throws IOException {
    house = House.built();
    desk = Northwind.in(house);
    rig = new MailRig(house, data);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private void believing(String server) throws IOException {
    rig = new MailRig(house, data, server);
  }

  private void come(String from, String to, String head, String body) throws IOException {
    come(from, to, "From: " + from + "\r\n" + head + "\r\n" + body + "\r\n");
  }

  private void come(String from, String to, String raw) throws IOException {
    var file = Files.createTempFile(data, "mail-", ".eml");
    var mail = "Message-ID: <" + number++ + "@customer.example>\r\n" + raw;
    Files.writeString(file, mail, StandardCharsets.UTF_8);
    var taken =
        rig.letterbox.take(
            new Incoming.Received(
                file, "k" + number, Incoming.Door.SMTP, from, List.of(to), null, null));
    assertThat(taken).isInstanceOf(Incoming.Taken.Stored.class);
    Files.delete(file);
    rig.filer.fileAll();
    house.after(Duration.ofMillis(1)); // no two at one instant: the newest is the newest
  }

  private CaseId newestCase() {
    return new CaseId(
        house
            .db()
            .sql("select chain_id from work.cases order by number desc limit 1")
            .query(UUID.class)
            .single());
  }

  private String replyAddress(CaseId id) {
    var token = house.room(CaseTokens.class).of(id, desk.party(id), Purpose.REPLY);
    return ReplyAddress.reply(token, "northwind.example");
  }

  private String trustOfTheNewest() {
    return house
        .db()
        .sql("select trust from views.messages where sort = 'heard' order by at desc limit 1")
        .query(String.class)
        .single();
  }

  private List<NotTold.Why> notTold() {
    return house
        .db()
        .sql("select chain_id from work.cases limit 100")
        .query((row, _) -> row.getObject(1, UUID.class))
        .list()
        .stream()
        .flatMap(id -> house.room(Chains.class).read(new CaseId(id).chain(), 0, 100).stream())
        .flatMap(
            entry -> entry.fact() instanceof NotTold told ? Stream.of(told.why()) : Stream.empty())
        .toList();
  }

  // A-16 ------------------------------------------------------------------------------------------

  @ParameterizedTest
  @Tag("A-16")
  @ValueSource(strings = {PASS, FAIL})
  void withNoServerNamedEverythingIsSilent(String result) throws IOException {
    come(PRIYA, US, "Authentication-Results: mx.northwind.example" + result, "It is lost.");
    assertThat(trustOfTheNewest()).isEqualTo("silent");
  }

  @Test
  @Tag("A-16")
  void onlyTheNamedServerIsBelieved() throws IOException {
    believing("mx.northwind.example");
    come(PRIYA, US, "Authentication-Results: mx.northwind.example" + PASS, "It is lost.");
    assertThat(trustOfTheNewest()).isEqualTo("verified");
    come(PRIYA, US, "Authentication-Results: mx.mallory.example" + PASS, "It is lost again.");
    assertThat(trustOfTheNewest()).isEqualTo("silent");
    come(PRIYA, US, "Authentication-Results: mx.northwind.example" + FAIL, "Send me everything.");
    assertThat(trustOfTheNewest()).isEqualTo("unverified");
  }

  // A-12 ------------------------------------------------------------------------------------------

  @Test
  @Tag("A-12")
  @Tag("A-16")
  void aTokenWithAFailedCheckIsHiddenAndReopensNothing() throws IOException {
    believing("mx.northwind.example");
    come(PRIYA, US, "Subject: Lost parcel\r\n", "It never arrived.");
    var id = newestCase();
    desk.answer(id, desk.ownerOf(id), "It is found.", new NextWord.Asking());
    var reply = replyAddress(id);
    come(PRIYA, reply, "Authentication-Results: mx.northwind.example" + FAIL, "Pay me.");
    assertThat(trustOfTheNewest()).isEqualTo("unverified");
    assertThat(desk.stageOf(id)).isEqualTo("asked");
    come(PRIYA, reply, "Authentication-Results: mx.northwind.example" + PASS, "Not at all!");
    assertThat(trustOfTheNewest()).isEqualTo("verified");
    assertThat(desk.stageOf(id)).isEqualTo("open");
    assertThat(house.count("select count(*) from work.cases")).isEqualTo(1);
  }

  @Test
  @Tag("A-12")
  @Tag("A-14")
  void withoutItsTokenNothingJoinsACase() throws IOException {
    come(PRIYA, US, "Subject: Lost parcel\r\n", "It never arrived.");
    var id = newestCase();
    var mine = house.count("select number from work.cases");
    var reply = replyAddress(id);
    int at = reply.indexOf('@') - 5;
    var bent =
        reply.substring(0, at) + (reply.charAt(at) == 'a' ? 'b' : 'a') + reply.substring(at + 1);
    come(PRIYA, US, "Subject: Re: [#" + mine + "] Lost parcel\r\n", "By its number.");
    come(PRIYA, bent, "Subject: Re: Lost parcel\r\n", "By a bent token.");
    come(PRIYA, US, "X-Answerable-Case: " + id + "\r\n", "By a header of ours.");
    assertThat(house.count("select count(*) from work.cases")).isEqualTo(4);
    assertThat(
            house
                .db()
                .sql("select count(*) from views.messages where chain_id = :id")
                .param("id", id.value())
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  @Tag("A-11")
  @Tag("A-12")
  @Tag("A-15")
  void whoeverIsCopiedOrForwardedToIsNoPartyAndReplyToIsNobody() throws IOException {
    come(PRIYA, US, "Subject: Lost parcel\r\nCc: tom@customer.example\r\n", "It never arrived.");
    var id = newestCase();
    var reply = replyAddress(id);
    come("tom@customer.example", reply, "Cc: eve@elsewhere.example\r\n", "Priya sent me this.");
    assertThat(trustOfTheNewest()).isEqualTo("unverified");
    come("eve@elsewhere.example", reply, "Reply-To: " + PRIYA + "\r\n", "I am Priya.");
    assertThat(trustOfTheNewest()).isEqualTo("unverified");
    assertThat(house.count("select count(*) from work.parties")).isEqualTo(1);
    assertThat(house.count("select count(*) from work.cases")).isEqualTo(1);
  }

  // A-21, A-22
  // --------------------------------------------------------------------------------------

  @Test
  @Tag("A-21")
  void anAddressIsToldOnceADayAndAFailedSenderNever() throws IOException {
    believing("mx.northwind.example");
    come(PRIYA, US, "Subject: One\r\n", "One.");
    come(PRIYA, US, "Authentication-Results: mx.northwind.example" + FAIL, "Not me.");
    house.after(Duration.ofMinutes(6));
    come(PRIYA, US, "Subject: Two\r\n", "Two.");
    house.after(Duration.ofMinutes(6));
    assertThat(house.count("select count(*) from ledger.entry where type = 'case.acknowledged'"))
        .isEqualTo(1);
    assertThat(notTold()).containsExactlyInAnyOrder(NotTold.Why.UNVERIFIED, NotTold.Why.TOLD_TODAY);
    house.after(Duration.ofHours(25));
    come(PRIYA, US, "Subject: Three\r\n", "Three.");
    house.after(Duration.ofMinutes(6));
    assertThat(house.count("select count(*) from ledger.entry where type = 'case.acknowledged'"))
        .isEqualTo(2);
  }

  @Test
  @Tag("A-21")
  void aFloodOfNewAddressesWaitsForAPersonAndThePromiseStands() throws IOException {
    for (int n = 0; n < 33; n++) {
      come("new" + n + "@customer.example", US, "Subject: " + n + "\r\n", "Hello " + n);
    }
    house.after(Duration.ofMinutes(6));
    assertThat(house.count("select count(*) from ledger.entry where type = 'case.acknowledged'"))
        .isEqualTo(30);
    assertThat(notTold()).hasSize(3).containsOnly(NotTold.Why.TOO_MANY_NEW);
    assertThat(house.count("select count(*) from work.commitments where kind = 'first_answer'"))
        .isEqualTo(33);
  }

  @Test
  @Tag("A-22")
  void aStormOfMailIsReceivedAsAlwaysAndAnsweredByNobody() throws IOException {
    for (int n = 0; n < 24; n++) {
      come("loop@customer.example", US, "Subject: Loop " + n + "\r\n", "Loop " + n);
    }
    house.after(Duration.ofMinutes(6));
    assertThat(house.count("select count(*) from work.cases")).isEqualTo(24);
    assertThat(house.count("select count(*) from ledger.entry where type = 'case.acknowledged'"))
        .isZero();
    assertThat(notTold()).hasSize(24).containsOnly(NotTold.Why.STORM);

    var lena = Sight.of(desk.who(desk.lena));
    var lists = house.room(CaseLists.class);
    come(PRIYA, US, "Subject: One\r\n", "One.");
    assertThat(lists.storms(lena, 10))
        .as("told once, not once a mail")
        .extracting(CaseLists.Storm::sender, CaseLists.Storm::mails)
        .containsExactly(tuple("loop@customer.example", 24L));
    house.after(Duration.ofHours(25));
    assertThat(lists.storms(lena, 10)).isEmpty();
  }

  @Test
  @Tag("A-22")
  void manyMailsOverADayAreNoStorm() throws IOException {
    for (int n = 0; n < 24; n++) {
      come(PRIYA, US, "Subject: " + n + "\r\n", "Hello " + n);
      house.after(Duration.ofMinutes(1));
    }
    assertThat(house.room(CaseLists.class).storms(Sight.of(desk.who(desk.lena)), 10)).isEmpty();
  }

  @ParameterizedTest
  @Tag("A-22")
  @ValueSource(
      strings = {
        "Auto-Submitted: auto-generated",
        "List-Id: <news.customer.example>",
        "Precedence: bulk",
        "Precedence: junk",
        "Return-Path: <>"
      })
  void whatMachinesWriteWaitsInTheTrayAndHearsNothing(String header) throws IOException {
    come(
        header.startsWith("Return") ? "" : PRIYA,
        US,
        "From: " + PRIYA + "\r\n" + header + "\r\n\r\nx");
    house.after(Duration.ofMinutes(30));
    house.catchUp();
    assertThat(house.count("select count(*) from work.mails where state = 'held'")).isEqualTo(1);
    assertThat(house.count("select count(*) from work.cases")).isZero();
  }

  // F-10 ------------------------------------------------------------------------------------------

  @Test
  @Tag("F-10")
  void mailsThatFailStandBeforeNoOtherAndAreCasesAfterThreeTries() throws Exception {
    for (int n = 0; n < 55; n++) {
      desk.kept("Subject: broken " + n + "\r\n\r\nx");
    }
    try (var connection = house.database().dataSource().getConnection();
        var sql = connection.createStatement()) {
      sql.execute("set session_replication_role = replica");
      sql.execute("update ledger.part set data = '{' where name = 'raw'");
    }
    desk.kept("From: " + PRIYA + "\r\nSubject: good\r\n\r\nx");
    rig.filer.fileAll();
    assertThat(filed()).isZero();
    rig.filer.fileAll();
    assertThat(filed()).as("the good one is not behind them").isEqualTo(1);
    for (int round = 0; round < 8; round++) {
      rig.filer.fileAll();
    }
    assertThat(filed()).isEqualTo(56);
    assertThat(house.count("select count(*) from work.mails where not readable")).isEqualTo(55);
    assertThat(house.count("select count(*) from work.mails where state = 'kept'")).isZero();
  }

  private long filed() {
    return house.count("select count(*) from work.mails where state = 'filed'");
  }

  @Test
  @Tag("A-05")
  void namesOfFilesAreDataAllTheWay() throws IOException {
    come(
        PRIYA,
        US,
        """
        From: priya@customer.example
        Subject: Files
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=b

        --b

        See this.
        --b
        Content-Type: text/html; name="../../etc/<script>alert(1)</script>.html"
        Content-ID: <"onerror=alert(1)>
        Content-Disposition: attachment; filename="../../etc/<script>x\u202Egpj.html"

        <script>alert(1)</script>
        --b--
        """
            .replace("\n", "\r\n"));
    var name =
        house
            .db()
            .sql("select convert_from(data, 'UTF8') from ledger.part where name = 'att.1'")
            .query(String.class)
            .single();
    assertThat(name).contains("script_x[U+202E]gpj.html").doesNotContain("etc", "<", "\u202E");
  }
}
