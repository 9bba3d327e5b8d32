package org.badhouse.doors.desk;

import java.sql.Connection;
import java.sql.SQLException;
import org.badhouse.ledger.writing.Desk;
import org.badhouse.work.cases.Everything;

/** Takes the pen, and opens a transaction by hand. */
public final class Page {
  private Page() {}

  public static String show(Connection connection, Everything everything) throws SQLException {
    connection.setAutoCommit(false);
    return Desk.name() + everything;
  }
}
