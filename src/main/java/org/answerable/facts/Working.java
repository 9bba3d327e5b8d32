package org.answerable.facts;

import java.time.Instant;
import java.time.ZoneId;

/** Joining, being on duty, leaving. */
public sealed interface Working extends PersonFact {

  /** Parts: {@code name}, {@code shown} (what customers read), {@code address} (to sign in). */
  @Stored("person.joined")
  record PersonJoined(Role role, Tongue tongue, ZoneId zone) implements Working {}

  @Stored("person.role_changed")
  record RoleChanged(Role role, StaffId by) implements Working {}

  /** When this person works, in their own zone. */
  @Stored("person.hours_set")
  record HoursSet(
      DayHours mon,
      DayHours tue,
      DayHours wed,
      DayHours thu,
      DayHours fri,
      DayHours sat,
      DayHours sun)
      implements Working {}

  /** Not on duty until then, whatever the hours say. */
  @Stored("person.away")
  record AwayFrom(Instant from, Instant until) implements Working {}

  /** Back before the absence was over. */
  @Stored("person.back")
  record Back() implements Working {}

  /** A new password stands in the secrets; its value is nobody's business. */
  @Stored("person.secret_changed")
  record SecretChanged() implements Working {}

  /** May do nothing any more, from this instant. Part: {@code why}. */
  @Stored("person.locked_out")
  record LockedOut(StaffId by) implements Working {}

  @Stored("person.let_in")
  record LetIn(StaffId by) implements Working {}
}
