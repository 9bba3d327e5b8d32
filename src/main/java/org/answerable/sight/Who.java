package org.answerable.sight;

import java.util.Set;
import org.answerable.facts.BrandId;
import org.answerable.facts.Role;
import org.answerable.facts.StaffId;
import org.answerable.facts.TeamId;

/**
 * Someone who answers, as they are at the beginning of a request: not locked out.
 *
 * @param teams the teams they are in
 * @param brands the brands whose mail reaches those teams
 */
public record Who(StaffId person, Role role, Set<TeamId> teams, Set<BrandId> brands) {

  public Who {
    teams = Set.copyOf(teams);
    brands = Set.copyOf(brands);
  }
}
