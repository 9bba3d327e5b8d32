package org.answerable.doors.desk;

import java.util.List;
import java.util.Map;

/**
 * How the desk is set up.
 *
 * @param notice what came of what was just tried; empty for nothing
 * @param form the form that was refused, by its action; its fields keep what was given
 */
public record SettingsPage(
    Frame frame,
    List<Named> brands,
    List<Named> mailboxes,
    List<Team> teams,
    List<CasePage.Option> brandOptions,
    List<CasePage.Option> teamOptions,
    List<CasePage.Option> people,
    List<CasePage.Option> days,
    List<CasePage.Option> regions,
    List<CasePage.Option> givings,
    List<String> zones,
    String notice,
    boolean bad,
    String form,
    Map<String, List<String>> given) {

  /** What was given for a field of the refused form, else what is offered. */
  public String kept(String action, String field, String instead) {
    var values = given.get(field);
    return form.equals(action) && values != null && !values.isEmpty() ? values.getFirst() : instead;
  }

  /** Whether a box of a form is ticked. */
  public boolean ticked(String action, String field, String value, List<String> instead) {
    return (form.equals(action) ? given.getOrDefault(field, List.of()) : instead).contains(value);
  }

  /** A brand or an address, and what is said about it. */
  public record Named(String name, String value) {}

  /** Where a form of this team goes. */
  public static String action(Team team, String act) {
    return "/settings/teams/" + team.id() + "/" + act;
  }

  /**
   * One team.
   *
   * @param more when it works, in one line
   * @param days on which, {@code from} and {@code to} when on the first of them
   * @param outside who could join
   */
  public record Team(
      String id,
      String name,
      String lead,
      String leadName,
      String more,
      List<String> days,
      String from,
      String to,
      String region,
      String giving,
      List<CasePage.Option> members,
      List<CasePage.Option> outside) {}
}
