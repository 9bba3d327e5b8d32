package org.answerable.facts;

import java.util.Locale;

/** A language in which the desk writes. */
public enum Tongue {
  EN(Locale.ENGLISH),
  DE(Locale.GERMAN);

  private final Locale locale;

  Tongue(Locale locale) {
    this.locale = locale;
  }

  public Locale locale() {
    return locale;
  }
}
