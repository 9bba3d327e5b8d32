package org.answerable.facts;

import java.util.UUID;

/** The face a customer knows. */
public record BrandId(UUID value) implements Id {
  @Override
  public String toString() {
    return value.toString();
  }
}
