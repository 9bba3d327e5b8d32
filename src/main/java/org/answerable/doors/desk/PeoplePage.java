package org.answerable.doors.desk;

import java.util.List;

/**
 * Everyone who answers.
 *
 * @param link a new link that is shown once, or empty; {@code linkFor} whose it is
 */
public record PeoplePage(
    Frame frame,
    List<Person> people,
    List<CasePage.Option> teams,
    List<CasePage.Option> roles,
    List<CasePage.Option> tongues,
    List<String> zones,
    String zone,
    String notice,
    boolean bad,
    String link,
    String linkFor) {

  public record Person(
      String id,
      String name,
      String initials,
      String about,
      List<Frame.Chip> chips,
      boolean locked,
      boolean away,
      boolean me) {}
}
