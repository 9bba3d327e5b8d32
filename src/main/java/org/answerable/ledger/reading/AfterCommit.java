package org.answerable.ledger.reading;

/** What follows a commit on its own threads, for those who cannot wait until it has. */
public interface AfterCommit {

  /**
   * Gives every committed entry its leaf and brings every follower up to the newest before it
   * returns. Entries that a follower itself leads to are followed too. For a told past and for
   * tests; nothing else needs it.
   */
  void catchUp();
}
