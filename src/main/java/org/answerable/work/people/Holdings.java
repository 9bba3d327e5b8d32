package org.answerable.work.people;

import java.util.List;
import java.util.Map;
import org.answerable.facts.StaffId;
import org.answerable.facts.TeamId;
import org.answerable.ledger.writing.Pen;
import org.answerable.ledger.writing.Said;

/**
 * Things held by a person that cannot stay with someone who may do nothing any more, such as cases.
 * A room that has such things implements this.
 */
public interface Holdings {

  /**
   * Moves all that {@code leaving} holds. Called inside the transaction that locks them out: their
   * chain is taken, so nobody can give them more; every heir's stands still. The chains of what is
   * held are taken here, by ascending id.
   *
   * @param heirs for each team, its duty lead, who is another and active
   * @return what is said in the chains of what is held, each with its chain
   */
  List<Said> move(StaffId leaving, Map<TeamId, StaffId> heirs, Pen pen);
}
