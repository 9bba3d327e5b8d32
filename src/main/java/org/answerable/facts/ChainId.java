package org.answerable.facts;

import java.util.UUID;

/** The name of a chain of the ledger: one per thing that is decided about. */
public record ChainId(UUID value) implements Id {

  /** The ledger's own chain. */
  public static final ChainId SYSTEM =
      new ChainId(UUID.fromString("00000000-0000-8000-8000-000000000001"));

  /** The chain of the settings. */
  public static final ChainId CONFIG =
      new ChainId(UUID.fromString("00000000-0000-8000-8000-0000000000c0"));

  @Override
  public String toString() {
    return value.toString();
  }
}
