package org.answerable.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules by themselves; what is learnt beside them has its own test. */
class RulesTest {

  private static final List<String> LANGUAGES = List.of("en", "de");

  @TestFactory
  Stream<DynamicTest> everyExampleOfEveryRuleIsReadAsItSays() {
    return LANGUAGES.stream()
        .flatMap(code -> {
          var language = Language.ruled(code);
          return language.rules().stream()
              .flatMap(rule ->
                  Stream.concat(
                      rule.yes().stream()
                          .map(text ->
                              DynamicTest.dynamicTest(
                                  code + " " + rule.name() + " is in: " + text,
                                  () ->
                                      assertThat(language.read(rule.side(), text).meanings())
                                          .containsAll(rule.means()))),
                      rule.no().stream()
                          .map(text ->
                              DynamicTest.dynamicTest(
                                  code + " " + rule.name() + " is not in: " + text,
                                  () ->
                                      assertThat(
                                              language
                                                  .read(rule.side(), text)
                                                  .meanings()
                                                  .containsAll(rule.means()))
                                          .isFalse()))));
        });
  }

  @TestFactory
  Stream<DynamicTest> everyExampleOfEveryWeighingIsReadAsItSays() {
    return LANGUAGES.stream()
        .flatMap(code -> {
          var language = Language.ruled(code);
          return language.weighings().stream()
              .flatMap(weighing ->
                  Stream.concat(
                      weighing.yes().stream()
                          .map(text ->
                              DynamicTest.dynamicTest(
                                  code + " " + weighing.name() + " is in: " + text,
                                  () ->
                                      assertThat(language.read(weighing.side(), text).findings())
                                          .extracting(Finding::rule)
                                          .contains(weighing.name()))),
                      weighing.no().stream()
                          .map(text ->
                              DynamicTest.dynamicTest(
                                  code + " " + weighing.name() + " is not in: " + text,
                                  () ->
                                      assertThat(language.read(weighing.side(), text).findings())
                                          .extracting(Finding::rule)
                                          .doesNotContain(weighing.name())))));
        });
  }

  @Test
  void everyRuleHasAnExampleAndAReason() {
    for (var code : LANGUAGES) {
      for (var rule : Language.of(Locale.of(code)).rules()) {
        assertThat(rule.yes()).as(rule.name()).isNotEmpty();
        assertThat(rule.why()).as(rule.name()).isNotBlank();
        assertThat(rule.means()).allMatch(meaning -> meaning.side() == rule.side());
      }
    }
  }

  @Test
  void everyMeaningHasARuleInEveryLanguage() {
    for (var code : LANGUAGES) {
      var known =
          Language.of(Locale.of(code)).rules().stream().flatMap(rule -> rule.means().stream());
      assertThat(known.distinct()).as(code).containsExactlyInAnyOrder(Meaning.values());
    }
  }
}
