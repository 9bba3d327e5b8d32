package org.answerable.work.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.answerable.facts.CommandId;
import org.answerable.facts.CommitmentId;
import org.answerable.facts.Ending;
import org.answerable.facts.Fact;
import org.answerable.facts.Kind;
import org.answerable.facts.MessageId;
import org.answerable.facts.Owning;
import org.answerable.facts.Participating;
import org.answerable.facts.Party;
import org.answerable.facts.PartyId;
import org.answerable.facts.Promising;
import org.answerable.facts.StaffId;
import org.answerable.facts.Talking;
import org.answerable.ledger.writing.Moment;
import org.answerable.work.commitments.Commitment;
import org.jspecify.annotations.Nullable;

/**
 * Watches one history and says which points of the constitution it breaks. Keeps its own account of
 * what was said, apart from the fold of {@link Case}, so that a wrong fold is found too.
 */
final class Constitution implements World.Witness {

  /** The points that can be broken by a verdict, each with the words it is known by. */
  enum Point {
    OWNER("1. an open case has exactly one owner, an active person"),
    OWNERSHIP_MOVES(
        "2. ownership moves only by taking, by a lead's decision, or because of a lock-out"),
    OTHERS_STAY_OUT("2. only the owner, the team, those above and who owes something may act"),
    NEXT_WORD("3. an open case has a next word, dated, and after settling in the future"),
    PROMISED_AHEAD("3. what is given is owed by an active person to the customer, and lies ahead"),
    ENDS_ONCE("4. a commitment ends exactly once"),
    BROKEN_WHEN_DUE("4. broken is dated exactly at its due time, and never recorded before"),
    NOTHING_OVERDUE("4. nothing that is open is overdue after settling"),
    NEW_TIME("4. another time is given before it was due and with a message"),
    EVIDENCE("4. kept has evidence of this case, recorded at or before it was due"),
    RELEASED("4. released only by the customer's word, the outcome, or a correction"),
    DUE_STANDS("4. due times never move"),
    AMENDS(
        "5. a broken promise has amends in the same verdict, one chain of them, one open at most"),
    AMENDS_CLIMB("5. amends climb from the owner to the duty lead to the leader"),
    AMENDS_END("5. amends end by an apology with a new promise, by the outcome or by a correction"),
    BOUNDED("6. a silent customer is unconfirmed in bounded time"),
    MACHINES_SAY_NOTHING(
        "6. an automatic or unverified message ends no silence and reopens nothing"),
    LETTERS("3. the desk says nothing while it is mute, and no time that has passed"),
    DANGER("3. after words of danger nothing is said or ended by itself until one of us acts"),
    READ(
        "7. what is read ends a case only by a plain yes of the customer's own, and never more is owed"),
    OUTCOMES("7. an outcome follows its own rule only"),
    CLOSED_OWES_NOTHING("7. a case that has ended owes nothing"),
    SAID_ONCE("7. the customer may disagree once, then someone not involved decides"),
    PARTICIPANTS(
        "2. only who was offered takes part, by an act of one of us, and never speaks for the customer"),
    THANKS("3. thanks undo exactly the reopening they caused"),
    KEEPS("3. a reply keeps exactly what it may keep"),
    SEEN("8. what was written without having seen the newest message is refused"),
    REFUSED("8. a refusal leads to no facts, an agreement to some"),
    FOLDED("9. folding the facts one by one gives the very case that was judged"),
    PAST("9. what has ended stays as it ended"),
    SETTLED("9. settling twice says nothing more");

    final String words;

    Point(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  record Breach(Point point, String what) {}

  private static final Set<Class<?>> AGREED =
      Set.of(
          Replies.Reply.Sent.class,
          Replies.NewTime.Told.class,
          Wishes.Wishing.Heard.class,
          Replies.Note.Written.class,
          Promises.Keeping.Noted.class,
          Promises.Correction.Recorded.class,
          Promises.Objection.Heard.class,
          Takings.Moving.Moved.class,
          Endings.Closing.Ended.class,
          Endings.Looking.Looks.class,
          Endings.Marking.Done.class,
          Participants.Adding.Added.class,
          Participants.Removing.Removed.class);

  private final List<Breach> breaches = new ArrayList<>();
  private final Map<CommitmentId, Given> given = new HashMap<>();
  private final Map<CommitmentId, Fact> ends = new HashMap<>();
  private final Map<CommitmentId, CommitmentId> follows = new HashMap<>();
  private final Set<StaffId> decliners = new HashSet<>();
  private final Map<MessageId, PartyId> offered = new HashMap<>();
  private final Set<PartyId> present = new HashSet<>();
  private final Set<MessageId> ofOthers = new HashSet<>();
  private int disagreements;
  private boolean inDanger;
  private @Nullable Undoing undoing;

  private record Given(Promising.Given fact, Instant at) {}

  /** What thanks could undo: our own account of it. */
  private record Undoing(
      @Nullable Outcome outcome, @Nullable Instant ended, Set<MessageId> because) {}

  List<Breach> breaches() {
    return breaches;
  }

  private void require(boolean holds, Point point, Supplier<String> what) {
    if (!holds) {
      breaches.add(new Breach(point, what.get()));
    }
  }

  @Override
  public void see(World world, World.Change change) {
    thanks(change);
    danger(change);
    for (var fact : change.said()) {
      commitment(world, change, fact);
      ending(world, change, fact);
      participants(world, change, fact);
    }
    stays(world, change);
    owner(world, change);
    nextWord(change);
    amends(change);
    silence(world, change);
    replies(world, change);
    refusals(world, change);
    folded(change);
    if (change.settling()) {
      settled(change);
    }
  }

  // 1 and 2

  private void owner(World world, World.Change change) {
    var c = change.after();
    if (c.isOpen()) {
      require(
          change.around().isActive(c.owner()),
          Point.OWNER,
          () -> world.name(c.owner()) + " owns the case");
    }
    var from = change.before().owner();
    boolean moved = change.before().exists() && !from.equals(c.owner());
    boolean left = !change.around().isActive(from);
    boolean mayMove =
        switch (change.step()) {
          case Step.Take _ -> change.saidAny(Owning.Taken.class);
          case Step.Move _ ->
              change.those(Owning.OwnerMoved.class).stream()
                  .anyMatch(m ->
                      m.reason() == Owning.MoveReason.LEAD_DECIDED && m.to().equals(c.owner()));
          case null, default ->
              left
                  && change.those(Owning.OwnerMoved.class).stream()
                      .anyMatch(
                          m -> m.reason() == Owning.MoveReason.LOCKED_OUT && m.from().equals(from));
        };
    require(!moved || mayMove, Point.OWNERSHIP_MOVES, () -> "moved by " + change.step());
    if (change.step() instanceof Step.LockOut(var who)) {
      require(
          c.book().open().stream().noneMatch(o -> o.from().equals(Party.of(world.person(who)))),
          Point.OWNER,
          () -> "who was locked out still owes something");
    }
    var actor = actor(world, change.step());
    if (actor != null && !change.said().isEmpty()) {
      require(
          change.around().isActive(actor)
              && (!world.isStranger(actor) || actor.equals(change.before().owner())),
          Point.OTHERS_STAY_OUT,
          () -> world.name(actor) + " acted");
    }
  }

  private static @Nullable StaffId actor(World world, @Nullable Step step) {
    return switch (step) {
      case Step.Take(var who) -> world.person(who);
      case Step.Reply r -> world.person(r.who());
      case Step.NewTime n -> world.person(n.who());
      case Step.Note n -> world.person(n.who());
      case Step.Keep k -> world.person(k.who());
      case Step.Correct k -> world.person(k.who());
      case Step.Decline d -> world.person(d.who());
      case Step.NotedOnly n -> world.person(n.who());
      case Step.NoCase n -> world.person(n.who());
      case Step.MarkAs m -> world.person(m.who());
      case Step.Add a -> world.person(a.who());
      case Step.Remove r -> world.person(r.who());
      case null, default -> null;
    };
  }

  // 3 and 4

  private void nextWord(World.Change change) {
    var c = change.after();
    if (!c.isOpen()) {
      require(
          c.book().open().isEmpty(),
          Point.CLOSED_OWES_NOTHING,
          () -> "still owed: " + c.book().open());
      return;
    }
    var next = c.nextWord();
    require(next != null, Point.NEXT_WORD, () -> "there is none");
    if (next != null) {
      require(
          next.due().isAfter(change.now()) && next.standsAt(change.now()),
          Point.NEXT_WORD,
          () -> "it is due at " + next.due() + ", now is " + change.now());
    }
    require(
        c.book().overdueAt(change.now()).isEmpty(),
        Point.NOTHING_OVERDUE,
        () -> "overdue: " + c.book().overdueAt(change.now()));
    for (var owed : c.book().open()) {
      var known = given.get(owed.id());
      require(
          known != null && owed.due().equals(known.fact.due()) && owed.kind() == known.fact.kind(),
          Point.DUE_STANDS,
          () -> "it was given differently: " + owed);
      require(
          change.around().isActive(new StaffId(owed.from().id())),
          Point.PROMISED_AHEAD,
          () -> "owed by somebody who may do nothing: " + owed);
      require(
          owed.standsAt(owed.due().minusNanos(1_000)) && !owed.standsAt(owed.due()),
          Point.BROKEN_WHEN_DUE,
          () -> "readers see another end than its due time: " + owed);
    }
  }

  private void commitment(World world, World.Change change, Fact fact) {
    switch (fact) {
      case Promising.Given g -> {
        require(
            given.put(g.id(), new Given(g, change.now())) == null,
            Point.ENDS_ONCE,
            () -> "given twice: " + g);
        require(g.due().isAfter(change.now()), Point.PROMISED_AHEAD, () -> "due in the past: " + g);
        require(
            g.to().equals(Party.of(world.customer)), Point.PROMISED_AHEAD, () -> "to whom? " + g);
        var acts = g.acts();
        require(
            acts == null || acts.isBefore(g.due()),
            Point.PROMISED_AHEAD,
            () -> "acts too late: " + g);
        if (g.follows() != null && g.kind() == Kind.AMENDS) {
          follows.put(g.id(), g.follows());
        }
      }
      case Promising.Kept k -> {
        ends(k.id(), k);
        var known = given.get(k.id());
        var told = world.messages.get(k.evidence());
        // What is kept in one command is written after what shows it; that is what counts.
        require(
            told != null
                && known != null
                && change.now().isBefore(known.fact.due())
                && !told.isAfter(known.fact.due().plusNanos(20_000)),
            Point.EVIDENCE,
            () -> k + " at " + change.now());
      }
      case Promising.Renegotiated r -> {
        ends(r.id(), r);
        var known = given.get(r.id());
        require(
            known != null
                && change.now().isBefore(known.fact.due())
                && r.told() != null
                && change.those(Talking.MessageSent.class).stream()
                    .anyMatch(m -> m.id().equals(r.told()))
                && change.those(Promising.Given.class).stream()
                    .anyMatch(g -> g.id().equals(r.by()) && g.kind() == known.fact.kind()),
            Point.NEW_TIME,
            () -> r.toString());
      }
      case Promising.Released r -> {
        ends(r.id(), r);
        released(change, r);
      }
      case Promising.Broken b -> {
        ends(b.id(), b);
        var known = given.get(b.id());
        require(
            known != null && b.at().equals(known.fact.due()) && !change.now().isBefore(b.at()),
            Point.BROKEN_WHEN_DUE,
            () -> b.toString());
      }
      case Promising.Corrected k -> {
        var known = given.get(k.id());
        require(
            known != null
                && ends.get(k.id()) instanceof Promising.Broken
                && !k.at().isAfter(known.fact.due())
                && world.messages.containsKey(k.evidence()),
            Point.EVIDENCE,
            () -> k.toString());
      }
      default -> {}
    }
  }

  private void ends(CommitmentId id, Fact how) {
    require(given.containsKey(id), Point.ENDS_ONCE, () -> "never given: " + how);
    require(ends.put(id, how) == null, Point.ENDS_ONCE, () -> "a second time: " + how);
  }

  private void released(World.Change change, Promising.Released r) {
    var known = given.get(r.id());
    if (known == null) {
      return;
    }
    boolean desks = known.fact.kind().keptByDesk();
    boolean ended = !change.after().isOpen();
    boolean theySpoke =
        switch (change.step()) {
          case Step.Hear _,
              Step.HearColleague _,
              Step.Wish _,
              Step.NotYet _,
              Step.Look _,
              Step.Disagree _,
              Step.Undelivered _ ->
              desks;
          case Step.Correct _ -> known.fact.kind() == Kind.AMENDS;
          case null, default -> false;
        };
    require(ended || theySpoke, Point.RELEASED, () -> r + " by " + change.step());
    boolean silence = desks && change.saidAny(Ending.Unconfirmed.class);
    require(
        silence || change.now().isBefore(known.fact.due()),
        Point.RELEASED,
        () -> "it was broken before: " + known.fact);
  }

  // 5

  private void amends(World.Change change) {
    var c = change.after();
    for (var broken : change.those(Promising.Broken.class)) {
      long follow =
          change.those(Promising.Given.class).stream()
              .filter(g -> g.kind() == Kind.AMENDS && broken.id().equals(g.follows()))
              .count();
      require(follow == 1, Point.AMENDS, () -> follow + " amends follow " + broken);
    }
    for (var g : change.those(Promising.Given.class)) {
      if (g.kind() == Kind.AMENDS) {
        var before =
            given.get(java.util.Objects.requireNonNull(g.follows(), "amends follow something"));
        require(
            before != null && ends.get(g.follows()) instanceof Promising.Broken,
            Point.AMENDS,
            () -> "nothing broke: " + g);
        if (before != null) {
          climbs(change, g, before.fact);
        }
      }
    }
    var roots = new HashSet<CommitmentId>();
    for (var open : c.book().open(Kind.AMENDS)) {
      require(
          roots.add(root(open.id())),
          Point.AMENDS,
          () -> "two amends are open for one promise: " + open);
    }
    for (var k : change.those(Promising.Kept.class)) {
      var known = given.get(k.id());
      if (known != null && known.fact.kind() == Kind.AMENDS) {
        boolean anew =
            change.those(Promising.Given.class).stream().anyMatch(g -> g.kind().isPromise());
        require(
            change.step() instanceof Step.Reply reply && reply.apologises() && anew,
            Point.AMENDS_END,
            () -> k + " by " + change.step());
      }
    }
  }

  private void climbs(World.Change change, Promising.Given g, Promising.Given before) {
    var around = change.around();
    var by = new StaffId(g.from().id());
    if (before.kind() != Kind.AMENDS) {
      require(
          by.equals(change.after().owner()),
          Point.AMENDS_CLIMB,
          () -> "not owed by the owner: " + g);
      return;
    }
    int times = 0;
    for (var id = follows.get(g.id()); id != null; id = follows.get(id)) {
      times++;
    }
    boolean second = times == 2 && by.equals(around.dutyLead());
    require(
        second || by.equals(around.leader()),
        Point.AMENDS_CLIMB,
        () -> "owed by somebody else than who is next: " + g);
  }

  private CommitmentId root(CommitmentId id) {
    var one = id;
    while (follows.get(one) != null) {
      one = follows.get(one);
    }
    return one;
  }

  // 2: who takes part. Our own account of it, from the facts alone

  private void participants(World world, World.Change change, Fact fact) {
    switch (fact) {
      case Talking.MessageReceived m when !m.from().equals(world.customer) -> {
        ofOthers.add(m.id());
        require(
            m.trust() == Talking.Trust.UNVERIFIED || present.contains(m.from()),
            Point.PARTICIPANTS,
            () -> "heard from somebody who takes no part: " + m);
      }
      case Participating.ParticipantOffered o -> {
        offered.put(o.in(), o.who());
        require(
            change.step() instanceof Step.Offer && !present.contains(o.who()),
            Point.PARTICIPANTS,
            () -> o + " by " + change.step());
      }
      case Participating.ParticipantAdded a ->
          require(
              change.step() instanceof Step.Add(var by, _, _)
                  && world.person(by).equals(a.by())
                  && change.before().isOpen()
                  && a.who().equals(offered.get(a.in()))
                  && present.add(a.who())
                  && present.size() <= Participants.MOST,
              Point.PARTICIPANTS,
              () -> a + " by " + change.step());
      case Participating.ParticipantRemoved r ->
          require(
              change.step() instanceof Step.Remove && present.remove(r.who()),
              Point.PARTICIPANTS,
              () -> r + " by " + change.step());
      case Participating.ParticipantNotReached n ->
          require(present.contains(n.who()), Point.PARTICIPANTS, () -> n + " takes no part");
      case Ending.Confirmed k -> theirOwn(change, k.evidence());
      case Ending.NotYet k -> theirOwn(change, k.evidence());
      case Ending.Withdrawn k -> theirOwn(change, k.evidence());
      default -> {}
    }
  }

  private void theirOwn(World.Change change, @Nullable MessageId evidence) {
    require(
        !ofOthers.contains(evidence) && !(change.step() instanceof Step.HearColleague),
        Point.PARTICIPANTS,
        () -> "taken for the customer's word: " + change.said());
  }

  private void stays(World world, World.Change change) {
    require(
        change.after().participants().equals(present)
            && (!change.after().exists()
                || change.after().began().customer().equals(world.customer)),
        Point.PARTICIPANTS,
        () -> "the case says " + change.after().participants() + ", it should be " + present);
    if (change.step() instanceof Step.HearColleague hear
        && hear.read().gist() != Read.Gist.MORE
        && hear.read().gist() != Read.Gist.NOT_SOLVED
        && !inDanger) {
      require(
          change.before().outcome() == change.after().outcome(),
          Point.PARTICIPANTS,
          () -> "thanks, or a yes, of somebody else changed how it ended");
    }
  }

  // 6

  private static boolean isNoWord(Talking.Trust trust, Talking.Sender sender) {
    return trust == Talking.Trust.UNVERIFIED || sender == Talking.Sender.MACHINE;
  }

  private void silence(World world, World.Change change) {
    boolean noWord =
        switch (change.step()) {
          case Step.Hear(var trust, var sender, _) -> isNoWord(trust, sender);
          case Step.HearColleague(var who, var trust, var sender, _) ->
              isNoWord(trust, sender) || !present.contains(world.colleague(who));
          case Step.Offer _, Step.Add _, Step.Remove _, Step.NotReached _ -> true;
          case null, default -> false;
        };
    if (noWord) {
      var before = change.before();
      var after = change.after();
      require(
          before.stage() == after.stage()
              && before.writes() == after.writes()
              && java.util.Objects.equals(before.waits(), after.waits())
              && before.book().equals(after.book()),
          Point.MACHINES_SAY_NOTHING,
          () -> change.said().toString());
    }
    var letters = new ArrayList<CommitmentId>();
    change.those(Talking.Acknowledged.class).forEach(a -> letters.add(a.of()));
    change.those(Talking.WroteAgain.class).forEach(a -> letters.add(a.of()));
    change.those(Talking.Reminded.class).forEach(a -> letters.add(a.of()));
    for (var of : letters) {
      require(!inDanger, Point.DANGER, () -> "a letter: " + change.said());
      require(change.around().mute() == null, Point.LETTERS, () -> "a letter of a mute desk");
      var known = given.get(of);
      require(
          known != null && change.now().isBefore(known.fact.due()),
          Point.LETTERS,
          () -> "a letter about a time that has passed: " + known);
    }
  }

  /** Our own account of it: a person's message with such words, and nobody of us since. */
  private void danger(World.Change change) {
    for (var fact : change.said()) {
      inDanger =
          switch (fact) {
            case Talking.Found f when f.sign() == Talking.Sign.DANGER && isTheirs(change, f.id()) ->
                true;
            case Talking.MessageSent _, Talking.NoteWritten _, Ending.Declined _ -> false;
            case Ending.Unconfirmed _ -> {
              require(!inDanger, Point.DANGER, () -> "ended by silence");
              yield inDanger;
            }
            default -> inDanger;
          };
    }
    require(inDanger == change.after().danger(), Point.DANGER, () -> "not told: " + change.said());
  }

  private static boolean isTheirs(World.Change change, MessageId id) {
    return change.those(Talking.MessageReceived.class).stream()
        .anyMatch(m ->
            m.id().equals(id)
                && m.sender() == Talking.Sender.PERSON
                && m.trust() != Talking.Trust.UNVERIFIED);
  }

  private void read(World.Change change, Ending.Confirmed k, Step.Hear hear) {
    var before = change.before();
    require(
        hear.read().gist() == Read.Gist.SOLVED
            && hear.trust() != Talking.Trust.UNVERIFIED
            && hear.sender() == Talking.Sender.PERSON
            && k.how() == Ending.How.WORDS
            && k.noted() == null
            && change.those(Talking.MessageReceived.class).getFirst().id().equals(k.evidence())
            && Objects.equals(k.evidence(), change.after().noted())
            && (before.isOpen() || before.outcome() == Outcome.UNCONFIRMED)
            && !before.complaint()
            && !inDanger
            && before.book().open().stream()
                .allMatch(owed ->
                    switch (owed.kind()) {
                      case FIRST_ANSWER, NEXT_UPDATE, WRITE_AGAIN, ASKED -> true;
                      case CALLBACK, ANSWER, ACTION, REMEDY, LOOK, AMENDS -> false;
                    }),
        Point.READ,
        () -> k + " by " + hear);
  }

  // 7

  private void ending(World world, World.Change change, Fact fact) {
    switch (fact) {
      case Ending.Confirmed k when change.step() instanceof Step.Hear hear -> read(change, k, hear);
      case Ending.Confirmed k ->
          require(
              change.step() instanceof Step.Confirm
                  && k.by().equals(world.customer)
                  && shows(world, k.how(), k.noted(), k.evidence()),
              Point.OUTCOMES,
              () -> k.toString());
      case Ending.Withdrawn k ->
          require(
              change.step() instanceof Step.Withdraw
                  && k.by().equals(world.customer)
                  && shows(world, k.how(), k.noted(), k.evidence()),
              Point.OUTCOMES,
              () -> k.toString());
      case Ending.Unconfirmed _ ->
          require(
              change.settling() && wasSilent(change), Point.OUTCOMES, () -> "nobody was silent");
      case Ending.Declined d -> {
        require(
            change.around().isActive(d.door())
                && change.around().above().contains(d.door())
                && !d.door().equals(d.by()),
            Point.OUTCOMES,
            () -> "no such door: " + d);
        boolean looked =
            given.values().stream()
                .anyMatch(g ->
                    g.fact.kind() == Kind.LOOK && isOrWas(change.before(), g.fact.id(), d.by()));
        require(
            disagreements == 0 || looked || !decliners.contains(d.by()),
            Point.SAID_ONCE,
            () -> "the same person again: " + d);
        decliners.add(d.by());
      }
      case Ending.Disagreed d -> {
        disagreements++;
        require(disagreements == 1, Point.SAID_ONCE, () -> "a second time");
        boolean fresh = !decliners.contains(d.decides());
        boolean anyoneElse =
            java.util.stream.Stream.concat(
                    change.around().above().stream(), change.around().members().stream())
                .anyMatch(who ->
                    change.around().isUninvolved(change.before(), who)
                        && !who.equals(change.after().owner()));
        require(fresh || !anyoneElse, Point.SAID_ONCE, () -> "the decliner decides again: " + d);
      }
      case Ending.Noted _, Ending.NotACase _ ->
          require(
              !change.before().answered() && !change.before().insists(),
              Point.OUTCOMES,
              () -> fact.toString());
      default -> {}
    }
  }

  private static boolean isOrWas(Case c, CommitmentId id, StaffId who) {
    var owed = c.book().find(id);
    return owed != null && owed.from().equals(Party.of(who));
  }

  private static boolean shows(
      World world, Ending.How how, @Nullable StaffId noted, @Nullable MessageId evidence) {
    return switch (how) {
      case CLICK -> noted == null;
      case SPOKEN -> noted != null && evidence != null && world.messages.containsKey(evidence);
      case WORDS -> evidence == null ? noted == null : world.messages.containsKey(evidence);
    };
  }

  private boolean wasSilent(World.Change change) {
    for (var r : change.those(Promising.Released.class)) {
      var known = given.get(r.id());
      if (known != null && known.fact.kind().keptByDesk()) {
        boolean timePassed = !change.now().isBefore(known.fact.due().minus(Duration.ofHours(1)));
        boolean twice = known.fact.kind() == Kind.ASKED || change.before().writes() >= 2;
        boolean days = Duration.between(known.at, change.now()).compareTo(Duration.ofHours(20)) > 0;
        if (timePassed && twice && days) {
          return true;
        }
      }
    }
    return false;
  }

  private void thanks(World.Change change) {
    var before = change.before();
    var after = change.after();
    boolean wasOpen = before.isOpen();
    if (change.step() instanceof Step.MarkAs && !change.said().isEmpty()) {
      var mark = change.those(Talking.Marked.class).getFirst();
      var can = undoing;
      boolean thanks = mark.mark() == Talking.Mark.THANKS;
      boolean undoes = thanks && wasOpen && can != null && can.because.equals(Set.of(mark.id()));
      require(
          undoes == (wasOpen && !after.isOpen()),
          Point.THANKS,
          () -> "undoes: " + undoes + ", " + change.said());
      require(
          wasOpen || before.outcome() == after.outcome(), Point.THANKS, () -> "changed an outcome");
      if (undoes) {
        require(
            can != null
                && after.outcome() == can.outcome
                && java.util.Objects.equals(after.ended(), can.ended),
            Point.THANKS,
            () -> "came to another end than before");
        undoing = null;
      } else if (can != null && thanks) {
        var rest = new HashSet<>(can.because);
        rest.remove(mark.id());
        undoing = rest.isEmpty() ? null : new Undoing(can.outcome, can.ended, rest);
      }
      return;
    }
    for (var fact : change.said()) {
      undoing =
          switch (fact) {
            case Ending.Reopened r when r.because() != null ->
                new Undoing(before.outcome(), before.ended(), Set.of(r.because()));
            case Talking.MessageReceived m
                when undoing != null
                    && m.sender() == Talking.Sender.PERSON
                    && m.trust() != Talking.Trust.UNVERIFIED -> {
              var more = new HashSet<>(undoing.because);
              more.add(m.id());
              yield new Undoing(undoing.outcome, undoing.ended, more);
            }
            case Talking.MessageSent _ -> null;
            case Ending _ -> null;
            default -> undoing;
          };
    }
  }

  // replies, refusals, folds

  private void replies(World world, World.Change change) {
    if (!(change.step() instanceof Step.Reply reply) || change.said().isEmpty()) {
      return;
    }
    var mine = Party.of(world.person(reply.who()));
    var kept = new HashSet<CommitmentId>();
    change.those(Promising.Kept.class).forEach(k -> kept.add(k.id()));
    for (var owed : change.before().book().open()) {
      boolean ticked = kept.contains(owed.id());
      switch (owed.kind()) {
        case FIRST_ANSWER, NEXT_UPDATE, WRITE_AGAIN, ASKED ->
            require(ticked, Point.KEEPS, () -> "a reply keeps " + owed);
        case AMENDS ->
            require(ticked == reply.apologises(), Point.KEEPS, () -> "an apology keeps " + owed);
        case CALLBACK, ANSWER, ACTION, REMEDY -> {
          require(
              !ticked || reply.done() != 0, Point.KEEPS, () -> "nobody said it was done: " + owed);
        }
        case LOOK ->
            require(
                !ticked || owed.from().equals(mine), Point.KEEPS, () -> "another looked: " + owed);
      }
      kept.remove(owed.id());
    }
    require(kept.isEmpty(), Point.KEEPS, () -> "kept what was not owed: " + kept);
  }

  private void refusals(World world, World.Change change) {
    var result = change.result();
    if (result == null || result instanceof Steps) {
      return;
    }
    boolean done = change.said().isEmpty();
    boolean agreed =
        AGREED.contains(result.getClass())
            || (result instanceof Endings.TheirWord.Recorded
                && change.before().outcome() != Outcome.CONFIRMED)
            || (result instanceof Endings.TheirWord.Recorded
                && change.step() instanceof Step.NotYet)
            || (result instanceof Takings.Taking.Yours && !change.before().taken());
    require(agreed != done, Point.REFUSED, () -> result + " with " + change.said());
    var seen =
        switch (change.step()) {
          case Step.Reply r -> r.seen();
          case Step.NewTime n -> n.seen();
          case Step.Decline d -> d.seen();
          case Step.NotedOnly n -> n.seen();
          case Step.NoCase n -> n.seen();
          case null, default -> Step.Seen.NEWEST;
        };
    boolean unseen = seen == Step.Seen.NOTHING || seen == Step.Seen.NONSENSE;
    require(
        !unseen || change.before().newest() == null || change.said().isEmpty(),
        Point.SEEN,
        () -> "not seen: " + change.before().newest());
  }

  private void folded(World.Change change) {
    if (change.result() instanceof Steps steps) {
      var c = change.before();
      for (var fact : change.said()) {
        c = c.after(fact, change.now());
      }
      require(
          c.equals(steps.now()), Point.FOLDED, () -> change.said() + " do not make " + steps.now());
    }
    var after = new HashMap<CommitmentId, Commitment>();
    change.after().book().all().forEach(owed -> after.put(owed.id(), owed));
    for (var ended : change.before().book().all()) {
      var now = after.get(ended.id());
      require(
          ended.isOpen() || (now != null && (now.equals(ended) || isCorrected(ended, now))),
          Point.PAST,
          () -> ended + " became " + now);
    }
    for (var owed : change.after().book().all()) {
      var how = ends.get(owed.id());
      boolean same =
          switch (owed.ending()) {
            case null -> how == null;
            case KEPT -> how instanceof Promising.Kept;
            case RENEGOTIATED -> how instanceof Promising.Renegotiated;
            case RELEASED -> how instanceof Promising.Released;
            case BROKEN -> how instanceof Promising.Broken;
          };
      require(same, Point.FOLDED, () -> owed + " ended by " + how);
    }
  }

  private static boolean isCorrected(Commitment before, Commitment now) {
    return before.corrected() == null
        && now.corrected() != null
        && before.ending() == Commitment.Ending.BROKEN
        && now.ending() == Commitment.Ending.BROKEN
        && before.due().equals(now.due())
        && before.from().equals(now.from());
  }

  private void settled(World.Change change) {
    var again =
        Settling.settle(
            change.after(),
            change.around(),
            new Moment(change.now(), new CommandId(new java.util.UUID(7, 7))));
    require(again.isEmpty(), Point.SETTLED, () -> "said again: " + again);
    require(
        change.after().book().actingBy(change.now()).isEmpty(),
        Point.SETTLED,
        () -> "the clock would come back every second");
  }

  /** At the end nobody does anything any more, and the clock goes on. */
  void leftAlone(World world) {
    var c = world.matter;
    boolean theirStep = c.isOpen() && (c.stage() == Stage.WAITING || c.stage() == Stage.ASKED);
    boolean overdue = !c.book().overdueAt(world.told()).isEmpty();
    boolean heldBack =
        c.book().open().stream().anyMatch(o -> o.kind().keptByDesk() && o.acts() == null);
    if (!theirStep || overdue || heldBack || !world.around().terms().mayWait()) {
      return;
    }
    var owed = c.owedUntil(world.told());
    world.leaveAlone(Duration.between(world.told(), owed).plusDays(200));
    require(
        world.matter.outcome() == Outcome.UNCONFIRMED,
        Point.BOUNDED,
        () -> "still " + world.matter.stage() + " at " + world.told());
  }
}
