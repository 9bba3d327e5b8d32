package org.answerable.doors.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.answerable.doors.frame.NotHere;
import org.answerable.doors.frame.Page;
import org.answerable.doors.frame.Sentences;
import org.answerable.doors.frame.Shown;
import org.answerable.doors.frame.Times;
import org.answerable.facts.CaseId;
import org.answerable.facts.Kind;
import org.answerable.facts.Role;
import org.answerable.facts.Talking;
import org.answerable.facts.Tongue;
import org.answerable.ledger.reading.Entry;
import org.answerable.sight.Sight;
import org.answerable.sight.Who;
import org.answerable.views.cases.CaseView;
import org.answerable.views.cases.CaseView.Head;
import org.answerable.views.cases.CaseView.Promise;
import org.answerable.views.cases.CaseView.Whole;
import org.answerable.views.duty.Diaries;
import org.answerable.views.duty.Diary;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/**
 * Draws the page of one case; also when something was refused, with what was written still there.
 */
@Component
final class CasePages {

  /** What can be promised in a reply, in the order of its list. */
  /** By this answer htmx knows that it need not ask again. */
  private static final HttpStatusCode STOP_ASKING = HttpStatusCode.valueOf(286);

  private static final List<Kind> PROMISED =
      List.of(Kind.NEXT_UPDATE, Kind.CALLBACK, Kind.ANSWER, Kind.ACTION, Kind.REMEDY);

  private static final Set<Kind> KEPT_BY_SAYING_SO =
      Set.of(Kind.CALLBACK, Kind.ANSWER, Kind.ACTION, Kind.REMEDY, Kind.LOOK);

  private final Frames frames;
  private final CaseView view;
  private final Diaries diaries;
  private final Hinting hinting;

  CasePages(Frames frames, CaseView view, Diaries diaries, Hinting hinting) {
    this.frames = frames;
    this.view = view;
    this.diaries = diaries;
    this.hinting = hinting;
  }

  /** The page as it is. */
  ModelAndView show(HttpServletRequest request, Who me, CaseId id) {
    return page(HttpStatus.OK, request, me, id, null, ReplyForm.EMPTY);
  }

  /**
   * The page after a refusal: what was meant is still in its fields.
   *
   * @param files whether files came with it, which no page can put back into their field
   */
  ModelAndView refused(
      HttpServletRequest request,
      Who me,
      CaseId id,
      HttpStatus status,
      ReplyForm form,
      boolean files,
      String key,
      Object... args) {
    return page(status, request, me, id, new Why(key, args, files), form);
  }

  /** Whether something was said since {@code seen}: a sentence, and a button that shows it. */
  ModelAndView newer(HttpServletRequest request, Who me, CaseId id, String seen) {
    var head = view.head(Sight.of(me), id).orElseThrow(NotHere::new);
    if (seen(head).equals(seen)) {
      return Shown.nothing();
    }
    var page = frames.of(request, me, "cases").page();
    return Shown.page(STOP_ASKING, "desk/newer", new NewerMessage(page, "/cases/" + id));
  }

  /**
   * The hints alone for what stands in the composer.
   *
   * @param more whether a model is asked for more of them
   */
  HintsPanel hints(HttpServletRequest request, Who me, CaseId id, ReplyForm form, boolean more) {
    var page = frames.of(request, me, "cases").page();
    var whole = view.read(Sight.of(me), id).orElseThrow(NotHere::new);
    return hints(page, me, whole, diaries.of(Sight.of(me), whole.head()), form, true, more);
  }

  /**
   * The page with what stands in the composer, and a better way applied where one was chosen and
   * still fits its words.
   */
  ModelAndView checked(
      HttpServletRequest request, Who me, CaseId id, ReplyForm form, @Nullable String way) {
    if (way == null) {
      return page(HttpStatus.OK, request, me, id, null, form);
    }
    var chosen = hints(request, me, id, form, false).found().way(way);
    return page(HttpStatus.OK, request, me, id, null, chosen.map(form::with).orElse(form));
  }

  private HintsPanel hints(
      Page page, Who me, Whole whole, Diary diary, ReplyForm form, boolean asked, boolean more) {
    return hinting.panel(page, me, whole, diary, missedAt(page, whole), form, asked, more);
  }

  /** When the customer should have heard and did not; null where they did. */
  private static @Nullable Instant missedAt(Page page, Whole whole) {
    var amends = amends(whole.promises());
    if (!amends.isEmpty()) {
      return missed(whole.promises(), amends.getFirst());
    }
    return isLate(page, whole.head()) ? whole.head().nextDue() : null;
  }

  /** A sentence, and what it speaks of; times and people are worded for the reader. */
  private record Why(String key, Object[] args, boolean files) {}

  private ModelAndView page(
      HttpStatus status,
      HttpServletRequest request,
      Who me,
      CaseId id,
      @Nullable Why why,
      ReplyForm form) {
    var frame = frames.of(request, me, "cases");
    var whole = view.read(Sight.of(me), id).orElseThrow(NotHere::new);
    var sort = status == HttpStatus.CONFLICT ? "" : "bad";
    var notice =
        why == null
            ? null
            : new CasePage.Notice(
                sort,
                sentence(frame.page(), whole, why),
                why.files() ? frame.say("files.again") : "");
    return Shown.page(status, "desk/case", page(frame, me, whole, notice, form));
  }

  private static String sentence(Page page, Whole whole, Why why) {
    var args = new Object[why.args().length];
    for (int i = 0; i < args.length; i++) {
      args[i] =
          switch (why.args()[i]) {
            case Instant at -> page.times().at(at);
            case org.answerable.facts.StaffId who -> whole.name(who);
            case org.answerable.work.cases.Outcome how -> page.say("outcome." + Rows.word(how));
            case Object other -> other;
          };
    }
    return page.say(why.key(), args);
  }

  private CasePage page(
      Frame frame, Who me, Whole whole, CasePage.@Nullable Notice notice, ReplyForm form) {
    var page = frame.page();
    var head = whole.head();
    var worded = new Worded(page, whole);
    var items = worded.conversation();
    return new CasePage(
        frame,
        "/cases/" + head.id(),
        page.say(
            "case.about",
            Frame.number(head.number()),
            page.say("channel." + Rows.word(head.channel())),
            page.times().at(head.opened())),
        head.subject().isEmpty() ? Frame.number(head.number()) : head.subject(),
        page.say(head.taken() ? "case.answers" : "case.holds", head.owner()),
        Page.initials(head.owner()),
        strip(page, head, whole.promises()),
        head.open(),
        head.answered(),
        head.open() && !head.taken() && me.teams().contains(head.teamId()),
        notice,
        items,
        wish(page, whole),
        head.open() ? composer(page, me, whole, form) : null,
        nextTitle(page, head),
        nextTime(page, whole),
        nextMore(page, whole),
        isLate(page, head),
        promises(page, whole.promises()),
        customer(page, head),
        participants(page, whole),
        moves(me, whole),
        doors(me, whole),
        theirs(page, whole, items),
        page.say("case.entries", head.version()),
        seen(head));
  }

  private static String seen(Head head) {
    var newest = head.newest();
    return newest == null ? "" : newest.toString();
  }

  private static List<Frame.Chip> strip(Page page, Head head, List<Promise> promises) {
    var chips = new ArrayList<Frame.Chip>();
    var outcome = head.outcome();
    if (outcome != null) {
      var text = page.say("outcome." + outcome);
      chips.add(outcome.equals("confirmed") ? Frame.Chip.kept(text) : Frame.Chip.plain(text));
    } else if (!head.stage().equals("open")) {
      chips.add(Frame.Chip.plain(page.say("stage." + head.stage())));
    }
    if (head.danger()) {
      chips.add(Frame.Chip.broken(page.say("case.danger")));
    }
    amends(promises)
        .forEach(one ->
            chips.add(
                Frame.Chip.broken(
                    page.say("case.missed", page.times().at(missed(promises, one))))));
    if (head.chases() > 0) {
      chips.add(Frame.Chip.plain(page.say("case.chased", head.chases())));
    }
    if (head.complaint()) {
      chips.add(Frame.Chip.due(page.say("mark.complaint")));
    }
    return List.copyOf(chips);
  }

  private static List<Promise> amends(List<Promise> promises) {
    return promises.stream().filter(one -> one.isOpen() && one.kind() == Kind.AMENDS).toList();
  }

  /** When that which amends put right should have been. */
  private static Instant missed(List<Promise> promises, Promise amends) {
    var one = amends;
    for (int i = 0; i < promises.size(); i++) {
      var follows = one.follows();
      if (follows == null) {
        break;
      }
      var before = promises.stream().filter(p -> p.id().equals(follows)).findFirst();
      if (before.isEmpty()) {
        break;
      }
      one = before.get();
    }
    return one.due();
  }

  // The next word

  private static boolean isLate(Page page, Head head) {
    var due = head.nextDue();
    return head.nextKind() == Kind.AMENDS || (due != null && !due.isAfter(page.now()));
  }

  private static String nextTitle(Page page, Head head) {
    if (!head.open()) {
      return page.say("next.ended");
    }
    var customer = Rows.customer(page, head.customer());
    var kind = head.nextKind();
    if (kind == Kind.ASKED || kind == Kind.WRITE_AGAIN) {
      return page.say("next." + Rows.word(kind), customer);
    }
    return page.say(isLate(page, head) ? "next.late" : "next.hears", customer);
  }

  private static String nextTime(Page page, Whole whole) {
    var head = whole.head();
    var ended = head.ended();
    if (!head.open()) {
      return ended == null ? "" : page.times().at(ended);
    }
    var amends = amends(whole.promises());
    var due = amends.isEmpty() ? head.nextDue() : missed(whole.promises(), amends.getFirst());
    return due == null ? "" : page.say("next.time", page.times().at(due), page.times().from(due));
  }

  private static String nextMore(Page page, Whole whole) {
    var head = whole.head();
    if (!head.open()) {
      return page.say("next.reopens");
    }
    var amends = amends(whole.promises());
    if (!amends.isEmpty()) {
      return page.say("next.amends", page.times().at(amends.getFirst().due()));
    }
    return isLate(page, head) ? page.say("next.missed") : "";
  }

  /** The last time they asked for, of a promise that still stands. */
  private static CasePage.@Nullable Wish wish(Page page, Whole whole) {
    for (var entry : whole.entries().reversed()) {
      if (entry.fact() instanceof Talking.TimeWished wish) {
        return whole.promises().stream()
            .filter(one -> one.id().equals(wish.of()) && one.standing().equals("open"))
            .findFirst()
            .map(one -> wish(page, whole.head(), one, wish.at()))
            .orElse(null);
      }
    }
    return null;
  }

  /** Its words are in the customer's language and time, and can be changed like any others. */
  private static CasePage.Wish wish(Page page, Head head, Promise promise, Instant at) {
    var times = page.times();
    var tongue = head.customerTongue();
    var zone = head.customerZone();
    var theirs =
        Sentences.in(tongue == null ? Tongue.EN : Tongue.valueOf(tongue.toUpperCase(Locale.ROOT)));
    var theirTimes =
        new Times(page.now(), zone == null ? head.time().zone() : ZoneId.of(zone), theirs);
    return new CasePage.Wish(
        page.say(
            "wish.title",
            Rows.customer(page, head.customer()),
            times.at(at),
            times.at(promise.due())),
        "/cases/" + head.id() + "/promises/" + promise.id() + "/new-time",
        times.field(at),
        theirs.say("wish.agreed", theirTimes.full(at)),
        page.say("wish.go", times.at(at)));
  }

  // The composer

  private CasePage.Composer composer(Page page, Who me, Whole whole, ReplyForm form) {
    var head = whole.head();
    var diary = diaries.of(Sight.of(me), head);
    boolean fresh = form == ReplyForm.EMPTY;
    var ticks = new ArrayList<CasePage.Tick>();
    for (var one : whole.promises()) {
      if (one.isOpen() && KEPT_BY_SAYING_SO.contains(one.kind())) {
        boolean today = one.due().isBefore(page.times().endOfDay());
        ticks.add(
            new CasePage.Tick(
                one.id().toString(),
                page.say("tick." + Rows.word(one.kind()), page.times().at(one.due())),
                fresh ? today : form.ticked().contains(one.id())));
      }
    }
    boolean owesAmends = !amends(whole.promises()).isEmpty() || isLate(page, head);
    return new CasePage.Composer(
        seen(head),
        form.written(),
        List.copyOf(ticks),
        owesAmends,
        fresh ? owesAmends : form.apologises(),
        picks(page, me, head, diary, form),
        form.field(page.times()),
        page.times().zone().getId(),
        PROMISED.stream()
            .map(kind -> new CasePage.Option(kind.name(), page.say("promise." + Rows.word(kind))))
            .toList(),
        form.promised().name(),
        also(page, whole),
        hints(page, me, whole, diary, form, !fresh, false));
  }

  private static List<CasePage.Pick> picks(
      Page page, Who me, Head head, Diary diary, ReplyForm form) {
    var chosen = form.choice();
    var picks = new ArrayList<CasePage.Pick>();
    picks.add(pick("usual", page.say("pick.usual"), chosen));
    for (var offer : diary.offers()) {
      picks.add(pick(page, me, diary, offer, chosen));
    }
    boolean offered = picks.stream().anyMatch(CasePage.Pick::set);
    boolean other = chosen.equals("other") || (chosen.startsWith("at:") && !offered);
    picks.add(new CasePage.Pick("other", page.say("pick.other"), other, true, false));
    if (head.policy().mayWait()) {
      picks.add(pick("theirs", page.say("pick.theirs"), chosen));
    }
    picks.add(pick("ask", page.say("pick.ask"), chosen));
    boolean known = picks.stream().anyMatch(CasePage.Pick::set);
    if (!known) {
      picks.set(0, pick("usual", page.say("pick.usual"), "usual"));
    }
    return List.copyOf(picks);
  }

  private static CasePage.Pick pick(String value, String label, String chosen) {
    return new CasePage.Pick(value, label, value.equals(chosen), false, false);
  }

  private static CasePage.Pick pick(
      Page page, Who me, Diary diary, Diary.Offer offer, String chosen) {
    var value = "at:" + offer.at();
    var at = page.times().at(offer.at());
    if (offer.full()) {
      return new CasePage.Pick(value, page.say("pick.full", at), false, false, true);
    }
    var by = offer.standIn();
    if (by == null) {
      return pick(value, at, chosen);
    }
    boolean mine = diary.whose().id().equals(me.person());
    var label =
        mine
            ? page.say("pick.for-you", at, by.name())
            : page.say("pick.for", at, by.name(), diary.whose().name());
    return pick(value, label, chosen);
  }

  // Beside it

  private static List<CasePage.Owed> promises(Page page, List<Promise> promises) {
    return promises.stream()
        .filter(one -> !one.standing().equals("released") || one.corrected() != null)
        .map(one -> owed(page, one))
        .toList();
  }

  private static CasePage.Owed owed(Page page, Promise one) {
    boolean stands = one.standing().equals("open");
    boolean ours = !one.kind().keptByDesk();
    var ended = one.ended();
    var more =
        ended != null && one.standing().equals("kept") && ours
            ? page.say("promise.kept-at", page.times().at(ended))
            : "";
    return new CasePage.Owed(
        one.id().toString(),
        Worded.standing(page, one),
        page.say(
            "promise.by", page.say("promise." + Rows.word(one.kind())), page.times().at(one.due())),
        more,
        one.isOpen() && KEPT_BY_SAYING_SO.contains(one.kind()),
        stands && ours && one.kind().isPromise() && one.isOpen(),
        one.standing().equals("broken") && one.kind() != Kind.AMENDS && one.corrected() == null);
  }

  private static List<CasePage.Pair> customer(Page page, Head head) {
    var pairs = new ArrayList<CasePage.Pair>();
    pairs.add(pair(page, "name", Rows.customer(page, head.customer())));
    if (!head.address().isEmpty() && !head.address().equals(head.customer())) {
      pairs.add(pair(page, "address", head.address()));
    }
    var since = head.customerSince();
    if (since != null) {
      pairs.add(pair(page, "since", page.times().day(since)));
    }
    pairs.add(pair(page, "others", page.say("customer.cases", head.otherCases())));
    linked(page, "earlier", head.earlier()).ifPresent(pairs::add);
    linked(page, "later", head.later()).ifPresent(pairs::add);
    var tongue = head.customerTongue();
    if (tongue != null) {
      pairs.add(pair(page, "language", page.say("tongue." + tongue)));
    }
    pairs.add(pair(page, "brand", head.brand()));
    pairs.add(pair(page, "team", head.team()));
    return List.copyOf(pairs);
  }

  private static List<CasePage.Participant> participants(Page page, Whole whole) {
    return whole.participants().stream()
        .filter(CaseView.Participant::present)
        .map(one -> participant(page, whole, one))
        .toList();
  }

  private static CasePage.Participant participant(
      Page page, Whole whole, CaseView.Participant one) {
    var name = one.name().isEmpty() ? page.say("participant.nameless") : one.name();
    return new CasePage.Participant(
        name,
        one.address().equals(name) ? "" : one.address(),
        "/cases/" + whole.head().id() + "/participants/" + one.id() + "/remove",
        page.say("participant.remove", name));
  }

  /** A letter to the customer goes to each of them too: whoever writes must see that before. */
  private static String also(Page page, Whole whole) {
    var names =
        whole.participants().stream()
            .filter(one -> one.present() && !one.address().isEmpty())
            .map(CaseView.Participant::name)
            .collect(java.util.stream.Collectors.joining(", "));
    return names.isEmpty() ? "" : page.say("composer.also", names);
  }

  private static CasePage.Pair pair(Page page, String name, String value) {
    return new CasePage.Pair(page.say("customer." + name), value, "");
  }

  private static Optional<CasePage.Pair> linked(
      Page page, String name, CaseView.@Nullable Linked other) {
    return Optional.ofNullable(other)
        .map(one ->
            new CasePage.Pair(
                page.say("customer." + name), "#" + one.number(), "/cases/" + one.id()));
  }

  /** Leads give a case to somebody of its team. */
  private static List<CasePage.Option> moves(Who me, Whole whole) {
    if (!me.role().atLeast(Role.LEAD) || !whole.head().open()) {
      return List.of();
    }
    return whole.people().values().stream()
        .filter(one -> one.active() && one.inTeam() && !isOwner(whole, one))
        .sorted(java.util.Comparator.comparing(CaseView.Person::name))
        .map(one -> new CasePage.Option(one.id().toString(), one.name()))
        .toList();
  }

  private static boolean isOwner(Whole whole, CaseView.Person one) {
    return whole.head().taken() && one.id().equals(whole.head().ownerId());
  }

  /** Whoever is above, is there, and is not the one who declines. */
  private static List<CasePage.Option> doors(Who me, Whole whole) {
    return whole.people().values().stream()
        .filter(one -> one.active() && !one.id().equals(me.person()))
        .filter(one -> one.role().atLeast(Role.LEADER) || (one.role() == Role.LEAD && one.inTeam()))
        .sorted(java.util.Comparator.comparing(CaseView.Person::name))
        .map(one -> new CasePage.Option(one.id().toString(), one.name()))
        .toList();
  }

  /** The customer's messages, newest first, in which their word may stand. */
  private static List<CasePage.Option> theirs(Page page, Whole whole, List<Item> items) {
    var others =
        whole.entries().stream()
            .map(Entry::fact)
            .filter(Talking.MessageReceived.class::isInstance)
            .map(Talking.MessageReceived.class::cast)
            .filter(heard -> !whole.isCustomers(heard))
            .map(heard -> heard.id().toString())
            .collect(java.util.stream.Collectors.toSet());
    return items.reversed().stream()
        .filter(Item.Said.class::isInstance)
        .map(Item.Said.class::cast)
        .filter(one -> one.sort().equals("in") && !one.message().isEmpty())
        .filter(one -> !others.contains(one.message()))
        .limit(10)
        .map(one ->
            new CasePage.Option(one.message(), page.say("word.in-message", one.when().text())))
        .toList();
  }
}
