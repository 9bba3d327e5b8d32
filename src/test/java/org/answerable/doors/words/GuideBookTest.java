package org.answerable.doors.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.answerable.facts.Tongue;
import org.answerable.language.Language;
import org.answerable.language.Meaning;
import org.answerable.language.Role;
import org.answerable.language.TeamTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every thing that words do has its guide, and what the guides put in is itself well said. */
class GuideBookTest {

  @ParameterizedTest
  @EnumSource(Tongue.class)
  void everyMeaningHasAGuideWithItsAddress(Tongue tongue) {
    var book = GuideBook.in(tongue);
    for (var meaning : Meaning.values()) {
      var guide = book.guide(meaning);
      assertThat(guide.title()).isNotBlank();
      assertThat(guide.why()).isNotEmpty();
      assertThat(guide.pairs()).isNotEmpty();
      var slug = guide.path().substring("/guides/".length());
      assertThat(Guide.named(slug)).contains(meaning);
    }
    assertThat(Guide.named("no-such-guide")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Tongue.class)
  void everyHintHasABetterWayInOneClick(Tongue tongue) {
    for (var guide : GuideBook.in(tongue).guides()) {
      if (guide.meaning().kind() == Meaning.Kind.HINT) {
        assertThat(guide.instead() == null && guide.then() == null)
            .as(guide.meaning() + " in " + tongue)
            .isFalse();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Tongue.class)
  void whatAHintSpeaksOfIsFoundInTheWordsBefore(Tongue tongue) {
    var wrong = new ArrayList<String>();
    for (var guide : GuideBook.in(tongue).guides()) {
      if (guide.meaning().kind() == Meaning.Kind.HINT) {
        for (var pair : guide.pairs()) {
          if (!says(tongue, pair.before()).contains(guide.meaning())) {
            wrong.add(guide.meaning() + ": " + pair.before() + " " + says(tongue, pair.before()));
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Tongue.class)
  void noBetterWayCallsForAHintOfItsOwn(Tongue tongue) {
    var book = GuideBook.in(tongue);
    var by = new Spoken(book, instant(0), ZoneOffset.UTC, null).by(instant(3));
    var ways = new ArrayList<String>();
    for (var guide : book.guides()) {
      for (var way : new String[] {guide.instead(), guide.then()}) {
        if (way != null) {
          ways.add(way.replace("{by}", by));
        }
      }
      guide.pairs().forEach(pair -> ways.add(pair.after()));
    }
    for (var name :
        List.of(
            "responsibility", "repair", "regret", "care", "asked", "explanation", "prevention")) {
      ways.add(book.phrase(name, by));
    }
    var wrong = new ArrayList<String>();
    for (var way : ways) {
      var hints =
          says(tongue, way).stream().filter(one -> one.kind() == Meaning.Kind.HINT).toList();
      if (!hints.isEmpty()) {
        wrong.add(way + " " + hints);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Tongue.class)
  void thePartsOfAnApologyAreReadAsWhatTheyAre(Tongue tongue) {
    var book = GuideBook.in(tongue);
    var by = new Spoken(book, instant(0), ZoneOffset.UTC, null).by(instant(3));
    assertThat(says(tongue, book.phrase("responsibility")))
        .contains(Meaning.TAKES_RESPONSIBILITY)
        .doesNotContain(Meaning.PROMISE_DATED);
    assertThat(says(tongue, book.phrase("repair", by))).contains(Meaning.PROMISE_DATED);
    assertThat(says(tongue, book.phrase("regret")))
        .contains(Meaning.APOLOGY)
        .doesNotContain(Meaning.SYMPATHY_ONLY);
    assertThat(says(tongue, book.phrase("explanation"))).contains(Meaning.EXPLANATION);
    assertThat(says(tongue, book.phrase("prevention"))).contains(Meaning.PREVENTION);
    for (var part : List.of(Meaning.EXPLANATION, Meaning.PREVENTION)) {
      for (var pair : book.guide(part).pairs()) {
        assertThat(says(tongue, pair.after())).as(pair.after()).contains(part);
      }
    }
    assertThat(says(tongue, book.guide(Meaning.PREVENTION).pairs().getFirst().before()))
        .doesNotContain(Meaning.PREVENTION);
    assertThat(says(tongue, book.phrase("care")))
        .contains(Meaning.APOLOGY)
        .doesNotContain(Meaning.TAKES_RESPONSIBILITY);
    assertThat(says(tongue, book.phrase("asked", by)))
        .contains(Meaning.PROMISE_DATED)
        .doesNotContain(Meaning.TAKES_RESPONSIBILITY);
  }

  /** Whatever is put into a text is read again as the promise that it is. */
  @Test
  void aTimeThatWasPutInIsFoundAgain() {
    for (var tongue : Tongue.values()) {
      var book = GuideBook.in(tongue);
      for (var customer : new String[] {"UTC", "America/New_York", "Pacific/Auckland"}) {
        for (int days : new int[] {0, 1, 2, 6, 9}) {
          var at = instant(days).plusSeconds(5 * 3600 + 45 * 60);
          var by = new Spoken(book, instant(0), ZoneOffset.UTC, ZoneId.of(customer)).by(at);
          var text = String.valueOf(book.guide(Meaning.PROMISE_VAGUE).then()).replace("{by}", by);
          assertThat(says(tongue, text)).as(text).contains(Meaning.PROMISE_DATED);
          var wish = Language.of(tongue.locale()).times(text).getFirst().wish();
          assertThat(wish.latest(instant(0).atZone(ZoneOffset.UTC), NEVER_ASKED))
              .as(text)
              .hasValueSatisfying(then -> assertThat(then.toInstant()).isEqualTo(at));
        }
      }
    }
  }

  private static final TeamTime NEVER_ASKED =
      new TeamTime() {
        @Override
        public boolean worksOn(LocalDate day) {
          return true;
        }

        @Override
        public ZonedDateTime endOf(LocalDate day) {
          throw new AssertionError("The time of day was not read");
        }

        @Override
        public ZonedDateTime after(ZonedDateTime from, Duration working) {
          throw new AssertionError("Read as a length of time");
        }
      };

  private static Set<Meaning> says(Tongue tongue, String text) {
    return Language.of(tongue.locale()).read(Role.AGENT, text).meanings();
  }

  /** A Wednesday at ten, and so many days after. */
  private static Instant instant(int days) {
    return Instant.parse("2026-11-18T10:00:00Z").plusSeconds(days * 86_400L);
  }
}
