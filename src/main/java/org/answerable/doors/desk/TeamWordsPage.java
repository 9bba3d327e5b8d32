package org.answerable.doors.desk;

import java.util.List;

/** What teams' words did, already worded. */
public record TeamWordsPage(Frame frame, List<Total> teams) {

  /**
   * One team.
   *
   * @param about how much was read, or why nothing is shown
   */
  public record Total(String team, String about, List<Row> rows) {}

  /** One meaning, and in how many replies it was found. */
  public record Row(String meaning, String count) {}
}
