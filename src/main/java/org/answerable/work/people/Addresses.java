package org.answerable.work.people;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Mail addresses of people and mailboxes, in the one form in which they are compared. */
final class Addresses {

  private static final Pattern USABLE = Pattern.compile("[^@\\s<>\",;]{1,64}@[^@\\s<>\",;]{1,189}");

  private Addresses() {}

  /** Small letters, nothing around it; null where it cannot be an address. */
  static @Nullable String key(String address) {
    var key = address.strip().toLowerCase(Locale.ROOT);
    return USABLE.matcher(key).matches() ? key : null;
  }
}
