package org.answerable.work.cases;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;
import org.answerable.facts.Kind;

/** What the writer of a reply says comes next. */
public sealed interface NextWord {

  /** "You will hear by …", "I call you at …": a promise of that kind by then. */
  record By(Kind kind, Instant at, boolean theirWish) implements NextWord {
    private static final Set<Kind> MADE_IN_A_REPLY =
        EnumSet.of(Kind.NEXT_UPDATE, Kind.CALLBACK, Kind.ANSWER, Kind.ACTION, Kind.REMEDY);

    public By {
      if (!MADE_IN_A_REPLY.contains(kind)) {
        throw new IllegalArgumentException("Nobody promises a " + kind + " in a reply");
      }
      // As fine as the ledger writes it: a rebuilt promise is due at the same instant as this one.
      at = at.truncatedTo(ChronoUnit.MICROS);
    }
  }

  /** The customer has the next step. */
  record TheirStep() implements NextWord {}

  /** Asks whether it is solved. */
  record Asking() implements NextWord {}

  /** What is owed already, or else the policy's interval. */
  record AsUsual() implements NextWord {}
}
