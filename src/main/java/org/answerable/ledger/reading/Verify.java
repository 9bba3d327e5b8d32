package org.answerable.ledger.reading;

import java.util.List;
import javax.sql.DataSource;
import org.answerable.ledger.internal.Checking;

/**
 * Checks everything that is written: bytes, chains, order, seals, files, signatures and what was
 * published outside, and that registers, views and mails agree with it. Reads one moment of the
 * database in one read-only transaction, while the desk goes on. Puts nothing right.
 */
public final class Verify {

  private final DataSource database;
  private final LedgerFiles files;
  private final List<TableCheck> tables;

  /**
   * @param database of any role that may read the ledger; one connection is used
   */
  public Verify(DataSource database, LedgerFiles files, List<TableCheck> tables) {
    this.database = database;
    this.files = files;
    this.tables = List.copyOf(tables);
  }

  /**
   * @throws IllegalStateException when the database cannot be read to its end
   */
  public VerifyReport run() {
    return Checking.run(database, files, tables);
  }
}
