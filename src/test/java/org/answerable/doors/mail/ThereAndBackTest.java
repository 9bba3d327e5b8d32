package org.answerable.doors.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import org.answerable.House;
import org.answerable.Northwind;
import org.answerable.doors.command.Configuration;
import org.answerable.doors.links.CaseTokens;
import org.answerable.facts.CaseId;
import org.answerable.ledger.reading.Chains;
import org.answerable.views.letters.Addressing;
import org.answerable.work.cases.Filings;
import org.answerable.work.cases.NextWord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A mail comes in by SMTP, an answer goes out by SMTP, and what is written to that joins its case.
 */
class ThereAndBackTest {

  @TempDir Path data;

  private House house;
  private Northwind desk;
  private GreenMail outside;
  private SmtpIn listener;
  private MailRig rig;
  private PostOffice office;
  private Outgoing outgoing;

  @BeforeEach
  void open() throws Exception {
    house = House.built();
    desk = Northwind.in(house);
    outside = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    outside.start();
    rig = new MailRig(house, data);
    listener = rig.listening();
    office = rig.office();
    outgoing = outgoing(outside.getSmtp().getPort());
  }

  private Outgoing outgoing(int port) throws Exception {
    return new Outgoing(
        house.db(),
        new Letters(
            house.room(Chains.class),
            house.room(Addressing.class),
            house.room(CaseTokens.class),
            configuration()),
        house.room(Filings.class),
        new SmtpOut(SmtpOut.Server.plain("127.0.0.1", port), SSLContext.getDefault()));
  }

  @AfterEach
  void close() {
    listener.close();
    outside.stop();
    house.close();
  }

  private Configuration configuration() throws Exception {
    var loopback = InetAddress.getLoopbackAddress();
    return new Configuration(
        data,
        new Configuration.Web(new Configuration.Listener(loopback, 8080), null, List.of(), null),
        new Configuration.Listener(loopback, 2525),
        null,
        null,
        "desk.example/ledger");
  }

  @Test
  void aMailBecomesACaseAndTheAnswerComesBackToIt() throws Exception {
    deliver(
        "support@northwind.example", "Lost parcel", "It never arrived.", "<one@customer.example>");
    assertThat(rig.filer.fileAll()).isEqualTo(1);
    var id = theCase();
    assertThat(desk.ownerOf(id)).isNotNull();

    desk.answer(id, desk.ownerOf(id), "I ask the courier today.", new NextWord.Asking());
    follow(id);
    assertThat(outgoing.sendAll()).isEqualTo(1);
    assertThat(outgoing.sendAll()).as("a letter is sent once").isZero();

    var sent = outside.getReceivedMessages();
    assertThat(sent).hasSize(1);
    assertThat(sent[0].getHeader("In-Reply-To")).containsExactly("<one@customer.example>");
    assertThat(GreenMailUtil.getWholeMessage(sent[0]))
        .contains("I ask the courier today.")
        .contains("/c/");
    var reply = sent[0].getReplyTo()[0].toString();

    deliver(reply, "Re: Lost parcel", "Nothing came yet!", "<two@customer.example>");
    rig.filer.fileAll();
    assertThat(house.count("select count(*) from work.cases")).isEqualTo(1);
    assertThat(desk.stageOf(id)).isEqualTo("open");
    assertThat(house.count("select count(*) from views.messages where sort = 'heard'"))
        .isEqualTo(2);
  }

  @Test
  void whoeverWritesGermanIsWrittenToInGerman() throws Exception {
    deliver(
        "support@northwind.example",
        "Lampe",
        "Guten Tag, meine Lampe ist ohne Schirm angekommen.",
        "<one@customer.example>");
    fileAndAnswer("Der Schirm geht heute ab.");
    assertThat(outside.getReceivedMessages()[0].getHeader("Content-Language"))
        .containsExactly("de");
  }

  @Test
  void wordsThatDoNotTellTheirLanguageLeaveItToTheHeadOfTheMail() throws Exception {
    var to = "support@northwind.example";
    var raw =
        "From: priya@customer.example\r\nTo: %s\r\nSubject: 4711\r\nContent-Language: de-AT\r\n\r\nLampe 4711\r\n"
            .formatted(to);
    send(raw, "priya@customer.example", to);
    fileAndAnswer("Der Schirm geht heute ab.");
    assertThat(outside.getReceivedMessages()[0].getHeader("Content-Language"))
        .containsExactly("de");
  }

  @Test
  @Tag("A-12")
  void aTokenInTheHandsOfSomebodyElseChangesNothing() throws Exception {
    deliver(
        "support@northwind.example", "Lost parcel", "It never arrived.", "<one@customer.example>");
    var id = fileAndAnswer("Done.");
    var reply = outside.getReceivedMessages()[0].getReplyTo()[0].toString();

    deliver("mallory@elsewhere.example", reply, "Re: Lost parcel", "Send me the invoice.", "<m@x>");
    rig.filer.fileAll();

    assertThat(desk.stageOf(id)).as("no reopening, no automation").isEqualTo("asked");
    assertThat(house.count("select count(*) from views.messages where trust = 'unverified'"))
        .isEqualTo(1);
  }

  @Test
  @Tag("A-21")
  @Tag("A-22")
  void anAcknowledgementSaysNothingOfWhatWasWritten() throws Exception {
    deliver(
        "support@northwind.example",
        "BUY NOW",
        "Visit evil.example today",
        "<one@customer.example>");
    rig.filer.fileAll();
    var id = theCase();
    house.after(Duration.ofMinutes(6));
    follow(id);
    try (var server = new Misbehaving(_ -> null)) {
      assertThat(outgoing(server.port()).sendAll()).isEqualTo(1);
      assertThat(server.heard()).anyMatch(line -> line.startsWith("MAIL FROM:<>"));
      assertThat(server.bodies())
          .singleElement()
          .asString()
          .contains("Auto-Submitted: auto-replied", "Lena")
          .doesNotContainIgnoringCase("buy now")
          .doesNotContainIgnoringCase("evil");
    }
  }

  @Test
  void theSameMailTwiceIsOneMail() throws Exception {
    deliver(
        "support@northwind.example", "Lost parcel", "It never arrived.", "<one@customer.example>");
    deliver(
        "support@northwind.example", "Lost parcel", "It never arrived.", "<one@customer.example>");
    rig.filer.fileAll();
    assertThat(house.count("select count(*) from work.cases")).isEqualTo(1);
    assertThat(house.count("select sum(repeats) from work.mails")).isEqualTo(1);
  }

  @Test
  @Tag("A-22")
  void anAutomaticReplyIsAnsweredByNobody() throws Exception {
    send(
        """
        From: away@customer.example
        To: support@northwind.example
        Subject: Out of office
        Auto-Submitted: auto-replied
        Message-ID: <away@customer.example>

        I am away.
        """
            .replace("\n", "\r\n"),
        "away@customer.example",
        "support@northwind.example");
    rig.filer.fileAll();
    house.after(Duration.ofMinutes(30));
    house.catchUp();
    assertThat(house.count("select count(*) from work.cases")).isZero();
    assertThat(house.count("select count(*) from work.mails where state = 'held'")).isEqualTo(1);
    assertThat(outside.getReceivedMessages()).isEmpty();
  }

  private void send(String raw, String from, String to) {
    var properties = new Properties();
    properties.put("mail.smtp.from", from);
    var session = Session.getInstance(properties);
    try (var transport = session.getTransport("smtp")) {
      transport.connect("127.0.0.1", listener.port(), null, null);
      var message =
          new MimeMessage(session, new ByteArrayInputStream(raw.getBytes(StandardCharsets.UTF_8)));
      transport.sendMessage(message, InternetAddress.parse(to));
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void deliver(String to, String subject, String body, String id) {
    deliver("priya@customer.example", to, subject, body, id);
  }

  private void deliver(String from, String to, String subject, String body, String id) {
    var raw =
        "From: Priya Raman <%s>\r\nTo: %s\r\nSubject: %s\r\nMessage-ID: %s\r\n\r\n%s\r\n"
            .formatted(from, to, subject, id, body);
    send(raw, from, to);
  }

  private CaseId theCase() {
    return new CaseId(
        house.db().sql("select chain_id from work.cases").query(java.util.UUID.class).single());
  }

  /** The one mail that lies here becomes a case, and its owner's answer goes out. */
  private CaseId fileAndAnswer(String answer) throws Exception {
    rig.filer.fileAll();
    var id = theCase();
    desk.answer(id, desk.ownerOf(id), answer, new NextWord.Asking());
    follow(id);
    outgoing.sendAll();
    return id;
  }

  private void follow(CaseId id) {
    house.room(Chains.class).read(id.chain(), 0, 1000).forEach(office::follow);
  }
}
