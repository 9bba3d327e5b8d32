package org.badhouse.facts;

import java.util.List;
import java.util.UUID;
import org.badhouse.ledger.writing.Desk;

/** A fact with words in it, an id of its own making, and a pen. */
public record Said(long number, String words, List<String> more) {
  public Said {
    words = words + UUID.randomUUID() + Desk.name();
  }
}
