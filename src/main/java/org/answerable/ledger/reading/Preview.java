package org.answerable.ledger.reading;

import java.text.BreakIterator;
import java.util.Locale;

/** The beginning of a text as lists show it. */
public final class Preview {

  /** At most so many characters. */
  public static final int LENGTH_MAX = 200;

  /** What stands where the text was erased. */
  public static final String ERASED = "erased";

  private Preview() {}

  /** The beginning of a part's text in one line; empty where there is no such part. */
  public static String of(Entry entry, String name) {
    var part = entry.parts().get(name);
    if (part == null) {
      return "";
    }
    var text = part.text();
    return text == null ? ERASED : of(text);
  }

  /** The beginning of a text in one line, cut between what people see as characters. */
  public static String of(String text) {
    var head = text.length() > 8 * LENGTH_MAX ? text.substring(0, 8 * LENGTH_MAX) : text;
    var line = oneLine(head);
    if (line.length() <= LENGTH_MAX) {
      return line;
    }
    var characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(line);
    return line.substring(0, characters.preceding(LENGTH_MAX)) + "…";
  }

  private static String oneLine(String text) {
    var line = new StringBuilder(text.length());
    boolean gap = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c) || Character.isISOControl(c)) {
        gap = !line.isEmpty();
      } else {
        if (gap) {
          line.append(' ');
        }
        gap = false;
        line.append(c);
      }
    }
    return line.toString();
  }
}
