package org.answerable.facts;

import java.util.UUID;

/**
 * One thing said in a case: a message, a note, or a letter of the desk. What keeps a promise is
 * named by it.
 */
public record MessageId(UUID value) implements Id {
  @Override
  public String toString() {
    return value.toString();
  }
}
