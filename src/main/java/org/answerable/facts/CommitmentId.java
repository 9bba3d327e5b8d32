package org.answerable.facts;

import java.util.UUID;

/** One thing that somebody owes somebody by a time. */
public record CommitmentId(UUID value) implements Id {
  @Override
  public String toString() {
    return value.toString();
  }
}
