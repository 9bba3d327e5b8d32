package org.answerable.ledger.writing;

import org.answerable.ledger.internal.Journal;
import org.springframework.stereotype.Component;

/** Forgets the results of old commands; the entries they led to stay. */
@Component
public final class Sweeping {

  private final Journal journal;

  Sweeping(Journal journal) {
    this.journal = journal;
  }

  /**
   * Forgets what is older than seven days, a thousand at a time, so that no lock is held for long.
   */
  public void forgetOldCommands() {
    while (journal.forgetOldCommands() > 0) {
      // the next thousand
    }
  }
}
