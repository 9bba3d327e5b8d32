package org.answerable.doors.mail.reading;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A value with parameters, as {@code Content-Type} and {@code Content-Disposition} have it (RFC
 * 2045, RFC 2231), read as leniently as it is written.
 *
 * @param value in lower case, without comments; empty when missing
 * @param parameters decoded, by lower case name
 */
record FieldValue(String value, Map<String, String> parameters) {

  private static final int PARAMETERS_MAX = 200;

  static final FieldValue NONE = new FieldValue("", Map.of());

  @Nullable String parameter(String name) {
    return parameters.get(name);
  }

  static FieldValue parse(@Nullable String raw) {
    if (raw == null) return NONE;
    var in = new Cursor(raw);
    var value = in.until(";").strip().toLowerCase(Locale.ROOT);
    var plain = new HashMap<String, String>();
    var pieces = new HashMap<String, TreeMap<Integer, Piece>>();
    int count = 0;
    while (in.more() && count++ < PARAMETERS_MAX) {
      in.skip(';');
      var name = in.until("=;").strip().toLowerCase(Locale.ROOT);
      if (!in.at('=')) continue;
      in.skip('=');
      var text = in.value();
      int star = name.indexOf('*');
      if (star < 0) {
        if (!name.isEmpty()) plain.putIfAbsent(name, HeaderText.decoded(text));
        continue;
      }
      boolean encoded = name.endsWith("*");
      var digits = name.substring(star + 1, Math.max(star + 1, name.length() - (encoded ? 1 : 0)));
      int number = digits.matches("[0-9]{1,4}") ? Integer.parseInt(digits) : 0;
      pieces
          .computeIfAbsent(name.substring(0, star), _ -> new TreeMap<>())
          .putIfAbsent(number, new Piece(text, encoded));
    }
    // The extended form is the better one where a sender gives both.
    pieces.forEach((name, parts) -> plain.put(name, joined(parts)));
    return new FieldValue(value, Map.copyOf(plain));
  }

  private record Piece(String text, boolean encoded) {}

  private static String joined(TreeMap<Integer, Piece> parts) {
    var bytes = new ByteArrayOutputStream();
    String charset = null;
    boolean first = true;
    for (var piece : parts.values()) {
      var text = piece.text;
      if (first && piece.encoded) {
        int one = text.indexOf('\'');
        int two = one < 0 ? -1 : text.indexOf('\'', one + 1);
        if (two >= 0) {
          charset = text.substring(0, one);
          text = text.substring(two + 1);
        }
      }
      first = false;
      bytes.writeBytes(
          piece.encoded ? percent(text) : HeaderText.words(text).getBytes(StandardCharsets.UTF_8));
    }
    return HeaderText.oneLine(
        Charsets.decode(bytes.toByteArray(), charset, EnumSet.noneOf(Flaw.class)));
  }

  private static byte[] percent(String text) {
    var out = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int octet = c == '%' ? HeaderText.hex(text, i + 1) : -1;
      if (octet >= 0) {
        out.write(octet);
        i += 2;
      } else {
        out.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    return out.toByteArray();
  }

  private static final class Cursor {
    private final String text;
    private int i;

    Cursor(String text) {
      this.text = text;
    }

    boolean more() {
      return i < text.length();
    }

    boolean at(char c) {
      return more() && text.charAt(i) == c;
    }

    void skip(char c) {
      if (at(c)) i++;
    }

    /** Up to one of these, leaving comments out. */
    String until(String ends) {
      var out = new StringBuilder();
      while (more() && ends.indexOf(text.charAt(i)) < 0) {
        if (at('(')) {
          comment();
        } else {
          out.append(text.charAt(i++));
        }
      }
      return out.toString();
    }

    private void comment() {
      int depth = 0;
      while (more()) {
        char c = text.charAt(i++);
        if (c == '\\' && more()) {
          i++;
        } else if (c == '(') {
          depth++;
        } else if (c == ')' && --depth == 0) {
          return;
        }
      }
    }

    String value() {
      while (more() && Character.isWhitespace(text.charAt(i))) i++;
      if (!at('"')) return bare();
      var out = new StringBuilder();
      i++;
      while (more() && !at('"')) {
        // A backslash is kept before anything but a quote or itself: Windows paths are written so.
        if (at('\\') && i + 1 < text.length() && "\\\"".indexOf(text.charAt(i + 1)) >= 0) i++;
        out.append(text.charAt(i++));
      }
      skip('"');
      // What stands between the closing quote and the next semicolon belongs to nobody.
      while (more() && !at(';')) i++;
      return out.toString();
    }

    private String bare() {
      int from = i;
      while (more() && !at(';')) i++;
      return text.substring(from, i).strip();
    }
  }
}
