package org.answerable.facts;

import java.util.UUID;

/** One wish to have something erased. */
public record RequestId(UUID value) implements Id {
  @Override
  public String toString() {
    return value.toString();
  }
}
