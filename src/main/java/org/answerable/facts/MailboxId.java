package org.answerable.facts;

import java.util.UUID;

/** An address at which customers reach us. */
public record MailboxId(UUID value) implements Id {
  @Override
  public String toString() {
    return value.toString();
  }
}
