package org.answerable.ledger.reading;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that is not as it was written. Nothing is ever put right because of it.
 *
 * @param chain null where it concerns no single chain
 * @param seq 0 where it concerns no single entry
 * @param what a sentence for administrators and auditors, in English
 */
public record Finding(Sort sort, @Nullable UUID chain, long seq, String what) {

  /** What kind of promise of the ledger is broken. */
  public enum Sort {
    /** A stored header is not canonical, or its columns say something else. */
    HEADER,
    /** An entry does not follow the one before it, or the chain's head is not its last entry. */
    CHAIN,
    /** Content is not what was sealed, or nobody named it. */
    PART,
    /** Content is gone and no erasure lists it. */
    MISSING,
    /** A file is not the one that was described. */
    FILE,
    /** The one public order has a gap, a stranger, or leaves somebody out. */
    LEAF,
    /** An entry claims to be older than what was signed before it came. */
    BACK_DATED,
    /** A signed note does not fit the entries, or nobody who is believed signed it. */
    CHECKPOINT,
    /** A register or view is not what the entries add up to. */
    TABLE,
    /** A mail is kept that no entry names, or the other way round. */
    MAIL
  }

  @Override
  public String toString() {
    var where = chain == null ? "" : " chain " + chain + (seq == 0 ? "" : " entry " + seq);
    return sort + where + ": " + what;
  }
}
