package org.answerable.ledger.writing;

import org.answerable.facts.ChainId;
import org.answerable.facts.Fact;
import org.jspecify.annotations.Nullable;

/**
 * A fact that a verdict leads to, with the words beside it.
 *
 * @param chain the chain it belongs to; null for the one the command is about
 */
public record Said(@Nullable ChainId chain, Fact fact, Words words) {

  public static Said said(Fact fact) {
    return new Said(null, fact, Words.NONE);
  }

  public static Said said(Fact fact, Words words) {
    return new Said(null, fact, words);
  }

  public static Said said(ChainId chain, Fact fact, Words words) {
    return new Said(chain, fact, words);
  }
}
