package org.answerable.ledger.reading;

import java.util.List;
import java.util.function.Consumer;
import org.answerable.facts.ChainId;
import org.jspecify.annotations.Nullable;

/**
 * Makes registers and views anew from the ledger, chain by chain under that chain's lock, while the
 * desk runs. Works only on the connection of the one role that may write them without an entry.
 */
public interface Rebuilding {

  /**
   * A table whose rows of one chain are not what the chain adds up to.
   *
   * @param chain null where rows belong to no chain at all
   * @param living the rows found, as JSON, those alike left out; {@code rebuilt} those that should
   *     be
   */
  record Difference(
      @Nullable ChainId chain, String table, List<String> living, List<String> rebuilt) {}

  /**
   * What a run found.
   *
   * @param tallies how many were counted again
   */
  record Summary(long chains, long differences, int tallies) {}

  /** Compares, and changes nothing. */
  Summary compare(Consumer<Difference> found);

  /**
   * Compares, and keeps the rebuilt rows where they differ. Then counts every tally again, as far
   * as its follower has come; what tallies say is a count in passing, so it is not compared.
   */
  Summary replace(Consumer<Difference> found);
}
