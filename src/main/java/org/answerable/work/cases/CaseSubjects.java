package org.answerable.work.cases;

import java.util.List;
import org.answerable.facts.CaseId;
import org.answerable.facts.ChainId;
import org.answerable.ledger.reading.ChainKind;
import org.answerable.ledger.writing.Moment;
import org.answerable.ledger.writing.Said;
import org.answerable.ledger.writing.Subjects;
import org.springframework.stereotype.Component;

/** How a case's chain is read, and what time does to it. */
@Component
final class CaseSubjects implements Subjects<Case> {

  private final Surroundings surroundings;

  CaseSubjects(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public ChainKind kind() {
    return ChainKind.CASE;
  }

  @Override
  public Case blank(ChainId chain) {
    return Case.blank(new CaseId(chain.value()));
  }

  @Override
  public List<Said> settle(Case c, Moment now) {
    boolean still =
        !c.isOpen()
            || (c.book().actingBy(now.instant()).isEmpty()
                && c.book().overdueAt(now.instant()).isEmpty());
    // Nothing stirs for nearly every command: then nobody is asked who is around.
    return still ? List.of() : Settling.settle(c, surroundings.settling(c, now.instant()), now);
  }
}
