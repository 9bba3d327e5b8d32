package org.answerable.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Random;
import org.answerable.facts.ConfigFact.Desk;
import org.answerable.facts.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PolicyTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private final WorkingTime time =
      new WorkingTime(new Hours(Week.weekdays(9, 17), BERLIN, Region.NONE));
  private final Policy retail = Policy.of(Desk.RETAIL);
  private final Policy software = Policy.of(Desk.SOFTWARE);
  private final Policy complaints = Policy.of(Desk.COMPLAINTS);

  @Test
  void aShopAnswersTheSameDayWhatCameInByNoon() {
    assertThat(retail.firstAnswerTarget(berlin("2026-03-02T12:00"), time))
        .isEqualTo(berlin("2026-03-02T17:00"));
    assertThat(retail.firstAnswerTarget(berlin("2026-03-02T06:00"), time))
        .isEqualTo(berlin("2026-03-02T17:00"));
    assertThat(retail.firstAnswerTarget(berlin("2026-03-02T12:01"), time))
        .isEqualTo(berlin("2026-03-03T12:00"));
    assertThat(retail.firstAnswerTarget(berlin("2026-03-07T10:00"), time))
        .as("a Saturday")
        .isEqualTo(berlin("2026-03-09T12:00"));
  }

  @Test
  void othersAnswerInEightHoursOrInOneDay() {
    assertThat(software.firstAnswerTarget(berlin("2026-03-02T11:00"), time))
        .isEqualTo(berlin("2026-03-03T11:00"));
    assertThat(complaints.firstAnswerTarget(berlin("2026-03-02T11:00"), time))
        .isEqualTo(berlin("2026-03-03T11:00"));
  }

  @Test
  void theAcknowledgementWaitsFiveMinutesButNotOverNightAndNotWhileClosed() {
    assertThat(retail.acknowledgeAt(berlin("2026-03-02T10:00"), time))
        .isEqualTo(berlin("2026-03-02T10:05"));
    assertThat(retail.acknowledgeAt(berlin("2026-03-02T16:58"), time))
        .isEqualTo(berlin("2026-03-02T17:00"));
    assertThat(retail.acknowledgeAt(berlin("2026-03-02T20:00"), time))
        .isEqualTo(berlin("2026-03-02T20:00"));
    assertThat(complaints.acknowledgeAt(berlin("2026-03-02T10:00"), time))
        .isEqualTo(berlin("2026-03-02T10:00"));
  }

  @Test
  void aSilentCustomerIsWrittenToTwiceAndThenLeftInPeace() {
    var since = berlin("2026-03-02T10:00");
    var first = retail.writeAgain(since, 0, time);
    assertThat(first)
        .isEqualTo(new Policy.ByItself(berlin("2026-03-05T09:00"), berlin("2026-03-05T10:00")));
    assertThat(retail.writeAgain(since, 1, time))
        .isEqualTo(new Policy.ByItself(berlin("2026-03-11T09:00"), berlin("2026-03-11T10:00")));
    assertThat(retail.writeAgain(since, 2, time))
        .isEqualTo(new Policy.ByItself(berlin("2026-03-16T09:00"), berlin("2026-03-16T10:00")));
    assertThat(retail.writeAgain(since, 3, time)).isNull();
  }

  @Test
  void aComplaintNeverWaitsForItsCustomer() {
    assertThat(complaints.mayWait()).isFalse();
    assertThat(complaints.writeAgain(berlin("2026-03-02T10:00"), 0, time)).isNull();
    assertThat(retail.mayWait()).isTrue();
  }

  @Test
  void onlyGraveCasesOfAShopAreAskedOnceMore() {
    var at = berlin("2026-03-02T10:00");
    var plain = retail.askedUntil(at, false, time);
    assertThat(plain.remind()).isNull();
    assertThat(plain.due()).isEqualTo(berlin("2026-03-09T10:00"));
    assertThat(plain.acts()).isEqualTo(plain.ends()).isEqualTo(berlin("2026-03-09T09:00"));
    var grave = retail.askedUntil(at, true, time);
    assertThat(grave.acts()).isEqualTo(grave.remind()).isEqualTo(berlin("2026-03-05T10:00"));
    assertThat(software.askedUntil(at, false, time).remind()).isEqualTo(berlin("2026-03-09T10:00"));
    assertThat(complaints.askedUntil(at, false, time).remind())
        .isEqualTo(berlin("2026-03-09T10:00"));
  }

  @Test
  void amendsAreDueInFourHoursAndAtLatestByTheNextBusinessDay() {
    assertThat(retail.amendsDue(berlin("2026-03-02T11:00"), time))
        .isEqualTo(berlin("2026-03-02T15:00"));
    assertThat(retail.amendsDue(berlin("2026-03-06T16:00"), time))
        .isEqualTo(berlin("2026-03-09T12:00"));
    var twoHoursADay = new WorkingTime(new Hours(Week.weekdays(9, 11), BERLIN, Region.NONE));
    assertThat(retail.amendsDue(berlin("2026-03-02T10:00"), twoHoursADay))
        .isEqualTo(berlin("2026-03-03T11:00"));
  }

  @Test
  void aReplyReopensForAStatedTimeOrForever() {
    var ended = berlin("2026-03-02T10:00");
    assertThat(retail.reopens(ended, berlin("2026-04-01T10:00"), time)).isTrue();
    assertThat(retail.reopens(ended, berlin("2026-04-01T10:01"), time)).isFalse();
    assertThat(software.reopens(ended, berlin("2026-05-31T10:00"), time)).isTrue();
    assertThat(complaints.reopens(ended, berlin("2030-01-01T10:00"), time)).isTrue();
  }

  @Test
  void theOwnerIsWarnedBeforeTheTeamIsAsked() {
    var due = berlin("2026-03-03T11:00");
    assertThat(retail.ownerWarnedAt(due, time)).isEqualTo(berlin("2026-03-03T10:00"));
    assertThat(retail.teamHelpsAt(due, time)).isEqualTo(berlin("2026-03-03T10:30"));
    assertThat(complaints.ownerWarnedAt(due, time)).isEqualTo(berlin("2026-03-02T11:00"));
    assertThat(complaints.teamHelpsAt(due, time)).isEqualTo(berlin("2026-03-03T09:00"));
  }

  @ParameterizedTest
  @EnumSource(Desk.class)
  void whateverTheWeekNoTimeIsSaidThatNobodyCanKeep(Desk desk) {
    var policy = Policy.of(desk);
    for (long seed = 0; seed < 1000; seed++) {
      var random = new Random(seed);
      var time = WorkingTimePropertyTest.anyTime(random);
      var now = WorkingTimePropertyTest.anyInstant(random);
      for (var due :
          new Instant[] {
            policy.firstAnswerTarget(now, time),
            policy.nextUpdate(now, time),
            policy.farthestWord(now, time),
            policy.amendsDue(now, time),
            policy.takenBy(now, time)
          }) {
        assertThat(time.canBePromised(due)).as("seed " + seed).isTrue();
        assertThat(due).as("seed " + seed).isAfter(now);
      }
      assertThat(policy.nextUpdate(now, time)).isBeforeOrEqualTo(policy.farthestWord(now, time));
      var asked = policy.askedUntil(now, true, time);
      assertThat(asked.acts()).isBetween(now, asked.ends());
      assertThat(asked.due()).isEqualTo(asked.ends().plus(Policy.DESK_ACTS_BEFORE));
      assertThat(policy.acknowledgeAt(now, time)).isBetween(now, now.plus(Duration.ofMinutes(5)));
    }
  }

  private static Instant berlin(String local) {
    return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
  }
}
