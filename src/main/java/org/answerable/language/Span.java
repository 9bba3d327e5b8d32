package org.answerable.language;

/**
 * A piece of the text that was read.
 *
 * @param start index of the first char, in UTF-16 units
 * @param end index after the last char
 */
public record Span(int start, int end) {
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("no span: " + start + ".." + end);
    }
  }

  /** The words themselves. */
  public String of(CharSequence text) {
    return text.subSequence(start, end).toString();
  }
}
