package org.answerable.ledger.reading;

/**
 * What a chain is about. The order is the order in which chains are locked, so that two commands
 * never wait for each other.
 */
public enum ChainKind {
  SYSTEM,
  CONFIG,
  TEAM,
  PERSON,
  CUSTOMER,
  MAIL,
  CASE;

  /** The word under which it is stored. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The kind stored as {@code word}. */
  public static ChainKind of(String word) {
    return valueOf(word.toUpperCase(java.util.Locale.ROOT));
  }

  /** Mails and cases are of one sort: inside it, chains are locked by ascending id. */
  public int sort() {
    return Math.min(ordinal(), MAIL.ordinal());
  }
}
