package org.answerable.doors.frame;

/** A message with what it repeats of earlier ones apart, so that only what is new stands out. */
public record Folded(String text, String quote) {

  /** Only a quotation at the very end is folded; whatever is unclear stays in sight. */
  public static Folded of(String body) {
    var lines = body.strip().split("\n", -1);
    int end = lines.length;
    while (end > 0 && isQuoted(lines[end - 1])) {
      end--;
    }
    boolean quotes = false;
    for (int i = end; i < lines.length; i++) {
      quotes |= lines[i].startsWith(">");
    }
    if (!quotes || end == 0) {
      return new Folded(body.strip(), "");
    }
    if (end > 0 && lines[end - 1].strip().endsWith(":")) {
      end--; // "On Thursday, Maya wrote:"
    }
    var text = String.join("\n", java.util.Arrays.copyOfRange(lines, 0, end)).strip();
    return text.isEmpty()
        ? new Folded(body.strip(), "")
        : new Folded(
            text,
            String.join("\n", java.util.Arrays.copyOfRange(lines, end, lines.length)).strip());
  }

  private static boolean isQuoted(String line) {
    return line.isBlank() || line.startsWith(">");
  }
}
