package org.answerable.doors.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.answerable.House;
import org.answerable.Northwind;
import org.answerable.doors.command.Configuration;
import org.answerable.doors.links.CaseTokens;
import org.answerable.facts.CaseId;
import org.answerable.facts.Erasing.Ground;
import org.answerable.facts.Fact;
import org.answerable.facts.Ids;
import org.answerable.facts.MessageId;
import org.answerable.facts.PartRef;
import org.answerable.facts.Participating.ParticipantNotReached;
import org.answerable.facts.Participating.ParticipantOffered;
import org.answerable.facts.PartyId;
import org.answerable.facts.RequestId;
import org.answerable.facts.Talking;
import org.answerable.ledger.reading.ChainKind;
import org.answerable.ledger.reading.Chains;
import org.answerable.ledger.writing.Erasures;
import org.answerable.sight.Sight;
import org.answerable.views.letters.Addressing;
import org.answerable.views.today.Today;
import org.answerable.work.cases.Filings;
import org.answerable.work.cases.NextWord;
import org.answerable.work.cases.Participants.Adding;
import org.answerable.work.cases.Participants.Removing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Priya asked, Tom is her colleague and has her mail. Who of those that write takes part is decided
 * by one of us, and each who does has letters and a token of their own. By SMTP, in and out.
 */
class WhoTakesPartTest {

  private static final String US = "support@northwind.example";
  private static final String PRIYA = "priya@customer.example";
  private static final String TOM = "tom@customer.example";

  @TempDir Path data;

  private House house;
  private Northwind desk;
  private GreenMail outside;
  private SmtpIn listener;
  private MailRig rig;
  private PostOffice office;
  private CaseId parcel;
  private int number;
  private final Set<String> read = new HashSet<>();

  @BeforeEach
  void open() throws Exception {
    house = House.built();
    desk = Northwind.in(house);
    outside = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    outside.start();
    rig = new MailRig(house, data, "mx.northwind.example");
    listener = rig.listening();
    office = rig.office();
    come(PRIYA, US, "Subject: Lost parcel\r\n", "It never arrived. My secret is kanarienvogel.");
    parcel =
        new CaseId(house.db().sql("select chain_id from work.cases").query(UUID.class).single());
  }

  @AfterEach
  void close() {
    listener.close();
    outside.stop();
    house.close();
  }

  // Who is offered --------------------------------------------------------------------------------

  @Test
  @Tag("A-11")
  @Tag("A-12")
  @Tag("A-15")
  void aVerifiedColleagueIsOfferedAndTakesNoPartUntilSomebodyAddsThem() throws Exception {
    var token = of(answered(), PRIYA);
    come(TOM, token, "Cc: eve@customer.example\r\n" + passed(TOM), "Priya sent me this.");

    assertThat(facts(ParticipantOffered.class)).hasSize(1);
    assertThat(participants()).isEmpty();
    assertThat(trustOfTheNewest()).isEqualTo("unverified");
    assertThat(desk.stageOf(parcel)).as("nothing moves").isEqualTo("waiting");
    assertThat(answered()).as("Priya alone is written to").containsOnlyKeys(PRIYA);

    assertThat(toldToTheOwner()).isFalse(); // Lena wrote since
    come(TOM, token, passed(TOM), "Is anybody there?");
    assertThat(toldToTheOwner()).isTrue();

    assertThat(add(offer())).isInstanceOf(Adding.Added.class);
    assertThat(toldToTheOwner()).isFalse();
    assertThat(participants()).containsExactly(TOM);
    assertThat(answered())
        .as("not Eve, whom Tom copied: being copied adds nobody")
        .containsOnlyKeys(PRIYA, TOM);
  }

  @ParameterizedTest
  @Tag("A-12")
  @Tag("A-16")
  @CsvSource({
    "tom@customer.example, ''",
    "tom@customer.example, mx.mallory.example; dmarc=pass header.from=customer.example",
    "tom@customer.example, mx.northwind.example; dmarc=fail header.from=customer.example",
    "tom@customer.example, mx.northwind.example; dmarc=pass header.from=elsewhere.example",
    "tom@elsewhere.example, mx.northwind.example; dmarc=pass header.from=elsewhere.example",
    "tom@mail.customer.example, mx.northwind.example; dmarc=pass header.from=customer.example",
  })
  void nobodyElseIsEverOffered(String from, String results) throws Exception {
    var token = of(answered(), PRIYA);
    var header = results.isEmpty() ? "" : "Authentication-Results: " + results + "\r\n";
    come(from, token, header, "Priya sent me this.");
    assertThat(trustOfTheNewest()).isEqualTo("unverified");
    assertThat(facts(ParticipantOffered.class)).isEmpty();
    assertThat(add(newestHeard())).isInstanceOf(Adding.NoSuchOffer.class);
  }

  @Test
  @Tag("A-12")
  void aMachineOfTheCustomersOwnDomainIsNotOffered() throws Exception {
    var token = of(answered(), PRIYA);
    come(TOM, token, "Auto-Submitted: auto-replied\r\n" + passed(TOM), "I am away.");
    assertThat(facts(ParticipantOffered.class)).isEmpty();
  }

  @Test
  @Tag("A-12")
  void atAMailProviderStrangersAreNoColleagues() throws Exception {
    come("priya@gmail.com", US, "Subject: Another\r\n", "It is late.");
    parcel =
        new CaseId(
            house
                .db()
                .sql("select chain_id from work.cases order by number desc limit 1")
                .query(UUID.class)
                .single());
    var token = of(answered(), "priya@gmail.com");
    come("tom@gmail.com", token, passed("tom@gmail.com"), "Let me in.");
    assertThat(trustOfTheNewest()).isEqualTo("unverified");
    assertThat(facts(ParticipantOffered.class)).isEmpty();
  }

  // Adding ----------------------------------------------------------------------------------------

  @Test
  void twiceIsOnceAndAnEndedCaseTakesNobodyIn() throws Exception {
    tomWrites();
    var offer = offer();
    var command = Northwind.once();
    var me = desk.who(desk.ownerOf(parcel));
    var first = desk.cases().addParticipant(parcel, me, offer, command);
    assertThat(desk.cases().addParticipant(parcel, me, offer, command))
        .as("the same click twice")
        .isEqualTo(first);
    assertThat(add(offer)).isInstanceOf(Adding.AlreadyTakesPart.class);
    tomWrites();
    assertThat(add(newestHeard()))
        .as("by another message of the same colleague")
        .isInstanceOf(Adding.NoSuchOffer.class);
    assertThat(participants()).containsExactly(TOM);

    remove(TOM);
    desk.cases().confirm(parcel, desk.party(parcel), Northwind.once());
    assertThat(add(offer)).isEqualTo(new Adding.CaseEnded());
  }

  // Letters ---------------------------------------------------------------------------------------

  @Test
  @Tag("A-11")
  @Tag("A-14")
  void eachGetsALetterOfTheirOwnWithATokenOfTheirOwnAndNothingOfOthers() throws Exception {
    tomWrites();
    add(offer());
    desk.answer(
        parcel,
        desk.ownerOf(parcel),
        "The courier has found it.",
        new NextWord.By(
            org.answerable.facts.Kind.NEXT_UPDATE,
            house.now().plus(java.time.Duration.ofHours(1)),
            false));
    var letters = sent();
    assertThat(letters).hasSize(2);
    var priyas = of(letters, PRIYA);
    var toms = of(letters, TOM);
    for (var letter : letters.values()) {
      assertThat(letter.getAllRecipients()).hasSize(1);
      assertThat(whole(letter)).contains("The courier has found it.", "You will hear from us by");
    }
    assertThat(token(toms)).isNotEqualTo(token(priyas));
    assertThat(toms.getMessageID()).isNotEqualTo(priyas.getMessageID());
    assertThat(toms.getSubject()).isEqualTo("Re: What Priya sent me [" + caseNumber() + "]");
    assertThat(whole(priyas)).contains("kanarienvogel", "/c/").doesNotContain(TOM, "Tom");
    assertThat(whole(toms))
        .as("nothing from before, nothing of Priya, and no page")
        .doesNotContain("kanarienvogel", PRIYA, "Priya Raman", "/c/", "Lost parcel", "Did this");
    assertThat(toms.getHeader("In-Reply-To")[0]).doesNotContain("<0@");
  }

  @Test
  @Tag("A-11")
  void theQuestionWhetherItIsSolvedIsTheCustomersAlone() throws Exception {
    tomWrites();
    add(offer());
    desk.answer(parcel, desk.ownerOf(parcel), "It is on its way.", new NextWord.Asking());
    var letters = sent();
    assertThat(whole(of(letters, PRIYA))).contains("Did this solve it?");
    assertThat(whole(of(letters, TOM)))
        .contains("It is on its way.")
        .doesNotContain("Did this solve it?", "/c/");
  }

  @Test
  void whoIsRemovedGetsNothingMoreAndWritesAsAnybodyDoes() throws Exception {
    tomWrites();
    add(offer());
    var token = of(answered(), TOM);
    assertThat(remove(TOM)).isInstanceOf(Removing.Removed.class);
    assertThat(remove(TOM)).isInstanceOf(Removing.TakesNoPart.class);
    assertThat(answered()).containsOnlyKeys(PRIYA);

    come(TOM, token, passed(TOM), "Why do I hear nothing?");
    assertThat(trustOfTheNewest()).isEqualTo("unverified");
    assertThat(house.count("select count(*) from work.cases")).isEqualTo(1);
    assertThat(add(newestHeard())).as("and can be added again").isInstanceOf(Adding.Added.class);
    assertThat(answered()).containsOnlyKeys(PRIYA, TOM);
  }

  @Test
  void aLetterThatWaitsWhenSomebodyIsRemovedIsNotSent() throws Exception {
    tomWrites();
    add(offer());
    desk.answer(parcel, desk.ownerOf(parcel), "For two.", new NextWord.TheirStep());
    follow();
    remove(TOM);
    assertThat(sent()).containsOnlyKeys(PRIYA);
    assertThat(facts(ParticipantNotReached.class)).isEmpty();
    assertThat(facts(Talking.Undelivered.class)).isEmpty();
  }

  @Test
  void aLetterToAParticipantThatComesBackIsToldAndOwesTheCustomerNothing() throws Exception {
    tomWrites();
    add(offer());
    desk.answer(parcel, desk.ownerOf(parcel), "For two.", new NextWord.TheirStep());
    var toms = of(sent(), TOM);
    send(
        """
        From: MAILER-DAEMON@mx.customer.example
        To: support@northwind.example
        Subject: Undelivered Mail Returned to Sender
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary=b

        --b
        Content-Type: text/plain

        It could not be delivered.
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.customer.example

        Final-Recipient: rfc822; tom@customer.example
        Action: failed
        Status: 5.1.1

        --b
        Content-Type: text/rfc822-headers

        Message-ID: %s
        Subject: Re: What Priya sent me

        --b--
        """
            .formatted(toms.getMessageID())
            .replace("\n", "\r\n"),
        "",
        US);
    assertThat(facts(ParticipantNotReached.class)).hasSize(1);
    assertThat(facts(Talking.Undelivered.class)).as("Priya has heard").isEmpty();
    assertThat(desk.stageOf(parcel)).isEqualTo("waiting");
    assertThat(house.count("select count(*) from work.mails where state = 'held'")).isZero();
  }

  // What they write -------------------------------------------------------------------------------

  @Test
  @Tag("A-12")
  @Tag("A-14")
  void byTheirOwnTokenAParticipantIsHeardAndMovesTheCase() throws Exception {
    tomWrites();
    add(offer());
    var tokens = answered();
    assertThat(desk.stageOf(parcel)).isEqualTo("waiting");

    come(TOM, of(tokens, TOM), "", "The address is the other door.");
    assertThat(trustOfTheNewest()).as("silent, as a customer's would be").isEqualTo("silent");
    assertThat(desk.stageOf(parcel)).as("nobody is waited for any more").isEqualTo("open");
    assertThat(facts(Talking.MessageReceived.class).getLast().from())
        .isEqualTo(facts(ParticipantOffered.class).getFirst().who());
  }

  @Test
  @Tag("A-12")
  void onlyTheCustomersOwnYesConfirms() throws Exception {
    tomWrites();
    add(offer());
    desk.answer(parcel, desk.ownerOf(parcel), "It is there.", new NextWord.Asking());
    var letters = sent();
    come(TOM, token(of(letters, TOM)), passed(TOM), "It works now, thank you!");
    assertThat(trustOfTheNewest()).isEqualTo("verified");
    assertThat(desk.outcomeOf(parcel)).isNull();
    assertThat(desk.stageOf(parcel)).as("Priya is still asked").isEqualTo("asked");
    come(PRIYA, token(of(letters, PRIYA)), "", "It works now, thank you!");
    assertThat(desk.outcomeOf(parcel)).isEqualTo("confirmed");

    come(TOM, token(of(letters, TOM)), "", "Thank you!");
    assertThat(desk.outcomeOf(parcel)).as("thanks open nothing").isEqualTo("confirmed");
    come(TOM, token(of(letters, TOM)), "", "The lid is broken, please send another one.");
    assertThat(desk.outcomeOf(parcel)).as("a later word does").isNull();
  }

  @Test
  @Tag("A-12")
  @Tag("A-14")
  @Tag("A-15")
  @Tag("A-16")
  void aParticipantsTokenIsWorthNothingInOtherHandsAndTheirsForNoOther() throws Exception {
    tomWrites();
    add(offer());
    var tokens = answered();
    long before = facts(ParticipantOffered.class).size();
    for (var mail :
        List.of(
            List.of("eve@elsewhere.example", of(tokens, TOM), ""),
            List.of(PRIYA, of(tokens, TOM), ""),
            List.of(TOM, of(tokens, PRIYA), ""),
            List.of(TOM, of(tokens, TOM), failed()))) {
      come(mail.get(0), mail.get(1), mail.get(2), "Let me in.");
      assertThat(trustOfTheNewest()).as(mail.toString()).isEqualTo("unverified");
      assertThat(desk.stageOf(parcel)).isEqualTo("waiting");
    }
    assertThat(participants()).containsExactly(TOM);
    assertThat(facts(ParticipantOffered.class)).hasSize((int) before);
    assertThat(house.count("select count(*) from work.cases")).isEqualTo(1);
  }

  @Test
  @Tag("A-12")
  void whoAnswersAllWritesByTheirOwnTokenWhicheverComesFirst() throws Exception {
    tomWrites();
    add(offer());
    var tokens = answered();
    var copied = "Cc: %s\r\n".formatted(of(tokens, TOM));
    come("eve@elsewhere.example", of(tokens, PRIYA), copied, "With both of their tokens.");
    assertThat(trustOfTheNewest()).isEqualTo("unverified");
    come(TOM, of(tokens, PRIYA), copied, "To all of you: it is the other door.");
    assertThat(trustOfTheNewest()).isEqualTo("silent");
    assertThat(desk.stageOf(parcel)).isEqualTo("open");
    assertThat(house.count("select count(*) from work.cases")).isEqualTo(1);
  }

  // Erasing ---------------------------------------------------------------------------------------

  @Test
  void whoeverIsErasedIsNobodyAndHearsNothing() throws Exception {
    tomWrites();
    add(offer());
    var offered =
        house.room(Chains.class).read(parcel.chain(), 0, 1000).stream()
            .filter(entry -> entry.fact() instanceof ParticipantOffered)
            .findFirst()
            .orElseThrow();
    var erased =
        house
            .room(Erasures.class)
            .erase(
                ChainKind.CASE,
                parcel.chain(),
                new RequestId(Ids.fresh()),
                Ground.REQUEST,
                List.of(new PartRef(offered.seq(), "name"), new PartRef(offered.seq(), "address")),
                Northwind.command(desk.lena));
    assertThat(erased).isInstanceOf(Erasures.Erasure.Executed.class);
    assertThat(participants()).containsOnlyNulls();
    assertThat(answered()).containsOnlyKeys(PRIYA);
    assertThat(house.count("select count(*) from doors.outgoing where state = 'failed'")).isZero();
    assertThat(remove(facts(ParticipantOffered.class).getFirst().who()))
        .isInstanceOf(Removing.Removed.class);
  }

  // -----------------------------------------------------------------------------------------------

  /** Tom has Priya's mail, and writes to us by its token. */
  private void tomWrites() throws Exception {
    var token = of(answered(), PRIYA);
    come(
        TOM,
        token,
        "Subject: Re: What Priya sent me [" + caseNumber() + "]\r\n" + passed(TOM),
        "I have the receipt.");
  }

  private String caseNumber() {
    return "A-" + house.count("select min(number) from work.cases");
  }

  private static String passed(String from) {
    return "Authentication-Results: mx.northwind.example; dmarc=pass header.from="
        + from.substring(from.indexOf('@') + 1)
        + "\r\n";
  }

  private static String failed() {
    return "Authentication-Results: mx.northwind.example; dmarc=fail header.from=customer.example\r\n";
  }

  private boolean toldToTheOwner() {
    var owner = Sight.of(desk.who(desk.ownerOf(parcel)));
    return !house.room(Today.class).unverified(owner, 10).isEmpty();
  }

  private MessageId offer() {
    return facts(ParticipantOffered.class).getLast().in();
  }

  private MessageId newestHeard() {
    return facts(Talking.MessageReceived.class).getLast().id();
  }

  private Adding add(MessageId in) {
    var me = desk.who(desk.ownerOf(parcel));
    return desk.cases().addParticipant(parcel, me, in, Northwind.once());
  }

  private Removing remove(String address) {
    return remove(
        house.room(Addressing.class).participants(Sight.of(parcel)).stream()
            .filter(one -> address.equals(one.address()))
            .findFirst()
            .orElseThrow()
            .party());
  }

  private Removing remove(PartyId who) {
    var me = desk.who(desk.ownerOf(parcel));
    return desk.cases().removeParticipant(parcel, me, who, Northwind.once());
  }

  /** One of us writes and waits for them; who got a letter, and which address answers it. */
  private Map<String, String> answered() throws Exception {
    desk.answer(parcel, desk.ownerOf(parcel), "Which door is it?", new NextWord.TheirStep());
    var tokens = new HashMap<String, String>();
    for (var letter : sent().entrySet()) {
      tokens.put(letter.getKey(), token(letter.getValue()));
    }
    return tokens;
  }

  private static <T> T of(Map<String, T> some, String who) {
    return Objects.requireNonNull(some.get(who), () -> "Nothing went to " + who);
  }

  private static String token(MimeMessage letter) throws MessagingException {
    return ((InternetAddress) letter.getReplyTo()[0]).getAddress();
  }

  private static String whole(MimeMessage letter) {
    return GreenMailUtil.getWholeMessage(letter);
  }

  /** What was sent since this was last asked, by recipient. */
  private Map<String, MimeMessage> sent() throws Exception {
    follow();
    outgoing().sendAll();
    var fresh = new HashMap<String, MimeMessage>();
    for (var letter : outside.getReceivedMessages()) {
      if (read.add(letter.getMessageID())) {
        var to = ((InternetAddress) letter.getRecipients(Message.RecipientType.TO)[0]).getAddress();
        assertThat(fresh.put(to, letter)).as("one letter each").isNull();
      }
    }
    return fresh;
  }

  private void follow() {
    house.room(Chains.class).read(parcel.chain(), 0, 1000).forEach(office::follow);
  }

  private Outgoing outgoing() throws Exception {
    var loopback = InetAddress.getLoopbackAddress();
    var configuration =
        new Configuration(
            data,
            new Configuration.Web(
                new Configuration.Listener(loopback, 8080), null, List.of(), null),
            new Configuration.Listener(loopback, 2525),
            null,
            null,
            "desk.example/ledger");
    return new Outgoing(
        house.db(),
        new Letters(
            house.room(Chains.class),
            house.room(Addressing.class),
            house.room(CaseTokens.class),
            configuration),
        house.room(Filings.class),
        new SmtpOut(
            SmtpOut.Server.plain("127.0.0.1", outside.getSmtp().getPort()),
            SSLContext.getDefault()));
  }

  private void come(String from, String to, String head, String body) throws Exception {
    var name = from.equals(PRIYA) ? "Priya Raman" : "Tom Brook";
    var raw =
        "From: %s <%s>\r\nTo: %s\r\nMessage-ID: <%d@customer.example>\r\n%s\r\n%s\r\n"
            .formatted(name, from, to, number++, head, body);
    send(raw, from, to);
  }

  private void send(String raw, String from, String to) throws Exception {
    var properties = new Properties();
    properties.put("mail.smtp.from", from.isEmpty() ? "<>" : from);
    var session = Session.getInstance(properties);
    try (var transport = session.getTransport("smtp")) {
      transport.connect("127.0.0.1", listener.port(), null, null);
      var message =
          new MimeMessage(session, new ByteArrayInputStream(raw.getBytes(StandardCharsets.UTF_8)));
      transport.sendMessage(message, InternetAddress.parse(to));
    }
    rig.filer.fileAll();
    house.after(java.time.Duration.ofMillis(1)); // no two at one instant
  }

  /** The addresses of those who take part now; null where one was erased. */
  private List<@Nullable String> participants() {
    var addresses = new ArrayList<@Nullable String>();
    house.room(Addressing.class).participants(Sight.of(parcel)).stream()
        .filter(Addressing.Participant::present)
        .forEach(one -> addresses.add(one.address()));
    return addresses;
  }

  private <F extends Fact> List<F> facts(Class<F> sort) {
    return desk.facts(parcel, sort);
  }

  private String trustOfTheNewest() {
    return house
        .db()
        .sql("select trust from views.messages where sort = 'heard' order by at desc limit 1")
        .query(String.class)
        .single();
  }
}
