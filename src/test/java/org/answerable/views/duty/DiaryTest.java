package org.answerable.views.duty;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.answerable.calendar.Hours;
import org.answerable.calendar.Policy;
import org.answerable.calendar.Week;
import org.answerable.calendar.WorkingTime;
import org.answerable.facts.ConfigFact.Desk;
import org.answerable.facts.Region;
import org.answerable.facts.StaffId;
import org.answerable.language.Language;
import org.answerable.views.duty.Diary.Offer;
import org.answerable.views.duty.Diary.Standing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Times that are offered are times that somebody can keep. It is Thursday, ten past two. */
class DiaryTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final WorkingTime NINE_TO_SIX =
      new WorkingTime(new Hours(Week.weekdays(9, 18), BERLIN, Region.NONE));
  private static final Instant NOW = berlin("2026-03-05T14:10");
  private static final Policy POLICY = Policy.of(Desk.RETAIL);

  private Colleague maya = colleague(1, "Maya", false, null, null);
  private Colleague lena = colleague(2, "Lena", true, null, null);
  private Colleague jonas = colleague(3, "Jonas", false, null, null);
  private final Map<StaffId, Map<Instant, Integer>> promised = new HashMap<>();

  @Test
  void whoIsThereIsOfferedTheNextHoursAndTheNextDay() {
    var offers = diary().offers();
    assertThat(offers)
        .extracting(Offer::at)
        .startsWith(
            berlin("2026-03-05T15:15"),
            berlin("2026-03-05T18:00"),
            berlin("2026-03-06T10:00"),
            berlin("2026-03-06T18:00"));
    assertThat(offers).allMatch(one -> one.standIn() == null && !one.full());
  }

  @Test
  void whoeverIsOffTomorrowIsOfferedTheStandInByNameAndTheirOwnNextDuty() {
    maya = colleague(1, "Maya", false, "2026-03-06T00:00", "2026-03-07T00:00");
    var offers = diary().offers();
    assertThat(offers)
        .filteredOn(one -> one.at().equals(berlin("2026-03-06T10:00")))
        .singleElement()
        .satisfies(one -> assertThat(one.standIn()).isEqualTo(lena));
    assertThat(offers)
        .filteredOn(one -> one.standIn() == null)
        .extracting(Offer::at)
        .contains(
            berlin("2026-03-05T15:15"), berlin("2026-03-05T18:00"), berlin("2026-03-09T10:00"));
    assertThat(diary().standing(berlin("2026-03-06T10:00"))).isEqualTo(new Standing.StoodIn(lena));
  }

  @Test
  void whereTheDutyLeadIsOffTooWhoeverPromisedLeastStandsIn() {
    maya = colleague(1, "Maya", false, "2026-03-06T00:00", "2026-03-07T00:00");
    lena = colleague(2, "Lena", true, "2026-03-06T00:00", "2026-03-09T00:00");
    var olga = colleague(4, "Olga", false, null, null);
    promise(jonas, "2026-03-06T10:00", 2);
    promise(olga, "2026-03-06T10:00", 1);
    var diary = new Diary(NOW, NINE_TO_SIX, POLICY, maya, List.of(jonas, lena, olga), book());
    assertThat(diary.standing(berlin("2026-03-06T10:00"))).isEqualTo(new Standing.StoodIn(olga));
  }

  @Test
  void aFullHourIsShownAsFullWithTheNextFreeOne() {
    promise(maya, "2026-03-06T09:30", 3);
    promise(maya, "2026-03-06T10:00", 1);
    var offers = diary().offers();
    assertThat(offers)
        .contains(
            new Offer(berlin("2026-03-06T10:00"), null, true),
            new Offer(berlin("2026-03-06T11:00"), null, false));
    assertThat(diary().choices(3)).hasSize(3).noneMatch(Offer::full);
  }

  @Test
  void whatIsDueAtAnHoursEndIsWorkOfThatHour() {
    promise(maya, "2026-03-06T10:00", 4);
    assertThat(diary().standing(berlin("2026-03-06T09:45"))).isInstanceOf(Standing.Full.class);
    assertThat(diary().standing(berlin("2026-03-06T10:00"))).isInstanceOf(Standing.Full.class);
    assertThat(diary().standing(berlin("2026-03-06T10:15"))).isInstanceOf(Standing.Free.class);
    assertThat(diary().standing(berlin("2026-03-06T09:00"))).isInstanceOf(Standing.Free.class);
  }

  @Test
  void whereEverybodyIsOffOrFullItIsFullUntilSomebodyIsThere() {
    maya = colleague(1, "Maya", false, "2026-03-06T00:00", "2026-03-06T12:00");
    lena = colleague(2, "Lena", true, "2026-03-06T00:00", "2026-03-07T00:00");
    promise(jonas, "2026-03-06T10:00", 4);
    assertThat(diary().standing(berlin("2026-03-06T10:00")))
        .isEqualTo(new Standing.Full(berlin("2026-03-06T11:00")));
  }

  @Test
  void atANightNobodyWorksAndTheNextFreeHourIsNamed() {
    assertThat(diary().standing(berlin("2026-03-05T22:00")))
        .isEqualTo(new Standing.Closed(berlin("2026-03-06T10:00")));
    assertThat(diary().standing(berlin("2026-03-05T14:00"))).isInstanceOf(Standing.Past.class);
    assertThat(diary().standing(berlin("2026-06-05T14:00"))).isInstanceOf(Standing.TooFar.class);
  }

  @Test
  void theEndOfTheirDutyCanBeKeptByWhoGoesAwayThen() {
    maya = colleague(1, "Maya", false, "2026-03-05T18:00", "2026-03-09T09:00");
    assertThat(diary().standing(berlin("2026-03-05T18:00"))).isInstanceOf(Standing.Free.class);
    assertThat(diary().standing(berlin("2026-03-06T18:00"))).isInstanceOf(Standing.StoodIn.class);
    assertThat(diary().standing(berlin("2026-03-09T09:00"))).isInstanceOf(Standing.Free.class);
  }

  @Test
  void aDeskThatNeverOpensOffersNothing() {
    var never =
        new WorkingTime(
            new Hours(Week.daily(org.answerable.facts.DayHours.OFF), BERLIN, Region.NONE));
    var diary = new Diary(NOW, never, POLICY, maya, List.of(lena), book());
    assertThat(diary.offers()).isEmpty();
    assertThat(diary.standing(berlin("2026-03-06T10:00"))).isEqualTo(new Standing.Closed(null));
  }

  @Test
  void aDayIsTheEndOfTheTeamsWorkWhileItIsThatDayWhereTheCustomerIs() {
    assertThat(meant("I write by Friday.", "Europe/Berlin")).isEqualTo(berlin("2026-03-06T18:00"));
    assertThat(meant("I write by Friday.", "America/New_York"))
        .isEqualTo(berlin("2026-03-06T18:00"));
    // In Auckland Friday is over at noon in Berlin.
    assertThat(meant("I write by Friday.", "Pacific/Auckland"))
        .isEqualTo(berlin("2026-03-06T11:45"));
  }

  @Test
  void aTimeOfDayIsTheWritersOwn() {
    assertThat(meant("I call you tomorrow at 10:00.", "America/New_York"))
        .isEqualTo(berlin("2026-03-06T10:00"));
    assertThat(meant("I write within two working hours.", "America/New_York"))
        .isEqualTo(berlin("2026-03-05T16:10"));
  }

  private Instant meant(String text, String customer) {
    var wish = Language.of(Locale.ENGLISH).times(text).getFirst().wish();
    return new Diary(NOW, NINE_TO_SIX, POLICY, maya, List.of(), book())
        .meant(wish, BERLIN, ZoneId.of(customer))
        .orElseThrow();
  }

  private Diary diary() {
    return new Diary(NOW, NINE_TO_SIX, POLICY, maya, List.of(jonas, lena), book());
  }

  private Promised book() {
    return new Promised(promised);
  }

  private void promise(Colleague who, String due, int many) {
    promised
        .computeIfAbsent(who.id(), _ -> new HashMap<>())
        .merge(Promised.hour(berlin(due)), many, Integer::sum);
  }

  private static Colleague colleague(
      int n, String name, boolean lead, @Nullable String from, @Nullable String until) {
    return new Colleague(
        new StaffId(new UUID(0, n)),
        name,
        true,
        lead,
        NINE_TO_SIX,
        from == null ? null : berlin(from),
        until == null ? null : berlin(until));
  }

  private static Instant berlin(String local) {
    return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
  }
}
