package org.answerable.work.cases;

import java.time.Duration;
import java.time.Instant;
import org.answerable.facts.CommitmentId;
import org.answerable.facts.MessageId;
import org.answerable.facts.Talking.TimeWished;
import org.answerable.ledger.writing.Moment;
import org.answerable.ledger.writing.Verdict;
import org.answerable.ledger.writing.Words;

/** What a customer would rather have than what they were promised. */
public final class Wishes {

  /** Whoever would rather hear later than this has no time in mind. */
  private static final Duration WISH_MAX = Duration.ofDays(30);

  private Wishes() {}

  /** How wishing for another time ends. */
  public sealed interface Wishing {
    record Heard(MessageId message) implements Wishing {}

    /** Kept, missed or given another time meanwhile; or nothing that a time can be wished for. */
    record NotOwed() implements Wishing {}

    record TimeIsPast(Instant at) implements Wishing {}

    record TooFar(Instant farthest) implements Wishing {}
  }

  /**
   * The customer would rather have another time for what they were promised. It is a message like
   * any other, and changes nothing that is owed: only who promised can give another time.
   */
  static Verdict<Wishing> wish(
      Case c,
      Arrivals.Spoken message,
      CommitmentId which,
      Instant at,
      Read read,
      Words words,
      Around around,
      Moment now) {
    var owed = c.book().find(which);
    if (owed == null
        || !owed.standsAt(now.instant())
        || !owed.kind().isPromise()
        || owed.kind().keptByDesk()) {
      return Verdict.refused(new Wishing.NotOwed());
    }
    if (!at.isAfter(now.instant())) {
      return Verdict.refused(new Wishing.TimeIsPast(at));
    }
    var farthest = now.instant().plus(WISH_MAX);
    if (at.isAfter(farthest)) {
      return Verdict.refused(new Wishing.TooFar(farthest));
    }
    var steps =
        Arrivals.heard(c, message, read, words, around, now)
            .say(new TimeWished(message.id(), which, at));
    return Verdict.agreed(new Wishing.Heard(message.id()), steps.said());
  }
}
