package org.answerable.facts;

import java.util.UUID;

/** Someone who asks; also the name of their chain. */
public record CustomerId(UUID value) implements Chained {
  @Override
  public String toString() {
    return value.toString();
  }
}
