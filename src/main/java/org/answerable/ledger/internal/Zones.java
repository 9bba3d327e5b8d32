package org.answerable.ledger.internal;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Time zones as words of a header, which hold only small letters, digits and underscores: {@code
 * Europe/Berlin} is {@code europe__berlin}. Small letters lose nothing: no two zones of the IANA
 * database differ by case alone, and this fails at start if that ever changes.
 */
final class Zones {

  private static final Map<String, ZoneId> BY_WORD = new HashMap<>();

  static {
    for (String id : ZoneId.getAvailableZoneIds()) {
      var earlier = BY_WORD.put(encode(id), ZoneId.of(id));
      if (earlier != null) {
        throw new IllegalStateException("Zones " + earlier + " and " + id + " share a word");
      }
    }
    BY_WORD.put("z", ZoneOffset.UTC);
  }

  private Zones() {}

  static String word(ZoneId zone) {
    String word = encode(zone.getId());
    if (!BY_WORD.containsKey(word)) {
      throw new IllegalArgumentException(
          "'" + zone + "' is no zone of the IANA database; name one such as Europe/Berlin");
    }
    return word;
  }

  static ZoneId zone(String word) {
    var zone = BY_WORD.get(word);
    if (zone == null) {
      throw new IllegalArgumentException("No time zone is stored as '" + word + "'");
    }
    return zone;
  }

  private static String encode(String id) {
    return id.replace("/", "__").replace("-", "_m_").replace("+", "_p_").toLowerCase(Locale.ROOT);
  }
}
