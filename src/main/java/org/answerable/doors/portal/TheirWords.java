package org.answerable.doors.portal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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

/**
 * Puts a case into words for the one who asked: what concerns them, and nothing of the team's own.
 */
public final class TheirWords {

  private final Page page;
  private final CaseView.Whole whole;
  private final String url;
  private final Map<CommitmentId, CaseView.Promise> promises = new HashMap<>();
  private final Set<MessageId> objected = new HashSet<>();
  private final Map<MessageId, Talking.TimeWished> wishes = new HashMap<>();
  private Talking.@Nullable TimeWished wished;

  TheirWords(Page page, CaseView.Whole whole, String url) {
    this.page = page;
    this.whole = whole;
    this.url = url;
    whole.promises().forEach(one -> promises.put(one.id(), one));
    for (var entry : whole.entries()) {
      if (entry.fact() instanceof Promising.Objected o) {
        objected.add(o.to());
      } else if (entry.fact() instanceof Talking.TimeWished w) {
        wishes.put(w.in(), w);
        wished = w;
      }
    }
  }

  /** The page that a link shows when its time is over. */
  public record Over(Page page, String brand) {}

  TheirPage page(String done, boolean refused, String draft) {
    var head = whole.head();
    var owner = name(head.ownerShown());
    boolean declined = "declined".equals(head.outcome());
    boolean looked =
        whole.promises().stream().anyMatch(one -> one.kind() == Kind.LOOK && one.isOpen());
    return new TheirPage(
        page,
        url,
        page.say("their.about", head.brand(), "A-" + head.number()),
        head.subject(),
        page.say(head.open() ? "their.answers" : "their.answered", owner),
        page.say(head.open() ? "their.if-changes" : "their.if-again"),
        Page.initials(owner),
        next(head, owner),
        also(head),
        sort(head),
        wish(head),
        count(),
        lines(),
        head.stage().equals("asked") || "unconfirmed".equals(head.outcome()),
        (head.open() && head.answered()) || "unconfirmed".equals(head.outcome()),
        head.open() ? head.answered() : !declined,
        true,
        !looked,
        done,
        refused,
        draft);
  }

  private String name(String shown) {
    return shown.isBlank() ? page.say("their.us") : shown;
  }

  private String next(CaseView.Head head, String owner) {
    var outcome = head.outcome();
    if (outcome != null) {
      return page.say("their.outcome." + outcome);
    }
    var due = head.nextDue();
    if (due == null) {
      return page.say("their.next.soon");
    }
    var when = page.times().spoken(due);
    var kind = head.nextKind();
    if (kind == Kind.ASKED) {
      return page.say("their.next.asked");
    }
    if (kind == Kind.WRITE_AGAIN) {
      return page.say("their.next.yours", page.times().spoken(due));
    }
    if (kind == Kind.AMENDS || !due.isAfter(page.now())) {
      return page.say("their.next.late", page.times().spoken(missed(head)));
    }
    return kind == Kind.CALLBACK
        ? page.say("their.next.call", owner, when)
        : page.say("their.next.hear", when);
  }

  /** The oldest word that was broken and not yet put right. */
  private java.time.Instant missed(CaseView.Head head) {
    for (var one : whole.promises()) {
      if (one.isOpen() && one.kind() == Kind.AMENDS) {
        var root = one;
        for (var follows = root.follows(); follows != null; follows = root.follows()) {
          var before = promises.get(follows);
          if (before == null) {
            break;
          }
          root = before;
        }
        return root.due();
      }
    }
    var due = head.nextDue();
    return due == null ? head.now() : due;
  }

  /** What else we promised and still owe. */
  private List<String> also(CaseView.Head head) {
    var also = new ArrayList<String>();
    for (var one : whole.promises()) {
      boolean theNext = one.due().equals(head.nextDue()) && one.kind() == head.nextKind();
      boolean told =
          one.kind() == Kind.CALLBACK
              || one.kind() == Kind.ANSWER
              || one.kind() == Kind.ACTION
              || one.kind() == Kind.REMEDY
              || one.kind() == Kind.LOOK;
      if (one.isOpen() && told && (!theNext || one.kind() != Kind.CALLBACK)) {
        also.add(
            page.say(
                "their.also." + word(one.kind()),
                page.times().spoken(one.due()),
                name(whole.shown(one.debtor()))));
      }
    }
    var last = wished;
    var next = nextPromise(head);
    if (last != null && next != null && last.of().equals(next.id())) {
      also.add(page.say("their.wish.asked", page.times().spoken(last.at())));
    }
    return List.copyOf(also);
  }

  /** Where another time can be asked for, for what they hear next. */
  private String wish(CaseView.Head head) {
    var next = nextPromise(head);
    return next == null ? "" : url + "/promises/" + next.id() + "/wish";
  }

  /** What they hear next, where a person promised it and it still stands. */
  private CaseView.@Nullable Promise nextPromise(CaseView.Head head) {
    return whole.promises().stream()
        .filter(one -> one.standing().equals("open") && one.kind().isPromise())
        .filter(one -> !one.kind().keptByDesk())
        .filter(one -> one.kind() == head.nextKind() && one.due().equals(head.nextDue()))
        .findFirst()
        .orElse(null);
  }

  private String sort(CaseView.Head head) {
    if (!head.open()) {
      return "done";
    }
    var due = head.nextDue();
    boolean late = head.nextKind() == Kind.AMENDS || (due != null && !due.isAfter(page.now()));
    return late ? "late" : "";
  }

  private String count() {
    long kept = 0;
    long missed = 0;
    for (var one : whole.promises()) {
      if (one.kind() == Kind.AMENDS || one.kind().keptByDesk()) {
        continue;
      }
      if (one.standing().equals("kept") || one.corrected() != null) {
        kept++;
      } else if (one.standing().equals("broken")) {
        missed++;
      }
    }
    return page.say("their.count", kept, missed);
  }

  /** Newest first, as one looks for what came last. */
  private List<TheirPage.Line> lines() {
    var lines = new ArrayList<TheirPage.Line>();
    for (var entry : whole.entries().reversed()) {
      var line = line(entry);
      if (line != null) {
        lines.add(line);
      }
    }
    return List.copyOf(lines);
  }

  private TheirPage.@Nullable Line line(Entry entry) {
    return switch ((CaseFact) entry.fact()) {
      case Owning owning -> line(entry, owning);
      case Talking talking -> line(entry, talking);
      case Participating participating -> line(entry, participating);
      case Promising promising -> line(entry, promising);
      case Ending ending -> line(entry, ending);
      case Erasing _ -> null;
    };
  }

  private TheirPage.@Nullable Line line(Entry entry, Owning fact) {
    return switch (fact) {
      case Owning.CaseOpened _, Owning.TakenUp _, Owning.FollowsOn _ -> null;
      case Owning.Taken t -> told(entry, "their.line.owner", shown(t.by()));
      case Owning.OwnerMoved m -> told(entry, "their.line.owner", shown(m.to()));
    };
  }

  private TheirPage.@Nullable Line line(Entry entry, Talking fact) {
    return switch (fact) {
      case Talking.MessageReceived m ->
          m.trust() == Talking.Trust.UNVERIFIED
              ? null
              : said(entry, lead(m), theirBody(entry, m.id()));
      case Talking.MessageSent m ->
          said(entry, page.say("their.line.wrote", shown(m.by())), body(entry));
      case Talking.Acknowledged _ -> told(entry, "their.line.acknowledged");
      case Talking.WroteAgain _ -> told(entry, "their.line.wrote-again");
      case Talking.Reminded _ -> told(entry, "their.line.reminded");
      case Talking.NoteWritten _,
          Talking.NotTold _,
          Talking.Undelivered _,
          Talking.Found _,
          Talking.TimeWished _,
          Talking.Marked _ ->
          null;
    };
  }

  private String lead(Talking.MessageReceived m) {
    return whole.isCustomers(m)
        ? page.say("their.line.you")
        : page.say("their.line.wrote", other(m.from()));
  }

  /** Whoever reads along is no secret from the one who asked. */
  private TheirPage.@Nullable Line line(Entry entry, Participating fact) {
    return switch (fact) {
      case Participating.ParticipantAdded a -> told(entry, "their.line.added", other(a.who()));
      case Participating.ParticipantRemoved r -> told(entry, "their.line.removed", other(r.who()));
      case Participating.ParticipantOffered _, Participating.ParticipantNotReached _ -> null;
    };
  }

  private String other(PartyId who) {
    return whole
        .participant(who)
        .map(CaseView.Participant::name)
        .filter(name -> !name.isEmpty())
        .orElseGet(() -> page.say("their.somebody"));
  }

  private TheirPage.@Nullable Line line(Entry entry, Promising fact) {
    return switch (fact) {
      case Promising.Kept k -> kept(entry, promises.get(k.id()));
      case Promising.Broken b -> broken(entry, promises.get(b.id()));
      case Promising.Corrected c -> corrected(entry, c);
      case Promising.Objected _ -> told(entry, "their.line.objected");
      case Promising.Given _, Promising.Renegotiated _, Promising.Released _ -> null;
    };
  }

  private TheirPage.@Nullable Line kept(Entry entry, CaseView.@Nullable Promise promise) {
    if (promise == null || promise.kind().keptByDesk() || promise.kind() == Kind.AMENDS) {
      return null;
    }
    return of(
        entry,
        "",
        page.say("their.kept." + word(promise.kind()), page.times().at(promise.due())),
        "kept",
        page.say("promise.kept"),
        "");
  }

  private TheirPage.@Nullable Line broken(Entry entry, CaseView.@Nullable Promise promise) {
    if (promise == null || promise.kind() == Kind.AMENDS) {
      return null;
    }
    var due = promise.due();
    return new TheirPage.Line(
        page.times().at(due),
        page.times().machine(due),
        page.times().full(due),
        "",
        page.say("their.broken." + word(promise.kind()), page.times().at(due)),
        "broken",
        page.say("promise.broken"),
        "",
        List.of());
  }

  private TheirPage.Line corrected(Entry entry, Promising.Corrected c) {
    boolean canObject = whole.head().open() && !objected.contains(c.evidence());
    return of(
        entry,
        "",
        page.say("their.line.corrected", page.times().at(c.at())),
        "kept",
        page.say("promise.corrected"),
        canObject ? url + "/object/" + c.evidence() : "");
  }

  private TheirPage.@Nullable Line line(Entry entry, Ending fact) {
    return switch (fact) {
      case Ending.Confirmed c ->
          theirs(entry, "their.line.solved", c.how(), c.noted(), c.evidence());
      case Ending.NotYet n -> theirs(entry, "their.line.not-yet", n.how(), n.noted(), n.evidence());
      case Ending.Withdrawn w ->
          theirs(entry, "their.line.withdrawn", w.how(), w.noted(), w.evidence());
      case Ending.Unconfirmed _ -> told(entry, "their.line.unconfirmed");
      case Ending.Declined d ->
          said(entry, page.say("their.line.declined", shown(d.by())), declined(entry, d));
      case Ending.Disagreed d -> told(entry, "their.line.looks", shown(d.decides()));
      case Ending.LookAsked l -> told(entry, "their.line.looks", shown(l.looks()));
      case Ending.Reopened _ -> told(entry, "their.line.reopened");
      case Ending.Noted _, Ending.NotACase _ -> null;
    };
  }

  /** Their own word; where it was noted or read in a message, they can say that it was not so. */
  private TheirPage.Line theirs(
      Entry entry,
      String key,
      Ending.How how,
      @Nullable StaffId noted,
      @Nullable MessageId evidence) {
    var text = page.say(key);
    if (how == Ending.How.CLICK || (noted == null && evidence == null)) {
      return told(entry, key);
    }
    boolean canObject = evidence != null && !objected.contains(evidence);
    return of(
        entry,
        "",
        text
            + " "
            + (noted == null
                ? page.say("their.line.read")
                : page.say("their.line.noted", shown(noted))),
        "",
        "",
        canObject ? url + "/object/" + evidence : "");
  }

  private String declined(Entry entry, Ending.Declined d) {
    var text = new StringBuilder(body(entry));
    var alternative = entry.parts().text("alternative");
    if (alternative != null) {
      text.append("\n\n").append(alternative);
    }
    text.append("\n\n").append(page.say("said.door", shown(d.door())));
    var outside = entry.parts().text("outside");
    if (outside != null) {
      text.append("\n").append(outside);
    }
    return text.toString();
  }

  private String theirBody(Entry entry, MessageId id) {
    var wish = wishes.get(id);
    if (wish == null) {
      return body(entry);
    }
    var text = page.say("their.line.wished", page.times().at(wish.at()));
    return entry.parts().has("body") ? text + "\n\n" + body(entry) : text;
  }

  private String body(Entry entry) {
    var text = entry.parts().text("body");
    if (text == null) {
      return page.say(entry.parts().has("body") ? "said.erased" : "said.wordless");
    }
    return Folded.of(text).text();
  }

  private String shown(StaffId who) {
    return name(whole.shown(who));
  }

  private TheirPage.Line told(Entry entry, String key, Object... args) {
    return of(entry, "", page.say(key, args), "", "", "");
  }

  private TheirPage.Line said(Entry entry, String lead, String text) {
    return of(entry, lead, text, "", "", "");
  }

  private TheirPage.Line of(
      Entry entry, String lead, String text, String sort, String chip, String object) {
    return new TheirPage.Line(
        page.times().at(entry.at()),
        page.times().machine(entry.at()),
        page.times().full(entry.at()),
        lead,
        text,
        sort,
        chip,
        object,
        files(entry));
  }

  /** Only what was said carries files; a note's are the team's own, and no line shows a note. */
  private List<TheirPage.File> files(Entry entry) {
    var files = new ArrayList<TheirPage.File>();
    for (var part : entry.parts().all()) {
      var info = Downloads.info(part);
      if (info != null && isTheirs(entry)) {
        files.add(
            new TheirPage.File(
                url + "/files/" + entry.seq() + "/" + part.name(),
                info.name(),
                Downloads.size(info)));
      }
    }
    return List.copyOf(files);
  }

  /** Whether the customer wrote it, or it was written to them. */
  static boolean isTheirs(Entry entry) {
    return entry.fact() instanceof Talking.MessageSent
        || (entry.fact() instanceof Talking.MessageReceived m
            && m.trust() != Talking.Trust.UNVERIFIED);
  }

  private static String word(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
