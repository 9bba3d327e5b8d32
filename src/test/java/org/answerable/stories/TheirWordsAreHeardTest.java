package org.answerable.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.answerable.House;
import org.answerable.Northwind;
import org.answerable.facts.CaseId;
import org.answerable.facts.Ending;
import org.answerable.facts.Fact;
import org.answerable.facts.Kind;
import org.answerable.facts.MessageId;
import org.answerable.facts.StaffId;
import org.answerable.facts.Talking;
import org.answerable.facts.Talking.Mark;
import org.answerable.facts.Talking.Sign;
import org.answerable.facts.Talking.Trust;
import org.answerable.ledger.writing.Words;
import org.answerable.sight.Sight;
import org.answerable.views.today.Today;
import org.answerable.work.cases.Filings;
import org.answerable.work.cases.NextWord;
import org.answerable.work.cases.Promises;
import org.answerable.work.cases.Replies;
import org.answerable.work.people.LockOuts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What customers write is read on arrival, and taken at its word where it is plain. */
class TheirWordsAreHeardTest {

  private static final String PRIYA = "priya@example.org";

  private House house;
  private Northwind desk;
  private CaseId parcel;

  @BeforeEach
  void open() {
    house = House.built();
    desk = Northwind.in(house);
    parcel = desk.mail(PRIYA, "Priya Raman", "Thermostat", "It shows no connection.");
  }

  @AfterEach
  void close() {
    assertThat(house.differences()).isEmpty();
    house.close();
  }

  private void asked() {
    answered(new NextWord.Asking());
    assertThat(desk.stageOf(parcel)).isEqualTo("asked");
  }

  private void answered(NextWord next) {
    assertThat(desk.answer(parcel, desk.ownerOf(parcel), "Please try the new key.", next))
        .isInstanceOf(Replies.Reply.Sent.class);
  }

  private MessageId writes(String body) {
    return ((Filings.Filed.AsReply) desk.reply(parcel, PRIYA, body)).message();
  }

  @Test
  void itWorksNowIsTheirOwnWordAndTheyAreTold() {
    asked();
    var message = writes("It works now, thank you!");
    assertThat(desk.outcomeOf(parcel)).isEqualTo("confirmed");
    assertThat(facts(Ending.Confirmed.class))
        .containsExactly(new Ending.Confirmed(desk.party(parcel), Ending.How.WORDS, null, message));

    assertThat(desk.cases().object(parcel, desk.party(parcel), message, Northwind.once()))
        .as("it was not so")
        .isInstanceOf(Promises.Objection.Heard.class);
    assertThat(desk.outcomeOf(parcel)).isNull();
    assertThat(desk.standing(parcel, "look")).containsExactly("open");
  }

  @Test
  void aYesWithSomethingElseOwedIsLeftToAPerson() {
    var call = new NextWord.By(Kind.CALLBACK, house.now().plus(Duration.ofHours(3)), false);
    answered(call);
    writes("It works now, thank you!");
    assertThat(desk.outcomeOf(parcel)).isNull();
    assertThat(desk.standing(parcel, "callback")).containsExactly("open");
    assertThat(signs()).containsExactly(Sign.SOLVED);
  }

  @Test
  void stillNotWorkingReopensAsTheirWord() {
    asked();
    writes("It works now, thank you!");
    house.after(Duration.ofDays(1));
    writes("Sorry, it is still not working.");
    assertThat(desk.outcomeOf(parcel)).isNull();
    assertThat(desk.stageOf(parcel)).isEqualTo("open");
    assertThat(facts(Ending.NotYet.class)).hasSize(1);
    assertThat(facts(Ending.Reopened.class)).hasSize(1);
    assertThat(desk.standing(parcel, "next_update")).contains("open");
  }

  @Test
  void bareThanksReopenNothingAndEndNoQuestion() {
    asked();
    writes("Thank you very much!");
    assertThat(desk.stageOf(parcel)).as("they have not said yes").isEqualTo("asked");
    desk.cases().confirm(parcel, desk.party(parcel), Northwind.once());
    writes("Thanks!");
    assertThat(desk.outcomeOf(parcel)).isEqualTo("confirmed");
    assertThat(facts(Ending.Reopened.class)).isEmpty();
    assertThat(signs()).containsExactly(Sign.THANKS, Sign.THANKS);
  }

  @Test
  void chasesAreCountedOnceEachAndAPersonsWordGoesAbove() {
    answered(new NextWord.AsUsual());
    var first = writes("Any update on my thermostat?");
    assertThat(chases()).isEqualTo(1);
    desk.cases().mark(parcel, desk.who(desk.maya), first, Mark.CHASE, Northwind.once());
    assertThat(chases()).as("the same message").isEqualTo(1);
    var second = writes("I am still waiting for your reply.");
    assertThat(chases()).isEqualTo(2);
    desk.cases().mark(parcel, desk.who(desk.maya), second, Mark.THANKS, Northwind.once());
    assertThat(chases()).isEqualTo(1);
  }

  @Test
  void dissatisfactionIsOfferedAsAComplaintAndNeverMadeOne() {
    answered(new NextWord.AsUsual());
    var message = writes("Your service is terrible, I am very disappointed.");
    assertThat(signs()).containsExactly(Sign.DISSATISFACTION);
    assertThat(complaint()).isFalse();
    desk.cases().mark(parcel, desk.who(desk.maya), message, Mark.COMPLAINT, Northwind.once());
    assertThat(complaint()).isTrue();
    writes("It works now, thank you!");
    assertThat(desk.outcomeOf(parcel)).as("a complaint expects an answer").isNull();
  }

  @Test
  void dangerStopsEverythingAutomaticUntilOneOfUsAnswers() {
    var kettle = desk.mail("tom@example.org", "Tom", "Kettle", "Your kettle burned my hand.");
    house.after(Duration.ofMinutes(30));
    assertThat(told(kettle)).as("no letter by itself").isFalse();
    assertThat(desk.facts(kettle, Talking.NotTold.class)).hasSize(1);
    for (var who : Set.of(desk.ownerOf(kettle), desk.lena)) {
      assertThat(house.room(Today.class).untaken(Sight.of(desk.who(who)), 10))
          .as("at once, before all others")
          .first()
          .satisfies(one -> {
            assertThat(one.caseId()).isEqualTo(kettle);
            assertThat(one.danger()).isTrue();
          });
    }
    desk.answer(kettle, desk.ownerOf(kettle), "I am calling you now.", new NextWord.AsUsual());
    assertThat(house.room(Today.class).untaken(Sight.of(desk.who(desk.lena)), 10))
        .noneMatch(Today.Untaken::danger);
  }

  @Test
  void aYesInWordsOfDangerConfirmsNothing() {
    asked();
    writes("It works now, thank you. The old one burned my hand and I am in hospital.");
    assertThat(desk.outcomeOf(parcel)).isNull();
  }

  @Test
  @Tag("A-12")
  @Tag("A-16")
  void whoeverFailedTheCheckConfirmsAndReopensNothing() {
    asked();
    desk.reply(parcel, "mallory@elsewhere.example", "It works now, thank you!");
    assertThat(desk.stageOf(parcel)).isEqualTo("asked");
    desk.reply(parcel, PRIYA, "It works now, thank you!", Trust.UNVERIFIED);
    assertThat(desk.stageOf(parcel)).isEqualTo("asked");
    assertThat(desk.outcomeOf(parcel)).isNull();
  }

  @Test
  @Tag("A-12")
  void theOwnerIsToldOfWhatSomebodyElseWroteUntilOneOfUsActs() {
    asked();
    assertThat(strangers(desk.ownerOf(parcel))).isEmpty();
    desk.reply(parcel, "mallory@elsewhere.example", "Send it to me instead.");
    assertThat(strangers(desk.ownerOf(parcel))).containsExactly(parcel);
    for (var other : Set.of(desk.lena, desk.maya, desk.jonas)) {
      assertThat(strangers(other).isEmpty()).isEqualTo(!other.equals(desk.ownerOf(parcel)));
    }
    desk.reply(parcel, PRIYA, "Have you found it?");
    assertThat(strangers(desk.ownerOf(parcel))).as("nobody has acted").containsExactly(parcel);
    desk.answer(parcel, desk.ownerOf(parcel), "Not yet.", new NextWord.AsUsual());
    assertThat(strangers(desk.ownerOf(parcel))).isEmpty();

    desk.reply(parcel, PRIYA, "It is me, truly.", Trust.UNVERIFIED);
    assertThat(strangers(desk.ownerOf(parcel))).containsExactly(parcel);
    desk.cases()
        .note(
            parcel,
            desk.who(desk.lena),
            org.answerable.facts.Channel.DESK,
            "I called her: it was not.",
            Northwind.once());
    assertThat(strangers(desk.ownerOf(parcel))).as("a note will do").isEmpty();
  }

  @Test
  @Tag("A-12")
  void whatSomebodyElseWritesInAnEndedCaseIsSeenToo() {
    asked();
    desk.cases().move(parcel, desk.who(desk.lena), desk.jonas, "He knows it.", Northwind.once());
    desk.cases().confirm(parcel, desk.party(parcel), Northwind.once());
    desk.reply(parcel, "priya@home.example", "It is broken again. I write from home.");
    assertThat(desk.outcomeOf(parcel)).as("it opens nothing").isEqualTo("confirmed");
    assertThat(strangers(desk.jonas)).containsExactly(parcel);
    assertThat(strangers(desk.lena)).isEmpty();
    house.room(LockOuts.class).lockOut(desk.jonas, "Gone.", Northwind.command(desk.lena));
    assertThat(strangers(desk.lena)).as("its owner has left").containsExactly(parcel);
    house.after(Duration.ofDays(15));
    assertThat(strangers(desk.lena)).isEmpty();
  }

  private List<CaseId> strangers(StaffId who) {
    return house.room(Today.class).unverified(Sight.of(desk.who(who)), 10).stream()
        .map(Today.Unverified::caseId)
        .toList();
  }

  @Test
  void whatTheyWriteOnTheirPageIsReadToo() {
    asked();
    house
        .room(Filings.class)
        .onTheirPage(
            parcel,
            desk.party(parcel),
            Words.of("body", "Es funktioniert jetzt, vielen Dank!"),
            Northwind.once());
    assertThat(desk.outcomeOf(parcel)).isEqualTo("confirmed");
  }

  @Test
  void whatAMailRepeatsOfEarlierOnesIsNotTheirs() {
    asked();
    writes("Let me look.\n\nOn Monday, Maya wrote:\n> It works now, thank you!");
    assertThat(desk.outcomeOf(parcel)).isNull();
    assertThat(signs()).isEmpty();
  }

  private <F extends Fact> List<F> facts(Class<F> sort) {
    return desk.facts(parcel, sort);
  }

  private List<Sign> signs() {
    return facts(Talking.Found.class).stream().map(Talking.Found::sign).toList();
  }

  private int chases() {
    return house
        .db()
        .sql("select chases from work.cases where chain_id = :id")
        .param("id", parcel.value())
        .query(Integer.class)
        .single();
  }

  private boolean complaint() {
    return house
        .db()
        .sql("select complaint from work.cases where chain_id = :id")
        .param("id", parcel.value())
        .query(Boolean.class)
        .single();
  }

  private boolean told(CaseId id) {
    return house
        .db()
        .sql("select told_at is not null from work.cases where chain_id = :id")
        .param("id", id.value())
        .query(Boolean.class)
        .single();
  }
}
