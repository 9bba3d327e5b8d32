package org.answerable.facts;

import java.util.List;

/** What is taken away from the words, never from the record that something was said. */
public sealed interface Erasing extends CaseFact, MailFact, CustomerFact, PersonFact, TeamFact {

  /** Why something may be erased. */
  enum Ground {
    REQUEST,
    KEEPING_RULE
  }

  /** These parts of earlier entries of this chain are gone from now on. */
  @Stored("erasure.executed")
  record ErasureExecuted(RequestId request, Ground ground, List<PartRef> targets)
      implements Erasing {
    public ErasureExecuted {
      targets = List.copyOf(targets);
    }
  }
}
