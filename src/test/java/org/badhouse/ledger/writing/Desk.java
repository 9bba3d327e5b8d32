package org.badhouse.ledger.writing;

import org.badhouse.work.cases.Everything;
import org.springframework.transaction.support.TransactionTemplate;

/** Leans on the floor above. */
public record Desk(TransactionTemplate allowed, Class<Everything> wrong) {
  /** Uses it, so that the edge is there. */
  public static String name() {
    return Everything.NAME_OF_ALL.toString();
  }
}
