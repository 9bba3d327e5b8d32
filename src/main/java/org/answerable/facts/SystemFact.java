package org.answerable.facts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happens to the ledger itself. */
public sealed interface SystemFact extends Fact {

  /**
   * The first entry of all. {@code toldUntil}: up to then times were told, not measured (a demo).
   */
  @Stored("ledger.opened")
  record LedgerOpened(int format, @Nullable Instant toldUntil) implements SystemFact {}

  /** Keeps the tree growing, so that silence is visible. */
  @Stored("ledger.heartbeat")
  record Heartbeat() implements SystemFact {}
}
