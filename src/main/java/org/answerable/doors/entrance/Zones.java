package org.answerable.doors.entrance;

import java.time.ZoneId;
import java.util.List;

/** The time zones that a form offers: places people know, not the names kept for old programs. */
public final class Zones {

  private static final List<String> ALL =
      ZoneId.getAvailableZoneIds().stream()
          .filter(id ->
              id.equals("UTC")
                  || id.matches(
                      "(Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.+"))
          .sorted()
          .toList();

  private Zones() {}

  public static List<String> all() {
    return ALL;
  }

  /** This machine's, where a form offers it; else UTC. */
  static String here() {
    var here = ZoneId.systemDefault().getId();
    return ALL.contains(here) ? here : "UTC";
  }
}
