package org.answerable.doors.mail;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.answerable.doors.command.Configuration;
import org.answerable.doors.files.Downloads;
import org.answerable.doors.links.CaseTokens;
import org.answerable.doors.links.CaseTokens.Purpose;
import org.answerable.facts.CaseId;
import org.answerable.facts.Ending;
import org.answerable.facts.Kind;
import org.answerable.facts.MessageId;
import org.answerable.facts.PartyId;
import org.answerable.facts.Promising;
import org.answerable.facts.Talking;
import org.answerable.facts.Tongue;
import org.answerable.ledger.reading.Chains;
import org.answerable.ledger.reading.Entry;
import org.answerable.sight.Sight;
import org.answerable.views.letters.Addressing;
import org.answerable.views.letters.Addressing.Addressed;
import org.answerable.views.letters.Addressing.Participant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Words letters: what people wrote with what the desk adds around it, and what the desk writes by
 * itself. The words are in the ledger, so the same letter is worded the same whenever it is sent;
 * what the desk writes by itself never repeats what the sender wrote.
 */
@Component
class Letters {

  /** A case is 20 to 100 entries; a letter needs the newest. */
  private static final int ENTRIES_MAX = 2000;

  private final Chains chains;
  private final Addressing addressing;
  private final CaseTokens tokens;
  private final Configuration configuration;

  Letters(Chains chains, Addressing addressing, CaseTokens tokens, Configuration configuration) {
    this.chains = chains;
    this.addressing = addressing;
    this.tokens = tokens;
    this.configuration = configuration;
  }

  /**
   * The letter that one entry of a case is; null where there is nobody it can be sent to.
   *
   * @param party who of those that take part it is for; null for the customer
   */
  @Nullable Letter of(CaseId id, long seq, String recipient, @Nullable PartyId party) {
    var entries = chains.read(id.chain(), 0, ENTRIES_MAX);
    var entry = entries.stream().filter(e -> e.seq() == seq).findFirst().orElse(null);
    var to = addressing.of(Sight.of(id)).orElse(null);
    if (entry == null || to == null || to.mailbox() == null) {
      return null;
    }
    var from = Mailbox.of(to.brand(), to.mailbox());
    if (from == null) {
      return null;
    }
    if (party != null) {
      return addressing.participants(Sight.of(id)).stream()
          .filter(one -> one.party().equals(party) && one.follows(seq) && one.address() != null)
          .findFirst()
          .map(one -> toParticipant(id, entry, entries, to, one, recipient, from))
          .orElse(null);
    }
    var customer = Mailbox.of(to.name(), recipient);
    return customer == null ? null : letter(id, entry, entries, to, customer, from);
  }

  /**
   * To somebody who takes part beside the customer: complete in itself, as they have no page. It
   * shows nothing from before they were added, no words but ours and their own, and nobody else.
   */
  private @Nullable Letter toParticipant(
      CaseId id,
      Entry entry,
      List<Entry> entries,
      Addressed to,
      Participant one,
      String recipient,
      Mailbox from) {
    var box = Mailbox.of(one.name(), recipient);
    if (box == null) {
      return null;
    }
    var said = new Said(to, one.tongue());
    var heard = newestHeard(entries, one.party(), one.since(), entry.seq());
    var first = heard(entries, one.through());
    var reply =
        Mailbox.of(
            null, ReplyAddress.reply(tokens.of(id, one.party(), Purpose.REPLY), domain(from)));
    var answered = heard == null ? first : heard;
    var heardId = answered == null ? null : answered.parts().text("mid");
    var subject = first == null ? null : first.parts().text("subject");
    return new Letter(
        ReplyAddress.messageId(
            tokens.of(id, one.party(), Purpose.MESSAGE), message(entry).value(), domain(from)),
        entry.at(),
        from,
        reply,
        reply,
        List.of(box),
        List.of(),
        subject == null ? said.with("subject.case", said.number()) : said.subject(subject),
        heardId,
        heardId == null ? List.of() : List.of(heardId),
        toParticipant(entry, entries, said),
        heard == null ? null : heard.parts().text("body"),
        Letter.Automatic.NO,
        one.tongue().locale(),
        enclosed(entry));
  }

  private static String toParticipant(Entry entry, List<Entry> entries, Said said) {
    var text = new ArrayList<String>();
    add(text, entry.parts().text("body"));
    var alternative = entry.parts().text("alternative");
    if (alternative != null) {
      text.add(said.with("declined.alternative") + "\n" + alternative);
    }
    add(text, by(entries, entry, said));
    text.add(said.with("signed", said.to.owner(), said.to.brand()));
    text.add(said.with("participant.why", said.number()));
    return String.join("\n\n", text);
  }

  /** By when they hear as well as the customer; what is asked of the customer is not theirs. */
  private static @Nullable String by(List<Entry> entries, Entry entry, Said said) {
    for (var one : entries) {
      if (one.command().equals(entry.command()) && one.fact() instanceof Promising.Given given) {
        return switch (given.kind()) {
          case FIRST_ANSWER, NEXT_UPDATE, ANSWER, ACTION, REMEDY ->
              said.with("next.by", said.time(given.due()));
          case CALLBACK, LOOK, WRITE_AGAIN, ASKED, AMENDS -> null;
        };
      }
    }
    return null;
  }

  private static @Nullable Entry heard(List<Entry> entries, MessageId message) {
    return entries.stream()
        .filter(e -> e.fact() instanceof Talking.MessageReceived m && m.id().equals(message))
        .findFirst()
        .orElse(null);
  }

  private Letter letter(
      CaseId id, Entry entry, List<Entry> entries, Addressed to, Mailbox customer, Mailbox from) {
    var said = new Said(to, to.tongue());
    var page = page(id, to);
    var heard = newestHeard(entries, to.party(), 0, entry.seq());
    var reply =
        Mailbox.of(
            null, ReplyAddress.reply(tokens.of(id, to.party(), Purpose.REPLY), domain(from)));
    var automatic = entry.actor().sort() == org.answerable.ledger.reading.Actor.Sort.SYSTEM;
    var heardId = heard == null ? null : heard.parts().text("mid");
    return new Letter(
        ReplyAddress.messageId(
            tokens.of(id, to.party(), Purpose.MESSAGE), message(entry).value(), domain(from)),
        entry.at(),
        from,
        automatic ? null : reply,
        reply,
        List.of(customer),
        List.of(),
        automatic ? said.with("subject.case", said.number()) : said.subject(),
        heardId,
        heardId == null ? List.of() : List.of(heardId),
        text(entry, entries, said, page),
        automatic || heard == null ? null : heard.parts().text("body"),
        automatic ? Letter.Automatic.REPLIED : Letter.Automatic.NO,
        to.tongue().locale(),
        enclosed(entry));
  }

  /** The files that were attached to what is sent. */
  private List<Letter.Enclosed> enclosed(Entry entry) {
    if (!(entry.fact() instanceof Talking.MessageSent)) {
      return List.of();
    }
    var files = new ArrayList<Letter.Enclosed>();
    for (var part : entry.parts().all()) {
      var info = Downloads.info(part);
      if (info != null) {
        files.add(new Letter.Enclosed(info.name(), info.type(), () -> chains.open(info.blob())));
      }
    }
    return List.copyOf(files);
  }

  private static String domain(Mailbox from) {
    return from.address().substring(from.address().lastIndexOf('@') + 1);
  }

  private static MessageId message(Entry entry) {
    return switch (entry.fact()) {
      case Talking.MessageSent m -> m.id();
      case Talking.Acknowledged m -> m.id();
      case Talking.WroteAgain m -> m.id();
      case Talking.Reminded m -> m.id();
      case Ending.Declined d -> d.id();
      default -> new MessageId(org.answerable.facts.Ids.following(entry.command(), 1000));
    };
  }

  /** What the recipient of a letter said last, and nobody else. */
  private static @Nullable Entry newestHeard(
      List<Entry> entries, PartyId from, long after, long before) {
    return entries.stream()
        .filter(e -> e.seq() > after && e.seq() < before)
        .filter(e ->
            e.fact() instanceof Talking.MessageReceived m
                && m.from().equals(from)
                && m.trust() != Talking.Trust.UNVERIFIED)
        .reduce((_, later) -> later)
        .orElse(null);
  }

  private String page(CaseId id, Addressed to) {
    return configuration.web().links() + "/c/" + tokens.of(id, to.party(), Purpose.PAGE);
  }

  private static String text(Entry entry, List<Entry> entries, Said said, String page) {
    return switch (entry.fact()) {
      case Talking.MessageSent m -> reply(entry, entries, said, page, m.asks());
      case Talking.Acknowledged m ->
          said.letter(
              said.with(
                  "acknowledged",
                  said.to.brand(),
                  said.to.owner(),
                  said.number(),
                  said.time(due(entries, m.of(), said.to))),
              said.with("acknowledged.page") + "\n" + page);
      case Talking.WroteAgain _ -> {
        var next = given(entries, entry, Kind.WRITE_AGAIN);
        yield said.letter(
            next == null
                ? said.with("wrote.again.last", said.number())
                : said.with("wrote.again", said.number(), said.time(next)),
            page);
      }
      case Talking.Reminded _ -> said.letter(said.with("reminded", said.number()), page);
      case Ending.Declined _ -> declined(entry, said, page);
      case Ending.Confirmed c when c.noted() == null ->
          said.letter(said.with("read.word", quoted(entries, c)), page);
      default -> said.letter(said.with("noted.word", words(entries, entry)), page);
    };
  }

  private static String reply(
      Entry entry, List<Entry> entries, Said said, String page, boolean asks) {
    var text = new ArrayList<String>();
    var body = entry.parts().text("body");
    text.add(body == null ? "" : body.strip());
    var next = nextWord(entries, entry, said);
    if (asks) {
      text.add(said.with("next.asked") + "\n" + page);
    } else {
      if (next != null) {
        text.add(next);
      }
      text.add(said.with("next.page") + "\n" + page);
    }
    text.add(said.with("signed", said.to.owner(), said.to.brand()));
    return String.join("\n\n", text);
  }

  /** What this very reply promised, in words. */
  private static @Nullable String nextWord(List<Entry> entries, Entry entry, Said said) {
    for (var one : entries) {
      if (one.command().equals(entry.command()) && one.fact() instanceof Promising.Given given) {
        var time = said.time(given.due());
        return switch (given.kind()) {
          case CALLBACK -> said.with("next.call", time);
          case WRITE_AGAIN -> said.with("next.write.again", time);
          case ASKED, AMENDS -> null;
          case FIRST_ANSWER, NEXT_UPDATE, ANSWER, ACTION, REMEDY, LOOK ->
              said.with("next.by", time);
        };
      }
    }
    return null;
  }

  private static String declined(Entry entry, Said said, String page) {
    var text = new ArrayList<String>();
    add(text, entry.parts().text("body"));
    var alternative = entry.parts().text("alternative");
    if (alternative != null) {
      text.add(said.with("declined.alternative") + "\n" + alternative);
    }
    text.add(said.with("declined.door", said.to.owner()) + "\n" + page);
    var outside = entry.parts().text("outside");
    if (outside != null) {
      text.add(said.with("declined.outside") + "\n" + outside);
    }
    text.add(said.with("signed", said.to.owner(), said.to.brand()));
    return String.join("\n\n", text);
  }

  private static void add(List<String> text, @Nullable String more) {
    if (more != null) {
      text.add(more.strip());
    }
  }

  /** The words of a message that the desk took for a yes. */
  private static String quoted(List<Entry> entries, Ending.Confirmed c) {
    Talking.Found yes = null;
    String body = null;
    for (var one : entries) {
      if (one.fact() instanceof Talking.MessageReceived m && m.id().equals(c.evidence())) {
        body = one.parts().text("body");
      } else if (one.fact() instanceof Talking.Found f
          && f.id().equals(c.evidence())
          && f.sign() == Talking.Sign.SOLVED) {
        yes = f;
      }
    }
    return body == null || yes == null || yes.until() > body.length()
        ? "…"
        : body.substring(yes.from(), yes.until()).strip();
  }

  /** The note beside what somebody wrote down as the customer's word. */
  private static String words(List<Entry> entries, Entry entry) {
    return entries.stream()
        .filter(e -> e.command().equals(entry.command()))
        .filter(e -> e.fact() instanceof Talking.NoteWritten)
        .map(e -> e.parts().text("body"))
        .filter(java.util.Objects::nonNull)
        .map(String::valueOf)
        .findFirst()
        .orElse("");
  }

  private static Instant due(
      List<Entry> entries, org.answerable.facts.CommitmentId id, Addressed to) {
    return entries.stream()
        .map(Entry::fact)
        .filter(Promising.Given.class::isInstance)
        .map(Promising.Given.class::cast)
        .filter(given -> given.id().equals(id))
        .map(Promising.Given::due)
        .findFirst()
        .orElse(to.opened());
  }

  private static @Nullable Instant given(List<Entry> entries, Entry entry, Kind kind) {
    return entries.stream()
        .filter(e -> e.command().equals(entry.command()) && e.seq() > entry.seq())
        .map(Entry::fact)
        .filter(Promising.Given.class::isInstance)
        .map(Promising.Given.class::cast)
        .filter(given -> given.kind() == kind)
        .map(Promising.Given::due)
        .findFirst()
        .orElse(null);
  }

  /** The reader's language, and the customer's zone. */
  private static final class Said {
    private final Addressed to;
    private final ResourceBundle bundle;
    private final Locale locale;

    Said(Addressed to, Tongue tongue) {
      this.to = to;
      this.locale = tongue.locale();
      this.bundle = ResourceBundle.getBundle("messages/letters", locale);
    }

    String with(String key, Object... values) {
      return new MessageFormat(bundle.getString(key).replace("'", "''"), locale).format(values);
    }

    String number() {
      return with("number", Long.toString(to.number()));
    }

    String subject() {
      return subject(to.subject() == null ? "" : to.subject());
    }

    /** With the case's number, once: who answers a letter of ours repeats it. */
    String subject(String subject) {
      var text = withoutRe(subject);
      return with("subject.reply", text.replace("[" + number() + "]", "").strip(), number());
    }

    private static String withoutRe(String subject) {
      var text = subject.strip();
      while (text.length() > 3 && text.regionMatches(true, 0, "re:", 0, 3)) {
        text = text.substring(3).strip();
      }
      return text;
    }

    /** As the customer's clock shows it: "Friday, 6 March 2026, 17:00". */
    String time(Instant at) {
      ZoneId zone = to.zone();
      var day = DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(locale);
      var hour = DateTimeFormatter.ofPattern("HH:mm");
      var local = at.atZone(zone);
      return day.format(local) + ", " + hour.format(local);
    }

    String letter(String... paragraphs) {
      var text = new ArrayList<String>();
      var name = to.name();
      text.add(name == null ? with("greeting") : with("greeting.name", name));
      text.addAll(List.of(paragraphs));
      text.add(with("signed", to.owner(), to.brand()));
      return String.join("\n\n", text);
    }
  }
}
