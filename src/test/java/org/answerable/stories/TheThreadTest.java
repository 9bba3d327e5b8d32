package org.answerable.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.answerable.House;
import org.answerable.Northwind;
import org.answerable.facts.Kind;
import org.answerable.work.cases.Endings;
import org.answerable.work.cases.NextWord;
import org.answerable.work.cases.Replies;
import org.answerable.work.cases.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One thread through the whole house: a mail, a reply, a break, a yes. */
class TheThreadTest {

  private House house;
  private Northwind desk;

  @BeforeEach
  void open() {
    house = House.built();
    desk = Northwind.in(house);
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void fromTheFirstMailToTheCustomersYes() {
    var parcel = desk.mail("priya@example.org", "Priya Raman", "Lost parcel", "It never arrived.");
    assertThat(desk.ownerOf(parcel)).isIn(desk.maya, desk.jonas, desk.lena);
    assertThat(desk.standing(parcel, "first_answer")).containsExactly("open");

    house.after(Duration.ofMinutes(20));
    assertThat(
            house
                .db()
                .sql("select told_at is not null from work.cases where chain_id = :id")
                .param("id", parcel.value())
                .query(Boolean.class)
                .single())
        .isTrue();

    var call = new NextWord.By(Kind.NEXT_UPDATE, house.now().plus(Duration.ofHours(6)), false);
    assertThat(desk.answer(parcel, desk.ownerOf(parcel), "I ask the courier.", call))
        .isInstanceOf(Replies.Reply.Sent.class);
    assertThat(desk.standing(parcel, "first_answer")).containsExactly("kept");
    assertThat(desk.standing(parcel, "next_update")).containsExactly("open");

    house.silentlyAt(house.now().plus(Duration.ofHours(6)));
    assertThat(desk.standing(parcel, "next_update"))
        .as("broken for every reader at the instant, before anybody recorded it")
        .containsExactly("broken");
    house.at(house.now());
    assertThat(desk.standing(parcel, "amends")).containsExactly("open");

    var sorry = new Replies.Draft(desk.newest(parcel), Set.of(), true, new NextWord.Asking());
    desk.cases()
        .reply(
            parcel,
            desk.who(desk.maya),
            sorry,
            "I am sorry: I said I would write by three and did not. A new parcel is on its way.",
            Northwind.once());
    assertThat(desk.standing(parcel, "amends")).containsExactly("kept");
    assertThat(desk.stageOf(parcel)).isEqualTo("asked");

    assertThat(desk.cases().confirm(parcel, desk.party(parcel), Northwind.once()))
        .isEqualTo(new Endings.TheirWord.Recorded(Stage.CLOSED));
    assertThat(desk.outcomeOf(parcel)).isEqualTo("confirmed");
    assertThat(house.differences()).isEmpty();
  }
}
