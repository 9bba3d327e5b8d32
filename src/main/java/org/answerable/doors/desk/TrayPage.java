package org.answerable.doors.desk;

import java.util.List;

/** What came in and is no case yet. */
public record TrayPage(
    Frame frame, List<Mail> mails, List<String> storms, boolean more, String notice) {

  /** One mail; {@code held} says why it waits. */
  public record Mail(
      String id,
      Frame.Chip held,
      String subject,
      String about,
      String preview,
      boolean canSetAside) {}
}
