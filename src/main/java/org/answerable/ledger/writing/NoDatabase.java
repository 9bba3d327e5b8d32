package org.answerable.ledger.writing;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/**
 * The database does not answer: it is down, starts, or hung up. What was asked is not done, or was
 * done and nobody heard of it; under the same id it is done once, whenever it answers again.
 */
public final class NoDatabase {

  /** Of PostgreSQL's class 08, "connection exception". */
  private static final String CONNECTION = "08";

  /** Of its class 57, "operator intervention": it is told to end, or crashed, or is not ready. */
  private static final String DOWN = "57P";

  private NoDatabase() {}

  /** Whether this is why something failed. */
  public static boolean isReasonOf(Throwable fault) {
    return SqlCauses.of(fault).stream().anyMatch(NoDatabase::is);
  }

  private static boolean is(SQLException cause) {
    var state = String.valueOf(cause.getSQLState());
    return cause instanceof SQLTransientConnectionException // none came free while one waited
        || state.startsWith(CONNECTION)
        || state.startsWith(DOWN);
  }
}
