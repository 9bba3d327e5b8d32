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

  /** The desk's own word for a language; {@link #EN} for those in which it does not write. */
  public static Tongue of(Locale locale) {
    return locale.getLanguage().equals(DE.locale.getLanguage()) ? DE : EN;
  }

  public Locale locale() {
    return locale;
  }
}
