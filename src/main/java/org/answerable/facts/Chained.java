package org.answerable.facts;

/** A thing that has a chain of its own; the chain bears its id. */
public sealed interface Chained extends Id permits CaseId, MailId, CustomerId, StaffId, TeamId {

  default ChainId chain() {
    return new ChainId(value());
  }
}
