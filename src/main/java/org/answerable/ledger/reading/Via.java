package org.answerable.ledger.reading;

import java.util.Locale;

/** The door an act came through. */
public enum Via {
  MAIL,
  WEB,
  PORTAL,
  API,
  JOB,
  IMPORT,
  MIGRATION;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Via of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
