package org.answerable.work.cases;

import org.answerable.facts.Ending.Confirmed;
import org.answerable.facts.Ending.Declined;
import org.answerable.facts.Ending.Disagreed;
import org.answerable.facts.Ending.How;
import org.answerable.facts.Ending.LookAsked;
import org.answerable.facts.Ending.NotACase;
import org.answerable.facts.Ending.NotYet;
import org.answerable.facts.Ending.Noted;
import org.answerable.facts.Ending.Withdrawn;
import org.answerable.facts.Kind;
import org.answerable.facts.MessageId;
import org.answerable.facts.Party;
import org.answerable.facts.PartyId;
import org.answerable.facts.Promising.Kept;
import org.answerable.facts.StaffId;
import org.answerable.facts.Talking.Mark;
import org.answerable.facts.Talking.Marked;
import org.answerable.facts.Talking.NoteWritten;
import org.answerable.ledger.writing.Moment;
import org.answerable.ledger.writing.Verdict;
import org.answerable.ledger.writing.Words;
import org.jspecify.annotations.Nullable;

/**
 * How a case ends: by the customer's word, by silence, by a decision that can be disagreed with.
 */
public final class Endings {

  private Endings() {}

  /** How the customer's own word ends. */
  public sealed interface TheirWord {
    record Recorded(Stage stage) implements TheirWord {}

    /** The case ended another way; the customer's page says how. */
    record AlreadyEnded(Outcome outcome) implements TheirWord {}

    /** It ended so long ago that a new message begins a new case. */
    record TooLongAgo() implements TheirWord {}

    /** What should show it is no message or note of this case. */
    record NoSuchMessage(MessageId evidence) implements TheirWord {}

    /** Whoever says so is not this case's customer, or who notes it may not act here. */
    record MayNotAct() implements TheirWord {}
  }

  /** How a decision of ours to end a case ends. */
  public sealed interface Closing {
    record Ended(Outcome outcome) implements Closing {}

    record AlreadyEnded(Outcome outcome) implements Closing {}

    /** The next door must be an active person above who is not the one who declines. */
    record NoSuchDoor(StaffId door) implements Closing {}

    /**
     * The customer disagreed, or wished for someone else: only who was not involved decides now.
     */
    record NeedsSomeoneElse() implements Closing {}

    /** Somebody wrote meanwhile; what they wrote is read first. */
    record NewerMessage(MessageId newest) implements Closing {}

    /** We answered it before: only the customer ends it now, asked with the next reply. */
    record AskTheCustomer() implements Closing {}

    record MayNotAct() implements Closing {}
  }

  /** How a wish for somebody else ends. */
  public sealed interface Looking {
    record Looks(StaffId who) implements Looking {}

    record AlreadyAsked(StaffId who) implements Looking {}

    /** They disagreed before; the person who decided then stands. */
    record OnlyOnce() implements Looking {}

    /** It ended so long ago that a new message begins a new case. */
    record TooLongAgo() implements Looking {}

    /** Only the customer of this case can wish so. */
    record NotTheirs() implements Looking {}
  }

  /** How marking a message ends. */
  public sealed interface Marking {
    record Done() implements Marking {}

    /** No message of the customer's and no note of this case. */
    record NoSuchMessage(MessageId message) implements Marking {}

    record MayNotAct() implements Marking {}
  }

  /** Who said it, how it reached us, and who wrote it down where somebody did. */
  public record Word(PartyId by, How how, @Nullable StaffId noted, @Nullable MessageId evidence) {
    public Word {
      if (how == How.CLICK ? noted != null : how == How.SPOKEN && noted == null) {
        throw new IllegalArgumentException(
            "A click is noted by nobody and what was spoken by somebody, not "
                + how
                + " by "
                + noted);
      }
    }
  }

  /** "Solved." Also after silence, and after we asked nothing. */
  static Verdict<TheirWord> confirm(Case c, Word word, Words words, Around around, Moment now) {
    var no = refusal(c, word, around);
    if (no != null) {
      return Verdict.refused(no);
    }
    if (c.outcome() == Outcome.CONFIRMED) {
      return Verdict.refused(new TheirWord.Recorded(Stage.CLOSED));
    }
    if (c.outcome() != null && c.outcome() != Outcome.UNCONFIRMED) {
      return Verdict.refused(new TheirWord.AlreadyEnded(c.outcome()));
    }
    var steps = new Steps(c, around, now);
    var evidence = written(steps, word, words, now);
    steps.releaseAll();
    steps.say(new Confirmed(word.by(), word.how(), word.noted(), evidence));
    return Verdict.agreed(new TheirWord.Recorded(Stage.CLOSED), steps.said());
  }

  /** "Not yet": the case goes on with the same owner. */
  static Verdict<TheirWord> notYet(Case c, Word word, Words words, Around around, Moment now) {
    var no = refusal(c, word, around);
    if (no != null) {
      return Verdict.refused(no);
    }
    if (c.outcome() == Outcome.DECLINED) {
      // To disagree is to ask for somebody else; the same owner would only say the same again.
      return Verdict.refused(new TheirWord.AlreadyEnded(Outcome.DECLINED));
    }
    if (!Arrivals.continues(c, around, now)) {
      return Verdict.refused(new TheirWord.TooLongAgo());
    }
    var steps = new Steps(c, around, now);
    var evidence = written(steps, word, words, now);
    steps.say(new NotYet(word.by(), word.how(), word.noted(), evidence));
    if (!c.isOpen()) {
      Arrivals.reopen(steps, null, around, now);
    } else {
      steps.theySpoke();
    }
    return Verdict.agreed(new TheirWord.Recorded(steps.now().stage()), steps.said());
  }

  /** The customer takes the matter back. */
  static Verdict<TheirWord> withdraw(Case c, Word word, Words words, Around around, Moment now) {
    var no = refusal(c, word, around);
    if (no != null) {
      return Verdict.refused(no);
    }
    if (c.outcome() != null) {
      return Verdict.refused(new TheirWord.AlreadyEnded(c.outcome()));
    }
    var steps = new Steps(c, around, now);
    var evidence = written(steps, word, words, now);
    steps.releaseAll();
    steps.say(new Withdrawn(word.by(), word.how(), word.noted(), evidence));
    return Verdict.agreed(new TheirWord.Recorded(Stage.CLOSED), steps.said());
  }

  private static @Nullable TheirWord refusal(Case c, Word word, Around around) {
    if (!word.by().equals(c.began().customer())
        || (word.noted() != null && !around.mayAct(c, word.noted()))) {
      return new TheirWord.MayNotAct();
    }
    var evidence = word.evidence();
    if (evidence == null) {
      return null;
    }
    // What others say who take part is heard, and is never the customer's own word.
    boolean theirs = c.heard().contains(evidence) && !c.others().contains(evidence);
    return theirs ? null : new TheirWord.NoSuchMessage(evidence);
  }

  /** What a person noted as the customer's word stands as a note, so that it can be objected to. */
  private static @Nullable MessageId written(Steps steps, Word word, Words words, Moment now) {
    if (word.noted() == null || word.evidence() != null) {
      return word.evidence();
    }
    var id = new MessageId(now.newId());
    var channel =
        word.how() == How.SPOKEN
            ? org.answerable.facts.Channel.PHONE
            : org.answerable.facts.Channel.DESK;
    steps.say(new NoteWritten(id, word.noted(), channel), words);
    return id;
  }

  /** With a reason, an alternative and a named person above to turn to. */
  static Verdict<Closing> decline(
      Case c,
      StaffId me,
      StaffId door,
      @Nullable MessageId seen,
      Words words,
      Around around,
      Moment now) {
    var no = closing(c, me, seen, around);
    if (no != null) {
      return Verdict.refused(no);
    }
    if (door.equals(me) || !around.isActive(door) || !around.above().contains(door)) {
      return Verdict.refused(new Closing.NoSuchDoor(door));
    }
    if (c.disagreed() && !looked(c, me) && !around.isUninvolved(c, me)) {
      return Verdict.refused(new Closing.NeedsSomeoneElse());
    }
    var id = new MessageId(now.newId());
    var steps = new Steps(c, around, now);
    for (var owed : c.book().open()) {
      if (owed.kind().keptByReply() || (owed.is(Kind.LOOK) && Promises.mayKeep(owed, me))) {
        steps.say(new Kept(owed.id(), id));
      }
    }
    steps.releaseAll();
    steps.say(new Declined(id, me, door), words);
    return Verdict.agreed(new Closing.Ended(Outcome.DECLINED), steps.said());
  }

  /** Whoever looked at it once, or looks at it now, may decide again. */
  private static boolean looked(Case c, StaffId me) {
    return c.book().all().stream()
        .anyMatch(owed -> owed.is(Kind.LOOK) && owed.from().equals(Party.of(me)));
  }

  /** It needs no answer: thanks, news, a copy. */
  static Verdict<Closing> noted(
      Case c, StaffId me, @Nullable MessageId seen, Words why, Around around, Moment now) {
    return end(c, me, seen, new Noted(me), Outcome.NOTED, why, around, now);
  }

  /** It is no case: spam that came through. */
  static Verdict<Closing> noCase(
      Case c, StaffId me, @Nullable MessageId seen, Words why, Around around, Moment now) {
    return end(c, me, seen, new NotACase(me), Outcome.NO_CASE, why, around, now);
  }

  private static Verdict<Closing> end(
      Case c,
      StaffId me,
      @Nullable MessageId seen,
      org.answerable.facts.Ending fact,
      Outcome outcome,
      Words why,
      Around around,
      Moment now) {
    var no = closing(c, me, seen, around);
    if (no != null) {
      return Verdict.refused(no);
    }
    // Once answered, or insisted upon, a matter is the customer's to end: by word or by silence.
    if (c.answered() || c.insists()) {
      return Verdict.refused(new Closing.AskTheCustomer());
    }
    var steps = new Steps(c, around, now).releaseAll();
    steps.say(fact, why);
    return Verdict.agreed(new Closing.Ended(outcome), steps.said());
  }

  private static @Nullable Closing closing(
      Case c, StaffId me, @Nullable MessageId seen, Around around) {
    if (!around.mayAct(c, me)) {
      return new Closing.MayNotAct();
    }
    if (c.outcome() != null) {
      return new Closing.AlreadyEnded(c.outcome());
    }
    var newest = c.newest();
    if (newest != null && !newest.equals(seen)) {
      return new Closing.NewerMessage(newest);
    }
    boolean anothers = c.book().open(Kind.LOOK).stream().anyMatch(l -> !Promises.mayKeep(l, me));
    return anothers ? new Closing.NeedsSomeoneElse() : null;
  }

  /** "Someone else should look": a named person who was not involved, within two business days. */
  static Verdict<Looking> look(Case c, PartyId by, Around around, Moment now) {
    if (!by.equals(c.began().customer())) {
      return Verdict.refused(new Looking.NotTheirs());
    }
    var asked = c.book().open(Kind.LOOK);
    if (!asked.isEmpty()) {
      return Verdict.refused(new Looking.AlreadyAsked(new StaffId(asked.getFirst().from().id())));
    }
    if (c.outcome() == Outcome.DECLINED && c.disagreed()) {
      return Verdict.refused(new Looking.OnlyOnce());
    }
    if (!Arrivals.continues(c, around, now)) {
      return Verdict.refused(new Looking.TooLongAgo());
    }
    var owner = around.isActive(c.owner()) ? c.owner() : around.holder();
    var who = around.uninvolved(c, owner);
    var steps = new Steps(c, around, now);
    steps.say(c.outcome() == Outcome.DECLINED ? new Disagreed(by, who) : new LookAsked(by, who));
    someoneLooks(steps, who, around, now);
    return Verdict.agreed(new Looking.Looks(who), steps.said());
  }

  /** Someone not involved looks, or looks already; whatever had ended goes on. */
  static StaffId someoneLooks(Steps steps, Around around, Moment now) {
    var asked = steps.now().book().open(Kind.LOOK);
    if (!asked.isEmpty()) {
      steps.theySpoke();
      return new StaffId(asked.getFirst().from().id());
    }
    var c = steps.now();
    var owner = around.isActive(c.owner()) ? c.owner() : around.holder();
    var who = around.uninvolved(c, owner);
    someoneLooks(steps, who, around, now);
    return who;
  }

  private static void someoneLooks(Steps steps, StaffId who, Around around, Moment now) {
    if (steps.now().isOpen()) {
      steps.release(Kind.WRITE_AGAIN).release(Kind.ASKED);
    } else {
      Arrivals.reopen(steps, null, around, now);
    }
    steps.give(Kind.LOOK, who, around.terms().look(now.instant()), null);
  }

  /** A person says what a message is. Thanks alone undo the reopening they caused. */
  static Verdict<Marking> mark(
      Case c, StaffId me, MessageId message, Mark mark, Around around, Moment now) {
    if (!around.mayAct(c, me)) {
      return Verdict.refused(new Marking.MayNotAct());
    }
    if (!c.heard().contains(message)) {
      return Verdict.refused(new Marking.NoSuchMessage(message));
    }
    var steps = new Steps(c, around, now);
    if (mark == Mark.THANKS && c.isUndoneBy(message)) {
      steps.releaseAll();
    }
    steps.say(new Marked(message, mark, me));
    return Verdict.agreed(new Marking.Done(), steps.withNextWord().said());
  }
}
