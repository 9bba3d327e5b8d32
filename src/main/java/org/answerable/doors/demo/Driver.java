package org.answerable.doors.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.answerable.facts.CaseId;
import org.answerable.facts.Channel;
import org.answerable.facts.CommitmentId;
import org.answerable.facts.Ids;
import org.answerable.facts.Kind;
import org.answerable.facts.MailId;
import org.answerable.facts.MessageId;
import org.answerable.facts.Receiving.Hold;
import org.answerable.facts.Receiving.Way;
import org.answerable.facts.StaffId;
import org.answerable.facts.Talking;
import org.answerable.facts.Talking.Sender;
import org.answerable.facts.Talking.Trust;
import org.answerable.facts.Tongue;
import org.answerable.ledger.writing.ToldTime;
import org.answerable.ledger.writing.Words;
import org.answerable.sight.Who;
import org.answerable.work.cases.CaseStates;
import org.answerable.work.cases.Cases;
import org.answerable.work.cases.Endings;
import org.answerable.work.cases.Filings;
import org.answerable.work.cases.NextWord;
import org.answerable.work.cases.Participants;
import org.answerable.work.cases.Promises;
import org.answerable.work.cases.Replies;
import org.answerable.work.commitments.Clock;
import org.answerable.work.people.Companies;
import org.answerable.work.people.People;
import org.answerable.work.post.Post;
import org.jspecify.annotations.Nullable;

/**
 * Tells stories of a desk: somebody writes, somebody answers, time passes. Everything is a command
 * through the same code as real work; a refusal is a fault here, because a story that cannot have
 * happened must not be told.
 */
public final class Driver {

  private final ToldTime told;
  private final Clock clock;
  private final Companies companies;
  private final People people;
  private final Post post;
  private final Filings filings;
  private final Cases cases;
  private final CaseStates states;
  private final java.util.Map<StaffId, Who> known = new java.util.HashMap<>();
  private Instant now = Instant.EPOCH;
  private int mails;
  private @Nullable Path paper;

  /** Made of the rooms it plays in; {@code told} is what they take the time from. */
  public Driver(
      ToldTime told,
      Clock clock,
      Companies companies,
      People people,
      Post post,
      Filings filings,
      Cases cases,
      CaseStates states) {
    this.told = told;
    this.clock = clock;
    this.companies = companies;
    this.people = people;
    this.post = post;
    this.filings = filings;
    this.cases = cases;
    this.states = states;
  }

  public Instant now() {
    return now;
  }

  /** Jumps to the beginning of a story; nothing was owed before. */
  public void begin(Instant at) {
    now = at;
    told.tell(at);
  }

  /** Lets time pass: from due time to due time, so that the desk acts when it would have. */
  public void until(Instant then) {
    while (true) {
      var next = clock.nextStirring();
      if (next.isEmpty() || next.get().isAfter(then)) {
        break;
      }
      var at = next.get().isBefore(now) ? now : next.get();
      now = at.plusMillis(400);
      told.tell(now);
      clock.tick();
    }
    if (then.isAfter(now)) {
      now = then;
      told.tell(then);
    }
  }

  /** A letter from outside. */
  public record Letter(String address, String name, String subject, String body, Tongue tongue) {}

  /** A mail arrives at a mailbox and becomes a case. */
  public CaseId mail(String mailbox, Letter letter) {
    var place = place(mailbox);
    var mail = kept(place, letter);
    var filed =
        filings.mailAsCase(
            mail,
            writing(letter),
            new Filings.Place(place.team(), place.brand()),
            null,
            Ids.command());
    return switch (filed) {
      case Filings.Filed.AsCase(var id, _) -> id;
      case Filings.Filed.AsReply _, Filings.Filed.NotWaiting _ -> throw refused(filed);
    };
  }

  /** A mail arrives that looks like no case. */
  public void tray(String mailbox, Letter letter, Hold why) {
    post.hold(kept(place(mailbox), letter), why, shown(letter));
  }

  /** The customer writes again in their case. */
  public void replies(CaseId id, String mailbox, Letter letter) {
    var filed =
        filings.mailAsReply(
            kept(place(mailbox), letter), writing(letter), id, state(id).party(), Ids.command());
    if (!(filed instanceof Filings.Filed.AsReply)) {
      throw refused(filed);
    }
  }

  /**
   * Somebody who has the customer's mail writes by it; our own mail server vouches for them.
   *
   * @return their message, by which they can be added
   */
  public MessageId passedOn(CaseId id, String mailbox, Letter letter) {
    var filed =
        filings.mailAsReply(
            kept(place(mailbox), letter),
            writing(letter, Trust.VERIFIED),
            id,
            state(id).party(),
            Ids.command());
    return switch (filed) {
      case Filings.Filed.AsReply(_, var message) -> message;
      case Filings.Filed.AsCase _, Filings.Filed.NotWaiting _ -> throw refused(filed);
    };
  }

  /** Whoever wrote the message takes part from now on. */
  public void adds(CaseId id, StaffId who, MessageId message) {
    var adding = cases.addParticipant(id, who(who), message, Ids.command());
    if (!(adding instanceof Participants.Adding.Added)) {
      throw refused(adding);
    }
  }

  /** Somebody writes in a case that ended too long ago: it goes on in a new one. */
  public CaseId repliesTooLate(CaseId earlier, String mailbox, Letter letter) {
    var place = place(mailbox);
    var mail = kept(place, letter);
    var late =
        filings.mailAsReply(mail, writing(letter), earlier, state(earlier).party(), Ids.command());
    if (late instanceof Filings.Filed.AsReply) {
      throw refused(late);
    }
    var filed =
        filings.mailAsCase(
            mail,
            earlier,
            writing(letter),
            new Filings.Place(place.team(), place.brand()),
            Ids.command());
    return switch (filed) {
      case Filings.Filed.AsCase(var id, _) -> id;
      case Filings.Filed.AsReply _, Filings.Filed.NotWaiting _ -> throw refused(filed);
    };
  }

  /** Takes what the duty lead holds. */
  public void takes(CaseId id, StaffId who) {
    cases.take(id, who(who), Ids.command());
  }

  public void moves(CaseId id, StaffId lead, StaffId to, String why) {
    cases.move(id, who(lead), to, why, Ids.command());
  }

  /** A reply that has seen everything. */
  public void answers(CaseId id, StaffId who, String body, NextWord next) {
    send(id, who, body, next, false, Set.of());
  }

  /** A reply that puts right what was broken. */
  public void apologises(CaseId id, StaffId who, String body, NextWord next) {
    send(id, who, body, next, true, Set.of());
  }

  /** A reply that says that something promised was done. */
  public void answersDone(CaseId id, StaffId who, String body, NextWord next, Kind done) {
    send(id, who, body, next, false, Set.of(owed(id, done)));
  }

  private void send(
      CaseId id, StaffId who, String body, NextWord next, boolean sorry, Set<CommitmentId> done) {
    var reply =
        cases.reply(
            id,
            who(who),
            new Replies.Draft(state(id).newest(), done, sorry, next),
            body,
            Ids.command());
    if (!(reply instanceof Replies.Reply.Sent)) {
      throw refused(reply);
    }
  }

  public void notes(CaseId id, StaffId who, String body) {
    cases.note(id, who(who), Channel.DESK, body, Ids.command());
  }

  /** The call was made, the thing was done. */
  public void keeps(CaseId id, StaffId who, Kind kind, String note) {
    var keeping = cases.keep(id, who(who), owed(id, kind), note, Ids.command());
    if (!(keeping instanceof Promises.Keeping.Noted)) {
      throw refused(keeping);
    }
  }

  /** It was done in time and written down late. */
  public void corrects(CaseId id, StaffId who, CommitmentId which, Instant done, String why) {
    var correction = cases.correct(id, who(who), which, done, why, Ids.command());
    if (!(correction instanceof Promises.Correction.Recorded)) {
      throw refused(correction);
    }
  }

  public void confirms(CaseId id) {
    expect(cases.confirm(id, state(id).party(), Ids.command()));
  }

  public void saysNotYet(CaseId id) {
    expect(cases.notYet(id, state(id).party(), Ids.command()));
  }

  public void saidOnThePhone(CaseId id, StaffId who, String words) {
    expect(cases.noteTheirWord(id, who(who), Cases.Noted.SOLVED, null, words, Ids.command()));
  }

  private static void expect(Endings.TheirWord word) {
    if (!(word instanceof Endings.TheirWord.Recorded)) {
      throw refused(word);
    }
  }

  public void declines(CaseId id, StaffId who, StaffId door, String reason, String alternative) {
    var closing =
        cases.decline(
            id, who(who), door, reason, alternative, null, state(id).newest(), Ids.command());
    if (!(closing instanceof Endings.Closing.Ended)) {
      throw refused(closing);
    }
  }

  public void asksForSomeoneElse(CaseId id) {
    cases.look(id, state(id).party(), Ids.command());
  }

  public void marks(CaseId id, StaffId who, Talking.Mark mark) {
    var newest = state(id).newest();
    if (newest != null) {
      cases.mark(id, who(who), newest, mark, Ids.command());
    }
  }

  public void needsNoAnswer(CaseId id, StaffId who, String why) {
    var closing = cases.needsNoAnswer(id, who(who), why, state(id).newest(), Ids.command());
    if (!(closing instanceof Endings.Closing.Ended)) {
      throw refused(closing);
    }
  }

  public void isNoCase(CaseId id, StaffId who, String why) {
    var closing = cases.isNoCase(id, who(who), why, state(id).newest(), Ids.command());
    if (!(closing instanceof Endings.Closing.Ended)) {
      throw refused(closing);
    }
  }

  public CaseStates.State state(CaseId id) {
    return states.of(id);
  }

  /** The open commitment of a kind that is due first. */
  public CommitmentId owed(CaseId id, Kind kind) {
    return states.owed(id, kind);
  }

  /** Somebody at the beginning of what they do; whoever changes their teams tells it anew. */
  private Who who(StaffId person) {
    return known.computeIfAbsent(person, id -> people.who(id).orElseThrow());
  }

  private MailId kept(Companies.Mailbox place, Letter letter) {
    mails++;
    var raw = raw(place.address(), letter).getBytes(StandardCharsets.UTF_8);
    var keeping =
        post.keep(
            new Post.Delivery(
                Way.DEMO,
                place.id(),
                null,
                null,
                0,
                onPaper(raw),
                raw.length,
                digest(raw),
                "from " + letter.address() + "\nto " + place.address()));
    return switch (keeping) {
      case Post.Keeping.Kept(var id) -> id;
      case Post.Keeping.Repeated _ -> throw refused(keeping);
    };
  }

  /** The same file each time: to make one and to remove it took longer than to keep the letter. */
  private Path onPaper(byte[] raw) {
    try {
      var file = paper;
      if (file == null) {
        file = Files.createTempFile("answerable-letter", ".eml");
        file.toFile().deleteOnExit();
        paper = file;
      }
      return Files.write(file, raw);
    } catch (IOException e) {
      throw new UncheckedIOException("No place for a letter", e);
    }
  }

  private static byte[] digest(byte[] raw) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(raw);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private Companies.Mailbox place(String mailbox) {
    return companies.mailbox(mailbox).orElseThrow();
  }

  private String raw(String mailbox, Letter letter) {
    return """
    From: %s <%s>
    To: %s
    Subject: %s
    Date: %s
    Message-ID: <%d.%d@northwind-customers.example>
    MIME-Version: 1.0
    Content-Type: text/plain; charset=utf-8
    Content-Transfer-Encoding: 8bit

    %s
    """
        .formatted(
            letter.name(),
            letter.address(),
            mailbox,
            letter.subject(),
            DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC)),
            now.toEpochMilli(),
            mails,
            letter.body())
        .replace("\n", "\r\n");
  }

  private static Filings.Writing writing(Letter letter) {
    return writing(letter, Trust.SILENT);
  }

  private static Filings.Writing writing(Letter letter, Trust trust) {
    var words =
        Words.of("from", letter.name() + " <" + letter.address() + ">")
            .and("subject", letter.subject())
            .and("body", letter.body());
    return new Filings.Writing(
        new Filings.Author(letter.address(), letter.name(), letter.tongue()),
        letter.subject(),
        Channel.MAIL,
        Sender.PERSON,
        trust,
        true,
        words,
        shown(letter));
  }

  private static Words shown(Letter letter) {
    return Words.of("from", letter.name() + " <" + letter.address() + ">")
        .and("sender", letter.address())
        .and("subject", letter.subject())
        .and("body", letter.body());
  }

  private static IllegalStateException refused(Object answer) {
    return new IllegalStateException("The story cannot have happened: " + answer);
  }
}
