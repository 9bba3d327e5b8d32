package org.answerable.doors.desk;

import java.util.List;

/** The team now. */
public record TeamPage(
    Frame frame,
    String clock,
    List<TodayPage.Row> due,
    List<TodayPage.Row> untaken,
    List<TodayPage.Row> stuck,
    List<Group> teams) {

  /** One team's people. */
  public record Group(String team, List<Member> members) {}

  /** Somebody of the team; {@code share} is their part of the most anyone has in hand, of 100. */
  public record Member(
      String name, String initials, boolean lead, Frame.Chip duty, String load, int share) {}
}
