package org.answerable.facts;

import java.util.UUID;

/**
 * A person as one case knows them. Which customer that is stands in an erasable part, so that
 * nothing links cases once it is gone.
 */
public record PartyId(UUID value) implements Id {
  @Override
  public String toString() {
    return value.toString();
  }
}
