package org.answerable.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** A Wednesday, ten in the morning. */
  private static final ZonedDateTime NOW = ZonedDateTime.of(2026, 11, 18, 10, 0, 0, 0, BERLIN);

  /** Monday to Friday until 17:00. */
  private static final TeamTime TEAM =
      new TeamTime() {
        @Override
        public boolean worksOn(LocalDate day) {
          return day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0;
        }

        @Override
        public ZonedDateTime endOf(LocalDate day) {
          return day.atTime(LocalTime.of(17, 0)).atZone(BERLIN);
        }

        @Override
        public ZonedDateTime after(ZonedDateTime from, Duration working) {
          return from.plus(working);
        }
      };

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "I'll call you by Friday 5 pm.,                     by Friday 5 pm,            2026-11-20T17:00",
    "I'll call you by 5 p.m. on Friday.,                by 5 p.m. on Friday,       2026-11-20T17:00",
    "You will hear from me within two working days.,    within two working days,   2026-11-20T17:00",
    "It takes 3-5 business days.,                       3-5 business days,         2026-11-25T17:00",
    "We'll ring you tomorrow morning.,                  tomorrow morning,          2026-11-19T12:00",
    "You will have it next week.,                       next week,                 2026-11-27T17:00",
    "I'll be back in an hour.,                          in an hour,                2026-11-18T11:00",
    "I'll be back in half an hour.,                     in half an hour,           2026-11-18T10:30",
    "We'll finish before the weekend.,                  before the weekend,        2026-11-20T17:00",
    "It arrives on the 3rd.,                            on the 3rd,                2026-12-03T17:00",
    "It arrives on 3 May.,                              on 3 May,                  2027-05-03T17:00",
    "It arrives on December 1st.,                       on December 1st,           2026-12-01T17:00",
    "By the end of the week you have it.,               By the end of the week,    2026-11-20T17:00",
    "By the end of the day you have it.,                By the end of the day,     2026-11-18T17:00",
    "You hear from me within 24 hours.,                 within 24 hours,           2026-11-19T10:00",
    "I'll write to you today by 16:30.,                 today by 16:30,            2026-11-18T16:30",
    "We'll see to it later today.,                      later today,               2026-11-18T17:00",
    "I'll call you on Wednesday.,                       on Wednesday,              2026-11-25T17:00",
    "I'll call you on Wednesday at 11 am.,              on Wednesday at 11 am,     2026-11-18T11:00",
    "I'll call you next Friday.,                        next Friday,               2026-11-27T17:00",
    "I'll call you tonight.,                            tonight,                   2026-11-18T21:00",
    "You will have it in a couple of days.,             in a couple of days,       2026-11-20T17:00",
    "We'll be in touch soon.,                           soon,                      ",
    "There are 3 lamps in the box.,                     ,                          ",
    "I may call the second shop.,                       ,                          ",
  })
  void timesInEnglish(String text, String words, String latest) {
    check(Locale.ENGLISH, text, words, latest);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "Ich melde mich bis Freitag um 17 Uhr.,             bis Freitag um 17 Uhr,     2026-11-20T17:00",
    "Sie hören innerhalb von zwei Werktagen von mir.,   innerhalb von zwei Werktagen, 2026-11-20T17:00",
    "Wir rufen Sie morgen früh an.,                     morgen früh,               2026-11-19T12:00",
    "Wir rufen Sie morgen an.,                          morgen,                    2026-11-19T17:00",
    "Sie haben es nächste Woche.,                       nächste Woche,             2026-11-27T17:00",
    "In einer Stunde bin ich zurück.,                   In einer Stunde,           2026-11-18T11:00",
    "Vor dem Wochenende ist es fertig.,                 Vor dem Wochenende,        2026-11-20T17:00",
    "Es kommt am 3. Mai an.,                            am 3. Mai,                 2027-05-03T17:00",
    "Es kommt am 24.12.2026 an.,                        am 24.12.2026,             2026-12-24T17:00",
    "Bis Ende der Woche ist es da.,                     Bis Ende der Woche,        2026-11-20T17:00",
    "Sie hören heute bis 16:30 Uhr von mir.,            heute bis 16:30 Uhr,       2026-11-18T16:30",
    "Wir melden uns in 3 Tagen.,                        in 3 Tagen,                2026-11-21T17:00",
    "Übermorgen ist es da.,                             Übermorgen,                2026-11-20T17:00",
    "Wir melden uns demnächst.,                         demnächst,                 ",
    "In dem Karton sind 3 Lampen.,                      ,                          ",
  })
  void timesInGerman(String text, String words, String latest) {
    check(Locale.GERMAN, text, words, latest);
  }

  private static void check(Locale locale, String text, String words, String latest) {
    var times = Language.of(locale).times(text);
    if (words == null) {
      assertThat(times).isEmpty();
      return;
    }
    assertThat(times).hasSize(1);
    var time = times.getFirst();
    assertThat(time.words().of(text)).isEqualTo(words);
    assertThat(
            time.wish()
                .latest(NOW, TEAM)
                .map(moment -> moment.toLocalDateTime().toString())
                .orElse(null))
        .isEqualTo(latest);
  }

  @Test
  void aDayThatDoesNotExistIsNoMoment() {
    var times = Language.of(Locale.ENGLISH).times("We deliver on 31 February.");
    assertThat(times).hasSize(1);
    assertThat(times.getFirst().wish().latest(NOW, TEAM)).isEmpty();
  }

  @Test
  void aTeamThatNeverWorksDoesNotKeepUsLookingForEver() {
    var never =
        new TeamTime() {
          @Override
          public boolean worksOn(LocalDate day) {
            return false;
          }

          @Override
          public ZonedDateTime endOf(LocalDate day) {
            return TEAM.endOf(day);
          }

          @Override
          public ZonedDateTime after(ZonedDateTime from, Duration working) {
            return from;
          }
        };
    var wish = Language.of(Locale.ENGLISH).times("within two working days").getFirst().wish();
    assertThat(wish.latest(NOW, never)).isPresent();
  }
}
