package org.answerable.work.cases;

import java.time.Instant;
import org.answerable.facts.BrandId;
import org.answerable.facts.Channel;
import org.answerable.facts.Ending.Confirmed;
import org.answerable.facts.Ending.How;
import org.answerable.facts.Ending.NotYet;
import org.answerable.facts.Ending.Reopened;
import org.answerable.facts.Kind;
import org.answerable.facts.MailId;
import org.answerable.facts.MessageId;
import org.answerable.facts.Owning.CaseOpened;
import org.answerable.facts.Owning.MoveReason;
import org.answerable.facts.Owning.OwnerMoved;
import org.answerable.facts.Participating.ParticipantOffered;
import org.answerable.facts.PartyId;
import org.answerable.facts.StaffId;
import org.answerable.facts.Talking.Found;
import org.answerable.facts.Talking.MessageReceived;
import org.answerable.facts.Talking.NotTold;
import org.answerable.facts.Talking.Sender;
import org.answerable.facts.Talking.Trust;
import org.answerable.facts.TeamId;
import org.answerable.facts.Tongue;
import org.answerable.ledger.writing.Moment;
import org.answerable.ledger.writing.Words;
import org.answerable.work.commitments.Commitment;
import org.jspecify.annotations.Nullable;

/**
 * What a customer's words lead to: a case, or one more step of one. Nothing is ever refused here.
 */
final class Arrivals {

  private Arrivals() {}

  /**
   * Who a new case goes to, and where it came from. An owner who was locked out in between is
   * passed over: then the duty lead holds it.
   */
  record Newcomer(
      PartyId customer,
      StaffId owner,
      boolean taken,
      TeamId team,
      BrandId brand,
      Channel channel,
      long number) {}

  /** One message as it came in. */
  record Spoken(
      MessageId id,
      PartyId from,
      Channel channel,
      Trust trust,
      Sender sender,
      @Nullable MailId mail) {
    MessageReceived fact() {
      return new MessageReceived(id, from, channel, trust, sender, mail);
    }
  }

  /**
   * A case begins: one person answers for it, a first answer is promised, the customer will be
   * told.
   */
  static Steps open(
      Case blank,
      Newcomer newcomer,
      Words opening,
      Spoken message,
      Read read,
      Words words,
      Around around,
      Moment now) {
    var arrival = now.instant();
    var terms = around.terms();
    var promised = terms.firstAnswer(arrival);
    boolean there = around.isActive(newcomer.owner());
    var owner = there ? newcomer.owner() : around.holder();
    var steps =
        new Steps(blank, around, now)
            .say(
                new CaseOpened(
                    newcomer.customer(),
                    owner,
                    newcomer.team(),
                    newcomer.brand(),
                    newcomer.channel(),
                    newcomer.number(),
                    there && newcomer.taken(),
                    promised.target()),
                opening)
            .say(message.fact(), words);
    found(steps, message, read);
    var due = promised.due();
    var acts = before(due, terms.acknowledgement(arrival));
    var first = steps.promise(Kind.FIRST_ANSWER, owner, due, acts, null);
    var why = silence(steps.now(), message);
    if (why != null) {
      steps.say(new NotTold(first, why));
    }
    return steps;
  }

  private static NotTold.@Nullable Why silence(Case c, Spoken message) {
    if (message.sender() == Sender.MACHINE) {
      return NotTold.Why.MACHINE;
    }
    if (c.danger()) {
      return NotTold.Why.DANGER;
    }
    return message.trust() == Trust.UNVERIFIED ? NotTold.Why.UNVERIFIED : null;
  }

  private static Instant before(Instant due, Instant acts) {
    return acts.isBefore(due) ? acts : due.minusSeconds(60);
  }

  /**
   * One more message in a case: ends our waiting, reopens what had ended, never changes the
   * customer. What it plainly says is taken at its word: that it is solved, that it is not, or
   * nothing but thanks. Whatever is less plain is left to people.
   */
  static Steps heard(Case c, Spoken message, Read read, Words words, Around around, Moment now) {
    var steps = new Steps(c, around, now).say(message.fact(), words);
    found(steps, message, read);
    if (message.trust() == Trust.UNVERIFIED || message.sender() == Sender.MACHINE) {
      return steps;
    }
    boolean theirs = message.from().equals(c.began().customer());
    return switch (steps.now().danger() ? Read.Gist.MORE : read.gist()) {
      case SOLVED ->
          theirs
              ? solved(steps, c, message, around, now)
              : othersSolved(steps, c, message, around, now);
      case NOT_SOLVED ->
          theirs
              ? notSolved(steps, c, message, around, now)
              : goesOn(steps, c, message, around, now);
      case THANKS -> c.stage() == Stage.OPEN ? steps.theySpoke() : steps;
      case MORE -> goesOn(steps, c, message, around, now);
    };
  }

  /**
   * Whoever wrote this is surely a colleague of the customer: their message stands there hidden
   * like any other that is not its token's, and a person may add them. {@code who} says who they
   * are, where that is new.
   */
  static Steps offered(Steps steps, Spoken message, Tongue tongue, Words who) {
    return steps.now().participants().contains(message.from())
        ? steps
        : steps.say(new ParticipantOffered(message.id(), message.from(), tongue), who);
  }

  private static void found(Steps steps, Spoken message, Read read) {
    if (message.sender() == Sender.PERSON) {
      read.passages()
          .forEach(one -> steps.say(new Found(message.id(), one.sign(), one.from(), one.until())));
    }
  }

  private static Steps goesOn(Steps steps, Case c, Spoken message, Around around, Moment now) {
    if (c.isOpen()) {
      return steps.theySpoke();
    }
    reopen(steps, message.id(), around, now);
    return steps;
  }

  /** Their own yes. What was promised beside the answer is still owed, so then a person asks. */
  private static Steps solved(Steps steps, Case c, Spoken message, Around around, Moment now) {
    if (!c.isOpen() && c.outcome() != Outcome.UNCONFIRMED) {
      return steps; // it ended already, and nothing is wrong
    }
    if (c.complaint() || c.book().open().stream().anyMatch(Arrivals::isMore)) {
      return goesOn(steps, c, message, around, now);
    }
    steps.releaseAll();
    return steps.say(new Confirmed(message.from(), How.WORDS, null, message.id()));
  }

  /**
   * Whoever else takes part says so: it opens nothing again, and answers for nobody. Where the
   * customer was asked, they still are; else a person reads it.
   */
  private static Steps othersSolved(
      Steps steps, Case c, Spoken message, Around around, Moment now) {
    boolean needsNobody = !c.isOpen() || c.stage() == Stage.ASKED;
    return needsNobody ? steps : goesOn(steps, c, message, around, now);
  }

  private static boolean isMore(Commitment owed) {
    return switch (owed.kind()) {
      case CALLBACK, ANSWER, ACTION, REMEDY, LOOK, AMENDS -> true;
      case FIRST_ANSWER, NEXT_UPDATE, WRITE_AGAIN, ASKED -> false;
    };
  }

  /** "Not yet", where we had asked or it had ended; before that it is news like any other. */
  private static Steps notSolved(Steps steps, Case c, Spoken message, Around around, Moment now) {
    boolean ours =
        c.stage() == Stage.ASKED
            || c.outcome() == Outcome.CONFIRMED
            || c.outcome() == Outcome.UNCONFIRMED;
    if (ours) {
      steps.say(new NotYet(message.from(), How.WORDS, null, message.id()));
    }
    return goesOn(steps, c, message, around, now);
  }

  /** An ended case goes on with the same owner, or with the duty lead where the owner has left. */
  static void reopen(Steps steps, @Nullable MessageId because, Around around, Moment now) {
    steps.say(new Reopened(because));
    var owner = steps.now().owner();
    if (!around.isActive(owner)) {
      steps.say(new OwnerMoved(owner, around.holder(), MoveReason.LOCKED_OUT, false));
    }
    steps.theySpoke();
  }

  /** Whether a message still belongs to an ended case, or begins a new one. */
  static boolean continues(Case c, Around around, Moment now) {
    var ended = c.ended();
    return c.isOpen() || (ended != null && around.terms().reopens(ended, now.instant()));
  }
}
