package org.answerable.work.people;

import static org.answerable.ledger.writing.Said.said;
import static org.answerable.ledger.writing.Verdict.agreed;
import static org.answerable.ledger.writing.Verdict.refused;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.answerable.facts.ChainId;
import org.answerable.facts.Role;
import org.answerable.facts.StaffId;
import org.answerable.facts.TeamId;
import org.answerable.facts.Teaming;
import org.answerable.facts.Working;
import org.answerable.ledger.writing.Command;
import org.answerable.ledger.writing.Desk;
import org.answerable.ledger.writing.Pen;
import org.answerable.ledger.writing.Said;
import org.answerable.ledger.writing.Verdict;
import org.answerable.ledger.writing.Words;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Locking somebody out: at once, and with everything they hold. It never waits for a successor to
 * be named; where the person is a duty lead, the desk names the next. What they own goes to the
 * duty lead of its team in the same transaction.
 */
@Component
public final class LockOuts {

  private final Desk desk;
  private final Registers registers;
  private final ObjectProvider<Holdings> holdings;

  LockOuts(Desk desk, Registers registers, ObjectProvider<Holdings> holdings) {
    this.desk = desk;
    this.registers = registers;
    this.holdings = holdings;
  }

  /** How locking somebody out ends. */
  public sealed interface LockingOut {
    /**
     * @param moved how many facts moved what they held
     */
    record Out(int moved) implements LockingOut {}

    record AlreadyOut() implements LockingOut {}

    /** Somebody must be left who can let others in. */
    record LastAdmin() implements LockingOut {}

    record NotAllowed(Role needed) implements LockingOut {}
  }

  public LockingOut lockOut(StaffId who, String why, Command command) {
    return desk.decide(
        command,
        LockingOut.class,
        pen -> {
          pen.begin(Company.SUBJECTS, ChainId.CONFIG);
          var teams = registers.teams().stream().map(id -> pen.hold(Team.SUBJECTS, id)).toList();
          var colleagues = registers.colleagues();
          var successors = successors(who, teams, colleagues);
          var heirs = heirs(teams, successors);
          var person = hold(who, heirs.values(), pen);
          var verdict =
              lockOut(
                  person, why, teams, successors, colleagues, registers.acting(command.actor()));
          return verdict.said().isEmpty() ? verdict : withHoldings(verdict, who, heirs, pen);
        });
  }

  /** Takes the one who leaves, and holds still whoever may become owner, in the pen's order. */
  private static Person hold(StaffId who, Collection<StaffId> heirs, Pen pen) {
    var inOrder =
        new TreeSet<StaffId>(
            Comparator.comparing(
                    (StaffId id) -> id.value().getMostSignificantBits(), Long::compareUnsigned)
                .thenComparing(id -> id.value().getLeastSignificantBits(), Long::compareUnsigned));
    inOrder.addAll(heirs);
    inOrder.add(who);
    Person person = null;
    for (var id : inOrder) {
      if (id.equals(who)) {
        person = pen.hold(Person.SUBJECTS, id);
      } else {
        pen.still(Person.SUBJECTS, id);
      }
    }
    if (person == null) {
      throw new IllegalStateException("The one to lock out was not among those taken: " + who);
    }
    return person;
  }

  private Verdict<LockingOut> withHoldings(
      Verdict<LockingOut> verdict, StaffId who, Map<TeamId, StaffId> heirs, Pen pen) {
    var all = new ArrayList<>(verdict.said());
    int before = all.size();
    holdings.orderedStream().forEach(held -> all.addAll(held.move(who, heirs, pen)));
    return agreed(new LockingOut.Out(all.size() - before), all);
  }

  static Verdict<LockingOut> lockOut(
      Person person,
      String why,
      Collection<Team> teams,
      Map<TeamId, StaffId> successors,
      Collection<Colleague> colleagues,
      Acting by) {
    var me = by.who();
    if (!by.isAtLeast(Role.ADMIN) || me == null) {
      return refused(new LockingOut.NotAllowed(Role.ADMIN));
    }
    if (!person.isActive()) {
      return refused(new LockingOut.AlreadyOut());
    }
    if (People.isLastAdmin(person, colleagues)) {
      return refused(new LockingOut.LastAdmin());
    }
    var facts = new ArrayList<Said>();
    facts.add(said(person.id().chain(), new Working.LockedOut(me), Words.NONE.and("why", why)));
    for (var team : teams) {
      var successor = successors.get(team.id());
      if (successor == null) {
        continue;
      }
      if (!team.members().contains(successor)) {
        facts.add(said(team.id().chain(), new Teaming.MemberJoined(successor), Words.NONE));
      }
      facts.add(said(team.id().chain(), new Teaming.DutyLeadNamed(successor), Words.NONE));
    }
    return agreed(new LockingOut.Out(0), facts);
  }

  /**
   * Who leads each team that {@code leaving} leads: of its members a lead, or whoever is nearest to
   * one; where nobody is left in it, a lead of another team, a leader or an administrator.
   */
  static Map<TeamId, StaffId> successors(
      StaffId leaving, Collection<Team> teams, Collection<Colleague> colleagues) {
    var able =
        colleagues.stream().filter(one -> one.active() && !one.id().equals(leaving)).toList();
    var successors = new HashMap<TeamId, StaffId>();
    for (var team : teams) {
      if (team.isLedBy(leaving)) {
        able.stream()
            .min(fittest(team.members()))
            .ifPresent(next -> successors.put(team.id(), next.id()));
      }
    }
    return successors;
  }

  private static Comparator<Colleague> fittest(Set<StaffId> members) {
    return Comparator.comparing((Colleague one) -> !members.contains(one.id()))
        .thenComparing(one -> !one.role().atLeast(Role.LEAD))
        .thenComparing(Colleague::role)
        .thenComparing(one -> one.id().value());
  }

  /** Who holds what reaches each team once the person is out. */
  private static Map<TeamId, StaffId> heirs(List<Team> teams, Map<TeamId, StaffId> successors) {
    var heirs = new HashMap<>(successors);
    for (var team : teams) {
      var lead = team.lead();
      if (lead != null) {
        heirs.putIfAbsent(team.id(), lead);
      }
    }
    return heirs;
  }
}
