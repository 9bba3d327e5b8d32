package org.answerable.doors.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.answerable.calendar.Hours;
import org.answerable.calendar.Policy;
import org.answerable.calendar.Week;
import org.answerable.calendar.WorkingTime;
import org.answerable.doors.frame.Page;
import org.answerable.doors.frame.Sentences;
import org.answerable.doors.frame.Times;
import org.answerable.facts.ConfigFact.Desk;
import org.answerable.facts.Kind;
import org.answerable.facts.Region;
import org.answerable.facts.Role;
import org.answerable.facts.StaffId;
import org.answerable.facts.Tongue;
import org.answerable.language.Finding;
import org.answerable.language.Language;
import org.answerable.language.Meaning;
import org.answerable.language.Span;
import org.answerable.sight.Who;
import org.answerable.views.duty.Colleague;
import org.answerable.views.duty.Diary;
import org.answerable.views.duty.Promised;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What is said beside a reply, before any page shows it. It is Thursday, ten past two in Berlin.
 */
class CheckTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant NOW = berlin("2026-03-05T14:10");
  private static final WorkingTime TIME =
      new WorkingTime(new Hours(Week.weekdays(9, 18), BERLIN, Region.NONE));
  private static final StaffId MAYA = new StaffId(new UUID(0, 1));
  private static final Who ME = new Who(MAYA, Role.AGENT, Set.of(), Set.of());

  private Desk desk = Desk.RETAIL;
  private Tongue tongue = Tongue.EN;
  private @Nullable ZoneId customer;
  private @Nullable Instant missed;
  private boolean grave;
  private @Nullable Instant chosen;
  private final Map<StaffId, Map<Instant, Integer>> promised = new HashMap<>();

  @Test
  void ordinaryWordsHaveNoHint() {
    var found = check("Dear Priya, the lamp comes with a European plug. Kind regards, Maya");
    assertThat(found.hints()).isEmpty();
    assertThat(check("").hints()).isEmpty();
  }

  @Test
  void theWordsOfAHintAreThoseOfTheText() {
    var text = "Dear Priya,\n\nThat is up to the courier. We will be in touch soon.";
    for (var hint : check(text).hints()) {
      assertThat(text.substring(hint.start(), hint.end())).isEqualTo(hint.quote());
    }
    assertThat(check(text).hints())
        .extracting(Checked.Hint::chip)
        .containsExactly("may read as: not our job", "no time given");
  }

  @Test
  void thePlaceOfAWayIsTheWholeSentenceButNotTheGreeting() {
    var text = "Dear Priya, that is up to the courier. Bye.";
    assertThat(applied(text, 0, 0))
        .isEqualTo(
            "Dear Priya, I take this up with them myself, and you will hear from me today by 15:15."
                + " Bye.");
  }

  @Test
  void theCustomersTimeStandsBesideOursWhereTheirClockSaysAnother() {
    customer = ZoneId.of("America/New_York");
    var hint = check("I'll call you tomorrow at 16:00.").hints().getFirst();
    assertThat(hint.strong()).isEqualTo("tomorrow 16:00");
    assertThat(hint.more()).startsWith("(Fri 10:00 where Priya is) Call Priya back.");
    assertThat(applied("We will write to you soon.", 0, 0))
        .isEqualTo("We will write to you today by 15:15 (09:15 where you are).");
    assertThat(check("You will hear from me today by 15:15 (09:15 where you are).").hints())
        .singleElement()
        .satisfies(one -> assertThat(one.strong()).isEqualTo("today 15:15"));
  }

  @Test
  void whatIsPromisedIsToldByTheWords() {
    assertThat(kind("I'll call you tomorrow at 10:00.")).isEqualTo(Kind.CALLBACK.name());
    assertThat(kind("I'll refund the money by tomorrow 10:00.")).isEqualTo(Kind.REMEDY.name());
    assertThat(kind("I'll let you know by tomorrow 10:00.")).isEqualTo(Kind.NEXT_UPDATE.name());
    assertThat(kind("We will have it repaired by tomorrow 10:00.")).isEqualTo(Kind.ACTION.name());
  }

  @Test
  void whatTheReplyPromisesAlreadyIsSaidAndNotOfferedAgain() {
    chosen = berlin("2026-03-06T10:00");
    var hint = check("I'll call you tomorrow at 10:00.").hints().getFirst();
    assertThat(hint.chip()).isEqualTo("promised with this reply");
    assertThat(hint.ways()).isEmpty();
  }

  @Test
  void aFullHourIsSaidAndTheNextFreeOneOffered() {
    promised.put(MAYA, Map.of(berlin("2026-03-06T09:00"), 4));
    var hint = check("I'll call you tomorrow at 10:00.").hints().getFirst();
    assertThat(hint.more()).contains("That hour is full.");
    assertThat(hint.ways().getFirst().label()).isEqualTo("Fri 11:00");
    assertThat(applied("I'll call you tomorrow at 10:00.", 0, 0))
        .isEqualTo("I'll call you tomorrow by 11:00.");
  }

  @Test
  void sorryToHearItIsEnoughWhereNobodyWasLetDown() {
    assertThat(check("I'm sorry to hear that.").hints()).isEmpty();
    missed = berlin("2026-03-05T12:00");
    assertThat(check("I'm sorry to hear that.").hints())
        .extracting(Checked.Hint::chip)
        .contains("sorry to hear it");
  }

  @Test
  void thePartsOfAnApologyComeInTheirOrderAndGoOneByOne() {
    missed = berlin("2026-03-05T12:00");
    assertThat(missing("")).isEqualTo("our part, what we do now, that we are sorry");
    assertThat(missing("That was our mistake.")).isEqualTo("what we do now, that we are sorry");
    assertThat(missing("That was our mistake. I'll refund it all.")).isEqualTo("that we are sorry");
    assertThat(check("I'm sorry for the wait. That was our mistake. I'll refund it all.").hints())
        .noneMatch(one -> one.chip().equals("still missing"));
  }

  @Test
  void whatHappenedAndWhatWasChangedAreOfferedOnceTheWeightierPartsAreSaid() {
    missed = berlin("2026-03-05T12:00");
    var sorry = "I'm sorry for the wait. That was our mistake. I'll refund it all.";
    assertThat(also("That was our mistake.")).isEmpty();
    assertThat(also(sorry)).containsExactly("what happened, what keeps it from happening again");
    assertThat(also(sorry + " What happened: your order was put on the wrong van."))
        .containsExactly("what keeps it from happening again");
    assertThat(also(sorry + " It was late due to a system fault.")).hasSize(1);
    assertThat(also(sorry + " We will make sure it does not happen again."))
        .containsExactly("what happened, what keeps it from happening again");
    var whole =
        sorry
            + " What happened: your order was put on the wrong van."
            + " From now on a second person checks every address.";
    assertThat(also(whole)).isEmpty();
    assertThat(check(whole).good())
        .extracting(Checked.Good::chip)
        .contains("says what happened", "says what keeps it from happening again");
    grave = true;
    assertThat(also(sorry)).isEmpty();
    grave = false;
    missed = null;
    assertThat(also(sorry)).isEmpty();
    assertThat(check(whole).good())
        .extracting(Checked.Good::chip)
        .doesNotContain("says what happened");
  }

  @Test
  void whatIsAddedOfTheLesserPartsIsReadAsSaid() {
    for (var each : Tongue.values()) {
      tongue = each;
      missed = berlin("2026-03-05T12:00");
      var text =
          each == Tongue.EN
              ? "I'm sorry for the wait. That was our mistake. I'll refund it all."
              : "Es tut mir leid, dass Sie warten mussten. Das war unser Fehler. Ich erstatte alles.";
      for (int left = 2; left > 0; left--) {
        var hint =
            check(text).hints().stream()
                .filter(one -> one.chip().equals("could be said too"))
                .findFirst()
                .orElseThrow();
        assertThat(hint.ways()).hasSize(left);
        text = text + hint.ways().getFirst().put();
      }
      assertThat(also(text)).isEmpty();
    }
  }

  @Test
  void whereSomebodyWasHurtOurPartIsAskedFor() {
    grave = true;
    var hints = check("").hints();
    assertThat(hints)
        .extracting(Checked.Hint::chip)
        .containsExactly("our part: asked for", "still missing");
    assertThat(hints.getFirst().more()).contains("Ask Lena Schulz");
    assertThat(check("That was our mistake.").hints())
        .extracting(Checked.Hint::chip)
        .contains("asked for first");
  }

  @Test
  void whatOneDecidesAloneDependsOnTheDesk() {
    assertThat(check("There is nothing I can do.").hints().getFirst().more()).contains("€50");
    desk = Desk.SOFTWARE;
    assertThat(check("There is nothing I can do.").hints().getFirst().more())
        .contains("5 % of a month, up to €500");
    desk = Desk.COMPLAINTS;
    assertThat(check("There is nothing I can do.").hints().getFirst().more()).contains("€100");
  }

  @Test
  void whatAModelAddsIsAHintLikeOthersUnlessTheRulesFoundIt() {
    var text = "The snow ate the timetable. It was late due to a system fault.";
    var more =
        List.of(
            new Finding(Meaning.EXCUSE, new Span(0, 27), new Span(4, 12), "model", "why"),
            new Finding(Meaning.EXCUSE, new Span(28, 62), new Span(35, 43), "model", "why"),
            new Finding(Meaning.EXCUSE, new Span(0, 9), new Span(500, 900), "model", "why"));
    assertThat(check(text, more).hints())
        .extracting(Checked.Hint::quote)
        .hasSize(2)
        .startsWith("snow ate");
  }

  @Test
  void whatNamesItsWordsStandsBeforeWhatAllOfASentencePointsTo() {
    var text = "The ducks sat on it, please bear with us.";
    var all = new Span(0, text.length());
    var more = List.of(new Finding(Meaning.EXCUSE, all, all, "learnt-excuse", "why"));
    assertThat(check(text, more).hints())
        .extracting(Checked.Hint::chip)
        .containsExactly("may read as: watch it yourself", "may read as: nobody could help it");
  }

  @Test
  void germanIsReadAsGermanAndAnsweredInIt() {
    tongue = Tongue.DE;
    var text = "Liebe Frau Raman, wir melden uns so schnell wie möglich bei Ihnen.";
    assertThat(check(text).hints().getFirst().quote()).contains("so schnell wie möglich");
    assertThat(applied(text, 0, 1))
        .isEqualTo("Liebe Frau Raman, wir melden uns heute bis 18:00 Uhr bei Ihnen.");
  }

  @Test
  void noTextHoldsItUpOrBreaksIt() {
    var random = new Random(7);
    var pieces =
        List.of(
            "soon",
            " ",
            ".",
            "\n",
            "…",
            "I'll call you",
            "by Friday",
            "sorry if",
            "Dear",
            ",",
            "İ",
            "😀",
            "we cannot",
            "(",
            "”");
    missed = NOW.minus(Duration.ofHours(1));
    for (int i = 0; i < 300; i++) {
      var text = new StringBuilder();
      for (int n = random.nextInt(60); n > 0; n--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
        text.append(random.nextBoolean() ? " " : "");
      }
      for (var hint : check(text.toString()).hints()) {
        for (var way : hint.ways()) {
          assertThat(way.start()).isBetween(0, way.end());
          assertThat(way.end()).isLessThanOrEqualTo(text.length());
        }
      }
    }
  }

  @Test
  void whatSomebodyElseFoundIsSaidInOurWordsAndOnlyOnce() {
    var text = "The snow ate the timetable. Unfortunately it was due to a system error.";
    int at = text.indexOf("The snow");
    var span = new Span(at, text.indexOf('.'));
    var news = new Finding(Meaning.EXCUSE, span, span, "model", "a language model read it so");
    int known = text.indexOf("due to");
    var seen = new Span(known, known + 6);
    var old = new Finding(Meaning.EXCUSE, seen, seen, "model", "a language model read it so");
    long before = excuses(check(text));
    assertThat(before).isEqualTo(1);
    assertThat(excuses(check(text, List.of(news)))).isEqualTo(2);
    assertThat(excuses(check(text, List.of(old)))).isEqualTo(1);
  }

  private static long excuses(Checked checked) {
    return checked.hints().stream()
        .filter(one -> one.chip().equals("may read as: nobody could help it"))
        .count();
  }

  private String missing(String text) {
    return check(text).hints().stream()
        .filter(one -> one.chip().equals("still missing"))
        .findFirst()
        .orElseThrow()
        .strong();
  }

  private List<String> also(String text) {
    return check(text).hints().stream()
        .filter(one -> one.chip().equals("could be said too"))
        .map(Checked.Hint::strong)
        .toList();
  }

  private String kind(String text) {
    var way = check(text).hints().getFirst().ways().getFirst();
    return java.util.Objects.requireNonNull(way.promise()).kind();
  }

  private String applied(String text, int hint, int way) {
    var chosen = check(text).hints().get(hint).ways().get(way);
    assertThat(check(text).way(chosen.key())).contains(chosen);
    return text.substring(0, chosen.start()) + chosen.put() + text.substring(chosen.end());
  }

  private Checked check(String text) {
    return check(text, List.of());
  }

  private Checked check(String text, List<Finding> more) {
    var policy = Policy.of(desk);
    var maya = new Colleague(MAYA, "Maya", true, false, TIME, null, null);
    var diary = new Diary(NOW, TIME, policy, maya, List.of(), new Promised(promised));
    var words = Sentences.in(Tongue.EN);
    var page =
        new Page(words, new Times(NOW, BERLIN, words), new Page.Form("_csrf", ""), "/cases/1");
    var matter =
        new Matter(
            "Priya",
            tongue,
            Language.of(tongue.locale()),
            customer,
            missed,
            grave,
            "Lena Schulz",
            policy,
            diary);
    return new Checking(new DeskWaterline()).check(page, ME, matter, text, chosen, more);
  }

  private static Instant berlin(String local) {
    return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
  }
}
