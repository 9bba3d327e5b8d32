package org.answerable.doors.mail.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers what the parts of a delivery status or receipt say. */
final class ReportReader {

  /** So many bytes from the start of a part are looked at. */
  static final int HEAD = 32 * 1024;

  private static final int OUTCOMES_MAX = 200;

  private final List<Report.Outcome> outcomes = new ArrayList<>();
  private @Nullable String messageId;
  private boolean seen;

  boolean wants(String mime) {
    return switch (mime) {
      case "message/delivery-status",
          "message/global-delivery-status",
          "message/disposition-notification",
          "message/rfc822",
          "message/global",
          "text/rfc822-headers",
          "message/rfc822-headers" ->
          true;
      default -> false;
    };
  }

  void take(String mime, byte[] head, int length) {
    var text = Charsets.guess(Arrays.copyOf(head, Math.min(length, HEAD)));
    var groups = groups(text);
    if (mime.contains("rfc822") || mime.equals("message/global")) {
      if (messageId == null && !groups.isEmpty()) {
        messageId = Ids.first(groups.getFirst().get("message-id"));
      }
      return;
    }
    seen = true;
    for (var group : groups) {
      var original = Ids.first(group.get("original-message-id"));
      if (original != null) messageId = original;
      var recipient =
          typed(
              group.getOrDefault("final-recipient", group.getOrDefault("original-recipient", "")));
      var action = group.getOrDefault("action", disposition(group.get("disposition")));
      if (recipient.isEmpty() && action.isEmpty()) continue;
      if (outcomes.size() >= OUTCOMES_MAX) return;
      outcomes.add(
          new Report.Outcome(
              recipient,
              action.strip().toLowerCase(Locale.ROOT),
              group.getOrDefault("status", "").strip(),
              typed(group.getOrDefault("diagnostic-code", ""))));
    }
  }

  boolean seen() {
    return seen;
  }

  Report report() {
    return new Report(messageId, List.copyOf(outcomes));
  }

  // "rfc822; anna@customer.example"
  private static String typed(String value) {
    int semicolon = value.indexOf(';');
    return HeaderText.decoded(value.substring(semicolon + 1)).strip();
  }

  // "automatic-action/MDN-sent-automatically; displayed"
  private static String disposition(@Nullable String value) {
    if (value == null) return "";
    var last = value.substring(value.indexOf(';') + 1).strip();
    int slash = last.indexOf('/');
    return slash < 0 ? last : last.substring(0, slash);
  }

  private static List<Map<String, String>> groups(String text) {
    var groups = new ArrayList<Map<String, String>>();
    Map<String, String> group = new LinkedHashMap<>();
    String name = null;
    for (var line : text.split("\n", -1)) {
      var stripped = line.strip();
      int colon = line.indexOf(':');
      if (stripped.isEmpty()) {
        if (!group.isEmpty()) groups.add(group);
        group = new LinkedHashMap<>();
        name = null;
      } else if (name != null && Character.isWhitespace(line.charAt(0))) {
        group.merge(name, " " + stripped, String::concat);
      } else if (colon > 0) {
        name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        group.putIfAbsent(name, line.substring(colon + 1).strip());
      }
    }
    if (!group.isEmpty()) groups.add(group);
    return groups;
  }
}
