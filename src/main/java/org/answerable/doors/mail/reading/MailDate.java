package org.answerable.doors.mail.reading;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A date as mails write it (RFC 5322, its obsolete forms, ISO 8601); null when it is none. */
final class MailDate {

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private static final Map<String, Integer> ZONES =
      Map.ofEntries(
          Map.entry("ut", 0),
          Map.entry("gmt", 0),
          Map.entry("utc", 0),
          Map.entry("z", 0),
          Map.entry("est", -5),
          Map.entry("edt", -4),
          Map.entry("cst", -6),
          Map.entry("cdt", -5),
          Map.entry("mst", -7),
          Map.entry("mdt", -6),
          Map.entry("pst", -8),
          Map.entry("pdt", -7),
          Map.entry("bst", 1),
          Map.entry("cet", 1),
          Map.entry("cest", 2),
          Map.entry("met", 1),
          Map.entry("mest", 2),
          Map.entry("jst", 9));

  private MailDate() {}

  static @Nullable Instant parse(String raw) {
    if (raw.length() > 200) return null;
    try {
      return OffsetDateTime.parse(raw.strip()).toInstant();
    } catch (DateTimeParseException e) {
      // Not ISO 8601, as nearly always.
    }
    int day = -1;
    int month = -1;
    int year = -1;
    int[] time = null;
    ZoneOffset zone = ZoneOffset.UTC;
    for (var word : wordsOf(raw)) {
      int named = word.length() >= 3 ? MONTHS.indexOf(word.substring(0, 3)) : -1;
      if (word.indexOf(':') > 0 && time == null) {
        time = timeOf(word);
        if (time == null) return null;
      } else if (named >= 0 && month < 0 && word.chars().allMatch(Character::isLetter)) {
        month = named + 1;
      } else if (isNumber(word) && day < 0) {
        day = Integer.parseInt(word);
      } else if (isNumber(word) && year < 0 && month > 0) {
        year = Integer.parseInt(word);
      } else if (time != null) {
        var offset = zoneOf(word);
        if (offset != null) {
          zone = offset;
          break;
        }
      }
    }
    if (day < 1 || month < 1 || year < 0 || time == null) return null;
    if (year < 50) year += 2000;
    else if (year < 1000) year += 1900;
    try {
      return LocalDateTime.of(year, month, day, time[0], time[1], Math.min(time[2], 59))
          .toInstant(zone);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static List<String> wordsOf(String raw) {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    int depth = 0;
    for (int i = 0; i <= raw.length(); i++) {
      char c = i < raw.length() ? raw.charAt(i) : ' ';
      if (c == '(') depth++;
      else if (c == ')' && depth > 0) depth--;
      else if (depth == 0 && (c == ',' || c == '"' || Character.isWhitespace(c))) {
        if (!word.isEmpty()) words.add(word.toString().toLowerCase(Locale.ROOT));
        word.setLength(0);
      } else if (depth == 0 && c == '-' && !word.isEmpty() && word.indexOf(":") < 0) {
        words.add(word.toString().toLowerCase(Locale.ROOT)); // "1-Jan-2026"
        word.setLength(0);
      } else if (depth == 0) {
        word.append(c);
      }
    }
    return words;
  }

  private static boolean isNumber(String word) {
    return word.length() <= 4 && word.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static int @Nullable [] timeOf(String word) {
    var parts = word.split(":", -1);
    if (parts.length < 2 || parts.length > 3) return null;
    var time = new int[3];
    for (int i = 0; i < parts.length; i++) {
      int point = parts[i].indexOf('.');
      var digits = point < 0 ? parts[i] : parts[i].substring(0, point);
      if (digits.isEmpty() || !isNumber(digits)) return null;
      time[i] = Integer.parseInt(digits);
    }
    return time;
  }

  private static @Nullable ZoneOffset zoneOf(String word) {
    var named = ZONES.get(word);
    if (named != null) return ZoneOffset.ofHours(named);
    if (word.length() != 5 || (word.charAt(0) != '+' && word.charAt(0) != '-')) return null;
    if (!isNumber(word.substring(1))) return null;
    int hours = Integer.parseInt(word.substring(1, 3));
    int minutes = Integer.parseInt(word.substring(3));
    if (hours > 18 || minutes > 59 || (hours == 18 && minutes > 0)) return ZoneOffset.UTC;
    int sign = word.charAt(0) == '-' ? -1 : 1;
    return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
  }
}
