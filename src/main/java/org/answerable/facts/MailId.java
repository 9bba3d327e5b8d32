package org.answerable.facts;

import java.util.UUID;

/** One mail as it came in; also the name of its chain. */
public record MailId(UUID value) implements Chained {
  @Override
  public String toString() {
    return value.toString();
  }
}
