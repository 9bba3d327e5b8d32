package org.answerable.ledger.writing;

import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Time that is told instead of measured: for tests, and for the maker of a demo's past before the
 * doors open. Only the database's owner can tell it, so a desk that serves never does. While an
 * instant is told, it is the now of every command and every query.
 */
public final class ToldTime {

  private static final String TELL =
      """
      insert into ledger.told (one, at)
      values (1, :at)
          on conflict (one) do update set at = excluded.at
      """;

  private static final String END =
      """
      delete from ledger.told
      """;

  private final JdbcClient owner;

  /**
   * @param owner connections of the role that owns the tables
   */
  public ToldTime(DataSource owner) {
    this.owner = JdbcClient.create(owner);
  }

  /** From now on it is this instant, until another is told. */
  public void tell(Instant instant) {
    owner.sql(TELL).param("at", instant.atOffset(ZoneOffset.UTC)).update();
  }

  /** From now on time is measured. */
  public void end() {
    owner.sql(END).update();
  }
}
