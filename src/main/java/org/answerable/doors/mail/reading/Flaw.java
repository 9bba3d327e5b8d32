package org.answerable.doors.mail.reading;

/** What was missing, broken or too much in a mail. */
public enum Flaw {
  TOO_LARGE(true),
  TOO_MUCH_DECODED(true),
  TOO_MANY_PARTS(true),
  TOO_DEEP(true),
  TOO_MANY_HEADER_LINES(true),
  HEADER_TOO_LONG(true),
  TOO_SLOW(true),
  TEXT_TOO_LONG(true),
  BROKEN_STRUCTURE(true),
  BROKEN_ENCODING(true),
  UNKNOWN_CHARSET(false),
  BROKEN_CHARSET(false),
  BROKEN_HEADER(false),
  NO_MESSAGE_ID(false),
  NO_FROM(false),
  MANY_FROM(false),
  NO_DATE(false),
  BROKEN_DATE(false);

  private final boolean hides;

  Flaw(boolean hides) {
    this.hides = hides;
  }

  /** True where a reader of the text may miss something that is in the raw file. */
  public boolean hidesSomething() {
    return hides;
  }
}
