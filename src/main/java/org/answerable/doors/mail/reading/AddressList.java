package org.answerable.doors.mail.reading;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of a header (RFC 5322, with groups and obsolete forms), one character after the other:
 * what cannot be understood is taken as a name, nothing is guessed twice.
 */
final class AddressList {

  private static final int MAX = 5_000;

  private final List<MailAddress> found = new ArrayList<>();
  private final StringBuilder phrase = new StringBuilder();
  private final StringBuilder comment = new StringBuilder();
  private @Nullable StringBuilder angle;

  private AddressList() {}

  /** The addresses, at most 5,000; those without an address are left out. */
  static List<MailAddress> parse(@Nullable String raw) {
    return named(raw).stream().filter(a -> !a.address().isEmpty()).toList();
  }

  /** Also those who are named without an address. */
  static List<MailAddress> named(@Nullable String raw) {
    if (raw == null || raw.isBlank()) return List.of();
    var list = new AddressList().read(raw);
    if (list.stream().noneMatch(a -> a.address().contains("@")) && raw.contains("=?")) {
      // Some senders encode the whole header, address and all.
      var again = new AddressList().read(HeaderText.words(raw));
      if (again.stream().anyMatch(a -> a.address().contains("@"))) return again;
    }
    return list;
  }

  private List<MailAddress> read(String raw) {
    boolean quoted = false;
    int depth = 0;
    for (int i = 0; i < raw.length() && found.size() < MAX; i++) {
      char c = raw.charAt(i);
      var target = depth > 0 ? comment : angle != null ? angle : phrase;
      if (c == '\\' && (quoted || depth > 0) && i + 1 < raw.length()) {
        target.append(raw.charAt(++i));
      } else if (depth > 0) {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (depth > 0) comment.append(c);
      } else if (c == '"') {
        quoted = !quoted;
        if (angle != null) angle.append(c);
      } else if (quoted) {
        // An "@" of a quoted name must not look like that of an address.
        target.append(angle == null && c == '@' ? AT : c);
      } else {
        switch (c) {
          case '(' -> {
            depth = 1;
            if (!comment.isEmpty()) comment.append(' ');
          }
          case '<' -> angle = new StringBuilder();
          case '>' -> {
            if (angle != null) done();
          }
          case ',', ';' -> done();
          case ':' -> {
            if (angle != null) angle.append(c);
            else phrase.setLength(0); // the name of a group, or "mailto:"
          }
          default -> target.append(c);
        }
      }
    }
    done();
    return List.copyOf(found);
  }

  // Stands for an "@" that was quoted, until the name is finished.
  private static final char AT = '\uE000';

  private void done() {
    var name = HeaderText.decoded(phrase.toString());
    var note = HeaderText.decoded(comment.toString());
    var address = angle == null ? "" : clean(angle.toString());
    if (angle == null) {
      // "anna@customer.example (Anna)", "Anna anna@customer.example" or a bare local name.
      for (var word : name.split(" ", -1)) {
        if (address.isEmpty() && word.indexOf('@') >= 0) address = clean(word);
      }
      if (!address.isEmpty()) {
        var rest = new StringBuilder();
        boolean seen = false;
        for (var word : name.split(" ", -1)) {
          if (!seen && word.indexOf('@') >= 0) seen = true;
          else rest.append(rest.isEmpty() ? "" : " ").append(word);
        }
        name = rest.toString();
      } else if (!name.isEmpty() && name.indexOf(' ') < 0 && ascii(name)) {
        address = clean(name);
        name = "";
      }
    }
    if (address.isEmpty() && note.indexOf('@') >= 0) {
      address = clean(note);
      note = "";
    }
    if (name.isEmpty()) name = note;
    name = name.replace(AT, '@').strip();
    if (name.length() > 1 && name.startsWith("'") && name.endsWith("'")) {
      name = name.substring(1, name.length() - 1).strip();
    }
    if (!address.isEmpty() || !name.isEmpty()) {
      found.add(new MailAddress(name.isEmpty() ? null : name, address));
    }
    phrase.setLength(0);
    comment.setLength(0);
    angle = null;
  }

  private static boolean ascii(String text) {
    return text.chars().allMatch(c -> c > 32 && c < 127);
  }

  private static String clean(String raw) {
    var text = HeaderText.oneLine(raw).replace(AT, '@');
    if (text.startsWith("@") && text.indexOf(':') > 0) text = text.substring(text.indexOf(':') + 1);
    var out = new StringBuilder(text.length());
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') quoted = !quoted;
      boolean drop = c < 32 || c == 127 || "<>,;".indexOf(c) >= 0 || (!quoted && c == ' ');
      if (!drop) out.append(c);
    }
    int length = out.length();
    // A full stop or a quote left over from the sentence around it.
    while (length > 0 && "'.\"".indexOf(out.charAt(length - 1)) >= 0) length--;
    out.setLength(length);
    int start = 0;
    while (start < length && "'".indexOf(out.charAt(start)) >= 0) start++;
    return length - start > 320 ? "" : out.substring(start);
  }
}
