package org.answerable.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.answerable.calendar.Pace.Histogram;
import org.answerable.calendar.Pace.Promised;
import org.answerable.calendar.Pace.Queue;
import org.answerable.calendar.Pace.Why;
import org.answerable.facts.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final List<LocalTime> TIMES = List.of(LocalTime.of(11, 0), LocalTime.of(17, 0));
  private static final LocalDate LONG_AGO = LocalDate.of(2026, 1, 1);
  private static final Instant MONDAY_TEN = berlin("2026-03-02T10:00");
  private static final Instant TARGET = berlin("2026-03-02T17:00");

  private final WorkingTime time =
      new WorkingTime(new Hours(Week.weekdays(9, 17), BERLIN, Region.NONE));

  @Test
  void aDeskThatIsUpToDatePromisesItsTarget() {
    var pace = new Pace(LONG_AGO, took(100, Duration.ofHours(1)), inTwoDays(5, 100));
    assertThat(promise(pace)).isEqualTo(new Promised(TARGET, TARGET, Why.UP_TO_DATE));
  }

  @Test
  void aNewDeskPromisesItsTargetAsADay() {
    var slow = took(100, Duration.ofHours(30));
    var eleven = berlin("2026-03-02T11:00");
    assertThat(Pace.UNKNOWN.promise(MONDAY_TEN, eleven, TIMES, time))
        .isEqualTo(new Promised(TARGET, eleven, Why.NEW));
    var since = LocalDate.of(2026, 2, 3);
    assertThat(promise(new Pace(since, slow, inTwoDays(500, 10))).why()).isEqualTo(Why.NEW);
    assertThat(promise(new Pace(since.minusDays(1), slow, inTwoDays(500, 10))).why())
        .isEqualTo(Why.BEHIND);
  }

  @Test
  void aDeskWhoseAnswersTookLongerPromisesWhatNineteenOfTwentyTook() {
    // From Monday at ten, nine working hours end on Tuesday at eleven, ten at twelve.
    var nine = new Pace(LONG_AGO, took(100, Duration.ofHours(9)), inTwoDays(3, 40));
    assertThat(promise(nine))
        .isEqualTo(new Promised(berlin("2026-03-03T11:00"), TARGET, Why.BEHIND));
    var ten = new Pace(LONG_AGO, took(100, Duration.ofHours(10)), inTwoDays(3, 40));
    assertThat(promise(ten).due()).isEqualTo(berlin("2026-03-03T17:00"));
  }

  @Test
  void oneSlowAnswerOfTwentyDoesNotMakeThePromise() {
    var counts = new ArrayList<>(Collections.nCopies(Histogram.CLASSES, 0L));
    counts.set(Histogram.classOf(Duration.ofHours(1)), 95L);
    counts.set(Histogram.classOf(Duration.ofHours(60)), 5L);
    assertThat(promise(new Pace(LONG_AGO, new Histogram(counts), inTwoDays(0, 40))).why())
        .isEqualTo(Why.UP_TO_DATE);
    counts.set(Histogram.classOf(Duration.ofHours(1)), 94L);
    assertThat(promise(new Pace(LONG_AGO, new Histogram(counts), inTwoDays(0, 40))).why())
        .isEqualTo(Why.BEHIND);
  }

  @Test
  void onTheWorstMondayTheQueueSaysWhen() {
    // 100 answers in two working days, 300 wait: about six days of work.
    var pace = new Pace(LONG_AGO, took(100, Duration.ofHours(1)), inTwoDays(300, 100));
    var promised = promise(pace);
    assertThat(promised.why()).isEqualTo(Why.BEHIND);
    assertThat(promised.target()).isEqualTo(TARGET);
    assertThat(promised.due()).isBetween(berlin("2026-03-10T10:00"), berlin("2026-03-11T17:00"));
  }

  @Test
  void aSmallDeskIsNotTakenForASlowOne() {
    // Twenty-four answers in four weeks, each within the hour: three at once wait for no month.
    var pace =
        new Pace(LONG_AGO, took(24, Duration.ofHours(1)), new Queue(3, 24, Duration.ofHours(160)));
    assertThat(promise(pace).due()).isEqualTo(TARGET);
  }

  @Test
  void whereNobodyIsAnsweredAnyMoreTheTargetIsNotPromised() {
    var pace = new Pace(LONG_AGO, took(100, Duration.ofHours(2)), inTwoDays(50, 0));
    assertThat(promise(pace).why()).isEqualTo(Why.BEHIND);
    assertThat(promise(pace).due()).isAfter(berlin("2026-03-09T17:00"));
  }

  @Test
  void answersBeyondTheLastClassAreNotForgotten() {
    var pace = new Pace(LONG_AGO, took(40, Duration.ofHours(200)), inTwoDays(0, 4));
    assertThat(promise(pace).due()).isEqualTo(berlin("2026-03-16T11:00"));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "15, 0", "16, 1", "240, 15", "241, 16", "300, 16", "4800, 91", "4801, 92"})
  void anAnswerBelongsToTheClassThatEndsNext(int minutes, int at) {
    assertThat(Histogram.classOf(Duration.ofMinutes(minutes))).isEqualTo(at);
    assertThat(Histogram.CLASSES).isEqualTo(93);
  }

  @Test
  void whateverTheFiguresThePromiseIsInOpenTimeAndNeverBeforeTheTarget() {
    for (long seed = 0; seed < 3000; seed++) {
      var random = new Random(seed);
      var anyTime = WorkingTimePropertyTest.anyTime(random);
      var now = WorkingTimePropertyTest.anyInstant(random);
      var counts = random.longs(Histogram.CLASSES, 0, 1 + random.nextInt(9)).boxed().toList();
      var queue =
          new Queue(
              random.nextInt(3000), random.nextInt(500), Duration.ofHours(random.nextInt(40)));
      var since = anyTime.dayOf(now).minusDays(random.nextInt(60));
      var target = anyTime.plus(now, Duration.ofMinutes(random.nextInt(1000)));
      var promised =
          new Pace(since, new Histogram(counts), queue).promise(now, target, TIMES, anyTime);
      assertThat(promised.due()).as("seed " + seed).isAfterOrEqualTo(target);
      assertThat(anyTime.canBePromised(promised.due())).as("seed " + seed).isTrue();
      assertThat(promised.target()).isEqualTo(target);
    }
  }

  @Test
  void moreWaitingNeverMeansAnEarlierPromise() {
    Instant before = MONDAY_TEN;
    for (int waiting = 0; waiting < 600; waiting++) {
      var due =
          promise(new Pace(LONG_AGO, took(60, Duration.ofHours(2)), inTwoDays(waiting, 60))).due();
      assertThat(due).as(waiting + " waiting").isAfterOrEqualTo(before);
      before = due;
    }
  }

  private Promised promise(Pace pace) {
    return pace.promise(MONDAY_TEN, TARGET, TIMES, time);
  }

  private static Histogram took(long answers, Duration each) {
    var counts = new ArrayList<>(Collections.nCopies(Histogram.CLASSES, 0L));
    counts.set(Histogram.classOf(each), answers);
    return new Histogram(counts);
  }

  private static Queue inTwoDays(long waiting, long answered) {
    return new Queue(waiting, answered, Duration.ofHours(16));
  }

  private static Instant berlin(String local) {
    return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
  }
}
