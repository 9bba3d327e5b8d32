package org.answerable.ledger.reading;

import java.util.List;

/**
 * Rows kept beside the ledger in the transaction of the entries they add up to. One row belongs to
 * one chain. Applying a whole chain at once must give the same rows as applying it command by
 * command: {@code rebuild} does the former and compares.
 */
public interface Table {

  /** The kind of chain it reads. */
  ChainKind kind();

  /** The tables it writes, with their schema, each with the column that names the chain. */
  List<Rows> rows();

  void apply(Change change);

  /** A table, and its column with the id of the chain. */
  record Rows(String table, String chainColumn) {}
}
