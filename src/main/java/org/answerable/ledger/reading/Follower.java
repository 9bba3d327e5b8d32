package org.answerable.ledger.reading;

/**
 * Somebody who acts on entries after their commit: in leaf order, at least once, so it must bear
 * seeing an entry twice. What it writes is in the transaction that moves its cursor. One that fails
 * is tried again later and holds up nobody else.
 */
public interface Follower {

  /** The name of its cursor; forever. */
  String name();

  void follow(Entry entry);
}
