package org.answerable.doors.mail.reading;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Text of headers: unfolding, encoded words (RFC 2047) as senders really write them. */
final class HeaderText {

  private HeaderText() {}

  /** One line, decoded, without control characters. */
  static String decoded(String raw) {
    return oneLine(words(raw));
  }

  /** Without NUL and lone surrogates, which no text column takes. */
  static String storable(String text) {
    int bad = firstUnstorable(text);
    if (bad < 0) return text;
    var out = new StringBuilder(text.length()).append(text, 0, bad);
    for (int i = bad; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        out.append(c).append(text.charAt(++i));
      } else {
        out.append(c == 0 || Character.isSurrogate(c) ? '\uFFFD' : c);
      }
    }
    return out.toString();
  }

  private static int firstUnstorable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) return i;
      if (!Character.isSurrogate(c)) continue;
      if (!Character.isHighSurrogate(c)
          || i + 1 == text.length()
          || !Character.isLowSurrogate(text.charAt(i + 1))) {
        return i;
      }
      i++;
    }
    return -1;
  }

  /** Control characters and runs of blanks become one blank. */
  static String oneLine(String text) {
    var out = new StringBuilder(text.length());
    boolean blank = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        out.append('\uFFFD');
      } else if (c == ' ' || Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
        blank = !out.isEmpty();
        continue;
      } else {
        if (blank) out.append(' ');
        out.append(c);
      }
      blank = false;
    }
    return storable(out.toString());
  }

  /**
   * Undoes encoded words wherever they stand, also inside quotes and without blanks between them.
   * Neighbours of one charset are joined as bytes first, because many senders cut inside a
   * character. What is not a well formed encoded word stays as it is written.
   */
  static String words(String raw) {
    if (!raw.contains("=?")) return raw;
    var out = new StringBuilder(raw.length());
    var bytes = new ByteArrayOutputStream();
    var charset = "";
    int gap = -1; // where the text after the last encoded word begins
    int i = 0;
    while (i < raw.length()) {
      int start = raw.indexOf("=?", i);
      var word = start < 0 ? null : Word.at(raw, start);
      if (word == null) {
        int next = start < 0 ? raw.length() : start + 2;
        if (gap < 0) {
          out.append(raw, i, next);
        } else {
          flush(bytes, charset, out);
          out.append(raw, gap, next);
          gap = -1;
        }
        i = next;
        continue;
      }
      if (gap < 0) {
        out.append(raw, i, start);
      } else {
        boolean apart = !raw.substring(gap, start).isBlank();
        if (apart || !charset.equals(word.charset)) flush(bytes, charset, out);
        if (apart) out.append(raw, gap, start);
      }
      charset = word.charset;
      bytes.writeBytes(word.bytes);
      i = word.end;
      gap = i;
    }
    flush(bytes, charset, out);
    if (gap >= 0) out.append(raw, gap, raw.length());
    return out.toString();
  }

  private static void flush(ByteArrayOutputStream bytes, String charset, StringBuilder out) {
    if (bytes.size() == 0) return;
    out.append(Charsets.decode(bytes.toByteArray(), charset, EnumSet.noneOf(Flaw.class)));
    bytes.reset();
  }

  private record Word(String charset, byte[] bytes, int end) {

    static @Nullable Word at(String raw, int start) {
      int charsetEnd = raw.indexOf('?', start + 2);
      if (charsetEnd < 0 || charsetEnd - start > 60 || charsetEnd + 2 >= raw.length()) return null;
      if (raw.charAt(charsetEnd + 2) != '?') return null;
      int from = charsetEnd + 3;
      int end = raw.indexOf("?=", from);
      if (end < 0) return null;
      var charset = raw.substring(start + 2, charsetEnd).strip();
      int star = charset.indexOf('*');
      if (star >= 0) charset = charset.substring(0, star);
      if (charset.isEmpty() || charset.indexOf(' ') >= 0) return null;
      var text = raw.substring(from, end);
      return switch (raw.charAt(charsetEnd + 1)) {
        case 'b', 'B' -> new Word(charset.toLowerCase(Locale.ROOT), base64(text), end + 2);
        case 'q', 'Q' -> new Word(charset.toLowerCase(Locale.ROOT), quoted(text), end + 2);
        default -> null;
      };
    }
  }

  /** Lenient: foreign characters are skipped, missing padding is no fault. */
  static byte[] base64(String text) {
    var clean = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 128 && (Character.isLetterOrDigit(c) || c == '+' || c == '/')) clean.append(c);
    }
    if (clean.length() % 4 == 1) clean.setLength(clean.length() - 1);
    return Base64.getDecoder().decode(clean.toString().getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] quoted(String text) {
    var out = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '_') {
        out.write(' ');
      } else if (c == '=' && i + 2 < text.length() && hex(text, i + 1) >= 0) {
        out.write(hex(text, i + 1));
        i += 2;
      } else if (c < 128) {
        out.write(c);
      } else {
        out.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    return out.toByteArray();
  }

  /** The byte written as two hexadecimal digits at this place, or -1. */
  static int hex(String text, int at) {
    if (at + 2 > text.length()) return -1;
    int high = Character.digit(text.charAt(at), 16);
    int low = Character.digit(text.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }
}
