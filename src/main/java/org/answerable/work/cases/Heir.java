package org.answerable.work.cases;

import java.util.UUID;
import org.answerable.facts.CaseId;
import org.answerable.facts.StaffId;
import org.answerable.ledger.writing.MovedMeanwhile;
import org.answerable.ledger.writing.Pen;
import org.answerable.work.people.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whoever owns an ended case again if it goes on. Locking somebody out moves their open cases; a
 * case that is just being reopened is not open yet for that command to see. So its owner is held
 * still before the case is taken, and whoever locks them out waits, and then sees it.
 */
final class Heir {

  private static final String OWNER =
      """
      select owner_id
        from work.cases
       where chain_id = :chain
         and outcome is not null
      """;

  private final JdbcClient db;
  private final CaseId id;
  private @Nullable StaffId held;

  Heir(JdbcClient db, CaseId id) {
    this.db = db;
    this.id = id;
  }

  /** Before the case is taken: people come before cases. */
  void hold(Pen pen) {
    held =
        db.sql(OWNER)
            .param("chain", id.value())
            .query((row, _) -> new StaffId(row.getObject(1, UUID.class)))
            .optional()
            .orElse(null);
    if (held != null) {
      pen.still(Person.SUBJECTS, held);
    }
  }

  /**
   * Once the case is taken.
   *
   * @throws MovedMeanwhile where it ended, or its owner changed, between the two
   */
  Case sure(Case c) {
    if (c.exists() && !c.isOpen() && !c.owner().equals(held)) {
      throw new MovedMeanwhile("Whose case it is");
    }
    return c;
  }
}
