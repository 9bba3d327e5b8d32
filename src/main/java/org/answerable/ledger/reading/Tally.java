package org.answerable.ledger.reading;

/**
 * A follower that only counts. What it wrote can be emptied and counted again from the first entry,
 * because nothing outside its own table follows from it.
 */
public interface Tally extends Follower {

  /** Takes away everything it counted, as the role that rebuilds. */
  void empty();
}
