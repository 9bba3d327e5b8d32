package org.answerable.ledger.reading;

import java.util.function.Consumer;

/**
 * Compares something outside the ledger's own tables with what the entries say: registers and views
 * with what a rebuild would make, mails with their entries. Changes nothing.
 */
public interface TableCheck {

  /** Gives each difference to {@code found}. */
  void check(Consumer<Finding> found);
}
