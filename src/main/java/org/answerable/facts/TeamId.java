package org.answerable.facts;

import java.util.UUID;

/** Some people who answer together; also the name of their chain. */
public record TeamId(UUID value) implements Chained {
  @Override
  public String toString() {
    return value.toString();
  }
}
