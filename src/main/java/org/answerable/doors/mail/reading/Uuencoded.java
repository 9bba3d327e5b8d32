package org.answerable.doors.mail.reading;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Files written into the text by uuencode. Only a block that is whole and valid is taken out. */
final class Uuencoded {

  record Found(String name, byte[] content) {}

  /** The text without the files, and the files. */
  record Split(String text, List<Found> files) {}

  private Uuencoded() {}

  static Split split(String text) {
    if (!text.startsWith("begin ") && !text.contains("\nbegin ")) return new Split(text, List.of());
    var lines = text.split("\n", -1);
    var rest = new StringBuilder();
    var files = new ArrayList<Found>();
    int i = 0;
    while (i < lines.length) {
      var name = nameOf(lines[i]);
      var block = name == null ? null : block(lines, i + 1);
      if (name != null && block != null) {
        files.add(new Found(name, block.content));
        i = block.next;
      } else {
        rest.append(lines[i]).append(++i < lines.length ? "\n" : "");
      }
    }
    return new Split(rest.toString(), files);
  }

  private static @Nullable String nameOf(String line) {
    var words = line.stripTrailing().split(" ", 3);
    if (words.length < 3 || !words[0].equals("begin")) return null;
    boolean mode = words[1].length() >= 3 && words[1].length() <= 4;
    for (int i = 0; i < words[1].length(); i++) {
      mode &= words[1].charAt(i) >= '0' && words[1].charAt(i) <= '7';
    }
    return mode && !words[2].isBlank() ? words[2].strip() : null;
  }

  private record Block(byte[] content, int next) {}

  private static @Nullable Block block(String[] lines, int from) {
    var out = new ByteArrayOutputStream();
    for (int i = from; i < lines.length; i++) {
      var line = trimmed(lines[i]);
      if (line.equals("end")) return out.size() == 0 ? null : new Block(out.toByteArray(), i + 1);
      if (!line.isEmpty() && !decode(line, out)) return null;
    }
    return null;
  }

  private static String trimmed(String line) {
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  private static boolean decode(String line, ByteArrayOutputStream out) {
    int length = bits(line.charAt(0));
    if (length < 0) return false;
    int needed = (length + 2) / 3 * 4;
    // Blanks at the end of a line are often lost on the way; more than a few missing is no line.
    if (line.length() - 1 < needed - 4 && line.length() - 1 < (length * 4 + 2) / 3) {
      if (!line.substring(1).isBlank()) return false;
    }
    int written = 0;
    for (int i = 1; written < length; i += 4) {
      int word = 0;
      for (int k = 0; k < 4; k++) {
        int six = i + k < line.length() ? bits(line.charAt(i + k)) : 0;
        if (six < 0) return false;
        word = word << 6 | six;
      }
      for (int shift = 16; shift >= 0 && written < length; shift -= 8, written++) {
        out.write(word >> shift);
      }
    }
    return true;
  }

  private static int bits(char c) {
    return c < ' ' || c > '`' ? -1 : (c - ' ') & 63;
  }
}
