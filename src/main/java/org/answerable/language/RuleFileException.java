package org.answerable.language;

/**
 * A rule file, or a phrase somebody added, cannot be understood. Says where and why, so that it can
 * be put right.
 */
public final class RuleFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;

  RuleFileException(String file, int line, String reason) {
    super(file + ", line " + line + ": " + reason);
    this.line = line;
  }

  /** The line, counted from 1. */
  public int line() {
    return line;
  }
}
