package org.answerable.facts;

import java.time.ZoneId;

/** Who is in a team, who holds what nobody has taken, when it works. */
public sealed interface Teaming extends TeamFact {

  /** A team has a duty lead, who is its first member, from its first moment. Part: {@code name}. */
  @Stored("team.founded")
  record TeamFounded(StaffId lead, ZoneId zone, Giving giving) implements Teaming {}

  /** How cases reach people. */
  enum Giving {
    /** The desk gives each new case to whoever on duty has the least open work. */
    GIVEN_OUT,
    /** The duty lead holds it until somebody takes it. */
    TAKEN
  }

  @Stored("team.joined")
  record MemberJoined(StaffId who) implements Teaming {}

  @Stored("team.left")
  record MemberLeft(StaffId who) implements Teaming {}

  /** Who holds what reached the team and nobody has taken yet, from now on. */
  @Stored("team.duty_lead_named")
  record DutyLeadNamed(StaffId who) implements Teaming {}

  /** When the team works, in its own zone; {@code region} is where its public holidays are. */
  @Stored("team.hours_set")
  record TeamHoursSet(
      Region region,
      DayHours mon,
      DayHours tue,
      DayHours wed,
      DayHours thu,
      DayHours fri,
      DayHours sat,
      DayHours sun)
      implements Teaming {}

  @Stored("team.giving_changed")
  record GivingChanged(Giving giving) implements Teaming {}
}
