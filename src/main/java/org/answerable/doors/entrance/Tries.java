package org.answerable.doors.entrance;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts tries in the database, so that all nodes count together. A try is counted before the work,
 * by one statement, so that many at once cannot all be the first.
 */
@Component
public final class Tries {

  private static final String COUNT =
      """
      insert into doors.tries as t (key, began, n)
      values (:key, ledger.now(), 1)
          on conflict (key) do update
         set n = case when t.began < ledger.now() - make_interval(secs => :seconds) then 1 else t.n + 1 end,
             began = case when t.began < ledger.now() - make_interval(secs => :seconds) then excluded.began
                          else t.began end
      returning n
      """;

  private static final String UNCOUNT =
      """
      update doors.tries
         set n = greatest(n - 1, 0)
       where key = :key
      """;

  private static final String SWEEP =
      """
      delete from doors.tries
       where began < ledger.now() - interval '1 day'
      """;

  private final JdbcClient db;

  Tries(JdbcClient db) {
    this.db = db;
  }

  /**
   * Whether one more try is within the limit; it is counted either way.
   *
   * @param sort what is tried
   * @param whose whoever tries or is tried for; kept as a hash
   */
  public boolean allow(String sort, String whose, int most, Duration within) {
    int n =
        db.sql(COUNT)
            .param("key", key(sort, whose))
            .param("seconds", within.toSeconds())
            .query((row, _) -> row.getInt("n"))
            .single();
    if (n == 1) {
      db.sql(SWEEP).update();
    }
    return n <= most;
  }

  /** That try was none: it succeeded. */
  void takeBack(String sort, String whose) {
    db.sql(UNCOUNT).param("key", key(sort, whose)).update();
  }

  private static String key(String sort, String whose) {
    return sort + ":" + Tokens.hash(whose);
  }
}
