package org.answerable.doors.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An address we can write to. There is no other way to one than {@link #of}, so nothing that could
 * break out of a header or an SMTP command is ever held by one (A-24).
 */
final class Mailbox {

  private static final int LOCAL_MAX = 64;
  private static final int ADDRESS_MAX = 254;
  private static final int NAME_MAX = 200;

  private final @Nullable String name;
  private final String address;

  private Mailbox(@Nullable String name, String address) {
    this.name = name;
    this.address = address;
  }

  /**
   * @param name as a person reads it; what has no place in a header becomes a blank
   * @return null when this is no address that a mail can be sent to
   */
  static @Nullable Mailbox of(@Nullable String name, String address) {
    var text = address.strip();
    int at = text.lastIndexOf('@');
    if (at < 1 || at > LOCAL_MAX || at == text.length() - 1) return null;
    var local = text.substring(0, at);
    if (!isDotAtom(local)) return null;
    var domain = domain(text.substring(at + 1));
    if (domain == null || at + 1 + domain.length() > ADDRESS_MAX) return null;
    var clean = name == null ? "" : oneLine(name);
    if (clean.length() > NAME_MAX) clean = oneLine(clean.substring(0, NAME_MAX));
    return new Mailbox(clean.isEmpty() ? null : clean, local + "@" + domain);
  }

  @Nullable String name() {
    return name;
  }

  String address() {
    return address;
  }

  InternetAddress internet() {
    try {
      var internet = new InternetAddress(address, true);
      if (name != null) internet.setPersonal(name, "UTF-8");
      return internet;
    } catch (AddressException | UnsupportedEncodingException e) {
      throw new IllegalStateException("Checked when it was made, and yet no address: " + this, e);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Mailbox mailbox && mailbox.address.equalsIgnoreCase(address);
  }

  @Override
  public int hashCode() {
    return address.toLowerCase(Locale.ROOT).hashCode();
  }

  @Override
  public String toString() {
    return address;
  }

  /**
   * Text for one header line: no control characters, no line separators, and none of the characters
   * whose low byte is CR or LF, which some writers cut down to it.
   */
  static String oneLine(String text) {
    var out = new StringBuilder(text.length());
    boolean blank = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean alone =
          Character.isSurrogate(c)
              && !(Character.isHighSurrogate(c)
                  && i + 1 < text.length()
                  && Character.isLowSurrogate(text.charAt(i + 1)));
      boolean pair = Character.isHighSurrogate(c) && !alone;
      int low = c & 0xff;
      boolean breaks = !pair && c > 0xff && (low == '\r' || low == '\n');
      if (alone
          || breaks
          || Character.isISOControl(c)
          || c == '\u2028'
          || c == '\u2029'
          || c == ' ') {
        blank = !out.isEmpty();
        continue;
      }
      if (blank) out.append(' ');
      blank = false;
      out.append(c);
      if (pair) out.append(text.charAt(++i));
    }
    return out.toString();
  }

  private static boolean isDotAtom(String local) {
    boolean dot = true;
    for (int i = 0; i < local.length(); i++) {
      char c = local.charAt(i);
      boolean letter =
          c < 128 && (Character.isLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~".indexOf(c) >= 0);
      if (!letter && (c != '.' || dot)) return false;
      dot = c == '.';
    }
    return !dot;
  }

  private static @Nullable String domain(String raw) {
    try {
      var ascii = IDN.toASCII(raw, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
      boolean good = !ascii.isEmpty() && ascii.length() <= 253 && !ascii.startsWith(".");
      return good && !ascii.endsWith(".") && !ascii.contains("..") ? ascii : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
