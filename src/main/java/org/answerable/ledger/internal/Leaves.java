package org.answerable.ledger.internal;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The tree as its leaves give it, read anew: what the sequencer keeps is not believed. */
final class Leaves {

  private static final int AT_ONCE = 10_000;

  private static final String HASHES =
      """
      select l.idx, e.entry_hash
        from ledger.leaf l
        join ledger.entry e on e.chain_id = l.chain_id and e.seq = l.seq
       where l.idx >= :from
         and l.idx < :to
       order by l.idx
       limit :limit
      """;

  private final JdbcClient db;

  Leaves(JdbcClient db) {
    this.db = db;
  }

  /**
   * Grows a tree to a size, a piece in memory at a time.
   *
   * @throws LeafMissing when there is no entry for some leaf on the way
   */
  Tree grow(Tree from, long size) {
    var growing = new Tree.Growing(from);
    for (long next = from.size(); next < size; next = growing.size()) {
      db.sql(HASHES)
          .param("from", next)
          .param("to", Math.min(size, next + AT_ONCE))
          .param("limit", AT_ONCE)
          .query(row -> {
            if (row.getLong("idx") == growing.size()) {
              growing.add(Hash.of(row.getBytes("entry_hash")));
            }
          });
      if (growing.size() < Math.min(size, next + AT_ONCE)) {
        throw new LeafMissing(growing.size());
      }
    }
    return growing.tree();
  }

  /** A leaf has no entry: the ledger was tampered with. */
  static final class LeafMissing extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LeafMissing(long idx) {
      super("Leaf " + idx + " has no entry.");
    }
  }
}
