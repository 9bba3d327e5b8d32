package org.answerable.work.cases;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.answerable.calendar.Hours;
import org.answerable.calendar.Pace;
import org.answerable.calendar.Policy;
import org.answerable.calendar.WorkingTime;
import org.answerable.facts.BrandId;
import org.answerable.facts.CaseId;
import org.answerable.facts.Channel;
import org.answerable.facts.CommandId;
import org.answerable.facts.CommitmentId;
import org.answerable.facts.ConfigFact.Desk;
import org.answerable.facts.Ending;
import org.answerable.facts.Fact;
import org.answerable.facts.MessageId;
import org.answerable.facts.Participating;
import org.answerable.facts.PartyId;
import org.answerable.facts.StaffId;
import org.answerable.facts.Talking;
import org.answerable.facts.Talking.NotTold.Why;
import org.answerable.facts.TeamId;
import org.answerable.facts.Tongue;
import org.answerable.ledger.writing.Moment;
import org.answerable.ledger.writing.Said;
import org.answerable.ledger.writing.Verdict;
import org.answerable.ledger.writing.Words;
import org.answerable.work.cases.Arrivals.Newcomer;
import org.answerable.work.cases.Arrivals.Spoken;
import org.answerable.work.cases.Endings.Word;
import org.answerable.work.cases.Replies.Draft;
import org.answerable.work.commitments.Commitment;
import org.jspecify.annotations.Nullable;

/**
 * One desk with one case in told time: who is there, which policy holds, what was said. Takes steps
 * as the ledger's pen takes commands: settle, judge, and fold what was said with instants that
 * never repeat.
 */
final class World {

  static final List<String> NAMES =
      List.of("Anna", "Ben", "Cem", "Dora", "Lena", "Uma", "Nils of another team", "nobody");

  static final int LEADER = 5;
  private static final int STRANGER = 6;

  /** Where a history begins. */
  record Setting(Hours hours, Desk desk, Pace pace, boolean alone, Instant start) {}

  /** Something the judges did: what was before, what they said, what it came to. */
  record Change(
      @Nullable Step step,
      Case before,
      Case after,
      List<Fact> said,
      @Nullable Object result,
      Around around,
      Instant now,
      boolean settling) {

    boolean saidAny(Class<? extends Fact> sort) {
      return said.stream().anyMatch(sort::isInstance);
    }

    <F extends Fact> List<F> those(Class<F> sort) {
      return said.stream().filter(sort::isInstance).map(sort::cast).toList();
    }
  }

  /** Looks at everything that happens. */
  interface Witness {
    void see(World world, Change change);
  }

  final PartyId customer = new PartyId(id(9_001));
  private final PartyId somebodyElse = new PartyId(id(9_002));
  private final List<PartyId> colleagues = List.of(new PartyId(id(9_003)), new PartyId(id(9_004)));
  private final Setting setting;
  private final Witness witness;
  private final List<StaffId> people = new ArrayList<>();
  private final Set<StaffId> active = new HashSet<>();
  private final WorkingTime time;
  private Policy policy;
  private Pace pace;
  private StaffId dutyLead;
  private final StaffId leader;
  private @Nullable Why mute;
  private Instant told;
  private Instant head;
  private int commands;

  Case matter = Case.blank(new CaseId(id(1)));
  final Map<MessageId, Instant> messages = new HashMap<>();
  final List<MessageId> inOrder = new ArrayList<>();
  private final List<MessageId> offers = new ArrayList<>();
  private final @Nullable List<String> log;

  World(Setting setting, Witness witness, @Nullable List<String> log) {
    this.log = log;
    this.setting = setting;
    this.witness = witness;
    this.time = new WorkingTime(setting.hours());
    this.policy = Policy.of(setting.desk());
    this.pace = setting.pace();
    this.told = setting.start();
    this.head = setting.start();
    for (int i = 0; i < NAMES.size(); i++) {
      people.add(new StaffId(id(100 + i)));
    }
    this.leader = people.get(setting.alone() ? 0 : LEADER);
    this.dutyLead = people.get(setting.alone() ? 0 : 3);
    active.addAll(setting.alone() ? people.subList(0, 1) : people.subList(0, STRANGER + 1));
  }

  private static UUID id(int n) {
    return new UUID(0x0192_0000_0000_7000L, 0x8000_0000_0000_0000L | n);
  }

  StaffId person(int n) {
    return people.get(Math.floorMod(n, people.size()));
  }

  String name(StaffId who) {
    int i = people.indexOf(who);
    return i < 0 ? who.toString() : NAMES.get(i);
  }

  Instant told() {
    return told;
  }

  Around around() {
    var members = setting.alone() ? people.subList(0, 1) : people.subList(0, 4);
    var above = setting.alone() ? people.subList(0, 1) : people.subList(4, 6);
    return new Around(
        new Terms(policy, time, () -> pace),
        dutyLead,
        leader,
        Set.copyOf(active),
        Set.copyOf(members),
        above.stream().filter(active::contains).toList(),
        mute);
  }

  boolean mayAct(StaffId who) {
    return active.contains(who);
  }

  boolean isStranger(StaffId who) {
    return who.equals(people.get(STRANGER)) || who.equals(people.getLast());
  }

  void take(Step step) {
    switch (step) {
      case Step.Pass(var length, var ticking) -> passTo(told.plus(length), ticking);
      case Step.JumpTo jump -> jump(jump);
      case Step.Tick t -> command(t, (_, _) -> null);
      case Step.LetIn(var who) -> letIn(person(who));
      case Step.NameDutyLead(var who) -> nameDutyLead(person(who));
      case Step.Mute(var why) -> mute = why;
      case Step.Choose(var desk) -> policy = Policy.of(desk);
      case Step.Paced(var now) -> pace = now;
      case Step.Open open -> {
        if (!matter.exists()) {
          command(
              open,
              (c, now) ->
                  steps(
                      Arrivals.open(
                          c,
                          newcomer(open),
                          Words.NONE,
                          spoken(now, open.trust(), open.sender()),
                          open.read(),
                          Words.NONE,
                          around(),
                          now)));
        }
      }
      case Step.LockOut out -> lockOut(out);
      default -> {
        if (matter.exists()) {
          command(step, (c, now) -> judge(step, c, now));
        }
      }
    }
  }

  private Newcomer newcomer(Step.Open open) {
    var owner = open.taken() ? person(open.owner()) : dutyLead;
    return new Newcomer(
        customer, owner, open.taken(), new TeamId(id(2)), new BrandId(id(3)), Channel.MAIL, 20_931);
  }

  private Spoken spoken(Moment now, Talking.Trust trust, Talking.Sender sender) {
    return new Spoken(new MessageId(now.newId()), customer, Channel.MAIL, trust, sender, null);
  }

  PartyId colleague(int n) {
    return colleagues.get(n);
  }

  /**
   * As mail is filed: theirs while they take part and nothing speaks against it, else anybody's.
   */
  private Spoken spoken(Case c, Moment now, Step.HearColleague step) {
    var who = colleague(step.colleague());
    var trust = c.participants().contains(who) ? step.trust() : Talking.Trust.UNVERIFIED;
    return new Spoken(new MessageId(now.newId()), who, Channel.MAIL, trust, step.sender(), null);
  }

  private Steps offer(Case c, Moment now, Step.Offer step) {
    var spoken =
        new Spoken(
            new MessageId(now.newId()),
            colleague(step.colleague()),
            Channel.MAIL,
            Talking.Trust.UNVERIFIED,
            step.sender(),
            null);
    var steps = Arrivals.heard(c, spoken, step.read(), Words.NONE, around(), now);
    return step.sender() == Talking.Sender.PERSON
        ? Arrivals.offered(steps, spoken, Tongue.EN, Words.NONE)
        : steps;
  }

  private void letIn(StaffId who) {
    if (!setting.alone() && !who.equals(people.getLast())) {
      active.add(who);
    }
  }

  private void nameDutyLead(StaffId who) {
    if (!setting.alone() && active.contains(who) && people.indexOf(who) < 4) {
      dutyLead = who;
    }
  }

  /**
   * The last who can be asked stays, and a duty lead has a successor first: the house sees to it.
   */
  private void lockOut(Step.LockOut step) {
    var who = person(step.who());
    if (who.equals(leader) || !active.contains(who)) {
      return;
    }
    // One command, at one instant: its settling still counts them in.
    var moment = moment();
    settle(moment);
    active.remove(who);
    if (who.equals(dutyLead)) {
      dutyLead = people.stream().limit(4).filter(active::contains).findFirst().orElse(leader);
    }
    if (matter.exists()) {
      judged(step, matter, (c, now) -> steps(Takings.leaving(c, who, around(), now)), moment);
    }
  }

  private void passTo(Instant then, boolean ticking) {
    if (ticking) {
      for (int ticks = 0; ticks < 60; ticks++) {
        var next = nextStir();
        if (next == null || next.isAfter(then)) {
          break;
        }
        told = next.isAfter(told) ? next : told;
        command(new Step.Tick(), (_, _) -> null);
      }
    }
    told = then.isAfter(told) ? then : told;
  }

  /** As the clock's query finds it. */
  @Nullable Instant nextStir() {
    return matter.book().open().stream()
        .map(owed -> stirs(owed))
        .min(Instant::compareTo)
        .orElse(null);
  }

  private static Instant stirs(Commitment owed) {
    var acts = owed.acts();
    return acts != null && acts.isBefore(owed.due()) ? acts : owed.due();
  }

  private void jump(Step.JumpTo jump) {
    var points =
        matter.book().open().stream()
            .map(owed -> jump.point() == Step.Point.DUE ? owed.due() : owed.acts())
            .filter(java.util.Objects::nonNull)
            .sorted()
            .toList();
    if (!points.isEmpty()) {
      passTo(points.getFirst().plus(jump.beside()), jump.ticking());
    }
  }

  /** The clock alone goes on, whoever is there does nothing. */
  void leaveAlone(Duration atMost) {
    mute = null;
    passTo(told.plus(atMost), true);
  }

  private interface Judgement {
    @Nullable Verdict<?> on(Case c, Moment now);
  }

  /** As the pen does it: settle, judge, fold with instants that never repeat. */
  private void command(Step step, Judgement judgement) {
    var moment = moment();
    settle(moment);
    judged(step, matter, judgement, moment);
  }

  private void settle(Moment moment) {
    if (matter.exists()) {
      var late = Settling.settle(matter, around(), moment);
      change(null, late, null, matter, around(), moment.instant(), true);
    }
  }

  private Moment moment() {
    var now = told.isAfter(head) ? told : head.plus(1, ChronoUnit.MICROS);
    long command = 0x0192_0000_0000_7000L + ((long) commands++ << 16);
    return new Moment(now, new CommandId(new UUID(command, 7)));
  }

  private void judged(Step step, Case c, Judgement judgement, Moment moment) {
    var verdict = judgement.on(c, moment);
    if (verdict != null) {
      change(step, verdict.said(), verdict.result(), c, around(), moment.instant(), false);
    }
  }

  private void change(
      @Nullable Step step,
      List<Said> said,
      @Nullable Object result,
      Case judged,
      Around around,
      Instant now,
      boolean settling) {
    var facts = said.stream().map(Said::fact).toList();
    var us = now;
    for (var fact : facts) {
      us = us.isAfter(head) ? us : head.plus(1, ChronoUnit.MICROS);
      matter = matter.after(fact, us);
      remember(fact, us);
      head = us;
    }
    if (log != null && (!facts.isEmpty() || !settling)) {
      log.add(
          now
              + " "
              + (settling ? "time" : String.valueOf(step))
              + (result == null || result instanceof Steps ? "" : " -> " + result)
              + facts.stream().map(fact -> "\n      " + readable(fact)).reduce("", String::concat));
    }
    witness.see(this, new Change(step, judged, matter, facts, result, around, now, settling));
  }

  /** Ids by their last digits, people by name. */
  private String readable(Fact fact) {
    var text = fact.toString();
    for (int i = 0; i < people.size(); i++) {
      text = text.replace(people.get(i).toString(), NAMES.get(i));
    }
    return text.replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{7}", "")
        .replace("Party[sort=CUSTOMER, id=02329]", "the customer");
  }

  private void remember(Fact fact, Instant at) {
    var id =
        switch (fact) {
          case Talking.MessageReceived m -> m.id();
          case Talking.MessageSent m -> m.id();
          case Talking.NoteWritten m -> m.id();
          case Talking.Acknowledged m -> m.id();
          case Talking.WroteAgain m -> m.id();
          case Talking.Reminded m -> m.id();
          case Ending.Declined m -> m.id();
          default -> null;
        };
    if (fact instanceof Participating.ParticipantOffered offered) {
      offers.add(offered.in());
    }
    if (id != null) {
      messages.put(id, at);
      inOrder.add(id);
    }
  }

  private static Verdict<Steps> steps(Steps steps) {
    return Verdict.agreed(steps, steps.said());
  }

  private @Nullable Verdict<?> judge(Step step, Case c, Moment now) {
    var around = around();
    return switch (step) {
      case Step.Hear(var trust, var sender, var read) ->
          Arrivals.continues(c, around, now)
              ? steps(Arrivals.heard(c, spoken(now, trust, sender), read, Words.NONE, around, now))
              : null;
      case Step.Offer offer ->
          Arrivals.continues(c, around, now) ? steps(offer(c, now, offer)) : null;
      case Step.HearColleague hear ->
          Arrivals.continues(c, around, now)
              ? steps(Arrivals.heard(c, spoken(c, now, hear), hear.read(), Words.NONE, around, now))
              : null;
      case Step.Add(var who, var offered, var which) ->
          Participants.add(
              c, person(who), offered ? offer(which) : message(which), true, around, now);
      case Step.Remove(var who, var which) ->
          Participants.remove(c, person(who), colleague(which), around, now);
      case Step.NotReached(var who, var which) ->
          steps(Participants.notReached(c, message(which), colleague(who), around, now));
      case Step.Take(var who) -> Takings.take(c, person(who), around, now);
      case Step.Move(var to) -> Takings.move(c, person(to), Words.NONE, around, now);
      case Step.Reply reply -> {
        var next = next(reply.next(), now);
        yield next == null
            ? null
            : Replies.send(
                c,
                person(reply.who()),
                new Draft(seen(reply.seen()), done(c, reply.done()), reply.apologises(), next),
                Words.NONE,
                around,
                now);
      }
      case Step.NewTime(var who, var which, var at, var seen) ->
          next(at, now) instanceof NextWord.By by
              ? Replies.newTime(
                  c, person(who), commitment(c, which), by, seen(seen), Words.NONE, around, now)
              : null;
      case Step.Wish(var which, var at) ->
          next(at, now) instanceof NextWord.By by
              ? Wishes.wish(
                  c,
                  spoken(now, Talking.Trust.VERIFIED, Talking.Sender.PERSON),
                  commitment(c, which),
                  by.at(),
                  Read.NOTHING,
                  Words.NONE,
                  around,
                  now)
              : null;
      case Step.Note(var who, var channel) ->
          Replies.note(c, person(who), channel, Words.NONE, around, now);
      case Step.Keep(var who, var which) ->
          Promises.keep(c, person(who), commitment(c, which), Words.NONE, around, now);
      case Step.Correct(var who, var which, var beforeDue) -> {
        var id = commitment(c, which);
        var owed = c.book().find(id);
        var done = (owed == null ? now.instant() : owed.due()).minus(beforeDue);
        yield Promises.correct(c, person(who), id, done, Words.NONE, around, now);
      }
      case Step.Undelivered(var which) ->
          steps(Replies.undelivered(c, message(which), around, now));
      case Step.Confirm s ->
          Endings.confirm(
              c, word(s.theirs(), s.how(), s.noted(), s.evidence()), Words.NONE, around, now);
      case Step.NotYet s ->
          Endings.notYet(
              c, word(s.theirs(), s.how(), s.noted(), s.evidence()), Words.NONE, around, now);
      case Step.Withdraw s ->
          Endings.withdraw(
              c, word(s.theirs(), s.how(), s.noted(), s.evidence()), Words.NONE, around, now);
      case Step.Decline(var who, var door, var seen) ->
          Endings.decline(c, person(who), person(door), seen(seen), Words.NONE, around, now);
      case Step.NotedOnly(var who, var seen) ->
          Endings.noted(c, person(who), seen(seen), Words.NONE, around, now);
      case Step.NoCase(var who, var seen) ->
          Endings.noCase(c, person(who), seen(seen), Words.NONE, around, now);
      case Step.Look(var theirs) -> Endings.look(c, theirs ? customer : somebodyElse, around, now);
      case Step.Disagree(var theirs, var which) ->
          Promises.object(c, theirs ? customer : somebodyElse, message(which), around, now);
      case Step.MarkAs(var who, var which, var mark) ->
          Endings.mark(c, person(who), message(which), mark, around, now);
      case Step.Pass _,
          Step.JumpTo _,
          Step.Tick _,
          Step.Open _,
          Step.LockOut _,
          Step.LetIn _,
          Step.NameDutyLead _,
          Step.Mute _,
          Step.Choose _,
          Step.Paced _ ->
          throw new IllegalStateException("Nothing to judge in " + step);
    };
  }

  private Word word(boolean theirs, Ending.How how, int noted, int evidence) {
    return new Word(
        theirs ? customer : somebodyElse,
        how,
        switch (how) {
          case CLICK -> null;
          case WORDS -> noted % 2 == 0 ? null : person(noted);
          case SPOKEN -> person(noted);
        },
        evidence < 0 ? null : message(evidence));
  }

  /** Small numbers are the newest messages; those beyond the first one are of no case. */
  private MessageId message(int back) {
    int at = inOrder.size() - 1 - back;
    return at < 0 ? new MessageId(id(77_000 + back)) : inOrder.get(at);
  }

  private MessageId offer(int back) {
    int at = offers.size() - 1 - back;
    return at < 0 ? message(back) : offers.get(at);
  }

  private CommitmentId commitment(Case c, int back) {
    var all = c.book().all();
    int at = all.size() - 1 - back;
    return at < 0 ? new CommitmentId(id(88_000 + back)) : all.get(at).id();
  }

  /** The bits of a number say which of the newest commitments. */
  private Set<CommitmentId> done(Case c, int bits) {
    var done = new HashSet<CommitmentId>();
    for (int i = 0; i < 6; i++) {
      if ((bits & (1 << i)) != 0) {
        done.add(commitment(c, i));
      }
    }
    return done;
  }

  private @Nullable MessageId seen(Step.Seen seen) {
    return switch (seen) {
      case NEWEST -> matter.newest();
      case NOTHING -> null;
      case AN_OLDER_ONE -> inOrder.isEmpty() ? null : inOrder.getFirst();
      case NONSENSE -> new MessageId(id(99_999));
    };
  }

  private @Nullable NextWord next(Step.Next next, Moment now) {
    return switch (next) {
      case Step.Next.Other(var word) -> word;
      case Step.Next.At(var kind, var after, var open, var theirWish) -> {
        var at = now.instant().plus(after);
        yield new NextWord.By(kind, open ? time.nextOpening(at) : at, theirWish);
      }
    };
  }
}
