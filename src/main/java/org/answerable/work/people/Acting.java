package org.answerable.work.people;

import java.util.Set;
import org.answerable.facts.Role;
import org.answerable.facts.StaffId;
import org.answerable.facts.TeamId;
import org.jspecify.annotations.Nullable;

/**
 * Whoever does something to people, teams or the company, as they are inside the command.
 *
 * @param who null where it is the desk itself: set-up, and the maker of a demo
 * @param teams the teams they are in
 */
record Acting(@Nullable StaffId who, boolean active, Role role, Set<TeamId> teams) {

  static final Acting DESK = new Acting(null, true, Role.ADMIN, Set.of());

  /** A customer, or somebody from outside. */
  static final Acting NOBODY = new Acting(null, false, Role.AGENT, Set.of());

  boolean isAtLeast(Role needed) {
    return active && role.atLeast(needed);
  }

  /** One's own affairs, or a lead's. */
  boolean maySettleDutyOf(StaffId whose) {
    return active && (whose.equals(who) || role.atLeast(Role.LEAD));
  }

  /** A lead leads the teams they are in; leaders and administrators lead all. */
  boolean mayLead(TeamId team) {
    return isAtLeast(Role.LEADER) || (isAtLeast(Role.LEAD) && teams.contains(team));
  }
}
