package org.answerable.work.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.answerable.facts.CommitmentId;
import org.answerable.facts.Fact;
import org.answerable.facts.Kind;
import org.answerable.facts.MessageId;
import org.answerable.facts.Party;
import org.answerable.facts.Promising.Given;
import org.answerable.facts.Promising.Kept;
import org.answerable.facts.Promising.Released;
import org.answerable.facts.StaffId;
import org.answerable.ledger.writing.Moment;
import org.answerable.ledger.writing.Said;
import org.answerable.ledger.writing.Words;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one judgement while it is made, with the case as it is after them. Keeps the rules
 * that hold for every step: an open case has a next word, an ended one owes nothing.
 */
final class Steps {

  private final Around around;
  private final Moment now;
  private final List<Said> said = new ArrayList<>();
  private Case c;

  Steps(Case c, Around around, Moment now) {
    this.c = c;
    this.around = around;
    this.now = now;
  }

  Case now() {
    return c;
  }

  Steps say(Fact fact) {
    return say(fact, Words.NONE);
  }

  Steps say(Fact fact, Words words) {
    said.add(Said.said(fact, words));
    c = c.after(fact, now.instant());
    return this;
  }

  /** Somebody owes the customer something. */
  Steps give(Kind kind, StaffId from, Instant due, @Nullable Instant acts) {
    return give(kind, from, due, acts, null);
  }

  Steps give(
      Kind kind,
      StaffId from,
      Instant due,
      @Nullable Instant acts,
      @Nullable CommitmentId follows) {
    promise(kind, from, due, acts, follows);
    return this;
  }

  /** As {@link #give}, where its name is needed. */
  CommitmentId promise(
      Kind kind,
      StaffId from,
      Instant due,
      @Nullable Instant acts,
      @Nullable CommitmentId follows) {
    var id = new CommitmentId(now.newId());
    say(
        new Given(
            id, kind, Party.of(from), c.customer(), due, around.terms().zone(), acts, follows));
    return id;
  }

  Steps release(Kind kind) {
    c.book().open(kind).forEach(one -> say(new Released(one.id())));
    return this;
  }

  /** What the desk kept by itself was done by a person: {@code evidence} is that we wrote. */
  Steps wroteInstead(MessageId evidence) {
    c.book().open().stream()
        .filter(one -> one.kind().keptByDesk())
        .forEach(one -> say(new Kept(one.id(), evidence)));
    return this;
  }

  /** The customer has spoken: nothing waits for them any more, and they hear from us. */
  Steps theySpoke() {
    release(Kind.WRITE_AGAIN).release(Kind.ASKED);
    if (c.nextWord() == null) {
      give(Kind.NEXT_UPDATE, c.owner(), around.terms().answer(now.instant()), null);
    }
    return this;
  }

  /** The outcome makes everything that is still owed needless. */
  Steps releaseAll() {
    c.book().open().forEach(one -> say(new Released(one.id())));
    return this;
  }

  /** Where nothing else is owed, the customer hears by the policy's interval. */
  Steps withNextWord() {
    if (c.isOpen() && c.nextWord() == null) {
      give(Kind.NEXT_UPDATE, c.owner(), around.terms().nextUpdate(now.instant()), null);
    }
    return this;
  }

  List<Said> said() {
    return List.copyOf(said);
  }
}
