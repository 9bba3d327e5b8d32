package org.answerable.work.cases;

import java.util.List;
import java.util.Set;
import org.answerable.facts.StaffId;
import org.answerable.facts.Talking.NotTold.Why;
import org.jspecify.annotations.Nullable;

/**
 * What a judgement about a case may know beside the case itself, fetched before it: who there is,
 * and which times hold.
 *
 * @param dutyLead who holds what nobody of the team has taken
 * @param leader the last who owes amends when all others let them break
 * @param active everyone who may act at all
 * @param members who belongs to the case's team
 * @param above leads and leaders, in the order in which they are asked
 * @param mute why the desk says nothing by itself at present; null where it may
 */
record Around(
    Terms terms,
    StaffId dutyLead,
    StaffId leader,
    Set<StaffId> active,
    Set<StaffId> members,
    List<StaffId> above,
    @Nullable Why mute) {

  boolean isActive(StaffId who) {
    return active.contains(who);
  }

  /** Who owes amends when {@code who} let them break: the duty lead, then the leader. */
  StaffId nextAbove(StaffId who) {
    return who.equals(dutyLead) || who.equals(leader) ? leader : dutyLead;
  }

  /** Someone above who was not involved; where all were, the leader. */
  StaffId uninvolved(Case c) {
    return above.stream()
        .filter(who -> isActive(who) && !c.touched().contains(who) && !who.equals(c.owner()))
        .findFirst()
        .orElse(leader);
  }
}
