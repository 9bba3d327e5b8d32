package org.answerable.work.cases;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.answerable.facts.BrandId;
import org.answerable.facts.CaseFact;
import org.answerable.facts.CaseId;
import org.answerable.facts.Channel;
import org.answerable.facts.CommitmentId;
import org.answerable.facts.Ending;
import org.answerable.facts.Erasing;
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
import org.answerable.facts.TeamId;
import org.answerable.ledger.writing.Subject;
import org.answerable.work.commitments.Commitment;
import org.answerable.work.commitments.Commitments;
import org.answerable.work.commitments.HasCommitments;
import org.jspecify.annotations.Nullable;

/**
 * A customer's matter as its chain tells it. From the first word to the last it has exactly one
 * owner.
 *
 * @param opening what it began with; null only before its first fact
 * @param newest the newest message of either side; a reply written without having seen it is
 *     refused
 * @param heard what the customer said and what was noted of it: what can be marked or be evidence
 * @param others what was said by those who take part beside the customer: heard, and no evidence of
 *     the customer's own word
 * @param offers who could be added, by the message that each wrote
 * @param participants who takes part beside the customer now
 * @param noted where the last word of the customer stands that one of us noted, or the desk read
 * @param objected what the customer did not agree with
 * @param touched everyone of us who acted in it, so that "someone not involved" can be found
 * @param waits since when the customer has the next step
 * @param answered whether one of us ever replied to the customer
 * @param writes how often the desk wrote since the customer has the next step
 * @param stepped whether anything was done or heard since our last reply
 * @param empties how many of our replies in a row had nothing done or heard before them
 * @param step when one of us last did something that was no empty reply; null where nobody did
 * @param because the customer's messages since an ended case was reopened by one; empty where it
 *     was not, or where the matter has moved on so that thanks cannot undo it any more
 * @param before the outcome that the reopening by {@code because} undid
 * @param chased the customer's messages that asked for news which we should have given first
 * @param danger whether the customer's words told of danger and none of us has answered since
 * @param insists whether the customer said that it is not solved, or wished that someone else looks
 */
public record Case(
    CaseId id,
    @Nullable Opening opening,
    StaffId owner,
    boolean taken,
    Commitments book,
    @Nullable Outcome outcome,
    @Nullable Instant ended,
    @Nullable MessageId newest,
    Set<MessageId> heard,
    Set<MessageId> others,
    Map<MessageId, PartyId> offers,
    Set<PartyId> participants,
    @Nullable MessageId noted,
    Set<MessageId> objected,
    Set<MessageId> because,
    @Nullable Outcome before,
    Set<StaffId> touched,
    Set<MessageId> chased,
    int writes,
    @Nullable Instant waits,
    boolean stepped,
    int empties,
    @Nullable Instant step,
    boolean answered,
    boolean danger,
    boolean complaint,
    boolean disagreed,
    boolean insists,
    boolean told)
    implements Subject<Case>, HasCommitments {

  /** What a case begins with and never changes. */
  public record Opening(
      PartyId customer,
      TeamId team,
      BrandId brand,
      Channel channel,
      long number,
      Instant at,
      Instant target) {}

  private static final StaffId NOBODY = new StaffId(new java.util.UUID(0, 0));

  /** A case of which nothing is written yet. */
  static Case blank(CaseId id) {
    return new Case(
        id,
        null,
        NOBODY,
        false,
        Commitments.NONE,
        null,
        null,
        null,
        Set.of(),
        Set.of(),
        Map.of(),
        Set.of(),
        null,
        Set.of(),
        Set.of(),
        null,
        Set.of(),
        Set.of(),
        0,
        null,
        true,
        0,
        null,
        false,
        false,
        false,
        false,
        false,
        false);
  }

  public Case {
    touched = Set.copyOf(touched);
    heard = Set.copyOf(heard);
    others = Set.copyOf(others);
    offers = Map.copyOf(offers);
    participants = Set.copyOf(participants);
    objected = Set.copyOf(objected);
    because = Set.copyOf(because);
    chased = Set.copyOf(chased);
  }

  public boolean exists() {
    return opening != null;
  }

  /** What it began with; a case that does not exist has none. */
  public Opening began() {
    var known = opening;
    if (known == null) {
      throw new IllegalStateException("Case " + id + " has not begun");
    }
    return known;
  }

  public boolean isOpen() {
    return exists() && outcome == null;
  }

  public Stage stage() {
    if (outcome != null) {
      return Stage.CLOSED;
    }
    if (book.owes(Kind.ASKED)) {
      return Stage.ASKED;
    }
    return book.owes(Kind.WRITE_AGAIN) ? Stage.WAITING : Stage.OPEN;
  }

  /** When the customer expects to hear; null once the case has ended. */
  public @Nullable Commitment nextWord() {
    return book.next();
  }

  /** Since when the customer has the next step; {@code now} where that begins now. */
  Instant waitingSince(Instant now) {
    return waits == null ? now : waits;
  }

  /** Whether calling this message thanks undoes the reopening that it alone caused. */
  boolean isUndoneBy(MessageId thanks) {
    return isOpen() && before != null && because.equals(Set.of(thanks));
  }

  /** The latest time of what we owe the customer ourselves; {@code now} where that is earlier. */
  Instant owedUntil(Instant now) {
    return book.open().stream()
        .filter(owed -> owed.kind().isPromise() && !owed.kind().keptByDesk())
        .map(Commitment::due)
        .filter(now::isBefore)
        .max(Instant::compareTo)
        .orElse(now);
  }

  Party customer() {
    return Party.of(began().customer());
  }

  Party answering() {
    return Party.of(owner);
  }

  @Override
  public Case after(Fact fact, Instant recorded) {
    var next =
        switch ((CaseFact) fact) {
          case Owning owning -> after(owning, recorded);
          case Talking talking -> after(talking);
          case Participating participating -> after(participating);
          case Promising promising -> after(promising, recorded);
          case Ending ending -> after(ending, recorded);
          case Erasing _ -> this;
        };
    return isDoing(fact) && next.empties == 0 ? next.edit(e -> e.step = recorded) : next;
  }

  private static boolean isDoing(Fact fact) {
    return fact instanceof Talking.MessageSent
        || fact instanceof Talking.NoteWritten
        || fact instanceof Promising.Kept;
  }

  private Case after(Owning fact, Instant recorded) {
    return switch (fact) {
      case Owning.CaseOpened o ->
          edit(e -> {
            e.opening =
                new Opening(
                    o.by(), o.team(), o.brand(), o.channel(), o.number(), recorded, o.target());
            e.owner = o.owner();
            e.taken = o.taken();
          });
      case Owning.Taken(_, var by) -> owned(by, true);
      case Owning.OwnerMoved(_, var to, _, var isTaken) -> owned(to, isTaken);
      case Owning.TakenUp(var of, _, var by) ->
          edit(e -> {
            e.book = book.takenUp(of, Party.of(by));
            e.touched = with(touched, by);
          });
      case Owning.FollowsOn _ -> this;
    };
  }

  private Case owned(StaffId by, boolean isTaken) {
    return edit(e -> {
      e.book = book.handedOn(Party.of(owner), Party.of(by));
      e.touched = with(touched, owner);
      e.owner = by;
      e.taken = isTaken;
    });
  }

  private Case after(Talking fact) {
    return switch (fact) {
      case Talking.MessageReceived m -> m.trust() == Talking.Trust.UNVERIFIED ? this : spoken(m);
      case Talking.MessageSent m ->
          edit(e -> {
            e.newest = m.id();
            e.answered = true;
            e.danger = false;
            e.writes = 0;
            e.waits = null;
            e.empties = stepped || m.asks() ? 0 : empties + 1;
            e.stepped = false;
            e.touched = with(touched, m.by());
            e.told = true;
            movedOn(e);
          });
      case Talking.NoteWritten m ->
          edit(e -> {
            stepped(e);
            e.touched = with(touched, m.by());
            e.heard = with(heard, m.id());
            e.danger = false; // somebody has seen to it
          });
      case Talking.Acknowledged a ->
          edit(e -> {
            e.book = book.acted(a.of(), null);
            e.told = true;
          });
      case Talking.NotTold n -> withBook(book.acted(n.of(), endOfSilence(n.of())));
      case Talking.WroteAgain _ -> edit(e -> e.writes = writes + 1);
      case Talking.Reminded r -> withBook(book.acted(r.of(), r.acts()));
      case Talking.Undelivered _, Talking.TimeWished _ -> this;
      case Talking.Marked m -> marked(m);
      case Talking.Found f -> heard.contains(f.id()) ? found(f) : this;
    };
  }

  /** A question that could not be asked again still ends when it was said to end. */
  private @Nullable Instant endOfSilence(CommitmentId of) {
    var owed = book.find(of);
    return owed != null && owed.is(Kind.ASKED) ? Settling.endOfSilence(owed) : null;
  }

  private Case spoken(Talking.MessageReceived heardNow) {
    var message = heardNow.id();
    return switch (heardNow.sender()) {
      // An automatic reply is no word of the customer: they are as silent as before.
      case MACHINE -> edit(e -> e.newest = message);
      case PERSON ->
          edit(e -> {
            e.newest = message;
            e.heard = with(heard, message);
            e.others = isCustomers(heardNow.from()) ? others : with(others, message);
            e.because = because.isEmpty() ? because : with(because, message);
            stepped(e);
            e.writes = 0;
            e.waits = null;
          });
    };
  }

  private boolean isCustomers(PartyId from) {
    return began().customer().equals(from);
  }

  private Case after(Participating fact) {
    return switch (fact) {
      case Participating.ParticipantOffered o ->
          edit(e -> {
            e.offers = new HashMap<>(offers);
            e.offers.put(o.in(), o.who());
          });
      case Participating.ParticipantAdded a ->
          edit(e -> {
            e.participants = with(participants, a.who());
            e.touched = with(touched, a.by());
          });
      case Participating.ParticipantRemoved r ->
          edit(e -> {
            e.participants = without(participants, r.who());
            e.touched = with(touched, r.by());
          });
      case Participating.ParticipantNotReached _ -> this;
    };
  }

  /** Something was done or heard: an update has something to tell again. */
  private static void stepped(Edit e) {
    e.stepped = true;
    e.empties = 0;
  }

  /** What came after a reopening is more than the message that caused it. */
  private static void movedOn(Edit e) {
    e.because = Set.of();
    e.before = null;
  }

  /** What the desk reads decides nothing by itself, but that it must not speak by itself. */
  private Case found(Talking.Found f) {
    return switch (f.sign()) {
      case CHASE -> edit(e -> e.chased = with(chased, f.id()));
      case DANGER -> edit(e -> e.danger = true);
      case DISSATISFACTION, ADMISSION_ASKED, PRAISE, SOLVED, NOT_SOLVED, THANKS -> this;
    };
  }

  private Case marked(Talking.Marked m) {
    return switch (m.mark()) {
      case COMPLAINT -> edit(e -> e.complaint = true);
      case CHASE -> edit(e -> e.chased = with(chased, m.id()));
      case THANKS ->
          edit(e -> {
            e.chased = without(chased, m.id());
            if (isUndoneBy(m.id())) {
              e.outcome = before;
              movedOn(e);
            } else {
              e.because = without(because, m.id());
            }
          });
    };
  }

  private Case after(Promising fact, Instant recorded) {
    return edit(e -> {
      e.book = book.after(fact, recorded);
      if (fact instanceof Promising.Given given) {
        e.touched = with(touched, new StaffId(given.from().id()));
        e.waits = given.kind() == Kind.WRITE_AGAIN && waits == null ? recorded : waits;
      }
      if (fact instanceof Promising.Kept kept && isStep(kept.id())) {
        stepped(e);
      }
      if (fact instanceof Promising.Objected objection) {
        e.objected = with(objected, objection.to());
      }
    });
  }

  /** To write is no step by itself; to do what was promised is one. */
  private boolean isStep(CommitmentId id) {
    var owed = book.find(id);
    return owed != null
        && switch (owed.kind()) {
          case CALLBACK, ANSWER, ACTION, REMEDY, LOOK -> true;
          case FIRST_ANSWER, NEXT_UPDATE, WRITE_AGAIN, ASKED, AMENDS -> false;
        };
  }

  private Case after(Ending fact, Instant recorded) {
    return switch (fact) {
      case Ending.Confirmed w ->
          theirWord(w.how(), w.evidence()).closed(Outcome.CONFIRMED, recorded);
      case Ending.Unconfirmed _ -> closed(Outcome.UNCONFIRMED, recorded);
      case Ending.Withdrawn w ->
          theirWord(w.how(), w.evidence()).closed(Outcome.WITHDRAWN, recorded);
      case Ending.Declined d ->
          edit(e -> {
            e.outcome = Outcome.DECLINED;
            e.ended = recorded;
            e.touched = with(touched, d.by());
            e.newest = d.id();
            e.answered = true;
            e.danger = false;
            movedOn(e);
          });
      case Ending.Noted _ -> closed(Outcome.NOTED, recorded);
      case Ending.NotACase _ -> closed(Outcome.NO_CASE, recorded);
      case Ending.NotYet w -> theirWord(w.how(), w.evidence()).insisting();
      case Ending.Reopened r ->
          edit(e -> {
            e.before = outcome;
            e.because = r.because() == null ? Set.of() : Set.of(r.because());
            e.outcome = null;
            e.writes = 0;
            e.waits = null;
          });
      case Ending.Disagreed _ -> insisting().edit(e -> e.disagreed = true);
      case Ending.LookAsked _ -> insisting();
    };
  }

  /** What anybody but the customer took for their word can be objected to. */
  private Case theirWord(Ending.How how, @Nullable MessageId evidence) {
    return how == Ending.How.CLICK || evidence == null ? this : edit(e -> e.noted = evidence);
  }

  private Case insisting() {
    return edit(e -> {
      e.insists = true;
      movedOn(e);
    });
  }

  private Case closed(Outcome how, Instant recorded) {
    return edit(e -> {
      e.outcome = how;
      e.ended = recorded;
      movedOn(e);
    });
  }

  private Case withBook(Commitments other) {
    return edit(e -> e.book = other);
  }

  private static <T> Set<T> without(Set<T> some, T one) {
    var less = new HashSet<>(some);
    less.remove(one);
    return less;
  }

  private static <T> Set<T> with(Set<T> some, T one) {
    if (some.contains(one)) {
      return some;
    }
    var more = new HashSet<>(some);
    more.add(one);
    return more;
  }

  private Case edit(Consumer<Edit> change) {
    var edit = new Edit(this);
    change.accept(edit);
    return edit.done();
  }

  /** A copy in the making. */
  private static final class Edit {
    final CaseId id;
    @Nullable Opening opening;
    StaffId owner;
    boolean taken;
    Commitments book;
    @Nullable Outcome outcome;
    @Nullable Instant ended;
    @Nullable MessageId newest;
    Set<MessageId> heard;
    Set<MessageId> others;
    Map<MessageId, PartyId> offers;
    Set<PartyId> participants;
    @Nullable MessageId noted;
    Set<MessageId> objected;
    Set<MessageId> because;
    @Nullable Outcome before;
    Set<StaffId> touched;
    Set<MessageId> chased;
    int writes;
    @Nullable Instant waits;
    boolean stepped;
    int empties;
    @Nullable Instant step;
    boolean answered;
    boolean danger;
    boolean complaint;
    boolean disagreed;
    boolean insists;
    boolean told;

    Edit(Case c) {
      id = c.id;
      opening = c.opening;
      owner = c.owner;
      taken = c.taken;
      book = c.book;
      outcome = c.outcome;
      ended = c.ended;
      newest = c.newest;
      heard = c.heard;
      others = c.others;
      offers = c.offers;
      participants = c.participants;
      noted = c.noted;
      objected = c.objected;
      because = c.because;
      before = c.before;
      touched = c.touched;
      chased = c.chased;
      writes = c.writes;
      waits = c.waits;
      stepped = c.stepped;
      empties = c.empties;
      step = c.step;
      answered = c.answered;
      danger = c.danger;
      complaint = c.complaint;
      disagreed = c.disagreed;
      insists = c.insists;
      told = c.told;
    }

    Case done() {
      return new Case(
          id,
          opening,
          owner,
          taken,
          book,
          outcome,
          ended,
          newest,
          heard,
          others,
          offers,
          participants,
          noted,
          objected,
          because,
          before,
          touched,
          chased,
          writes,
          waits,
          stepped,
          empties,
          step,
          answered,
          danger,
          complaint,
          disagreed,
          insists,
          told);
    }
  }
}
