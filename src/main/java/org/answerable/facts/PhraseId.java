package org.answerable.facts;

import java.util.UUID;

/** A phrase that an administrator taught the desk. */
public record PhraseId(UUID value) implements Id {
  @Override
  public String toString() {
    return value.toString();
  }
}
