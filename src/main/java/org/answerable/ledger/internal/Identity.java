package org.answerable.ledger.internal;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who this ledger is, and the two chains that every ledger has. */
public final class Identity {

  /** The chain of the settings. */
  public static final UUID CONFIG = UUID.fromString("00000000-0000-8000-8000-0000000000c0");

  /** The chain of the ledger itself: its first entry is {@code ledger.opened}. */
  public static final UUID SYSTEM = UUID.fromString("00000000-0000-8000-8000-000000000001");

  private static final String LEDGER =
      """
      select ledger_id from ledger.state where one = 1
      """;

  private Identity() {}

  /**
   * The random id this database's ledger got when its tables were made; it stands in every header.
   */
  public static UUID of(JdbcClient db) {
    return db.sql(LEDGER).query((row, _) -> row.getObject(1, UUID.class)).single();
  }
}
