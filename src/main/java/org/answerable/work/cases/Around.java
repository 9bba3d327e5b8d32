package org.answerable.work.cases;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.answerable.facts.Party;
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

  /**
   * Whether somebody may act in this case: the owner, anyone of the team in the owner's place,
   * those above, and whoever owes something in it. People of other teams may not.
   */
  boolean mayAct(Case c, StaffId who) {
    return isActive(who)
        && (who.equals(c.owner())
            || members.contains(who)
            || above.contains(who)
            || who.equals(dutyLead)
            || who.equals(leader)
            || c.book().open().stream().anyMatch(owed -> owed.from().equals(Party.of(who))));
  }

  /** The same house with another duty lead, who is there. */
  Around ledBy(StaffId who) {
    var there =
        Stream.concat(active.stream(), Stream.of(who)).collect(Collectors.toUnmodifiableSet());
    return new Around(terms, who, leader, there, members, above, mute);
  }

  /** The same house when somebody has left it. */
  Around without(StaffId who) {
    return new Around(
        terms,
        dutyLead,
        leader,
        active.stream().filter(one -> !one.equals(who)).collect(Collectors.toUnmodifiableSet()),
        members.stream().filter(one -> !one.equals(who)).collect(Collectors.toUnmodifiableSet()),
        above.stream().filter(one -> !one.equals(who)).toList(),
        mute);
  }

  /** Who holds what nobody else can: the duty lead, or the next who is there at all. */
  StaffId holder() {
    return first(
        Stream.of(Stream.of(dutyLead, leader), above.stream(), inOrder(members), inOrder(active))
            .flatMap(some -> some)
            .filter(this::isActive),
        dutyLead);
  }

  /**
   * Who owes amends when {@code who} let them break: after the owner the duty lead, then the
   * leader.
   *
   * @param times how many amends for the same promise were broken
   */
  StaffId nextAbove(StaffId who, int times) {
    boolean dutyLeadNext = times == 1 && !who.equals(leader) && !who.equals(dutyLead);
    var next = dutyLeadNext ? dutyLead : leader;
    return isActive(next) ? next : holder();
  }

  /** Whether somebody never had a hand in this case. */
  boolean isUninvolved(Case c, StaffId who) {
    return isActive(who) && !c.touched().contains(who) && !who.equals(c.owner());
  }

  /**
   * Someone who was not involved, from those above; where all of them were, someone of the team. In
   * a house so small that everybody was, the leader, or another above if the leader owns the case.
   *
   * @param owner who owns the case from now on
   */
  StaffId uninvolved(Case c, StaffId owner) {
    var fresh =
        Stream.concat(above.stream(), inOrder(members))
            .filter(who -> isUninvolved(c, who) && !who.equals(owner));
    var others =
        Stream.of(Stream.of(leader), above.stream(), inOrder(members))
            .flatMap(some -> some)
            .filter(who -> isActive(who) && !who.equals(owner));
    return first(Stream.concat(fresh, others), holder());
  }

  private static StaffId first(Stream<StaffId> some, StaffId otherwise) {
    return some.findFirst().orElse(otherwise);
  }

  /** Sets come in any order; a verdict must not depend on it. */
  private static Stream<StaffId> inOrder(Collection<StaffId> some) {
    return some.stream().sorted(Comparator.comparing(StaffId::value));
  }
}
