package org.answerable.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.answerable.facts.DayHours;
import org.answerable.facts.DayHours.Span;
import org.answerable.facts.Region;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What holds for every week, zone and instant; each seed makes one of them. */
@Tag("F-08")
class WorkingTimePropertyTest {

  private static final List<String> ZONES =
      List.of(
          "Europe/Berlin",
          "Europe/London",
          "America/New_York",
          "America/Sao_Paulo", // put its clocks forward at midnight
          "America/Havana",
          "Australia/Lord_Howe", // moves by half an hour
          "Asia/Kathmandu",
          "Pacific/Apia", // once left out a day
          "UTC");

  private static final int SEEDS = 2000;

  /** Names the seed that fails. */
  private static void each(Consumer<Random> property) {
    for (long seed = 0; seed < SEEDS; seed++) {
      try {
        property.accept(new Random(seed));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("Seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }

  @Test
  void addingAndMeasuringAgree() {
    each(random -> {
      var time = anyTime(random);
      var from = anyInstant(random);
      var length = Duration.ofMinutes(random.nextInt(60 * 120));

      var end = time.plus(from, length);

      assertThat(end).isAfterOrEqualTo(from);
      assertThat(time.between(from, end)).isEqualTo(length);
      assertThat(time.canBePromised(end)).isTrue();
      if (length.isPositive()) {
        var start = time.minus(end, length);
        assertThat(time.between(start, end)).isEqualTo(length);
        assertThat(start).isAfterOrEqualTo(from);
      }
    });
  }

  @Test
  void nothingEndsInClosedTimeAndNothingRunsBackwards() {
    each(random -> {
      var time = anyTime(random);
      var from = anyInstant(random);
      var n = random.nextInt(8);

      var opening = time.nextOpening(from);
      assertThat(time.isOpen(opening)).isTrue();
      assertThat(time.between(from, opening)).isZero();
      assertThat(time.isOpen(from)).isEqualTo(opening.equals(from));

      var days = time.plusDays(from, n);
      assertThat(time.isOpen(days)).isTrue();
      assertThat(days).isAfterOrEqualTo(from);
      assertThat(time.plusDays(from, n + 1)).isAfterOrEqualTo(days);

      assertThat(time.closing(from)).isAfter(opening);
      assertThat(time.isOpen(time.closing(from).minusMillis(1))).isTrue();
      assertThat(time.endOfNextBusinessDay(from)).isAfter(from);
    });
  }

  @Test
  void aRoundedTimeCanBePromisedAndIsNotEarlier() {
    each(random -> {
      var time = anyTime(random);
      var from = anyInstant(random);
      var times = new ArrayList<LocalTime>();
      for (int i = 0; i <= random.nextInt(3); i++) {
        times.add(LocalTime.of(random.nextInt(24), 15 * random.nextInt(4)));
      }

      var rounded = time.roundUpTo(from, times);

      assertThat(rounded).isAfterOrEqualTo(from);
      assertThat(time.canBePromised(rounded)).isTrue();
      assertThat(time.roundUpTo(rounded, times)).isEqualTo(rounded);
    });
  }

  @Test
  void measuredTimeAddsUp() {
    each(random -> {
      var time = anyTime(random);
      var a = anyInstant(random);
      var b = a.plus(Duration.ofMinutes(random.nextInt(20_000)));
      var c = b.plus(Duration.ofMinutes(random.nextInt(20_000)));

      assertThat(time.between(a, b).plus(time.between(b, c))).isEqualTo(time.between(a, c));
      assertThat(time.between(a, c)).isLessThanOrEqualTo(Duration.between(a, c));
      assertThat(time.between(c, a)).isZero();
    });
  }

  @Test
  void aWeekIsReadAsItWasWritten() {
    each(random -> {
      var week = anyTime(random).hours().week();
      assertThat(Week.parse(week.words())).isEqualTo(week);
    });
  }

  static WorkingTime anyTime(Random random) {
    var days = new ArrayList<DayHours>();
    for (int i = 0; i < 7; i++) {
      days.add(random.nextInt(4) == 0 ? DayHours.OFF : anyDay(random));
    }
    days.set(random.nextInt(7), anyDay(random));
    var week =
        new Week(
            days.get(0),
            days.get(1),
            days.get(2),
            days.get(3),
            days.get(4),
            days.get(5),
            days.get(6));
    var regions = Region.values();
    return new WorkingTime(
        new Hours(
            week,
            ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))),
            regions[random.nextInt(regions.length)]));
  }

  private static DayHours anyDay(Random random) {
    var cuts = random.ints(2 * (1 + random.nextInt(3)), 0, 97).sorted().distinct().toArray();
    var spans = new ArrayList<Span>();
    for (int i = 0; i + 1 < cuts.length; i += 2) {
      spans.add(new Span(cuts[i] * 15, cuts[i + 1] * 15));
    }
    return spans.isEmpty() ? DayHours.of(9, 10) : new DayHours(spans);
  }

  static Instant anyInstant(Random random) {
    var start = Instant.parse("2010-01-01T00:00:00Z").getEpochSecond();
    return Instant.ofEpochSecond(start + random.nextInt(20 * 365 * 24 * 60) * 60L);
  }
}
