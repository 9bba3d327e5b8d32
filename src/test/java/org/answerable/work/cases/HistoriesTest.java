package org.answerable.work.cases;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The generator and the shortener themselves. */
class HistoriesTest {

  @Test
  void theSameSeedGivesTheSameHistory() {
    assertThat(Histories.from(7)).isEqualTo(Histories.from(7));
    assertThat(Histories.from(7)).isNotEqualTo(Histories.from(8));
  }

  @Test
  void aFailingHistoryIsCutDownToTheStepsThatMatter() {
    var history = Histories.from(11);
    var two = java.util.List.of(history.steps().getFirst(), history.steps().getLast());
    var core = history.shortened(one -> one.steps().containsAll(two));
    assertThat(core.steps()).containsExactlyElementsOf(two);
  }
}
