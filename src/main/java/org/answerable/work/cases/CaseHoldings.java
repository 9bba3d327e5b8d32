package org.answerable.work.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.answerable.facts.CaseId;
import org.answerable.facts.Owning.MoveReason;
import org.answerable.facts.Owning.OwnerMoved;
import org.answerable.facts.StaffId;
import org.answerable.facts.TeamId;
import org.answerable.ledger.writing.Pen;
import org.answerable.ledger.writing.Said;
import org.answerable.ledger.writing.Words;
import org.answerable.work.people.Holdings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The open cases of somebody who leaves go to their team's duty lead, in the same transaction. */
@Component
final class CaseHoldings implements Holdings {

  private static final String OWNED =
      """
      select chain_id
        from work.cases
       where owner_id = :owner
         and outcome is null
       order by chain_id
       limit 100000
      """;

  private final JdbcClient db;
  private final CaseSubjects cases;

  CaseHoldings(JdbcClient db, CaseSubjects cases) {
    this.db = db;
    this.cases = cases;
  }

  @Override
  public List<Said> move(StaffId leaving, Map<TeamId, StaffId> heirs, Pen pen) {
    var owned =
        db.sql(OWNED)
            .param("owner", leaving.value())
            .query((row, _) -> new CaseId(row.getObject(1, UUID.class)))
            .list();
    var said = new ArrayList<Said>();
    for (var id : owned) {
      var c = pen.hold(cases, id);
      var heir = heirs.get(c.began().team());
      if (heir == null) {
        throw new IllegalStateException(
            "Case " + id + " is of team " + c.began().team() + ", which has no duty lead to hold it");
      }
      if (c.isOpen() && c.owner().equals(leaving)) {
        said.add(
            Said.said(
                id.chain(),
                new OwnerMoved(leaving, heir, MoveReason.LOCKED_OUT, false),
                Words.NONE));
      }
    }
    return said;
  }
}
