package org.answerable.facts;

import java.util.UUID;

/** Someone who answers; also the name of their chain. */
public record StaffId(UUID value) implements Chained {
  @Override
  public String toString() {
    return value.toString();
  }
}
