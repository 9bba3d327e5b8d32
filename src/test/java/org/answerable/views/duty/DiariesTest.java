package org.answerable.views.duty;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import org.answerable.House;
import org.answerable.Northwind;
import org.answerable.facts.CaseId;
import org.answerable.facts.Ids;
import org.answerable.facts.Kind;
import org.answerable.facts.StaffId;
import org.answerable.sight.Sight;
import org.answerable.views.cases.CaseView;
import org.answerable.work.cases.NextWord;
import org.answerable.work.cases.Replies;
import org.answerable.work.people.Duty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The diary as the registers tell it: on a Monday morning at Northwind. */
class DiariesTest {

  private House house;
  private Northwind desk;

  @BeforeEach
  void open() {
    house = House.built();
    desk = Northwind.takingCases(house);
    house.at(berlin("2026-03-02T14:00"));
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void whatMayaPromisedInOtherCasesFillsHerHour() {
    promisesAFullHourUntilTen(desk.maya);
    var diary = diary(taken("new@example.org"));
    assertThat(diary.offers())
        .contains(
            new Diary.Offer(berlin("2026-03-03T10:00"), null, true),
            new Diary.Offer(berlin("2026-03-03T11:00"), null, false));
    assertThat(diary.standing(berlin("2026-03-03T11:00"))).isEqualTo(new Diary.Standing.Free());
  }

  @Test
  void whoIsAwayTomorrowIsStoodInForByTheDutyLead() {
    mayaIsAwayTomorrow();
    var diary = diary(taken("new@example.org"));
    assertThat(diary.standing(berlin("2026-03-03T10:00")))
        .isInstanceOfSatisfying(
            Diary.Standing.StoodIn.class,
            stoodIn -> {
              assertThat(stoodIn.by().id()).isEqualTo(desk.lena);
              assertThat(stoodIn.by().name()).isEqualTo("Lena Schulz");
            });
    assertThat(diary.whose().id()).isEqualTo(desk.maya);
  }

  @Test
  void whatTheOneWhoStandsInPromisedFillsTheirHour() {
    promisesAFullHourUntilTen(desk.lena);
    mayaIsAwayTomorrow();
    var diary = diary(taken("new@example.org"));
    assertThat(diary.standing(berlin("2026-03-03T10:00")))
        .isInstanceOfSatisfying(
            Diary.Standing.StoodIn.class,
            stoodIn -> assertThat(stoodIn.by().id()).isNotEqualTo(desk.lena));
    assertThat(diary.standing(berlin("2026-03-03T12:00")))
        .isInstanceOfSatisfying(
            Diary.Standing.StoodIn.class,
            stoodIn -> assertThat(stoodIn.by().id()).isEqualTo(desk.lena));
  }

  private void promisesAFullHourUntilTen(StaffId who) {
    for (int i = 0; i < 4; i++) {
      var other = taken("other" + i + "@example.org", who);
      var by = new NextWord.By(Kind.CALLBACK, berlin("2026-03-03T10:00"), false);
      assertThat(desk.answer(other, who, "I call you.", by)).isInstanceOf(Replies.Reply.Sent.class);
    }
  }

  private void mayaIsAwayTomorrow() {
    house
        .room(Duty.class)
        .away(
            desk.maya,
            berlin("2026-03-03T00:00"),
            berlin("2026-03-04T00:00"),
            Northwind.command(desk.maya));
  }

  private Diary diary(CaseId id) {
    var sight = Sight.of(desk.who(desk.maya));
    var head = house.room(CaseView.class).head(sight, id).orElseThrow();
    return house.room(Diaries.class).of(sight, head);
  }

  private CaseId taken(String from) {
    return taken(from, desk.maya);
  }

  private CaseId taken(String from, StaffId by) {
    var id = desk.mail(from, "Priya Raman", "Where is it?", "Where is my parcel?");
    desk.cases().take(id, desk.who(by), Ids.command());
    return id;
  }

  private static Instant berlin(String local) {
    return LocalDateTime.parse(local).atZone(Northwind.BERLIN).toInstant();
  }
}
