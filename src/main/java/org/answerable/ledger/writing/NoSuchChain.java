package org.answerable.ledger.writing;

import org.answerable.facts.ChainId;
import org.answerable.ledger.reading.ChainKind;

/** Somebody wanted to decide about a thing that was never written down. */
public final class NoSuchChain extends RuntimeException {

  NoSuchChain(ChainKind kind, ChainId chain) {
    super("There is no " + kind.word() + " " + chain);
  }
}
