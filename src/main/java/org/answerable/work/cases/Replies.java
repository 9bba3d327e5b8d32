package org.answerable.work.cases;

import java.time.Instant;
import java.util.Set;
import org.answerable.facts.Channel;
import org.answerable.facts.CommitmentId;
import org.answerable.facts.Kind;
import org.answerable.facts.MessageId;
import org.answerable.facts.Promising.Given;
import org.answerable.facts.Promising.Kept;
import org.answerable.facts.Promising.Renegotiated;
import org.answerable.facts.StaffId;
import org.answerable.facts.Talking.MessageSent;
import org.answerable.facts.Talking.NoteWritten;
import org.answerable.facts.Talking.Undelivered;
import org.answerable.ledger.writing.Moment;
import org.answerable.ledger.writing.Verdict;
import org.answerable.ledger.writing.Words;
import org.answerable.work.commitments.Commitment;
import org.jspecify.annotations.Nullable;

/** What we say to the customer, and what saying it keeps and promises. */
public final class Replies {

  private Replies() {}

  /**
   * A reply as its writer means it.
   *
   * @param seen the newest message that was on the writer's page
   * @param done what it says was done: callbacks, answers, actions, remedies, a look
   * @param apologises whether it puts right what was broken
   */
  public record Draft(
      @Nullable MessageId seen, Set<CommitmentId> done, boolean apologises, NextWord next) {
    public Draft {
      done = Set.copyOf(done);
    }
  }

  /**
   * Files beside what is written.
   *
   * @param words a part for each
   * @param content what tells them from others; empty where there are none
   */
  public record Enclosed(Words words, String content) {
    public static final Enclosed NOTHING = new Enclosed(Words.NONE, "");
  }

  /** How sending a reply ends. */
  public sealed interface Reply {
    record Sent(MessageId id) implements Reply {}

    /** Somebody wrote meanwhile; both texts are shown and nothing is lost. */
    record NewerMessage(MessageId newest) implements Reply {}

    record TimeIsPast(Instant at) implements Reply {}

    /** Farther than may be said without the customer's own wish. */
    record TooFar(Instant farthest) implements Reply {}

    record NobodyOnDuty(Instant at, Instant instead) implements Reply {}

    /** At this desk the clock never stops: the next word is always ours. */
    record NoWaiting() implements Reply {}

    record CaseEnded() implements Reply {}

    record MayNotAct() implements Reply {}
  }

  /** How giving a promise another time ends. */
  public sealed interface NewTime {
    record Told(MessageId id) implements NewTime {}

    record NotOwed() implements NewTime {}

    record Refused(Reply why) implements NewTime {}
  }

  /** How writing a note ends. */
  public sealed interface Note {
    record Written(MessageId id) implements Note {}

    record MayNotAct() implements Note {}
  }

  /** By the owner, or by anyone of the team in the owner's place; the owner stays. */
  static Verdict<Reply> send(
      Case c, StaffId me, Draft draft, Words words, Around around, Moment now) {
    var no = refusal(c, me, draft.seen(), draft.next(), around, now);
    if (no != null) {
      return Verdict.refused(no);
    }
    var id = new MessageId(now.newId());
    boolean asks = draft.next() instanceof NextWord.Asking;
    var steps = new Steps(c, around, now).say(new MessageSent(id, me, draft.seen(), asks), words);
    for (var owed : c.book().open()) {
      if (keeps(owed, me, draft)) {
        steps.say(new Kept(owed.id(), id));
      }
    }
    switch (draft.next()) {
      case NextWord.By by -> steps.give(by.kind(), c.owner(), by.at(), null);
      case NextWord.TheirStep _ -> wait(steps, around, now);
      case NextWord.Asking _ -> ask(steps, around, now);
      case NextWord.AsUsual _ -> asUsual(steps, draft, around, now);
    }
    return Verdict.agreed(new Reply.Sent(id), steps.withNextWord().said());
  }

  private static boolean keeps(Commitment owed, StaffId me, Draft draft) {
    return switch (owed.kind()) {
      case FIRST_ANSWER, NEXT_UPDATE, WRITE_AGAIN, ASKED -> true;
      case AMENDS -> draft.apologises();
      case CALLBACK, ANSWER, ACTION, REMEDY, LOOK ->
          draft.done().contains(owed.id()) && Promises.mayKeep(owed, me);
    };
  }

  private static void wait(Steps steps, Around around, Moment now) {
    var wait = around.terms().waiting(now.instant(), 0, steps.now(), now.instant());
    if (wait == null) {
      return;
    }
    steps.give(Kind.WRITE_AGAIN, steps.now().owner(), wait.due(), wait.acts());
  }

  private static void ask(Steps steps, Around around, Moment now) {
    var wait = around.terms().asked(steps.now(), now.instant());
    steps.give(Kind.ASKED, steps.now().owner(), wait.due(), wait.acts());
  }

  /** An apology comes with a new promise, also where something else is still owed. */
  private static void asUsual(Steps steps, Draft draft, Around around, Moment now) {
    if (draft.apologises()) {
      var due = around.terms().nextUpdate(now.instant());
      steps.give(Kind.NEXT_UPDATE, steps.now().owner(), due, null);
    }
  }

  private static @Nullable Reply refusal(
      Case c, StaffId me, @Nullable MessageId seen, NextWord next, Around around, Moment now) {
    if (!around.mayAct(c, me)) {
      return new Reply.MayNotAct();
    }
    if (!c.isOpen()) {
      return new Reply.CaseEnded();
    }
    var newest = c.newest();
    if (newest != null && !newest.equals(seen)) {
      return new Reply.NewerMessage(newest);
    }
    return switch (next) {
      case NextWord.By by -> refusal(by, around, now);
      case NextWord.TheirStep _ -> around.terms().mayWait() ? null : new Reply.NoWaiting();
      case NextWord.Asking _, NextWord.AsUsual _ -> null;
    };
  }

  private static @Nullable Reply refusal(NextWord.By by, Around around, Moment now) {
    if (!by.at().isAfter(now.instant())) {
      return new Reply.TimeIsPast(by.at());
    }
    var farthest = around.terms().farthest(now.instant());
    if (by.at().isAfter(farthest) && !by.theirWish()) {
      return new Reply.TooFar(farthest);
    }
    if (!around.terms().canBePromised(by.at())) {
      var instead = around.terms().promisable(by.at());
      boolean tooFar = instead.isAfter(farthest) && !by.theirWish();
      return new Reply.NobodyOnDuty(by.at(), tooFar ? farthest : instead);
    }
    return null;
  }

  /**
   * A promise gets another time before it is due, and the customer is told with the same words. It
   * stays of its kind, whatever kind {@code by} says.
   */
  static Verdict<NewTime> newTime(
      Case c,
      StaffId me,
      CommitmentId which,
      NextWord.By by,
      @Nullable MessageId seen,
      Words words,
      Around around,
      Moment now) {
    var owed = c.book().find(which);
    if (owed == null
        || !owed.standsAt(now.instant())
        || !owed.kind().isPromise()
        || owed.kind().keptByDesk()
        || !Promises.mayKeep(owed, me)) {
      return Verdict.refused(new NewTime.NotOwed());
    }
    var no = refusal(c, me, seen, by, around, now);
    if (no != null) {
      return Verdict.refused(new NewTime.Refused(no));
    }
    var id = new MessageId(now.newId());
    var renewed = new CommitmentId(now.newId());
    var steps =
        new Steps(c, around, now)
            .say(new MessageSent(id, me, seen, false), words)
            .say(new Renegotiated(which, renewed, id))
            .say(
                new Given(
                    renewed,
                    owed.kind(),
                    owed.from(),
                    owed.to(),
                    by.at(),
                    around.terms().zone(),
                    null,
                    owed.follows()))
            .wroteInstead(id);
    return Verdict.agreed(new NewTime.Told(id), steps.said());
  }

  static Verdict<Note> note(
      Case c, StaffId me, Channel channel, Words words, Around around, Moment now) {
    if (!around.mayAct(c, me)) {
      return Verdict.refused(new Note.MayNotAct());
    }
    var id = new MessageId(now.newId());
    return Verdict.agreed(
        new Note.Written(id),
        new Steps(c, around, now).say(new NoteWritten(id, me, channel), words).said());
  }

  /**
   * A message of ours came back for good: the customer has not heard, so the owner owes it anew.
   * Who never read that we decline, or that we asked, has not agreed by silence: the case goes on.
   */
  static Steps undelivered(Case c, MessageId message, Around around, Moment now) {
    var steps = new Steps(c, around, now).say(new Undelivered(message));
    boolean unheard = c.outcome() == Outcome.DECLINED || c.outcome() == Outcome.UNCONFIRMED;
    if (unheard && message.equals(c.newest())) {
      Arrivals.reopen(steps, null, around, now);
    }
    if (!steps.now().isOpen()) {
      return steps;
    }
    steps.release(Kind.WRITE_AGAIN).release(Kind.ASKED);
    var due = around.terms().amends(now.instant());
    var owed = steps.now().book().open(Kind.NEXT_UPDATE);
    if (owed.isEmpty() || owed.getFirst().due().isAfter(due)) {
      steps.give(Kind.NEXT_UPDATE, steps.now().owner(), due, null);
    }
    return steps;
  }
}
