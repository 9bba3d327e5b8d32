package org.answerable.doors.mail.reading;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Message ids out of headers, without their angle brackets. */
final class Ids {

  private static final int MAX = 300;
  private static final int LENGTH_MAX = 998;

  private Ids() {}

  static @Nullable String first(@Nullable String raw) {
    if (raw == null) return null;
    var all = all(List.of(raw));
    if (!all.isEmpty()) return all.getFirst();
    var bare = HeaderText.oneLine(raw).replace("<", "").replace(">", "").strip();
    int blank = bare.indexOf(' ');
    if (blank >= 0) bare = bare.substring(0, blank);
    return bare.isEmpty() || bare.length() > LENGTH_MAX ? null : bare;
  }

  /** In their order; of too many the last ones, which are nearest. */
  static List<String> all(List<String> raws) {
    var ids = new ArrayList<String>();
    for (var raw : raws) {
      int i = 0;
      while (true) {
        int open = raw.indexOf('<', i);
        int close = open < 0 ? -1 : raw.indexOf('>', open);
        if (close < 0) break;
        var id = HeaderText.oneLine(raw.substring(open + 1, close)).replace(" ", "");
        if (!id.isEmpty() && id.length() <= LENGTH_MAX) ids.add(id);
        i = close + 1;
      }
    }
    return List.copyOf(ids.subList(Math.max(0, ids.size() - MAX), ids.size()));
  }
}
