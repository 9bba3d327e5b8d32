package org.answerable.ledger.writing;

/** Rung after each commit of a command, on the committing thread: must return at once. */
@FunctionalInterface
public interface CommitBell {

  void ring();
}
