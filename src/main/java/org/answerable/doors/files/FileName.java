package org.answerable.doors.files;

import java.nio.charset.StandardCharsets;

/** A file's name from a stranger, made harmless to show, to save and to put in a header. */
public final class FileName {

  private static final int BYTES_MAX = 255;

  private FileName() {}

  /** Empty when nothing of the name is fit to stay. */
  public static String safe(String raw) {
    int slash = Math.max(raw.lastIndexOf('/'), raw.lastIndexOf('\\'));
    var last = raw.substring(slash + 1);
    var out = new StringBuilder(last.length());
    last.codePoints().forEach(c -> append(c, out));
    var name = out.toString().strip();
    while (name.startsWith(".")) name = name.substring(1);
    return cut(whole(name));
  }

  private static void append(int c, StringBuilder out) {
    if (c == 0x7f || c < 0x20 || (c >= 0x80 && c < 0xa0)) return;
    if (c == '"' || c == '<' || c == '>' || c == '|' || c == '*' || c == '?' || c == ':') {
      out.append('_');
    } else if (deceives(c)) {
      out.append(String.format("[U+%04X]", c));
    } else {
      out.appendCodePoint(c);
    }
  }

  // NUL is gone already; half of a surrogate pair is no letter and cannot be stored.
  private static String whole(String name) {
    return new String(name.getBytes(StandardCharsets.UTF_16), StandardCharsets.UTF_16);
  }

  // Marks of direction and characters without width can make "fdp.exe" look like "exe.pdf".
  private static boolean deceives(int c) {
    int type = Character.getType(c);
    return type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  private static String cut(String name) {
    if (name.getBytes(StandardCharsets.UTF_8).length <= BYTES_MAX) return name;
    int point = name.lastIndexOf('.');
    var end = point > 0 && name.length() - point <= 10 ? name.substring(point) : "";
    int room = BYTES_MAX - end.getBytes(StandardCharsets.UTF_8).length;
    var out = new StringBuilder();
    int used = 0;
    for (int i = 0; i < name.length(); ) {
      int c = name.codePointAt(i);
      int size = Character.toString(c).getBytes(StandardCharsets.UTF_8).length;
      if (used + size > room) break;
      out.appendCodePoint(c);
      used += size;
      i += Character.charCount(c);
    }
    return out.append(end).toString();
  }
}
