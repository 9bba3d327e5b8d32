package org.answerable.facts;

import java.util.UUID;

/** One act of somebody. Doing it twice with the same id does it once. */
public record CommandId(UUID value) implements Id {
  @Override
  public String toString() {
    return value.toString();
  }
}
