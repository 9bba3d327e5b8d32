package org.answerable.work.people;

import static org.answerable.ledger.writing.Said.said;
import static org.answerable.ledger.writing.Verdict.agreed;
import static org.answerable.ledger.writing.Verdict.refused;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.answerable.calendar.Hours;
import org.answerable.calendar.Week;
import org.answerable.calendar.WorkingTime;
import org.answerable.facts.ChainId;
import org.answerable.facts.Region;
import org.answerable.facts.Role;
import org.answerable.facts.StaffId;
import org.answerable.facts.TeamId;
import org.answerable.facts.Teaming;
import org.answerable.facts.Teaming.Giving;
import org.answerable.ledger.writing.Command;
import org.answerable.ledger.writing.Desk;
import org.answerable.ledger.writing.Said;
import org.answerable.ledger.writing.Verdict;
import org.answerable.ledger.writing.Words;
import org.springframework.stereotype.Component;

/** Teams: who is in them, who holds what nobody has taken, when they work. */
@Component
public final class Teams {

  private final Desk desk;
  private final Registers registers;

  Teams(Desk desk, Registers registers) {
    this.desk = desk;
    this.registers = registers;
  }

  /** How founding a team ends. */
  public sealed interface Founding {
    record Founded(TeamId id) implements Founding {}

    /** The duty lead must be somebody who may act. */
    record LeadIsLockedOut(StaffId lead) implements Founding {}

    record NameMissing() implements Founding {}

    /** Nobody could be promised anything. */
    record NoHours() implements Founding {}

    record NotAllowed(Role needed) implements Founding {}
  }

  /** How a change of a team ends. */
  public sealed interface TeamChange {
    record Changed() implements TeamChange {}

    record AlreadyIn(StaffId who) implements TeamChange {}

    record NotIn(StaffId who) implements TeamChange {}

    /** Another duty lead must be named first. */
    record HoldsDuty(StaffId who) implements TeamChange {}

    record IsLockedOut(StaffId who) implements TeamChange {}

    record NoHours() implements TeamChange {}

    record NotAllowed(Role needed) implements TeamChange {}
  }

  /** Founds a team with its duty lead, who is its first member. */
  public Founding found(String name, StaffId lead, Hours hours, Giving giving, Command command) {
    return desk.decide(
        command,
        Founding.class,
        pen -> {
          // Nobody is locked out and no team appears while this chain is taken: what is read stays
          // true.
          pen.begin(Company.SUBJECTS, ChainId.CONFIG);
          var id = new TeamId(pen.now().newId());
          var active = registers.isActive(lead);
          var verdict =
              found(
                  id,
                  name,
                  lead,
                  active,
                  hours,
                  giving,
                  pen.now().instant(),
                  registers.acting(command.actor()));
          if (verdict.result() instanceof Founding.Founded) {
            pen.begin(Team.SUBJECTS, id);
            pen.still(Person.SUBJECTS, lead);
          }
          return verdict;
        });
  }

  public TeamChange join(TeamId team, StaffId who, Command command) {
    return desk.decide(
        command,
        TeamChange.class,
        pen ->
            join(
                pen.hold(Team.SUBJECTS, team),
                pen.still(Person.SUBJECTS, who),
                registers.acting(command.actor())));
  }

  /** Somebody leaves a team. What they own stays theirs. */
  public TeamChange leave(TeamId team, StaffId who, Command command) {
    return desk.decide(
        command,
        TeamChange.class,
        pen -> leave(pen.hold(Team.SUBJECTS, team), who, registers.acting(command.actor())));
  }

  /** Names who holds what reaches the team from now on. What the former holds stays theirs. */
  public TeamChange nameDutyLead(TeamId team, StaffId who, Command command) {
    return desk.decide(
        command,
        TeamChange.class,
        pen ->
            nameDutyLead(
                pen.hold(Team.SUBJECTS, team),
                pen.still(Person.SUBJECTS, who),
                registers.acting(command.actor())));
  }

  /** When the team works, in its own zone, and whose public holidays it keeps. */
  public TeamChange setHours(TeamId team, Week week, Region region, Command command) {
    return desk.decide(
        command,
        TeamChange.class,
        pen ->
            setHours(
                pen.hold(Team.SUBJECTS, team),
                week,
                region,
                pen.now().instant(),
                registers.acting(command.actor())));
  }

  public TeamChange changeGiving(TeamId team, Giving giving, Command command) {
    return desk.decide(
        command,
        TeamChange.class,
        pen ->
            changeGiving(pen.hold(Team.SUBJECTS, team), giving, registers.acting(command.actor())));
  }

  static Verdict<Founding> found(
      TeamId id,
      String name,
      StaffId lead,
      boolean leadIsActive,
      Hours hours,
      Giving giving,
      Instant now,
      Acting by) {
    if (!by.isAtLeast(Role.ADMIN)) {
      return refused(new Founding.NotAllowed(Role.ADMIN));
    }
    if (name.isBlank()) {
      return refused(new Founding.NameMissing());
    }
    if (neverOpens(hours, now)) {
      return refused(new Founding.NoHours());
    }
    if (!leadIsActive) {
      return refused(new Founding.LeadIsLockedOut(lead));
    }
    return agreed(new Founding.Founded(id), founding(id, name, lead, hours, giving));
  }

  /**
   * Whether nobody could be promised anything: no hours at all, or only such as are public holidays
   * where the team works.
   */
  static boolean neverOpens(Hours hours, Instant now) {
    return !new WorkingTime(hours).everOpens(now);
  }

  static List<Said> founding(TeamId id, String name, StaffId lead, Hours hours, Giving giving) {
    var facts = new ArrayList<Said>();
    facts.add(
        said(
            id.chain(),
            new Teaming.TeamFounded(lead, hours.zone(), giving),
            Words.of("name", name)));
    facts.add(said(id.chain(), hoursSet(hours.week(), hours.region()), Words.NONE));
    return facts;
  }

  static Verdict<TeamChange> join(Team team, Person who, Acting by) {
    if (!by.mayLead(team.id())) {
      return refused(new TeamChange.NotAllowed(Role.LEAD));
    }
    if (!who.isActive()) {
      return refused(new TeamChange.IsLockedOut(who.id()));
    }
    if (team.members().contains(who.id())) {
      return refused(new TeamChange.AlreadyIn(who.id()));
    }
    return changed(team, new Teaming.MemberJoined(who.id()));
  }

  static Verdict<TeamChange> leave(Team team, StaffId who, Acting by) {
    if (!by.mayLead(team.id())) {
      return refused(new TeamChange.NotAllowed(Role.LEAD));
    }
    if (!team.members().contains(who)) {
      return refused(new TeamChange.NotIn(who));
    }
    if (team.isLedBy(who)) {
      return refused(new TeamChange.HoldsDuty(who));
    }
    return changed(team, new Teaming.MemberLeft(who));
  }

  static Verdict<TeamChange> nameDutyLead(Team team, Person who, Acting by) {
    if (!by.mayLead(team.id())) {
      return refused(new TeamChange.NotAllowed(Role.LEAD));
    }
    if (!who.isActive()) {
      return refused(new TeamChange.IsLockedOut(who.id()));
    }
    if (!team.members().contains(who.id())) {
      return refused(new TeamChange.NotIn(who.id()));
    }
    if (team.isLedBy(who.id())) {
      return refused(new TeamChange.HoldsDuty(who.id()));
    }
    return changed(team, new Teaming.DutyLeadNamed(who.id()));
  }

  static Verdict<TeamChange> setHours(Team team, Week week, Region region, Instant now, Acting by) {
    if (!by.mayLead(team.id())) {
      return refused(new TeamChange.NotAllowed(Role.LEAD));
    }
    if (neverOpens(new Hours(week, team.hours().zone(), region), now)) {
      return refused(new TeamChange.NoHours());
    }
    return changed(team, hoursSet(week, region));
  }

  static Verdict<TeamChange> changeGiving(Team team, Giving giving, Acting by) {
    if (!by.mayLead(team.id())) {
      return refused(new TeamChange.NotAllowed(Role.LEAD));
    }
    return team.giving() == giving
        ? refused(new TeamChange.Changed())
        : changed(team, new Teaming.GivingChanged(giving));
  }

  private static Verdict<TeamChange> changed(Team team, Teaming fact) {
    return agreed(new TeamChange.Changed(), List.of(said(team.id().chain(), fact, Words.NONE)));
  }

  private static Teaming.TeamHoursSet hoursSet(Week week, Region region) {
    return new Teaming.TeamHoursSet(
        region, week.mon(), week.tue(), week.wed(), week.thu(), week.fri(), week.sat(), week.sun());
  }
}
