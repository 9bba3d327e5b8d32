package org.answerable.work.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.answerable.calendar.Hours;
import org.answerable.calendar.Policy;
import org.answerable.calendar.Week;
import org.answerable.facts.ConfigFact.Desk;
import org.answerable.facts.DayHours;
import org.answerable.facts.Region;
import org.answerable.facts.Role;
import org.answerable.facts.StaffId;
import org.answerable.facts.TeamId;
import org.answerable.facts.Teaming.Giving;
import org.answerable.facts.Tongue;
import org.answerable.work.people.Owners.Choice;
import org.answerable.work.people.Person.Away;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RosterTest {

  private static final StaffId ANNA = id(1);
  private static final StaffId BEN = id(2);
  private static final StaffId CARLA = id(3);
  private static final StaffId LENA = id(4);
  private static final StaffId MAYA = id(5);
  private static final Hours NINE_TO_FIVE =
      new Hours(Week.weekdays(9, 17), PeopleRoom.BERLIN, Region.NONE);
  private static final Instant MONDAY_TEN = berlin("2026-03-02T10:00");

  private final List<Roster.Member> people =
      new ArrayList<>(
          List.of(
              member(ANNA, true, Role.AGENT, null, null),
              member(BEN, true, Role.AGENT, null, null),
              member(CARLA, true, Role.LEAD, null, null),
              member(LENA, false, Role.LEADER, null, null),
              member(MAYA, false, Role.ADMIN, null, null)));

  @Test
  void whoeverOnDutyHasTheLeastOpenWorkAnswers() {
    assertThat(choose(Map.of(ANNA, 3, BEN, 1, CARLA, 2))).isEqualTo(new Choice(BEN, true));
    assertThat(choose(Map.of(ANNA, 1, BEN, 1, CARLA, 1))).isEqualTo(new Choice(ANNA, true));
  }

  @Test
  void whoCannotHelpIsNotGivenIt() {
    var choice =
        Owners.choose(roster(Giving.GIVEN_OUT), who -> who.equals(CARLA), _ -> 0, MONDAY_TEN);
    assertThat(choice).isEqualTo(new Choice(CARLA, true));
    assertThat(Owners.choose(roster(Giving.GIVEN_OUT), _ -> false, _ -> 0, MONDAY_TEN))
        .as("nobody fits: the duty lead holds it")
        .isEqualTo(new Choice(CARLA, false));
  }

  @Test
  void aLeaderFromOutsideTheTeamIsNotGivenItsCases() {
    assertThat(choose(Map.of(ANNA, 9, BEN, 9, CARLA, 9, LENA, 0)))
        .isEqualTo(new Choice(ANNA, true));
  }

  @Test
  void whatATeamTakesTheDutyLeadHoldsUntilSomebodyTakesIt() {
    assertThat(Owners.choose(roster(Giving.TAKEN), _ -> true, _ -> 0, MONDAY_TEN))
        .isEqualTo(new Choice(CARLA, false));
  }

  @Test
  void outsideDutyHoursTheDutyLeadHoldsItUntilTheNextOpening() {
    var night = berlin("2026-03-06T22:00");
    assertThat(Owners.choose(roster(Giving.GIVEN_OUT), _ -> true, _ -> 0, night))
        .isEqualTo(new Choice(CARLA, false));
    assertThat(roster(Giving.GIVEN_OUT).nextOpening(night))
        .isEqualTo(new Roster.NextOpening(berlin("2026-03-09T09:00"), CARLA));
  }

  @Test
  void whoIsAwayOrLockedOutOrOffIsNotOnDuty() {
    var away = new Away(MONDAY_TEN.minusSeconds(60), berlin("2026-03-04T12:00"));
    people.set(0, member(ANNA, true, Role.AGENT, null, away));
    people.set(1, new Roster.Member(BEN, true, Role.AGENT, Tongue.EN, false, null, null));
    var afternoons = new Hours(Week.weekdays(13, 18), PeopleRoom.BERLIN, Region.NONE);
    people.set(2, member(CARLA, true, Role.LEAD, afternoons, null));
    var roster = roster(Giving.GIVEN_OUT);
    assertThat(roster.onDuty(MONDAY_TEN)).isEmpty();
    assertThat(roster.onDuty(berlin("2026-03-02T17:30"))).containsExactly(CARLA);
    assertThat(roster.nextOnDuty(ANNA, MONDAY_TEN)).contains(berlin("2026-03-04T12:00"));
    assertThat(roster.nextOnDuty(BEN, MONDAY_TEN)).isEmpty();
    assertThat(roster.nextOnDuty(CARLA, MONDAY_TEN)).contains(berlin("2026-03-02T13:00"));
    assertThat(roster.members()).containsExactlyInAnyOrder(ANNA, CARLA);
    assertThat(roster.isActive(BEN)).isFalse();
    assertThat(roster.isActive(id(99))).as("a stranger").isFalse();
  }

  @Test
  void aWeekOfLeaveHasNoNextDuty() {
    var leave = new Hours(Week.daily(DayHours.OFF), PeopleRoom.BERLIN, Region.NONE);
    people.set(0, member(ANNA, true, Role.AGENT, leave, null));
    assertThat(roster(Giving.GIVEN_OUT).nextOnDuty(ANNA, MONDAY_TEN)).isEmpty();
    assertThat(roster(Giving.GIVEN_OUT).isOnDuty(ANNA, MONDAY_TEN)).isFalse();
  }

  @Test
  void amendsClimbFromTheOwnerToTheDutyLeadToTheLeaderWhoStays() {
    var roster = roster(Giving.GIVEN_OUT);
    assertThat(roster.nextUp(ANNA)).isEqualTo(CARLA);
    assertThat(roster.nextUp(CARLA)).isEqualTo(LENA);
    assertThat(roster.nextUp(LENA)).isEqualTo(LENA);
    assertThat(roster.above()).containsExactly(CARLA, LENA, MAYA);
  }

  @Test
  void withoutALeaderTheAdministratorIsLast() {
    people.remove(3);
    assertThat(roster(Giving.GIVEN_OUT).nextUp(CARLA)).isEqualTo(MAYA);
    people.remove(3);
    assertThat(roster(Giving.GIVEN_OUT).nextUp(CARLA)).isEqualTo(CARLA);
  }

  private Choice choose(Map<StaffId, Integer> loads) {
    return Owners.choose(
        roster(Giving.GIVEN_OUT), _ -> true, who -> loads.getOrDefault(who, 0), MONDAY_TEN);
  }

  private Roster roster(Giving giving) {
    return new Roster(
        new TeamId(new UUID(9, 9)),
        CARLA,
        giving,
        NINE_TO_FIVE,
        Policy.of(Desk.RETAIL),
        true,
        people);
  }

  private static Roster.Member member(
      StaffId id, boolean inTeam, Role role, @Nullable Hours hours, @Nullable Away away) {
    return new Roster.Member(id, inTeam, role, Tongue.EN, true, hours, away);
  }

  private static StaffId id(int n) {
    return new StaffId(new UUID(0x7000, n));
  }

  private static Instant berlin(String local) {
    return LocalDateTime.parse(local).atZone(PeopleRoom.BERLIN).toInstant();
  }
}
