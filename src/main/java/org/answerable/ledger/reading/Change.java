package org.answerable.ledger.reading;

import java.util.List;
import org.answerable.facts.ChainId;

/**
 * What one command wrote to one chain, and the subject as it is afterwards.
 *
 * @param entries at least one, in order
 * @param head the hash of the last entry: where the chain ends now
 * @param after what the chain tells now; of the type that folds chains of this kind
 */
public record Change(ChainId chain, List<Entry> entries, Object after, byte[] head) {

  public Entry last() {
    return entries.getLast();
  }
}
