package org.answerable.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.answerable.House;
import org.answerable.Northwind;
import org.answerable.facts.CaseId;
import org.answerable.facts.Promising;
import org.answerable.work.commitments.Clock;
import org.junit.jupiter.api.Test;

/** What time has done is recorded, whatever is wrong with something else. */
class TheClockGoesOnTest {

  @Test
  void aCaseThatCannotBeSettledStandsBeforeNoOther() {
    try (var house = House.built()) {
      var desk = Northwind.in(house);
      var first = desk.mail("priya@example.org", "Priya Raman", "Lost parcel", "Never arrived.");
      house.after(Duration.ofSeconds(1));
      var second = desk.mail("tom@example.org", "Tom", "Late chair", "Where is it?");
      refuse(house, first);
      house.silentlyAt(house.now().plus(Duration.ofDays(3)));

      assertThatThrownBy(() -> house.room(Clock.class).tick())
          .hasMessageContaining(first.toString());
      assertThat(desk.facts(second, Promising.Broken.class)).isNotEmpty();
      assertThat(desk.facts(first, Promising.Broken.class)).isEmpty();

      house.owner().sql("drop trigger refused on ledger.chain").update();
      house.at(house.now());
      assertThat(desk.facts(first, Promising.Broken.class)).isNotEmpty();
    }
  }

  /** As a fault in the code of one kind of step would. */
  private static void refuse(House house, CaseId id) {
    house
        .owner()
        .sql(
            """
            create function public.refused() returns trigger language plpgsql as $$
            begin
              raise check_violation using message = 'It does not fit';
            end $$
            """)
        .update();
    house
        .owner()
        .sql(
            "create trigger refused before update on ledger.chain for each row when (new.chain_id = '"
                + id
                + "') execute function public.refused()")
        .update();
  }
}
