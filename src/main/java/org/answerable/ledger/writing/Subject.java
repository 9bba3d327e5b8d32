package org.answerable.ledger.writing;

import java.time.Instant;
import org.answerable.facts.Fact;

/**
 * What a chain tells: the sum of its facts. Folding never judges, because what is written has
 * happened.
 */
public interface Subject<S extends Subject<S>> {

  /** The subject after one more fact, recorded at that instant. */
  S after(Fact fact, Instant recorded);
}
