package org.answerable.doors.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.answerable.facts.Tongue;
import org.junit.jupiter.api.Test;

class TimesTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** A Friday, 17:12. */
  private static final Instant NOW = berlin("2026-03-06T17:12");

  private final Times times = new Times(NOW, BERLIN, Sentences.in(Tongue.EN));

  @Test
  void whatIsLateSaysHowLate() {
    assertThat(times.due(berlin("2026-03-06T16:40"))).isEqualTo("32 min late");
    assertThat(times.due(NOW)).isEqualTo("1 min late");
    assertThat(times.due(berlin("2026-03-06T14:00"))).isEqualTo("3 h late");
    assertThat(times.due(berlin("2026-03-03T17:00"))).isEqualTo("3 days late");
  }

  @Test
  void whatIsDueIsSaidAsNearAsPeopleWould() {
    assertThat(times.due(NOW.plusSeconds(20))).isEqualTo("in 1 min");
    assertThat(times.due(berlin("2026-03-06T17:37"))).isEqualTo("in 25 min");
    assertThat(times.due(berlin("2026-03-06T17:50"))).isEqualTo("17:50");
    assertThat(times.due(berlin("2026-03-09T09:30"))).isEqualTo("Mon 09:30");
    assertThat(times.due(berlin("2026-03-13T09:30"))).isEqualTo("13 Mar 09:30");
    assertThat(times.due(berlin("2027-01-04T09:30"))).isEqualTo("4 Jan 2027 09:30");
  }

  @Test
  void whatWasSaidAgoIsNamedByItsDay() {
    assertThat(times.at(berlin("2026-03-05T09:12"))).isEqualTo("Thu 09:12");
    assertThat(times.at(berlin("2026-02-27T09:12"))).isEqualTo("27 Feb 09:12");
    assertThat(times.at(berlin("2025-12-31T23:59"))).isEqualTo("31 Dec 2025 23:59");
    assertThat(times.from(berlin("2026-03-06T16:40"))).isEqualTo("32 minutes ago");
    assertThat(times.from(berlin("2026-03-06T19:12"))).isEqualTo("in 2 hours");
  }

  @Test
  void aCustomerReadsTodayAndTomorrow() {
    assertThat(times.spoken(berlin("2026-03-06T16:40"))).isEqualTo("today 16:40");
    assertThat(times.spoken(berlin("2026-03-07T10:00"))).isEqualTo("tomorrow 10:00");
    assertThat(times.spoken(berlin("2026-03-05T10:00"))).isEqualTo("yesterday 10:00");
    assertThat(times.spoken(berlin("2026-03-09T10:00"))).isEqualTo("Monday 10:00");
  }

  @Test
  void theReadersZoneDecidesWhichDayItIs() {
    var auckland = new Times(NOW, ZoneId.of("Pacific/Auckland"), Sentences.in(Tongue.EN));
    assertThat(auckland.at(berlin("2026-03-06T16:40"))).isEqualTo("Sat 04:40");
    assertThat(times.at(berlin("2026-03-06T16:40"))).isEqualTo("Fri 16:40");
  }

  @Test
  void aFieldGivesBackTheInstantItWasMadeOf() {
    var at = berlin("2026-03-09T09:30");
    assertThat(times.fromField(times.field(at))).isEqualTo(at);
    assertThat(times.fromField("")).isNull();
    assertThat(times.fromField(null)).isNull();
    assertThat(times.fromField("next Monday")).isNull();
  }

  @Test
  void anHourThatAZoneSkipsIsTheNext() {
    assertThat(times.fromField("2026-03-29T02:30")).isEqualTo(berlin("2026-03-29T03:30"));
  }

  private static Instant berlin(String local) {
    return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
  }
}
