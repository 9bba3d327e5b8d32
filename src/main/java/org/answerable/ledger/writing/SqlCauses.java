package org.answerable.ledger.writing;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.transaction.TransactionSystemException;

/** What the database or its driver said, somewhere behind what came of it. */
final class SqlCauses {

  private SqlCauses() {}

  /**
   * From the outermost to the innermost. Where taking a transaction back failed as well, what
   * failed before comes first.
   */
  static List<SQLException> of(Throwable fault) {
    var found = new ArrayList<SQLException>();
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof TransactionSystemException both
          && both.getApplicationException() != null) {
        found.addAll(of(both.getApplicationException()));
      }
      if (cause instanceof SQLException sql) {
        found.add(sql);
      }
    }
    return found;
  }
}
