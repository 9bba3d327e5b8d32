package org.answerable.doors.mail.reading;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An address as a mail names it: data written by a stranger, never proof of anything.
 *
 * @param name as shown, decoded; null when the mail gives none
 * @param address as written, without angle brackets, blanks or control characters; empty where a
 *     header names somebody without an address
 */
public record MailAddress(@Nullable String name, String address) {

  /** The part after the last {@code @}, in lower case; empty when there is none. */
  public String domain() {
    int at = address.lastIndexOf('@');
    return at < 0 ? "" : address.substring(at + 1).toLowerCase(Locale.ROOT);
  }

  /** Whether both deliver to the same place, as everybody but the standard sees it. */
  public boolean sameAs(String other) {
    return address.equalsIgnoreCase(other.strip());
  }

  /** For people to read: {@code Anna <anna@customer.example>}. Not for a header. */
  public String shown() {
    if (name == null) return address;
    return address.isEmpty() ? name : name + " <" + address + ">";
  }
}
