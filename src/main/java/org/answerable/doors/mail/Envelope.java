package org.answerable.doors.mail;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the other server said before the mail itself, as it is kept beside it: a line for each, a
 * word and the value.
 *
 * @param from empty for the null sender; null where there was no envelope
 */
record Envelope(@Nullable String from, List<String> to) {

  static Envelope of(Incoming.Received mail) {
    return new Envelope(mail.envelopeFrom(), List.copyOf(mail.envelopeTo()));
  }

  /** More recipients than this are left out of the record; the mail itself still names them. */
  private static final int KEPT_MAX = 100;

  String text() {
    var lines = new ArrayList<String>();
    lines.add(from == null ? "none" : "from " + from);
    to.stream().limit(KEPT_MAX).forEach(one -> lines.add("to " + one));
    return String.join("\n", lines);
  }

  static Envelope parse(@Nullable String text) {
    String from = null;
    var to = new ArrayList<String>();
    for (var line : text == null ? List.<String>of() : text.lines().toList()) {
      if (line.equals("from") || line.startsWith("from ")) {
        from = line.length() > 5 ? line.substring(5) : "";
      } else if (line.startsWith("to ")) {
        to.add(line.substring(3));
      }
    }
    return new Envelope(from, to);
  }
}
