package org.answerable.doors.desk;

import java.util.List;
import java.util.Map;

/**
 * Everyone who answers.
 *
 * @param given what was given for somebody new, where that was refused
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
    String linkFor,
    Map<String, String> given) {

  /** What was given for a field of the form for somebody new, else what is offered. */
  public String kept(String field, String instead) {
    return given.getOrDefault(field, instead);
  }

  public record Person(
      String id,
      String name,
      String initials,
      String about,
      List<Frame.Chip> chips,
      boolean locked,
      boolean away,
      boolean me,
      String role) {}
}
