package org.answerable.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.answerable.facts.DayHours;
import org.answerable.facts.DayHours.Span;
import org.answerable.facts.Region;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WorkingTimeTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private final WorkingTime nineToFive = time(Week.weekdays(9, 17), Region.DE);

  @Test
  void theDeskOpensAtItsFirstMinuteAndIsClosedAtItsLast() {
    assertThat(nineToFive.isOpen(berlin("2026-03-02T09:00"))).isTrue();
    assertThat(nineToFive.isOpen(berlin("2026-03-02T16:59:59"))).isTrue();
    assertThat(nineToFive.isOpen(berlin("2026-03-02T17:00"))).isFalse();
    assertThat(nineToFive.canBePromised(berlin("2026-03-02T17:00"))).isTrue();
    assertThat(nineToFive.isOpen(berlin("2026-03-01T12:00"))).as("a Sunday").isFalse();
  }

  @Test
  void anEveningIsFollowedByTheNextOpening() {
    assertThat(nineToFive.nextOpening(berlin("2026-03-06T18:00")))
        .isEqualTo(berlin("2026-03-09T09:00"));
    assertThat(nineToFive.nextOpening(berlin("2026-03-06T16:00")))
        .isEqualTo(berlin("2026-03-06T16:00"));
  }

  @Test
  void theClosingIsThatOfTheWorkingDayHereOrNext() {
    assertThat(nineToFive.closing(berlin("2026-03-06T10:00")))
        .isEqualTo(berlin("2026-03-06T17:00"));
    assertThat(nineToFive.closing(berlin("2026-03-06T17:00")))
        .isEqualTo(berlin("2026-03-09T17:00"));
  }

  @Test
  void fourHoursFromFridayAfternoonEndOnMonday() {
    assertThat(nineToFive.plus(berlin("2026-03-06T15:00"), Duration.ofHours(4)))
        .isEqualTo(berlin("2026-03-09T11:00"));
    assertThat(nineToFive.plus(berlin("2026-03-06T15:00"), Duration.ofHours(2)))
        .as("exactly the rest of the day ends with the day")
        .isEqualTo(berlin("2026-03-06T17:00"));
    assertThat(nineToFive.minus(berlin("2026-03-09T11:00"), Duration.ofHours(4)))
        .isEqualTo(berlin("2026-03-06T15:00"));
  }

  @Test
  void aPublicHolidayIsNoBusinessDay() {
    // Good Friday and Easter Monday 2026 are 3 and 6 April.
    assertThat(nineToFive.plusDays(berlin("2026-04-02T14:00"), 1))
        .isEqualTo(berlin("2026-04-07T14:00"));
    assertThat(nineToFive.nextBusinessDay(berlin("2026-04-02T14:00")))
        .isEqualTo(LocalDate.of(2026, 4, 7));
    assertThat(nineToFive.minusDays(berlin("2026-04-07T14:00"), 1))
        .isEqualTo(berlin("2026-04-02T14:00"));
    assertThat(time(Week.weekdays(9, 17), Region.NONE).plusDays(berlin("2026-04-02T14:00"), 1))
        .isEqualTo(berlin("2026-04-03T14:00"));
  }

  @ParameterizedTest
  @CsvSource({
    "DE_BY, 2026-01-06, false", // Epiphany in Bavaria
    "DE_HH, 2026-01-06, true",
    "DE_NW, 2026-06-04, false", // Corpus Christi
    "DE_BE, 2026-03-09, true",
    "DE_BE, 2027-03-08, false", // Women's day in Berlin
    "GB_EN, 2026-04-06, false", // Easter Monday in England
    "GB_SC, 2026-11-30, false", // St Andrew's Day in Scotland
    "GB_EN, 2026-11-30, true",
    "GB_EN, 2027-12-27, false", // Christmas Day is a Saturday: the Monday is off in its place
    "US, 2026-11-26, false", // Thanksgiving
    "US, 2026-07-03, false", // Independence Day is a Saturday: the Friday before is off
    "FR, 2026-07-14, false",
    "AT, 2026-10-26, false",
    "NL, 2026-04-27, false",
    "SE, 2026-06-19, false", // Midsummer Eve
    "PL, 2026-11-11, false",
    "IE, 2026-03-17, false",
    "IT, 2026-06-02, false",
    "ES, 2026-10-12, false",
    "CH, 2026-08-01, false",
    "NONE, 2026-12-25, true"
  })
  void eachRegionHasItsOwnHolidays(Region region, LocalDate day, boolean open) {
    var everyDay = time(Week.daily(DayHours.of(9, 17)), region);
    assertThat(everyDay.isBusinessDay(day)).isEqualTo(open);
  }

  @ParameterizedTest
  @EnumSource(value = Region.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void everyRegionIsKnownToTheLibrary(Region region) {
    assertThat(time(Week.daily(DayHours.of(0, 24)), region).isBusinessDay(LocalDate.of(2026, 1, 1)))
        .as("New Year")
        .isFalse();
  }

  @Test
  void aBreakAtNoonIsClosedTimeInsideADay() {
    var shop =
        time(
            Week.daily(new DayHours(List.of(new Span(540, 720), new Span(780, 1080)))),
            Region.NONE);
    assertThat(shop.isOpen(berlin("2026-03-02T12:30"))).isFalse();
    assertThat(shop.nextOpening(berlin("2026-03-02T12:30"))).isEqualTo(berlin("2026-03-02T13:00"));
    assertThat(shop.endOfSpan(berlin("2026-03-02T10:00"))).isEqualTo(berlin("2026-03-02T12:00"));
    assertThat(shop.closing(berlin("2026-03-02T10:00"))).isEqualTo(berlin("2026-03-02T18:00"));
    assertThat(shop.plus(berlin("2026-03-02T11:30"), Duration.ofHours(1)))
        .isEqualTo(berlin("2026-03-02T13:30"));
    assertThat(shop.between(berlin("2026-03-02T11:30"), berlin("2026-03-02T13:30")))
        .isEqualTo(Duration.ofHours(1));
  }

  @Test
  void workOverMidnightIsTwoDaysThatTouch() {
    var night =
        time(
            Week.daily(new DayHours(List.of(new Span(0, 120), new Span(1200, 1440)))), Region.NONE);
    assertThat(night.isOpen(berlin("2026-03-03T00:00"))).isTrue();
    assertThat(night.plus(berlin("2026-03-02T23:00"), Duration.ofHours(2)))
        .isEqualTo(berlin("2026-03-03T01:00"));
    assertThat(night.closing(berlin("2026-03-02T21:00"))).isEqualTo(berlin("2026-03-03T00:00"));
  }

  @Test
  @Tag("F-08")
  void theNightOfTheClockChangeHasAsManyHoursAsItReallyHas() {
    var always = time(Week.daily(DayHours.of(0, 24)), Region.NONE);
    assertThat(always.between(berlin("2026-03-29T00:00"), berlin("2026-03-30T00:00")))
        .isEqualTo(Duration.ofHours(23));
    assertThat(always.between(berlin("2026-10-25T00:00"), berlin("2026-10-26T00:00")))
        .isEqualTo(Duration.ofHours(25));
    assertThat(always.plus(berlin("2026-03-28T12:00"), Duration.ofHours(24)))
        .isEqualTo(berlin("2026-03-29T13:00"));
  }

  @Test
  @Tag("F-08")
  void businessDaysKeepTheTimeOfDayOverTheClockChange() {
    assertThat(nineToFive.plusDays(berlin("2026-03-27T14:00"), 1))
        .isEqualTo(berlin("2026-03-30T14:00"));
    assertThat(nineToFive.plusDays(berlin("2026-10-23T14:00"), 1))
        .isEqualTo(berlin("2026-10-26T14:00"));
  }

  @Test
  @Tag("F-08")
  void aSpanThatTheClocksJumpOverIsNoWorkingTimeAndAnHourThatComesTwiceIsNotCountedTwice() {
    var small = time(Week.daily(new DayHours(List.of(new Span(120, 180)))), Region.NONE);
    assertThat(small.isBusinessDay(LocalDate.of(2026, 3, 29))).isFalse();
    assertThat(small.nextOpening(berlin("2026-03-28T12:00"))).isEqualTo(berlin("2026-03-30T02:00"));
    // From 2:00 to the 3:00 that comes once: two hours of real time, which touch the next span.
    assertThat(small.between(berlin("2026-10-25T00:00"), berlin("2026-10-26T00:00")))
        .isEqualTo(Duration.ofHours(2));
    var halves =
        time(Week.daily(new DayHours(List.of(new Span(0, 150), new Span(150, 300)))), Region.NONE);
    assertThat(halves.between(berlin("2026-10-25T00:00"), berlin("2026-10-25T05:00")))
        .isEqualTo(Duration.ofHours(6));
    assertThat(halves.between(berlin("2026-03-29T00:00"), berlin("2026-03-29T05:00")))
        .isEqualTo(Duration.ofHours(4));
  }

  @Test
  @Tag("F-08")
  void aDayThatAZoneLeftOutIsNoBusinessDay() {
    var samoa =
        new WorkingTime(new Hours(Week.weekdays(9, 17), ZoneId.of("Pacific/Apia"), Region.NONE));
    assertThat(samoa.isBusinessDay(LocalDate.of(2011, 12, 30))).isFalse();
    assertThat(samoa.isBusinessDay(LocalDate.of(2011, 12, 29))).isTrue();
  }

  @Test
  void plusDaysMovesIntoHours() {
    assertThat(nineToFive.plusDays(berlin("2026-03-02T07:00"), 1))
        .isEqualTo(berlin("2026-03-03T09:00"));
    assertThat(nineToFive.plusDays(berlin("2026-03-02T22:00"), 1))
        .isEqualTo(berlin("2026-03-04T09:00"));
    assertThat(nineToFive.plusDays(berlin("2026-03-07T12:00"), 1))
        .as("from a Saturday, Monday is the first business day")
        .isEqualTo(berlin("2026-03-09T12:00"));
    assertThat(nineToFive.plusDays(berlin("2026-03-07T12:00"), 0))
        .isEqualTo(berlin("2026-03-09T09:00"));
  }

  @Test
  void aTimeIsRoundedUpToOneOfTheTimesAtWhichPromisesAreMade() {
    var times = List.of(LocalTime.of(11, 0), LocalTime.of(17, 0));
    assertThat(nineToFive.roundUpTo(berlin("2026-03-02T09:30"), times))
        .isEqualTo(berlin("2026-03-02T11:00"));
    assertThat(nineToFive.roundUpTo(berlin("2026-03-02T11:00"), times))
        .isEqualTo(berlin("2026-03-02T11:00"));
    assertThat(nineToFive.roundUpTo(berlin("2026-03-02T11:01"), times))
        .isEqualTo(berlin("2026-03-02T17:00"));
    assertThat(nineToFive.roundUpTo(berlin("2026-03-06T17:30"), times))
        .isEqualTo(berlin("2026-03-09T11:00"));
    assertThat(time(Week.weekdays(8, 16), Region.NONE).roundUpTo(berlin("2026-03-02T12:00"), times))
        .as("a time after closing stands for the closing")
        .isEqualTo(berlin("2026-03-02T16:00"));
    assertThat(
            time(Week.weekdays(18, 22), Region.NONE).roundUpTo(berlin("2026-03-02T12:00"), times))
        .as("an evening desk promises its closing")
        .isEqualTo(berlin("2026-03-02T22:00"));
  }

  @Test
  void aWeekWithoutHoursIsAClearFaultAndNotAnEndlessLoop() {
    var never = time(Week.daily(DayHours.OFF), Region.DE);
    var now = berlin("2026-03-02T09:00");
    assertThat(never.isOpen(now)).isFalse();
    assertThat(never.everOpens(now)).isFalse();
    assertThat(nineToFive.everOpens(now)).isTrue();
    assertThat(never.between(now, now.plus(Duration.ofDays(30)))).isZero();
    assertThatThrownBy(() -> never.nextOpening(now))
        .isInstanceOf(WorkingTime.NeverOpen.class)
        .hasMessageContaining("set working hours on at least one day");
    assertThatThrownBy(() -> never.plus(now, Duration.ofHours(1)))
        .isInstanceOf(WorkingTime.NeverOpen.class);
    assertThatThrownBy(() -> never.minus(now, Duration.ofHours(1)))
        .isInstanceOf(WorkingTime.NeverOpen.class);
    assertThatThrownBy(() -> never.plusDays(now, 1)).isInstanceOf(WorkingTime.NeverOpen.class);
    assertThatThrownBy(() -> never.minusDays(now, 1)).isInstanceOf(WorkingTime.NeverOpen.class);
    assertThatThrownBy(() -> never.roundUpTo(now, List.of(LocalTime.NOON)))
        .isInstanceOf(WorkingTime.NeverOpen.class);
  }

  private static WorkingTime time(Week week, Region region) {
    return new WorkingTime(new Hours(week, BERLIN, region));
  }

  private static Instant berlin(String local) {
    return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
  }
}
