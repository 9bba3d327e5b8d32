package org.answerable.work.people;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.answerable.calendar.Week;
import org.answerable.facts.ChainId;
import org.answerable.facts.Erasing;
import org.answerable.facts.Fact;
import org.answerable.facts.PersonFact;
import org.answerable.facts.Role;
import org.answerable.facts.StaffId;
import org.answerable.facts.Tongue;
import org.answerable.facts.Working;
import org.answerable.ledger.reading.ChainKind;
import org.answerable.ledger.writing.Subject;
import org.answerable.ledger.writing.Subjects;
import org.jspecify.annotations.Nullable;

/**
 * Someone who answers, as their chain tells it.
 *
 * @param joined false before the first fact
 * @param hours when they work; null where they work when their team does
 * @param away not on duty meanwhile, whatever the hours say
 * @param lockedOut may do nothing any more
 */
public record Person(
    StaffId id,
    boolean joined,
    Role role,
    Tongue tongue,
    ZoneId zone,
    @Nullable Week hours,
    @Nullable Away away,
    boolean lockedOut)
    implements Subject<Person> {

  /** An absence; {@code until} is the first instant back. */
  public record Away(Instant from, Instant until) {
    public boolean covers(Instant t) {
      return !t.isBefore(from) && t.isBefore(until);
    }
  }

  /** How the chains of people are folded. */
  public static final Subjects<Person> SUBJECTS =
      new Subjects<>() {
        @Override
        public ChainKind kind() {
          return ChainKind.PERSON;
        }

        @Override
        public Person blank(ChainId chain) {
          return Person.blank(new StaffId(chain.value()));
        }
      };

  static Person blank(StaffId id) {
    return new Person(id, false, Role.AGENT, Tongue.EN, ZoneOffset.UTC, null, null, false);
  }

  /** May own, decide and be promised to. */
  public boolean isActive() {
    return joined && !lockedOut;
  }

  @Override
  public Person after(Fact fact, Instant recorded) {
    if (!(fact instanceof PersonFact ours)) {
      throw new IllegalArgumentException("Nothing of a person: " + fact);
    }
    return switch (ours) {
      case Working working -> after(working);
      case Erasing _ -> this;
    };
  }

  private Person after(Working fact) {
    return switch (fact) {
      case Working.PersonJoined(var as, var speaks, var in) ->
          new Person(id, true, as, speaks, in, hours, away, lockedOut);
      case Working.RoleChanged(var to, _) ->
          new Person(id, joined, to, tongue, zone, hours, away, lockedOut);
      case Working.HoursSet(var mon, var tue, var wed, var thu, var fri, var sat, var sun) ->
          new Person(
              id,
              joined,
              role,
              tongue,
              zone,
              new Week(mon, tue, wed, thu, fri, sat, sun),
              away,
              lockedOut);
      case Working.AwayFrom(var from, var until) -> with(new Away(from, until), lockedOut);
      case Working.Back() -> with(null, lockedOut);
      case Working.SecretChanged() -> this;
      case Working.LockedOut(_) -> with(away, true);
      case Working.LetIn(_) -> with(away, false);
    };
  }

  private Person with(@Nullable Away absence, boolean out) {
    return new Person(id, joined, role, tongue, zone, hours, absence, out);
  }
}
