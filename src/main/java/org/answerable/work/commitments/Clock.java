package org.answerable.work.commitments;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.answerable.facts.ChainId;
import org.answerable.ledger.reading.ChainKind;
import org.answerable.ledger.writing.Command;
import org.answerable.ledger.writing.Desk;
import org.answerable.ledger.writing.Subjects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Makes sure that what time has done is recorded when nobody comes by. Readers do not need it: a
 * commitment is broken for everyone from the instant it is due. Ticked each second on every node;
 * two nodes that tick at once record a break once, because the second finds it ended.
 */
@Component
public final class Clock {

  private static final int AT_ONCE = 200;

  private static final String STIRRING =
      """
      select c.chain_id, l.kind
        from work.commitments c
        join ledger.chain l on l.chain_id = c.chain_id
       where c.ended_at is null
         and least(c.due_at, c.acts_at) <= (select ledger.now())
       order by least(c.due_at, c.acts_at)
       limit :limit
      """;

  private static final String NEXT =
      """
      select min(least(due_at, acts_at))
        from work.commitments
       where ended_at is null
      """;

  private final JdbcClient db;
  private final Desk desk;
  private final ObjectProvider<Subjects<?>> subjects;

  Clock(JdbcClient db, Desk desk, ObjectProvider<Subjects<?>> subjects) {
    this.db = db;
    this.desk = desk;
    this.subjects = subjects;
  }

  /** When time or the desk does the next thing to anything; empty where nothing is owed. */
  public Optional<Instant> nextStirring() {
    return db.sql(NEXT)
        .query((row, _) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
        .single()
        .map(OffsetDateTime::toInstant);
  }

  private record Late(UUID chain, ChainKind kind) {}

  /**
   * Settles what is due by now, at most {@value #AT_ONCE} things. One that cannot be settled stands
   * before no other.
   *
   * @return how many were settled, so that one that fell behind can go on at once
   * @throws RuntimeException after all others were settled, for the first that could not be; at
   *     once where it is the database that fails
   */
  public int tick() {
    List<Late> late =
        db.sql(STIRRING)
            .param("limit", AT_ONCE)
            .query((row, _) ->
                new Late(
                    row.getObject("chain_id", UUID.class), ChainKind.of(row.getString("kind"))))
            .list();
    var faults = new ArrayList<RuntimeException>();
    for (var one : late.stream().distinct().toList()) {
      try {
        settle(one);
      } catch (DataAccessResourceFailureException | TransactionException e) {
        throw e; // the next would fare no better
      } catch (RuntimeException e) {
        faults.add(new IllegalStateException("Chain " + one.chain() + " cannot be settled", e));
      }
    }
    if (!faults.isEmpty()) {
      var first = faults.removeFirst();
      faults.forEach(first::addSuppressed);
      throw first;
    }
    return late.size();
  }

  private void settle(Late late) {
    subjects.stream()
        .filter(one -> one.kind() == late.kind())
        .forEach(one -> desk.settle(one, new ChainId(late.chain()), Command.ofDesk()));
  }
}
