package org.answerable.facts;

import java.util.UUID;

/** A customer's matter; also the name of its chain. */
public record CaseId(UUID value) implements Chained {
  @Override
  public String toString() {
    return value.toString();
  }
}
