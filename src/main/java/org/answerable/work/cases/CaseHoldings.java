package org.answerable.work.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.answerable.facts.CaseId;
import org.answerable.facts.StaffId;
import org.answerable.facts.TeamId;
import org.answerable.ledger.writing.Pen;
import org.answerable.ledger.writing.Said;
import org.answerable.work.people.Holdings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The open cases of somebody who leaves go to their team's duty lead, and what they owe in the
 * cases of others is owed by another, in the same transaction.
 */
@Component
final class CaseHoldings implements Holdings {

  private static final String HELD =
      """
      select k.chain_id
        from work.cases k
       where k.outcome is null
         and (k.owner_id = :leaving
              or k.chain_id in (select o.chain_id
                                  from work.commitments o
                                 where o.debtor_id = :leaving
                                   and o.ended_at is null))
       order by k.chain_id
       limit 100000
      """;

  private final JdbcClient db;
  private final CaseSubjects cases;
  private final Surroundings surroundings;

  CaseHoldings(JdbcClient db, CaseSubjects cases, Surroundings surroundings) {
    this.db = db;
    this.cases = cases;
    this.surroundings = surroundings;
  }

  @Override
  public List<Said> move(StaffId leaving, Map<TeamId, StaffId> heirs, Pen pen) {
    var held =
        db.sql(HELD)
            .param("leaving", leaving.value())
            .query((row, _) -> new CaseId(row.getObject(1, UUID.class)))
            .list();
    var said = new ArrayList<Said>();
    for (var id : held) {
      var c = pen.hold(cases, id);
      var heir = heirs.get(c.began().team());
      if (heir == null) {
        throw new IllegalStateException(
            "Case "
                + id
                + " is of team "
                + c.began().team()
                + ", which has no duty lead to hold it");
      }
      var around = surroundings.around(c, pen.now().instant()).ledBy(heir);
      Takings.leaving(c, leaving, around, pen.now())
          .said()
          .forEach(one -> said.add(Said.said(id.chain(), one.fact(), one.words())));
    }
    return said;
  }
}
