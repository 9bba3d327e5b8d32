package org.answerable.doors.jobs;

import org.answerable.doors.command.BeforeDoorsOpen;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Opens the ledger of a new desk: its first entry is there before anybody can come in. */
@Component
@Order(0)
final class FirstEntry implements BeforeDoorsOpen {

  private final org.answerable.ledger.writing.Opening ledger;

  FirstEntry(org.answerable.ledger.writing.Opening ledger) {
    this.ledger = ledger;
  }

  @Override
  public void beforeDoorsOpen(Opening whose) {
    switch (whose) {
      case Opening.Real _ -> ledger.open(null);
      case Opening.Demo _ -> {} // its past begins earlier, and the demo opens its ledger itself
    }
  }
}
