package org.answerable.ledger.reading;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The ledger's files, all of them outside the database. The house that the ledger lives in says
 * where they are.
 *
 * @param signingKey the private key, readable by its owner only; where it is absent on a node,
 *     other nodes sign
 * @param publicKeys one key a line, as {@code name+id+key}: a note that none of them signed is
 *     believed by nobody
 * @param notes every signed note, one after another
 * @param copy the same notes once more, where they are not put back together with the database:
 *     outside the data directory, best where the database's administrator cannot write; null for
 *     none
 * @param origin the name under which a fresh key signs; null for one made of the ledger's id. Once
 *     a key exists its own name is used
 * @param mayMakeKey whether this node makes a key when there is none and nothing was ever signed
 */
public record LedgerFiles(
    Path signingKey,
    Path publicKeys,
    Path notes,
    @Nullable Path copy,
    @Nullable String origin,
    boolean mayMakeKey) {

  /** The usual places in a data directory, and no copy. */
  public static LedgerFiles in(Path data, @Nullable String origin) {
    return in(data, null, origin);
  }

  /** The usual places in a data directory, and the notes once more outside of it. */
  public static LedgerFiles in(Path data, @Nullable Path copy, @Nullable String origin) {
    return new LedgerFiles(
        data.resolve("ledger.key"),
        data.resolve("ledger.pub"),
        data.resolve("checkpoints.txt"),
        copy,
        origin,
        true);
  }
}
