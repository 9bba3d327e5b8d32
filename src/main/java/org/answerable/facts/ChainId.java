package org.answerable.facts;

import java.util.UUID;

/** The name of a chain of the ledger: one per thing that is decided about. */
public record ChainId(UUID value) implements Id {
  @Override
  public String toString() {
    return value.toString();
  }
}
