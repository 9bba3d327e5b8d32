package org.answerable.work.people;

import static java.time.temporal.ChronoUnit.MICROS;
import static org.answerable.ledger.writing.Verdict.agreed;
import static org.answerable.ledger.writing.Verdict.refused;

import java.time.Instant;
import org.answerable.calendar.Week;
import org.answerable.facts.Role;
import org.answerable.facts.StaffId;
import org.answerable.facts.Working;
import org.answerable.ledger.writing.Command;
import org.answerable.ledger.writing.Desk;
import org.answerable.ledger.writing.Verdict;
import org.springframework.stereotype.Component;

/** When somebody works, and when they do not. Their own affair, or a lead's. */
@Component
public final class Duty {

  private final Desk desk;
  private final Registers registers;

  Duty(Desk desk, Registers registers) {
    this.desk = desk;
    this.registers = registers;
  }

  /** How a change of somebody's duty ends. */
  public sealed interface DutyChange {
    record Changed() implements DutyChange {}

    /** An absence must end after it begins, and after now. */
    record AlreadyOver(Instant until) implements DutyChange {}

    record NotAway() implements DutyChange {}

    record IsLockedOut() implements DutyChange {}

    record NotAllowed(Role needed) implements DutyChange {}
  }

  /** Sets when somebody works, in their own zone. A week without hours is one of leave. */
  public DutyChange setHours(StaffId who, Week week, Command command) {
    return desk.about(Person.SUBJECTS, who, command)
        .decide(
            DutyChange.class,
            (person, _) -> setHours(person, week, registers.acting(command.actor())));
  }

  /**
   * Not on duty from one instant to another. What they own stays theirs; others may act for them.
   */
  public DutyChange away(StaffId who, Instant from, Instant until, Command command) {
    return desk.about(Person.SUBJECTS, who, command)
        .decide(
            DutyChange.class,
            (person, now) ->
                away(person, from, until, now.instant(), registers.acting(command.actor())));
  }

  /** Back before the absence was over. */
  public DutyChange back(StaffId who, Command command) {
    return desk.about(Person.SUBJECTS, who, command)
        .decide(
            DutyChange.class,
            (person, now) -> back(person, now.instant(), registers.acting(command.actor())));
  }

  static Verdict<DutyChange> setHours(Person person, Week week, Acting by) {
    if (!by.maySettleDutyOf(person.id())) {
      return refused(new DutyChange.NotAllowed(Role.LEAD));
    }
    if (!person.isActive()) {
      return refused(new DutyChange.IsLockedOut());
    }
    return agreed(
        new DutyChange.Changed(),
        new Working.HoursSet(
            week.mon(), week.tue(), week.wed(), week.thu(), week.fri(), week.sat(), week.sun()));
  }

  static Verdict<DutyChange> away(
      Person person, Instant from, Instant until, Instant now, Acting by) {
    if (!by.maySettleDutyOf(person.id())) {
      return refused(new DutyChange.NotAllowed(Role.LEAD));
    }
    if (!person.isActive()) {
      return refused(new DutyChange.IsLockedOut());
    }
    if (!until.isAfter(from) || !until.isAfter(now)) {
      return refused(new DutyChange.AlreadyOver(until));
    }
    // A fact is stored in microseconds; what is folded now must be what is read again.
    return agreed(
        new DutyChange.Changed(),
        new Working.AwayFrom(from.truncatedTo(MICROS), until.truncatedTo(MICROS)));
  }

  static Verdict<DutyChange> back(Person person, Instant now, Acting by) {
    if (!by.maySettleDutyOf(person.id())) {
      return refused(new DutyChange.NotAllowed(Role.LEAD));
    }
    var absence = person.away();
    if (absence == null || !now.isBefore(absence.until())) {
      return refused(new DutyChange.NotAway());
    }
    return agreed(new DutyChange.Changed(), new Working.Back());
  }
}
