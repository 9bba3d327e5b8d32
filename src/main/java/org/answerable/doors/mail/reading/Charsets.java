package org.answerable.doors.mail.reading;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bytes to text, whatever a mail says about its charset. */
final class Charsets {

  static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  // What senders call a charset and what they mean by it. The narrow names are read as their wider
  // successors, as browsers do: a mail "in ISO-8859-1" with curly quotes is in windows-1252.
  private static final Map<String, String> MEANT =
      Map.ofEntries(
          Map.entry("iso-8859-1", "windows-1252"),
          Map.entry("iso8859-1", "windows-1252"),
          Map.entry("iso_8859-1", "windows-1252"),
          Map.entry("latin1", "windows-1252"),
          Map.entry("iso-8859-8-i", "iso-8859-8"),
          Map.entry("iso-8859-9", "windows-1254"),
          Map.entry("gb2312", "gb18030"),
          Map.entry("iso-gb2312", "gb18030"),
          Map.entry("gbk", "gb18030"),
          Map.entry("x-gbk", "gb18030"),
          Map.entry("shift_jis", "windows-31j"),
          Map.entry("shift-jis", "windows-31j"),
          Map.entry("sjis", "windows-31j"),
          Map.entry("x-sjis", "windows-31j"),
          Map.entry("iso-2022-jp", "x-windows-iso2022jp"),
          Map.entry("ks_c_5601-1987", "x-windows-949"),
          Map.entry("ks_c_5601", "x-windows-949"),
          Map.entry("euc-kr", "x-windows-949"),
          Map.entry("cp932", "windows-31j"),
          Map.entry("tis-620", "x-windows-874"),
          Map.entry("utf8", "utf-8"),
          Map.entry("utf8mb4", "utf-8"),
          Map.entry("unicode-1-1-utf-8", "utf-8"),
          Map.entry("macintosh", "x-macroman"));

  private static final Set<String> UTF_7 =
      Set.of("utf-7", "unicode-1-1-utf-7", "unicode-2-0-utf-7", "x-unicode-2-0-utf-7");

  // These say nothing: the bytes have to speak for themselves.
  private static final Set<String> SAYS_NOTHING =
      Set.of(
          "us-ascii",
          "ascii",
          "ansi_x3.4-1968",
          "unknown-8bit",
          "x-unknown",
          "default",
          "binary",
          "8bit",
          "7bit");

  private Charsets() {}

  /** The text of the bytes; never fails. What was wrong is added to the flaws. */
  static String decode(byte[] bytes, @Nullable String declared, Set<Flaw> flaws) {
    var name = declared == null ? "" : declared.strip().toLowerCase(Locale.ROOT);
    if (UTF_7.contains(name)) return utf7(bytes);
    if (name.isEmpty() || SAYS_NOTHING.contains(name)) return guess(bytes);
    var charset = find(name);
    if (charset == null) {
      flaws.add(Flaw.UNKNOWN_CHARSET);
      return guess(bytes);
    }
    var strict = strictly(bytes, charset);
    if (strict != null) return strict;
    flaws.add(Flaw.BROKEN_CHARSET);
    if (charset.equals(StandardCharsets.UTF_8)) {
      // Cut in the middle, or not UTF-8 at all: the second shows by having no valid sequence.
      return hasUtf8Sequence(bytes)
          ? new String(bytes, StandardCharsets.UTF_8)
          : new String(bytes, WINDOWS_1252);
    }
    var utf8 = strictly(bytes, StandardCharsets.UTF_8);
    return utf8 != null ? utf8 : new String(bytes, charset);
  }

  /** UTF-8 where it is valid, else the most common of the old ones. */
  static String guess(byte[] bytes) {
    var utf8 = strictly(bytes, StandardCharsets.UTF_8);
    return utf8 != null ? utf8 : new String(bytes, WINDOWS_1252);
  }

  static @Nullable Charset find(String name) {
    var lower = name.strip().toLowerCase(Locale.ROOT);
    var meant = MEANT.getOrDefault(lower, lower);
    var found = forName(meant);
    if (found != null) return found;
    // "cp-1251", "win-1251", "windows1251": number without the right word before it.
    int digits = meant.length();
    while (digits > 0 && Character.isDigit(meant.charAt(digits - 1))) digits--;
    var number = meant.substring(digits);
    if (number.length() == 4 && number.startsWith("125")) return forName("windows-" + number);
    return null;
  }

  private static @Nullable Charset forName(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return null;
    }
  }

  private static @Nullable String strictly(byte[] bytes, Charset charset) {
    try {
      return charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static boolean hasUtf8Sequence(byte[] bytes) {
    for (int i = 0; i + 1 < bytes.length; i++) {
      int lead = bytes[i] & 0xff;
      boolean follows = (bytes[i + 1] & 0xc0) == 0x80;
      if (lead >= 0xc3 && lead < 0xf5 && follows) return true;
    }
    return false;
  }

  // RFC 2152. The JDK has no UTF-7.
  private static String utf7(byte[] bytes) {
    var out = new StringBuilder(bytes.length);
    int i = 0;
    while (i < bytes.length) {
      char c = (char) (bytes[i] & 0xff);
      if (c != '+') {
        out.append(c);
        i++;
        continue;
      }
      int end = i + 1;
      while (end < bytes.length && isBase64(bytes[end])) end++;
      if (end == i + 1) {
        out.append('+');
      } else {
        out.append(utf16(bytes, i + 1, end));
      }
      i = end < bytes.length && bytes[end] == '-' ? end + 1 : end;
    }
    return out.toString();
  }

  private static CharBuffer utf16(byte[] bytes, int from, int to) {
    int usable = (to - from) - ((to - from) % 4 == 1 ? 1 : 0);
    var base64 = new ByteArrayOutputStream(usable);
    base64.write(bytes, from, usable);
    var decoded = Base64.getDecoder().decode(base64.toByteArray());
    return StandardCharsets.UTF_16BE.decode(ByteBuffer.wrap(decoded, 0, decoded.length & ~1));
  }

  private static boolean isBase64(byte b) {
    return (b >= 'A' && b <= 'Z')
        || (b >= 'a' && b <= 'z')
        || (b >= '0' && b <= '9')
        || b == '+'
        || b == '/';
  }
}
