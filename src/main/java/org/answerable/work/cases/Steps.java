package org.answerable.work.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.answerable.facts.CommitmentId;
import org.answerable.facts.Fact;
import org.answerable.facts.Kind;
import org.answerable.facts.Party;
import org.answerable.facts.Promising.Given;
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
    return say(
        new Given(
            new CommitmentId(now.newId()),
            kind,
            Party.of(from),
            c.customer(),
            due,
            around.terms().zone(),
            acts,
            follows));
  }

  Steps release(Kind kind) {
    c.book().open(kind).forEach(one -> say(new Released(one.id())));
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
