package org.answerable.doors.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.answerable.doors.links.CaseTokens;
import org.answerable.doors.links.CaseTokens.Purpose;
import org.answerable.doors.mail.reading.Attached;
import org.answerable.doors.mail.reading.MailAddress;
import org.answerable.doors.mail.reading.MailReader;
import org.answerable.doors.mail.reading.ReadMail;
import org.answerable.facts.CaseId;
import org.answerable.facts.Channel;
import org.answerable.facts.Ids;
import org.answerable.facts.MailId;
import org.answerable.facts.MessageId;
import org.answerable.facts.PartyId;
import org.answerable.facts.Receiving.Hold;
import org.answerable.facts.StaffId;
import org.answerable.facts.Talking.Sender;
import org.answerable.facts.Talking.Trust;
import org.answerable.facts.Tongue;
import org.answerable.language.Language;
import org.answerable.ledger.reading.Chains;
import org.answerable.ledger.reading.FileInfo;
import org.answerable.ledger.writing.NoRoom;
import org.answerable.ledger.writing.Words;
import org.answerable.sight.Sight;
import org.answerable.views.letters.Addressing;
import org.answerable.work.cases.Filings;
import org.answerable.work.people.Companies;
import org.answerable.work.post.Post;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads what is kept and files it: into its case by token and sender, as a new case, or into the
 * tray. A mail that cannot be read, or that killed the program at three tries, becomes a case
 * unread, with its raw file; none holds up the next.
 */
@Component
public class Filer {

  private static final Logger log = LoggerFactory.getLogger(Filer.class);

  /** After so many tries a mail is filed unread. */
  private static final int TRIES_MAX = 3;

  private static final int AT_ONCE = 50;

  /** Beside a message of which something could not be read: people are offered the mail itself. */
  private static final String PARTLY = "partly";

  /** A text part holds 64 KB; a character may take four bytes. */
  private static final int TEXT_BYTES_MAX = 60 * 1024;

  private final Post post;
  private final Filings filings;
  private final Companies companies;
  private final Chains chains;
  private final Addressing addressing;
  private final CaseTokens tokens;
  private final AuthenticationResults authentication;
  private final MailReader reader;
  private final Path scratch;

  /** Kept, tried and read without harm, but there was no room to file them. */
  private final Set<MailId> wantingRoom = ConcurrentHashMap.newKeySet();

  Filer(
      Post post,
      Filings filings,
      Companies companies,
      Chains chains,
      Addressing addressing,
      CaseTokens tokens,
      AuthenticationResults authentication,
      MailReader reader,
      MailFolders folders) {
    this.post = post;
    this.filings = filings;
    this.companies = companies;
    this.chains = chains;
    this.addressing = addressing;
    this.tokens = tokens;
    this.authentication = authentication;
    this.reader = reader;
    this.scratch = folders.scratch();
  }

  /**
   * Files what waits; a mail that fails is told of, and comes after all others in the next round. A
   * full disk ends the round: whatever comes next would find no room either.
   *
   * @return how many of at most fifty were filed
   */
  int fileAll() {
    if (!companies.isFounded()) {
      return 0; // nobody could own a case yet; the mail is kept
    }
    int filed = 0;
    for (var id : post.unfiled(AT_ONCE)) {
      try {
        file(id);
        filed++;
      } catch (RuntimeException | IOException e) {
        if (NoRoom.isReasonOf(e)) {
          // No trace each time: the log may stand on the same disk.
          log.error(
              "Mail {} is kept; the database's disk is full, it is filed once there is room", id);
          return filed;
        }
        log.error("Mail {} is kept and could not be filed; it is tried again", id, e);
      }
    }
    return filed;
  }

  /** Files one mail that is kept. A try that ended for want of room goes on: it does not count. */
  public void file(MailId id) throws IOException {
    if (wantingRoom.contains(id)) {
      read(id);
      return;
    }
    switch (post.tryToRead(id)) {
      case Post.Try.NotWaiting _ -> {}
      case Post.Try.Go(var attempt) when attempt > TRIES_MAX -> unread(id);
      case Post.Try.Go _ -> read(id);
    }
  }

  private void read(MailId id) throws IOException {
    var received = chains.read(id.chain(), 0, 1).getFirst();
    var envelope = Envelope.parse(received.parts().text("envelope"));
    var raw = copied(id, received.parts().text("raw"));
    try (var mail = reader.read(raw, envelope.from())) {
      place(id, mail, envelope);
      wantingRoom.remove(id);
    } catch (RuntimeException e) {
      if (NoRoom.isReasonOf(e)) {
        wantingRoom.add(id);
      } else {
        wantingRoom.remove(id);
      }
      throw e;
    } finally {
      Files.deleteIfExists(raw);
    }
  }

  private Path copied(MailId id, @Nullable String described) throws IOException {
    if (described == null) {
      throw new IllegalStateException("Mail " + id + " has no raw file any more");
    }
    var raw = Files.createTempFile(scratch, "raw-", ".eml");
    try (OutputStream out = Files.newOutputStream(raw)) {
      chains.copy(FileInfo.of(described).blob(), out);
    }
    return raw;
  }

  private void place(MailId id, ReadMail mail, Envelope envelope) {
    var trust = trust(mail);
    var writing = writing(mail, trust);
    switch (mail.kind()) {
      case BOUNCE -> bounce(id, mail, writing);
      case OWN -> post.hold(id, Hold.OWN, writing.shown());
      case LIST -> reply(id, mail, envelope, writing, Hold.LIST);
      case BULK -> reply(id, mail, envelope, writing, Hold.BULK);
      case AUTO_REPLY -> reply(id, mail, envelope, writing, Hold.AUTOMATIC);
      case PERSON -> reply(id, mail, envelope, writing, null);
    }
  }

  /** Joins the case whose token it carries; else a new case, or the tray where no person wrote. */
  private void reply(
      MailId id,
      ReadMail mail,
      Envelope envelope,
      Filings.Writing writing,
      @Nullable Hold otherwise) {
    CaseId earlier = null;
    var all = shown(mail, envelope);
    for (var shown : all) {
      var first = holder(shown);
      if (first != null) {
        var party = writer(mail, first, shown, all).party();
        var filed = filings.mailAsReply(id, writing, shown.in(), party, Ids.command());
        if (filed instanceof Filings.Filed.AsReply) {
          return;
        }
        earlier = earlier == null ? shown.in() : earlier;
      }
    }
    if (otherwise != null) {
      post.hold(id, otherwise, writing.shown());
      return;
    }
    var place = where(mail, envelope);
    if (place.isEmpty()) {
      post.hold(id, Hold.UNKNOWN_MAILBOX, writing.shown());
      return;
    }
    if (earlier == null) {
      filings.mailAsCase(id, writing, place.get(), null, Ids.command());
    } else {
      filings.mailAsCase(id, earlier, writing, place.get(), Ids.command());
    }
  }

  /** Tokens of reply addresses first, then those of the messages it answers. */
  private static List<CaseTokens.Shown> shown(ReadMail mail, Envelope envelope) {
    var found = new LinkedHashSet<CaseTokens.Shown>();
    var places = new ArrayList<String>(envelope.to());
    mail.to().forEach(to -> places.add(to.address()));
    mail.cc().forEach(cc -> places.add(cc.address()));
    places.addAll(mail.deliveredTo());
    places.addAll(mail.inReplyTo());
    places.addAll(mail.references());
    for (var place : places) {
      var shown = ReplyAddress.token(place);
      if (shown != null && found.size() < 10) {
        found.add(shown);
      }
    }
    return List.copyOf(found);
  }

  /** Whom a token was given to. */
  private record Holder(PartyId party, @Nullable String address) {
    boolean isAt(@Nullable MailAddress from) {
      return from != null && address != null && address.equalsIgnoreCase(from.address());
    }
  }

  /**
   * Who answers all may name others' tokens of the case beside their own: then it is their own that
   * they write by.
   */
  private Holder writer(
      ReadMail mail, Holder first, CaseTokens.Shown shown, List<CaseTokens.Shown> all) {
    if (first.isAt(mail.from())) {
      return first;
    }
    for (var other : all) {
      var holder = other.in().equals(shown.in()) ? holder(other) : null;
      if (holder != null && holder.isAt(mail.from())) {
        return holder;
      }
    }
    return first;
  }

  /** Whom a token was given to; null where nobody got this one. */
  private @Nullable Holder holder(CaseTokens.Shown shown) {
    var sight = Sight.of(shown.in());
    var of = addressing.of(sight);
    if (of.isEmpty()) {
      return null;
    }
    var customer = new Holder(of.get().party(), of.get().address());
    if (isOf(customer, shown)) {
      return customer;
    }
    // Also of who took part once: what they still hold lets them write to us, and no more.
    return addressing.participants(sight).stream()
        .map(one -> new Holder(one.party(), one.address()))
        .filter(holder -> isOf(holder, shown))
        .findFirst()
        .orElse(null);
  }

  private boolean isOf(Holder holder, CaseTokens.Shown shown) {
    return tokens.proves(shown, holder.party(), Purpose.REPLY)
        || tokens.proves(shown, holder.party(), Purpose.MESSAGE);
  }

  /**
   * A report about a message of ours joins its case; any other waits in the tray. Neither notifies.
   */
  private void bounce(MailId id, ReadMail mail, Filings.Writing writing) {
    var report = mail.report();
    boolean failed = report != null && report.outcomes().stream().anyMatch(o -> o.failed());
    if (report != null && failed && report.messageId() != null) {
      var shown = ReplyAddress.token(report.messageId());
      var message = ReplyAddress.message(report.messageId());
      var to = shown == null ? null : holder(shown);
      if (shown != null && message != null && to != null) {
        filings.undelivered(
            shown.in(), new MessageId(message), to.party(), id, writing, Ids.command());
        return;
      }
    }
    post.hold(id, Hold.BOUNCE, writing.shown());
  }

  /** Where a mail belongs: by its envelope, else by whom it names, else the first mailbox. */
  private Optional<Filings.Place> where(ReadMail mail, Envelope envelope) {
    var addresses = new ArrayList<String>(envelope.to());
    addresses.addAll(mail.deliveredTo());
    mail.to().stream().limit(50).map(MailAddress::address).forEach(addresses::add);
    mail.cc().stream().limit(50).map(MailAddress::address).forEach(addresses::add);
    return addresses.stream()
        .limit(200)
        .map(companies::mailbox)
        .flatMap(Optional::stream)
        .findFirst()
        .or(companies::firstMailbox)
        .map(box -> new Filings.Place(box.team(), box.brand()));
  }

  private Trust trust(ReadMail mail) {
    var from = mail.from();
    return switch (authentication.about(
        mail.authenticationResults(), from == null ? "" : from.domain())) {
      case PASS -> Trust.VERIFIED;
      case SILENT -> Trust.SILENT;
      case FAIL -> Trust.UNVERIFIED;
    };
  }

  private static Filings.Writing writing(ReadMail mail, Trust trust) {
    var from = mail.from();
    var address = from == null || from.address().isBlank() ? null : from.address();
    var shownFrom = from == null ? "" : from.shown();
    var text = mail.fresh().isBlank() ? mail.text() : mail.fresh();
    var body = cut(text);
    boolean whole = body.length() == text.length();
    var words =
        Words.NONE
            .and("from", cut(shownFrom))
            .and("subject", cut(mail.subject()))
            .and("mid", mail.messageId())
            .and("body", body)
            .and("quoted", cut(mail.quoted()));
    var html = mail.html();
    if (html != null && cut(html).length() == html.length()) {
      words = words.and("html", "text/html", html);
    }
    boolean readable = mail.fullyReadable() && whole;
    if (!readable) {
      words = words.and(PARTLY, "yes");
    }
    int number = 1;
    for (var attached : mail.attachments()) {
      words =
          words.file(
              "att." + number++,
              attached.name(),
              attached.mediaType(),
              attached.file(),
              attached.size(),
              sha256(attached));
    }
    var shown =
        Words.NONE
            .and("from", cut(shownFrom))
            .and("sender", address == null ? null : address.toLowerCase(Locale.ROOT))
            .and("subject", cut(mail.subject()))
            .and("body", body);
    boolean person =
        switch (mail.kind()) {
          case PERSON -> true;
          case AUTO_REPLY, BOUNCE, LIST, BULK, OWN -> false;
        };
    return new Filings.Writing(
        new Filings.Author(address, from == null ? null : from.name(), tongue(mail, body)),
        mail.subject(),
        Channel.MAIL,
        person ? Sender.PERSON : Sender.MACHINE,
        trust,
        readable,
        words,
        shown);
  }

  /** In which it is written; what its head says holds where its words do not show it. */
  private static Tongue tongue(ReadMail mail, String body) {
    var said = mail.language();
    return Tongue.of(Language.likely(body, Locale.forLanguageTag(said == null ? "" : said)));
  }

  /** The beginning of a text that a part can hold, cut between characters. */
  private static String cut(String text) {
    if (text.length() * 3L <= TEXT_BYTES_MAX
        || text.getBytes(StandardCharsets.UTF_8).length <= TEXT_BYTES_MAX) {
      return text;
    }
    int end = Math.min(text.length(), TEXT_BYTES_MAX / 3);
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
  }

  private static byte[] sha256(Attached attached) {
    try (InputStream in = Files.newInputStream(attached.file())) {
      var digest = MessageDigest.getInstance("SHA-256");
      var buffer = new byte[64 * 1024];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return digest.digest();
    } catch (IOException e) {
      throw new UncheckedIOException("A file of a mail cannot be read: " + attached.file(), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256, but this one does not", e);
    }
  }

  /** Three tries ended without a word: the case is opened with the raw file and a person looks. */
  private void unread(MailId id) {
    var place = companies.firstMailbox();
    var writing =
        new Filings.Writing(
            new Filings.Author(null, null, Tongue.EN),
            null,
            Channel.MAIL,
            Sender.MACHINE,
            Trust.SILENT,
            false,
            Words.NONE.and(PARTLY, "yes"),
            Words.NONE);
    if (place.isEmpty()) {
      post.hold(id, Hold.UNKNOWN_MAILBOX, Words.NONE);
      return;
    }
    filings.mailAsCase(
        id,
        writing,
        new Filings.Place(place.get().team(), place.get().brand()),
        null,
        Ids.command());
    log.warn("Mail {} was filed unread after {} tries", id, TRIES_MAX);
  }

  /** A person makes a case of a mail in the tray. */
  public Filings.Filed fromTray(MailId id, StaffId by, org.answerable.facts.CommandId command)
      throws IOException {
    var received = chains.read(id.chain(), 0, 1).getFirst();
    var envelope = Envelope.parse(received.parts().text("envelope"));
    var raw = copied(id, received.parts().text("raw"));
    try (var mail = reader.read(raw, envelope.from())) {
      var place = where(mail, envelope).orElseThrow();
      return filings.mailAsCase(id, writing(mail, trust(mail)), place, by, command);
    } finally {
      Files.deleteIfExists(raw);
    }
  }
}
