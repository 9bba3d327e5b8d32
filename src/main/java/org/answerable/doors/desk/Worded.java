package org.answerable.doors.desk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.answerable.doors.files.Downloads;
import org.answerable.doors.frame.Folded;
import org.answerable.doors.frame.Page;
import org.answerable.facts.CaseFact;
import org.answerable.facts.CommitmentId;
import org.answerable.facts.Ending;
import org.answerable.facts.Erasing;
import org.answerable.facts.Kind;
import org.answerable.facts.MessageId;
import org.answerable.facts.Owning;
import org.answerable.facts.Participating;
import org.answerable.facts.PartyId;
import org.answerable.facts.Promising;
import org.answerable.facts.StaffId;
import org.answerable.facts.Talking;
import org.answerable.ledger.reading.Entry;
import org.answerable.views.cases.CaseView;
import org.jspecify.annotations.Nullable;

/** Puts what happened in a case into words, for those who answer. */
final class Worded {

  /** Of the words that gave something away, so many chars are shown. */
  private static final int PASSAGE_MAX = 60;

  private static final Frame.Chip NONE = Frame.Chip.plain("");

  private final Page page;
  private final CaseView.Whole whole;
  private final String customer;
  private final Map<CommitmentId, CaseView.Promise> promises;
  private final Map<MessageId, Talking.Mark> marks = new HashMap<>();
  private final Map<MessageId, List<Talking.Found>> found = new HashMap<>();
  private final Map<MessageId, Talking.TimeWished> wishes = new HashMap<>();
  private final Set<MessageId> failed = new HashSet<>();
  private final Set<MessageId> taken = new HashSet<>();
  private final Map<MessageId, PartyId> offered = new HashMap<>();

  Worded(Page page, CaseView.Whole whole) {
    this.page = page;
    this.whole = whole;
    this.customer = Rows.customer(page, whole.head().customer());
    this.promises =
        whole.promises().stream().collect(Collectors.toMap(CaseView.Promise::id, one -> one));
    for (var entry : whole.entries()) {
      if (entry.fact() instanceof Talking.Marked m) {
        marks.put(m.id(), m.mark());
      } else if (entry.fact() instanceof Talking.TimeWished w) {
        wishes.put(w.in(), w);
      } else if (entry.fact() instanceof Talking.Undelivered u) {
        failed.add(u.id());
      } else if (entry.fact() instanceof Talking.Found f) {
        found.computeIfAbsent(f.id(), _ -> new ArrayList<>()).add(f);
      } else if (entry.fact() instanceof Ending.Confirmed c && c.evidence() != null) {
        taken.add(c.evidence());
      } else if (entry.fact() instanceof Participating.ParticipantOffered o) {
        offered.put(o.in(), o.who());
      }
    }
  }

  /** What a reader of the conversation needs: what was said, and what changed how it stands. */
  List<Item> conversation() {
    var items = new ArrayList<Item>();
    for (var entry : whole.entries()) {
      var said = said(entry);
      if (said != null) {
        items.add(said);
      } else if (matters((CaseFact) entry.fact())) {
        items.add(event(entry));
      }
    }
    // The first words come first: who answers follows from them.
    if (items.size() > 1
        && items.getFirst() instanceof Item.Event
        && items.get(1) instanceof Item.Said) {
      items.add(1, items.removeFirst());
    }
    return inOneGo(items);
  }

  /** What happened at one time is one line, which ends with the chip of what was promised. */
  private static List<Item> inOneGo(List<Item> items) {
    var lines = new ArrayList<Item>();
    for (var item : items) {
      if (item instanceof Item.Event event
          && !lines.isEmpty()
          && lines.getLast() instanceof Item.Event before
          && before.when().text().equals(event.when().text())
          && before.chip().text().isEmpty()) {
        lines.removeLast();
        lines.add(
            new Item.Event(before.when(), before.text() + " · " + event.text(), event.chip()));
      } else {
        lines.add(item);
      }
    }
    return List.copyOf(lines);
  }

  /** Everything, one line for each entry. */
  List<Item.Event> history() {
    return whole.entries().stream().map(this::event).toList();
  }

  private static boolean matters(CaseFact fact) {
    return switch (fact) {
      case Owning _, Ending _, Erasing _ -> true;
      case Promising.Given given -> !given.kind().keptByDesk() && given.kind() != Kind.AMENDS;
      case Promising.Corrected _, Promising.Objected _ -> true;
      case Promising.Kept _, Promising.Broken _, Promising.Renegotiated _, Promising.Released _ ->
          false; // the line of what was promised says how it ended
      case Talking.Marked _, Talking.Found _, Talking.TimeWished _ ->
          false; // the message itself says so
      case Talking _ -> true;
      case Participating.ParticipantOffered _ -> false; // the message itself offers it
      case Participating _ -> true;
    };
  }

  private Item.@Nullable Said said(Entry entry) {
    return switch ((CaseFact) entry.fact()) {
      case Talking.MessageReceived m -> heard(entry, m);
      case Talking.MessageSent m -> written(entry, "out", m.by(), m.id(), asks(m));
      case Talking.NoteWritten m ->
          written(entry, "note", m.by(), m.id(), List.of(Frame.Chip.plain(note(m))));
      case Ending.Declined m ->
          written(
              entry,
              "out",
              m.by(),
              m.id(),
              List.of(Frame.Chip.plain(page.say("outcome.declined"))));
      case Owning _, Talking _, Participating _, Promising _, Ending _, Erasing _ -> null;
    };
  }

  private List<Frame.Chip> asks(Talking.MessageSent m) {
    return m.asks() ? List.of(Frame.Chip.promise(page.say("said.asks"))) : List.of();
  }

  private String note(Talking.NoteWritten m) {
    return page.say(m.channel() == org.answerable.facts.Channel.PHONE ? "said.call" : "said.note");
  }

  private Item.Said heard(Entry entry, Talking.MessageReceived m) {
    var chips = new ArrayList<Frame.Chip>();
    if (m.trust() == Talking.Trust.UNVERIFIED) {
      chips.add(Frame.Chip.due(page.say("said.unverified")));
    } else if (m.trust() == Talking.Trust.SILENT
        && m.channel() == org.answerable.facts.Channel.MAIL) {
      chips.add(Frame.Chip.plain(page.say("said.silent")));
    }
    if (isPartly(entry)) {
      chips.add(Frame.Chip.broken(page.say("said.partly")));
    }
    if (m.sender() == Talking.Sender.MACHINE) {
      chips.add(Frame.Chip.plain(page.say("said.machine")));
    }
    var wish = wishes.get(m.id());
    if (wish != null) {
      chips.add(Frame.Chip.due(page.say("said.wish", page.times().at(wish.at()))));
    }
    var mark = marks.get(m.id());
    if (mark != null) {
      chips.add(
          new Frame.Chip(
              mark == Talking.Mark.THANKS ? "kept" : "due", page.say("mark." + Rows.word(mark))));
    }
    var words = entry.parts().text("body");
    var readings = found.getOrDefault(m.id(), List.of());
    for (var one : readings) {
      if (mark == null || !isMarkable(one.sign())) {
        chips.add(chip(one, words));
      }
    }
    if (m.trust() == Talking.Trust.UNVERIFIED) {
      // It is nobody's word in this case yet, so there is nothing to say of it but who wrote it.
      return said(entry, "in", sender(entry, m), m.id(), chips, "", joining(m.id()));
    }
    boolean customers = whole.isCustomers(m);
    if (!customers) {
      chips.addFirst(Frame.Chip.plain(page.say("said.participant")));
    }
    return said(
        entry,
        "in",
        customers ? customer : other(m.from()),
        m.id(),
        chips,
        mark == null ? m.id().toString() : "",
        mark == null ? offers(m, readings) : List.of());
  }

  /** Whoever an unverified message says that it is from. */
  private String sender(Entry entry, Talking.MessageReceived m) {
    var from = entry.parts().text("from");
    return from == null || from.isBlank() ? writer(m) : from;
  }

  /** Whether a person's mark says the same sort of thing, and so stands in its place. */
  private static boolean isMarkable(Talking.Sign sign) {
    return switch (sign) {
      case CHASE, DISSATISFACTION, THANKS -> true;
      case ADMISSION_ASKED, PRAISE, SOLVED, NOT_SOLVED, DANGER -> false;
    };
  }

  /** What the desk read, with the words that gave it away, where they are not erased. */
  private Frame.Chip chip(Talking.Found one, @Nullable String body) {
    var key = "found." + Rows.word(one.sign());
    var text =
        body == null || one.until() > body.length() || one.from() > one.until()
            ? page.say(key)
            : page.say("found.words", page.say(key), passage(body, one.from(), one.until()));
    return switch (one.sign()) {
      case DANGER -> Frame.Chip.broken(text);
      case PRAISE, SOLVED, THANKS -> Frame.Chip.kept(text);
      case CHASE, DISSATISFACTION, ADMISSION_ASKED, NOT_SOLVED -> Frame.Chip.due(text);
    };
  }

  private static String passage(String body, int from, int until) {
    var words = body.substring(from, until).strip().replaceAll("\\s+", " ");
    int end = Math.min(words.length(), PASSAGE_MAX);
    if (end == words.length()) {
      return words;
    }
    return words.substring(0, Character.isHighSurrogate(words.charAt(end - 1)) ? end - 1 : end)
        + "…";
  }

  /** What a person can do about it at once. */
  private List<Item.Offer> offers(Talking.MessageReceived m, List<Talking.Found> readings) {
    var id = m.id();
    var url = "/cases/" + whole.head().id();
    var offers = new ArrayList<Item.Offer>();
    for (var one : readings) {
      if (one.sign() == Talking.Sign.DISSATISFACTION && !whole.head().complaint()) {
        offers.add(
            new Item.Offer(
                page.say("offer.complaint"),
                url + "/messages/" + id + "/mark",
                Map.of("mark", "COMPLAINT"),
                id.equals(lastUnhappy()) ? "c" : "",
                ""));
      }
      if (one.sign() == Talking.Sign.SOLVED
          && whole.head().open()
          && whole.isCustomers(m)
          && !taken.contains(id)) {
        offers.add(
            new Item.Offer(
                page.say("offer.solved"),
                url + "/word",
                Map.of("what", "SOLVED", "message", id.toString(), "words", ""),
                "",
                ""));
      }
    }
    return List.copyOf(offers);
  }

  /** One click adds whoever wrote this, where that is offered and they are not there already. */
  private List<Item.Offer> joining(MessageId id) {
    var who = offered.get(id);
    var one = who == null ? null : whole.participant(who).orElse(null);
    if (one == null || one.present() || one.address().isEmpty() || !whole.head().open()) {
      return List.of();
    }
    return List.of(
        new Item.Offer(
            page.say("offer.participant", one.name()),
            "/cases/" + whole.head().id() + "/messages/" + id + "/add",
            Map.of(),
            "",
            page.say("offer.participant-why", one.address())));
  }

  private String other(PartyId who) {
    return whole
        .participant(who)
        .map(CaseView.Participant::name)
        .filter(name -> !name.isEmpty())
        .orElseGet(() -> page.say("participant.nameless"));
  }

  /** A key works on one message: the last that was unhappy and that nobody has marked. */
  private @Nullable MessageId lastUnhappy() {
    MessageId last = null;
    for (var entry : whole.entries()) {
      if (entry.fact() instanceof Talking.Found f
          && f.sign() == Talking.Sign.DISSATISFACTION
          && !marks.containsKey(f.id())) {
        last = f.id();
      }
    }
    return last;
  }

  private Item.Said written(
      Entry entry, String sort, StaffId by, MessageId id, List<Frame.Chip> chips) {
    var all = new ArrayList<>(chips);
    if (failed.contains(id)) {
      all.add(Frame.Chip.broken(page.say("said.failed")));
    }
    return said(entry, sort, whole.name(by), id, all, "", List.of());
  }

  private Item.Said said(
      Entry entry,
      String sort,
      String author,
      MessageId id,
      List<Frame.Chip> chips,
      String markable,
      List<Item.Offer> offers) {
    var text = entry.parts().text("body");
    var folded = Folded.of(text == null ? missing(entry) : text);
    var base = "/cases/" + whole.head().id();
    var html = entry.parts().get("html");
    return new Item.Said(
        sort,
        "m" + entry.seq(),
        author,
        Page.initials(author),
        when(entry),
        folded.text() + declined(entry),
        folded.quote(),
        List.copyOf(chips),
        html == null || html.erased() ? "" : base + "/messages/" + entry.seq() + "/html",
        files(entry, base),
        markable,
        offers);
  }

  private String missing(Entry entry) {
    if (entry.fact() instanceof Talking.MessageReceived m && wishes.containsKey(m.id())) {
      var wish = java.util.Objects.requireNonNull(wishes.get(m.id()));
      return page.say("said.wish-only", page.times().at(wish.at()));
    }
    return page.say(entry.parts().has("body") ? "said.erased" : "said.wordless");
  }

  /** A declined case names what can be done instead, and where else to turn. */
  private String declined(Entry entry) {
    if (!(entry.fact() instanceof Ending.Declined d)) {
      return "";
    }
    var more = new StringBuilder();
    var alternative = entry.parts().text("alternative");
    if (alternative != null) {
      more.append("\n\n").append(alternative);
    }
    more.append("\n\n").append(page.say("said.door", whole.shown(d.door())));
    var outside = entry.parts().text("outside");
    if (outside != null) {
      more.append("\n").append(outside);
    }
    return more.toString();
  }

  /** A mail of which something could not be read; then the mail itself is offered. */
  private static boolean isPartly(Entry entry) {
    return entry.fact() instanceof Talking.MessageReceived m
        && m.mail() != null
        && entry.parts().has("partly");
  }

  private List<Item.File> files(Entry entry, String base) {
    var files = new ArrayList<Item.File>();
    for (var part : entry.parts().all()) {
      var info = Downloads.info(part);
      if (info != null) {
        files.add(
            new Item.File(
                base + "/files/" + entry.seq() + "/" + part.name(),
                info.name(),
                Downloads.size(info)));
      }
    }
    if (isPartly(entry)) {
      files.add(
          new Item.File(base + "/messages/" + entry.seq() + "/raw", page.say("said.raw"), ""));
    }
    return List.copyOf(files);
  }

  Item.When when(Entry entry) {
    return new Item.When(
        page.times().at(entry.at()),
        page.times().full(entry.at()),
        page.times().machine(entry.at()));
  }

  private Item.Event event(Entry entry) {
    var fact = (CaseFact) entry.fact();
    return new Item.Event(when(entry), sentence(entry, fact), chip(fact));
  }

  private Frame.Chip chip(CaseFact fact) {
    return switch (fact) {
      case Promising.Given g -> standing(page, promises.get(g.id()));
      case Promising.Broken _ -> Frame.Chip.broken(page.say("promise.broken"));
      case Promising.Corrected _ -> Frame.Chip.kept(page.say("promise.corrected"));
      case Ending.Confirmed _ -> Frame.Chip.kept(page.say("outcome.confirmed"));
      case Owning _, Talking _, Participating _, Promising _, Ending _, Erasing _ -> NONE;
    };
  }

  /** How something owed stands, as a coloured word. */
  static Frame.Chip standing(Page page, CaseView.@Nullable Promise promise) {
    if (promise == null) {
      return NONE;
    }
    if (promise.corrected() != null) {
      return Frame.Chip.kept(page.say("promise.corrected"));
    }
    return switch (promise.standing()) {
      case "kept" -> Frame.Chip.kept(page.say("promise.kept"));
      case "broken" -> Frame.Chip.broken(page.say("promise.broken"));
      case "renegotiated" -> Frame.Chip.plain(page.say("promise.moved"));
      case "released" -> Frame.Chip.plain(page.say("promise.released"));
      case "open" -> Frame.Chip.promise(page.say("promise.open"));
      default -> throw new IllegalStateException("No commitment stands as " + promise.standing());
    };
  }

  private String sentence(Entry entry, CaseFact fact) {
    return switch (fact) {
      case Owning owning -> sentence(entry, owning);
      case Talking talking -> sentence(talking);
      case Participating participating -> sentence(participating);
      case Promising promising -> sentence(entry, promising);
      case Ending ending -> sentence(entry, ending);
      case Erasing _ -> page.say("event.erased");
    };
  }

  private String sentence(Entry entry, Owning fact) {
    return switch (fact) {
      case Owning.CaseOpened o ->
          page.say(o.taken() ? "event.opened" : "event.opened-held", whole.name(o.owner()));
      case Owning.Taken t -> page.say("event.taken", whole.name(t.by()));
      case Owning.FollowsOn _ -> page.say("event.follows-on", customer);
      case Owning.TakenUp t ->
          page.say("event.taken-up", whole.name(t.by()), kind(t.id()), whole.name(t.from()));
      case Owning.OwnerMoved m -> {
        var why = entry.parts().text("why");
        yield m.reason() == Owning.MoveReason.LEAD_DECIDED
            ? page.say(
                "event.moved", whole.name(m.from()), whole.name(m.to()), why == null ? "" : why)
            : page.say("event.moved-locked-out", whole.name(m.from()), whole.name(m.to()));
      }
    };
  }

  private String sentence(Talking fact) {
    return switch (fact) {
      case Talking.MessageReceived m -> page.say("event.heard", writer(m));
      case Talking.MessageSent m -> page.say("event.sent", whole.name(m.by()));
      case Talking.NoteWritten m -> page.say("event.note", whole.name(m.by()));
      case Talking.Acknowledged _ -> page.say("event.acknowledged", customer);
      case Talking.NotTold n ->
          page.say("event.not-told", customer, page.say("not-told." + Rows.word(n.why())));
      case Talking.WroteAgain _ -> page.say("event.wrote-again", customer);
      case Talking.Reminded _ -> page.say("event.reminded", customer);
      case Talking.Undelivered _ -> page.say("event.undelivered");
      case Talking.Found f -> page.say("event.found", page.say("found." + Rows.word(f.sign())));
      case Talking.TimeWished w ->
          page.say("event.wished", customer, page.times().at(w.at()), kind(w.of()));
      case Talking.Marked m ->
          page.say("event.marked", whole.name(m.by()), page.say("mark." + Rows.word(m.mark())));
    };
  }

  /** Who an unverified message is from stands in its words; here it is only somebody. */
  private String writer(Talking.MessageReceived m) {
    if (whole.isCustomers(m)) {
      return customer;
    }
    return m.trust() == Talking.Trust.UNVERIFIED ? page.say("event.somebody") : other(m.from());
  }

  private String sentence(Participating fact) {
    return switch (fact) {
      case Participating.ParticipantOffered o -> page.say("event.offered", other(o.who()));
      case Participating.ParticipantAdded a ->
          page.say("event.added", whole.name(a.by()), other(a.who()));
      case Participating.ParticipantRemoved r ->
          page.say("event.removed", whole.name(r.by()), other(r.who()));
      case Participating.ParticipantNotReached n -> page.say("event.not-reached", other(n.who()));
    };
  }

  private String sentence(Entry entry, Promising fact) {
    return switch (fact) {
      case Promising.Given g ->
          page.say(
              "event.given", page.say("promise." + Rows.word(g.kind())), page.times().at(g.due()));
      case Promising.Kept k -> page.say("event.kept", kind(k.id()));
      case Promising.Renegotiated r -> page.say("event.new-time", kind(r.id()));
      case Promising.Released r -> page.say("event.released", kind(r.id()));
      case Promising.Broken b -> page.say("event.broken", kind(b.id()), page.times().at(b.at()));
      case Promising.Corrected c -> {
        var why = entry.parts().text("why");
        yield page.say(
            "event.corrected", kind(c.id()), page.times().at(c.at()), why == null ? "" : why);
      }
      case Promising.Objected _ -> page.say("event.objected", customer);
    };
  }

  private String kind(CommitmentId id) {
    var promise = promises.get(id);
    return promise == null ? "" : page.say("promise." + Rows.word(promise.kind()));
  }

  private String sentence(Entry entry, Ending fact) {
    return switch (fact) {
      case Ending.Confirmed c ->
          page.say(isRead(c) ? "event.confirmed-read" : "event.confirmed", customer)
              + noted(c.noted());
      case Ending.NotYet n -> page.say("event.not-yet", customer) + noted(n.noted());
      case Ending.Unconfirmed _ -> page.say("event.unconfirmed", customer);
      case Ending.Withdrawn w -> page.say("event.withdrawn", customer) + noted(w.noted());
      case Ending.Declined d -> page.say("event.declined", whole.name(d.by()));
      case Ending.Disagreed d -> page.say("event.disagreed", customer, whole.name(d.decides()));
      case Ending.Noted n -> page.say("event.noted", whole.name(n.by())) + why(entry);
      case Ending.NotACase n -> page.say("event.no-case", whole.name(n.by())) + why(entry);
      case Ending.Reopened _ -> page.say("event.reopened");
      case Ending.LookAsked l -> page.say("event.look", customer, whole.name(l.looks()));
    };
  }

  /** The desk itself took their words for a yes. */
  private static boolean isRead(Ending.Confirmed c) {
    return c.how() == Ending.How.WORDS && c.noted() == null;
  }

  private String noted(@Nullable StaffId who) {
    return who == null ? "" : " " + page.say("event.noted-by", whole.name(who));
  }

  private static String why(Entry entry) {
    var why = entry.parts().text("why");
    return why == null ? "" : " " + why;
  }
}
