package org.answerable.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.answerable.House;
import org.answerable.Northwind;
import org.answerable.calendar.Hours;
import org.answerable.calendar.Week;
import org.answerable.calendar.WorkingTime;
import org.answerable.doors.demo.Driver;
import org.answerable.doors.demo.Driver.Letter;
import org.answerable.facts.CaseId;
import org.answerable.facts.Channel;
import org.answerable.facts.CommitmentId;
import org.answerable.facts.DayHours;
import org.answerable.facts.Ending;
import org.answerable.facts.Kind;
import org.answerable.facts.MailId;
import org.answerable.facts.MessageId;
import org.answerable.facts.Promising;
import org.answerable.facts.Receiving.Hold;
import org.answerable.facts.Region;
import org.answerable.facts.Role;
import org.answerable.facts.StaffId;
import org.answerable.facts.Talking.Mark;
import org.answerable.facts.Talking.Sender;
import org.answerable.facts.Talking.Trust;
import org.answerable.facts.Teaming;
import org.answerable.facts.Tongue;
import org.answerable.ledger.reading.Chains;
import org.answerable.ledger.reading.Entry;
import org.answerable.ledger.writing.Words;
import org.answerable.sight.Sight;
import org.answerable.views.cases.CaseView;
import org.answerable.views.today.TeamNow;
import org.answerable.views.today.Today;
import org.answerable.work.cases.Cases;
import org.answerable.work.cases.Endings;
import org.answerable.work.cases.Filings;
import org.answerable.work.cases.NextWord;
import org.answerable.work.cases.Promises;
import org.answerable.work.cases.Replies;
import org.answerable.work.people.Companies;
import org.answerable.work.people.Duty;
import org.answerable.work.people.LockOuts;
import org.answerable.work.people.People;
import org.answerable.work.people.Teams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * How a case lives, sentence by sentence, told by the driver that tells the demo's past. What the
 * desk cannot do yet has no story here: severity, asks, approvals, problems, hand-overs that are
 * offered, several promises moved in one step, owners chosen by skill.
 */
class HowACaseLivesTest {

  private static final String SUPPORT = "support@northwind.example";
  private static final Letter PRIYA =
      new Letter(
          "priya@example.org", "Priya Raman", "Lost parcel", "My parcel never arrived.", Tongue.EN);

  private static final DayHours MONDAYS = DayHours.of(9, 18);
  private static final DayHours OFF = DayHours.OFF;

  private House house;
  private Northwind desk;
  private Driver story;

  @BeforeEach
  void open() {
    house = House.built();
    desk = Northwind.in(house);
    story = house.driver();
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Nested
  class Arrival {

    @Test
    void aMailIsStoredInOneTransactionAndBecomesACaseInTheNext() {
      var mail = desk.kept("Lost parcel\n\nIt never arrived.");
      assertThat(mailState(mail)).as("stored, and nobody has read it yet").isEqualTo("kept");
      assertThat(house.count("select count(*) from work.cases")).isZero();
      var filed =
          house
              .room(Filings.class)
              .mailAsCase(
                  mail,
                  Northwind.writing(
                      "priya@example.org", "Priya", "Lost parcel", "Lost", Trust.SILENT),
                  new Filings.Place(desk.team, desk.brand),
                  null,
                  Northwind.once());
      assertThat(filed).isInstanceOf(Filings.Filed.AsCase.class);
      assertThat(mailState(mail)).isEqualTo("filed");
      assertThat(transactions(mail.value()))
          .as("one transaction for each of its two entries")
          .hasSize(2);
    }

    @Test
    void aCaseHasAnOwnerAndADatedPromiseFromTheFirstTransaction() {
      var parcel = story.mail(SUPPORT, PRIYA);
      assertThat(transactions(parcel.value())).hasSize(1);
      assertThat(story.state(parcel).owner()).isIn(desk.maya, desk.jonas, desk.lena);
      assertThat(due(parcel, Kind.FIRST_ANSWER)).as("in before noon").isEqualTo(monday("18:00"));
    }

    @Test
    void theBrandIsTheOneWhoseAddressWasWrittenToAndTheTeamThatOfItsMailbox() {
      var companies = house.room(Companies.class);
      var garden =
          ((Companies.CompanyChange.BrandAdded)
                  companies.addBrand("Northwind Garden", null, Northwind.command(desk.lena)))
              .id();
      var plants =
          ((Teams.Founding.Founded)
                  house
                      .room(Teams.class)
                      .found(
                          "Plants",
                          desk.jonas,
                          new Hours(
                              new Week(MONDAYS, OFF, OFF, OFF, OFF, OFF, OFF),
                              Northwind.BERLIN,
                              Region.NONE),
                          Teaming.Giving.TAKEN,
                          Northwind.command(desk.lena)))
              .id();
      companies.addMailbox(
          "garden@northwind.example", garden, plants, Northwind.command(desk.lena));
      var wilted = story.mail("garden@northwind.example", PRIYA);
      assertThat(of(wilted, "brand_id", UUID.class)).isEqualTo(garden.value());
      assertThat(of(wilted, "team_id", UUID.class)).isEqualTo(plants.value());
      assertThat(story.state(wilted).owner()).as("its duty lead").isEqualTo(desk.jonas);
    }

    @Test
    void theCustomerIsFoundByTheirAddressOrMade() {
      var first = story.mail(SUPPORT, PRIYA);
      story.confirms(first);
      var second = story.mail(SUPPORT, PRIYA);
      var other = story.mail(SUPPORT, from("tomas@example.org"));
      assertThat(customer(second)).isEqualTo(customer(first));
      assertThat(customer(other)).isNotEqualTo(customer(first));
    }

    @Test
    void amongThoseOnDutyWhoHasTheLeastInHandAnswersForIt() {
      var owners = new HashMap<StaffId, Integer>();
      for (int i = 0; i < 9; i++) {
        var id = story.mail(SUPPORT, from("customer" + i + "@example.org"));
        owners.merge(story.state(id).owner(), 1, Integer::sum);
      }
      assertThat(owners.values()).as("nine cases, three people").containsExactly(3, 3, 3);
      house
          .room(Duty.class)
          .away(
              desk.maya,
              story.now(),
              story.now().plus(Duration.ofDays(2)),
              Northwind.command(desk.maya));
      for (int i = 0; i < 6; i++) {
        var id = story.mail(SUPPORT, from("later" + i + "@example.org"));
        assertThat(story.state(id).owner()).as("she is away").isNotEqualTo(desk.maya);
      }
    }

    @Test
    void aCustomerWithAnOpenOrRecentCaseGoesToTheSameOwner() {
      var first = story.mail(SUPPORT, PRIYA);
      var owner = story.state(first).owner();
      for (int i = 0; i < 4; i++) {
        story.mail(SUPPORT, from("other" + i + "@example.org"));
      }
      assertThat(story.state(story.mail(SUPPORT, PRIYA)).owner()).isEqualTo(owner);
      story.confirms(first);
      story.until(story.now().plus(Duration.ofDays(3)));
      assertThat(story.state(story.mail(SUPPORT, PRIYA)).owner()).isEqualTo(owner);
    }

    @Test
    void whereATeamTakesItsCasesTheDutyLeadOwnsThemUntilSomebodyDoes() {
      house
          .room(Teams.class)
          .changeGiving(desk.team, Teaming.Giving.TAKEN, Northwind.command(desk.lena));
      var first = story.mail(SUPPORT, PRIYA);
      story.until(story.now().plus(Duration.ofMinutes(3)));
      var second = story.mail(SUPPORT, from("tomas@example.org"));
      assertThat(story.state(first).owner()).isEqualTo(desk.lena);
      assertThat(of(first, "taken", Boolean.class)).isFalse();
      assertThat(desk.cases().giveMeTheNext(desk.who(desk.maya), Northwind.once()))
          .as("the most urgent that fits")
          .isEqualTo(first);
      assertThat(story.state(first).owner()).isEqualTo(desk.maya);
      story.takes(second, desk.jonas);
      assertThat(story.state(second).owner()).isEqualTo(desk.jonas);
    }

    @Test
    void outsideDutyHoursTheNextShiftsLeadHasItAndTheCustomerIsToldATimeWhenSomebodyIsThere() {
      story.until(monday("22:00"));
      var parcel = story.mail(SUPPORT, PRIYA);
      assertThat(story.state(parcel).owner()).isEqualTo(desk.lena);
      assertThat(of(parcel, "taken", Boolean.class)).isFalse();
      assertThat(due(parcel, Kind.FIRST_ANSWER))
          .as("not tonight, when nobody could keep it")
          .isEqualTo(monday("18:00").plus(Duration.ofDays(1)));
      story.until(story.now().plusSeconds(60));
      assertThat(when(parcel, "case.acknowledged"))
          .as("closed: the customer is told at once")
          .isBefore(monday("22:01"));
    }

    @Test
    void theAcknowledgementWaitsFiveMinutesInDutyHours() {
      var parcel = story.mail(SUPPORT, PRIYA);
      story.until(story.now().plus(Duration.ofMinutes(4)));
      assertThat(said(parcel)).doesNotContain("case.acknowledged");
      story.until(story.now().plus(Duration.ofMinutes(2)));
      assertThat(said(parcel)).containsOnlyOnce("case.acknowledged");
    }

    @Test
    void anAnswerSentMeanwhileReplacesTheAcknowledgement() {
      var parcel = story.mail(SUPPORT, PRIYA);
      story.until(story.now().plus(Duration.ofMinutes(3)));
      story.answers(parcel, story.state(parcel).owner(), "I look for it.", new NextWord.AsUsual());
      story.until(story.now().plus(Duration.ofHours(5)));
      assertThat(said(parcel)).doesNotContain("case.acknowledged");
    }

    @Test
    void whatIsSurelyNoCaseWaitsInATrayAndNothingIsAnswered() {
      story.tray(SUPPORT, from("news@example.org"), Hold.LIST);
      story.until(story.now().plus(Duration.ofDays(2)));
      assertThat(house.count("select count(*) from work.mails where state = 'held'")).isEqualTo(1);
      assertThat(house.count("select count(*) from work.cases")).isZero();
      assertThat(house.count("select count(*) from ledger.entry where type like 'case.ack%'"))
          .isZero();
    }

    @Test
    void anAutomaticReplyMakesNoNoiseAndNeverCountsAsTheCustomersWord() {
      var parcel = story.mail(SUPPORT, PRIYA);
      story.answers(parcel, story.state(parcel).owner(), "Is it there?", new NextWord.Asking());
      var before = said(parcel).size();
      var away =
          new Filings.Writing(
              new Filings.Author("priya@example.org", "Priya", Tongue.EN),
              "I am away",
              Channel.MAIL,
              Sender.MACHINE,
              Trust.SILENT,
              true,
              Words.of("body", "I am away until Friday."),
              Words.of("sender", "priya@example.org"));
      var mail = desk.kept("I am away");
      house
          .room(Filings.class)
          .mailAsReply(mail, away, parcel, story.state(parcel).party(), Northwind.once());
      assertThat(said(parcel)).hasSize(before + 1).endsWith("message.received");
      assertThat(story.state(parcel).stage()).as("still as silent as before").isEqualTo("asked");
    }
  }

  @Nested
  class ThePromiseGiven {

    @Test
    void isTheTargetAsADayBeforeThereAreFourWeeksOfFigures() {
      story.until(monday("14:00"));
      var after = story.mail(SUPPORT, from("tomas@example.org"));
      assertThat(target(after))
          .as("in after noon: by noon of the next business day")
          .isEqualTo(monday("12:00").plus(Duration.ofDays(1)));
      assertThat(due(after, Kind.FIRST_ANSWER))
          .as("that day, and no hour of it")
          .isEqualTo(monday("18:00").plus(Duration.ofDays(1)));
    }

    @Test
    void isTheTargetWhileTheDeskIsUpToDate() {
      fourWeeksIn(Duration.ofHours(1));
      var parcel = story.mail(SUPPORT, from("prompt@example.org"));
      assertThat(due(parcel, Kind.FIRST_ANSWER)).isEqualTo(target(parcel));
    }

    @Test
    void isWhatNineteenOfTwentyTakeAtThePresentPaceWhenTheDeskIsBehind() {
      fourWeeksIn(Duration.ofHours(20));
      var parcel = story.mail(SUPPORT, from("late@example.org"));
      assertThat(due(parcel, Kind.FIRST_ANSWER))
          .as("what was promised can be kept; the target stays what it was and counts as missed")
          .isAfter(target(parcel));
      var local = due(parcel, Kind.FIRST_ANSWER).atZone(Northwind.BERLIN).toLocalTime();
      assertThat(local.toString()).isIn("11:00", "17:00");
    }
  }

  @Nested
  class Answering {

    @Test
    void aPublicReplyKeepsTheFirstAnswerAndTheNextUpdate() {
      var parcel = story.mail(SUPPORT, PRIYA);
      var owner = story.state(parcel).owner();
      story.answers(parcel, owner, "I look for it.", hears("15:00"));
      assertThat(desk.standing(parcel, "first_answer")).containsExactly("kept");
      story.until(monday("14:30"));
      story.answers(parcel, owner, "The courier found it.", new NextWord.AsUsual());
      assertThat(desk.standing(parcel, "next_update")).containsExactly("kept", "open");
    }

    @Test
    void aCallIsKeptBySayingSoWithWhatShowsIt() {
      var parcel = story.mail(SUPPORT, PRIYA);
      var owner = story.state(parcel).owner();
      var call = new NextWord.By(Kind.CALLBACK, monday("15:00"), false);
      story.answers(parcel, owner, "I call you at three.", call);
      story.until(monday("13:00"));
      story.answers(parcel, owner, "One more thing.", new NextWord.AsUsual());
      assertThat(desk.standing(parcel, "callback")).as("a mail is no call").containsExactly("open");
      story.until(monday("14:55"));
      story.keeps(parcel, owner, Kind.CALLBACK, "Called; she will be in tomorrow.");
      assertThat(desk.standing(parcel, "callback")).containsExactly("kept");
      assertThat(
              house.count(
                  "select count(*) from work.commitments c join views.messages m"
                      + " on m.id = c.evidence where c.kind = 'callback'"))
          .isEqualTo(1);
    }

    @Test
    void anAnswerThatCannotBeDeliveredMakesUsOweANewUpdate() {
      var parcel = story.mail(SUPPORT, PRIYA);
      story.answers(parcel, story.state(parcel).owner(), "Solved?", new NextWord.Asking());
      var sent = story.state(parcel).newest();
      house
          .room(Filings.class)
          .undelivered(parcel, Objects.requireNonNull(sent), null, null, null, Northwind.once());
      assertThat(story.state(parcel).stage()).as("nobody was asked").isEqualTo("open");
      assertThat(desk.standing(parcel, "next_update")).containsExactly("open");
    }

    @Test
    void whereNothingIsKnownTheNextWordFollowsThePolicy() {
      var parcel = story.mail(SUPPORT, PRIYA);
      story.answers(parcel, story.state(parcel).owner(), "I ask.", new NextWord.AsUsual());
      assertThat(due(parcel, Kind.NEXT_UPDATE))
          .as("three business days, at a shop")
          .isBetween(
              monday("09:00").plus(Duration.ofDays(3)), monday("18:00").plus(Duration.ofDays(3)));
    }

    @Test
    void aTimeThatNobodyCanKeepIsNotSaid() {
      var parcel = story.mail(SUPPORT, PRIYA);
      var owner = story.state(parcel).owner();
      assertThat(desk.answer(parcel, owner, "Tonight.", hears("22:00")))
          .isInstanceOf(Replies.Reply.NobodyOnDuty.class);
      var weeks =
          new NextWord.By(Kind.NEXT_UPDATE, monday("10:00").plus(Duration.ofDays(21)), false);
      assertThat(desk.answer(parcel, owner, "In three weeks.", weeks))
          .isInstanceOf(Replies.Reply.TooFar.class);
      var wished = new NextWord.By(weeks.kind(), weeks.at(), true);
      assertThat(desk.answer(parcel, owner, "As you wish.", wished))
          .isInstanceOf(Replies.Reply.Sent.class);
    }

    @Test
    void aPromiseGetsANewTimeOnlyBeforeItIsDueAndWithAMessage() {
      var parcel = story.mail(SUPPORT, PRIYA);
      var owner = story.state(parcel).owner();
      story.answers(parcel, owner, "By three.", hears("15:00"));
      var first = story.owed(parcel, Kind.NEXT_UPDATE);
      story.until(monday("14:00"));
      assertThat(newTime(parcel, owner, first, "17:00")).isInstanceOf(Replies.NewTime.Told.class);
      assertThat(desk.standing(parcel, "next_update")).containsExactly("renegotiated", "open");
      var second = story.owed(parcel, Kind.NEXT_UPDATE);
      house.silentlyAt(monday("17:00"));
      assertThat(newTime(parcel, owner, second, "18:00"))
          .as("too late: it is broken, and nothing can be said instead of it")
          .isInstanceOf(Replies.NewTime.NotOwed.class);
    }

    @Test
    void anyoneOfTheTeamMayAnswerAndTheOwnerStays() {
      var parcel = story.mail(SUPPORT, PRIYA);
      var owner = story.state(parcel).owner();
      var other = owner.equals(desk.jonas) ? desk.maya : desk.jonas;
      story.answers(parcel, other, "I answer for my colleague.", new NextWord.AsUsual());
      assertThat(story.state(parcel).owner()).isEqualTo(owner);
      assertThat(desk.standing(parcel, "first_answer")).containsExactly("kept");
    }

    @Test
    void aMessageThatOnlyThanksIsKeptAsThanksAndReopensNothing() {
      var parcel = story.mail(SUPPORT, PRIYA);
      var owner = story.state(parcel).owner();
      story.answers(parcel, owner, "Solved?", new NextWord.Asking());
      story.confirms(parcel);
      story.replies(parcel, SUPPORT, says("Thank you!"));
      story.marks(parcel, owner, Mark.THANKS);
      assertThat(story.state(parcel).outcome()).isEqualTo("confirmed");
      assertThat(house.count("select count(*) from views.messages where mark = 'thanks'"))
          .isEqualTo(1);
    }
  }

  @Nested
  class BeforeItBreaks {

    @Test
    void whatIsDueIsFirstForItsOwnerAndHalfAnHourBeforeTheTeamSeesIt() {
      var parcel = story.mail(SUPPORT, PRIYA);
      var owner = story.state(parcel).owner();
      var other = owner.equals(desk.jonas) ? desk.maya : desk.jonas;
      story.answers(parcel, owner, "By three.", hears("15:00"));
      var later = story.mail(SUPPORT, PRIYA); // the same owner, due at six
      story.until(monday("14:05"));
      assertThat(today().owed(sight(owner), 10))
          .extracting(Today.Owed::caseId)
          .containsExactly(parcel, later);
      assertThat(today().others(sight(other), 10)).isEmpty();
      story.until(monday("14:31"));
      assertThat(today().others(sight(other), 10))
          .extracting(Today.Owed::caseId)
          .containsExactly(parcel);
      story.answers(parcel, other, "In her place: it is found.", new NextWord.AsUsual());
      assertThat(desk.standing(parcel, "next_update")).containsExactly("kept", "open");
    }

    @Test
    void brokenIsBrokenForEveryoneAtTheInstantAlsoWhileTheProcessIsDown() {
      var parcel = story.mail(SUPPORT, PRIYA);
      story.answers(parcel, story.state(parcel).owner(), "By three.", hears("15:00"));
      house.silentlyAt(monday("15:00").minusMillis(1));
      assertThat(desk.standing(parcel, "next_update")).containsExactly("open");
      house.silentlyAt(monday("15:00"));
      assertThat(desk.standing(parcel, "next_update")).containsExactly("broken");
      assertThat(said(parcel)).doesNotContain("commitment.broken");
      house.at(monday("17:20"));
      assertThat(said(parcel)).containsOnlyOnce("commitment.broken");
      assertThat(of(parcel, "next_kind", String.class)).isEqualTo("amends");
    }

    @Test
    void amendsAreOwedByTheOwnerAndEndWithAnApologyThatPromisesAnew() {
      var parcel = story.mail(SUPPORT, PRIYA);
      var owner = story.state(parcel).owner();
      story.answers(parcel, owner, "By three.", hears("15:00"));
      story.until(monday("15:30"));
      assertThat(desk.standing(parcel, "amends")).containsExactly("open");
      assertThat(debtor(parcel, Kind.AMENDS)).isEqualTo(owner);
      story.answers(parcel, owner, "Here is the news.", new NextWord.AsUsual());
      assertThat(desk.standing(parcel, "amends"))
          .as("news alone puts nothing right")
          .containsExactly("open");
      story.apologises(parcel, owner, "I said three and missed it. Sorry.", hears("17:00"));
      assertThat(desk.standing(parcel, "amends")).containsExactly("kept");
      assertThat(due(parcel, Kind.NEXT_UPDATE)).isEqualTo(monday("17:00"));
    }

    @Test
    void brokenAmendsAreOwedByTheNextPersonUp() {
      desk.house.room(People.class).changeRole(desk.jonas, Role.LEAD, Northwind.command(desk.lena));
      var parcel = story.mail(SUPPORT, PRIYA);
      desk.cases()
          .move(parcel, desk.who(desk.lena), desk.maya, "She knows couriers.", Northwind.once());
      story.until(monday("18:01"));
      assertThat(debtor(parcel, Kind.AMENDS)).isEqualTo(desk.maya);
      story.until(monday("18:01").plus(Duration.ofDays(1)));
      assertThat(desk.standing(parcel, "amends")).startsWith("broken").endsWith("open");
      assertThat(debtor(parcel, Kind.AMENDS)).isNotEqualTo(desk.maya);
    }

    @Test
    void whatWasDoneInTimeAndLoggedLateIsCorrectedAndTheFirstEntryStays() {
      var parcel = story.mail(SUPPORT, PRIYA);
      var owner = story.state(parcel).owner();
      var call = new NextWord.By(Kind.CALLBACK, monday("15:00"), false);
      story.answers(parcel, owner, "I call you at three.", call);
      var promised = story.owed(parcel, Kind.CALLBACK);
      story.until(monday("15:10"));
      story.corrects(parcel, owner, promised, monday("14:58"), "Called at 14:58, logged late.");
      assertThat(said(parcel)).contains("commitment.broken", "commitment.corrected");
      assertThat(desk.standing(parcel, "amends")).containsExactly("released");
      var note = evidence(parcel, "commitment.corrected");
      assertThat(desk.cases().object(parcel, story.state(parcel).party(), note, Northwind.once()))
          .as("the customer sees it and may object")
          .isInstanceOf(Promises.Objection.Heard.class);
      assertThat(debtor(parcel, Kind.LOOK)).as("someone not involved").isNotEqualTo(owner);
    }
  }

  @Nested
  class WaitingForTheCustomer {

    @Test
    void isBoundedAndTheDeskWritesFirst() {
      var parcel = story.mail(SUPPORT, PRIYA);
      story.answers(parcel, story.state(parcel).owner(), "Which colour?", new NextWord.TheirStep());
      assertThat(story.state(parcel).stage()).isEqualTo("waiting");
      assertThat(of(parcel, "next_kind", String.class))
          .as("this too is a promise: we write again")
          .isEqualTo("write_again");
      story.until(story.now().plus(Duration.ofDays(13)));
      assertThat(said(parcel)).filteredOn("case.wrote_again"::equals).hasSize(2);
      story.until(story.now().plus(Duration.ofDays(2)));
      assertThat(story.state(parcel).outcome()).isEqualTo("unconfirmed");
      assertThat(desk.standing(parcel, "write_again")).doesNotContain("broken");
    }

    @Test
    void endsAtOnceWhenTheyWrite() {
      var parcel = story.mail(SUPPORT, PRIYA);
      story.answers(parcel, story.state(parcel).owner(), "Which colour?", new NextWord.TheirStep());
      story.until(story.now().plus(Duration.ofHours(1)));
      story.replies(parcel, SUPPORT, says("The green one."));
      assertThat(story.state(parcel).stage()).isEqualTo("open");
      assertThat(desk.standing(parcel, "write_again")).containsExactly("released");
      assertThat(of(parcel, "next_kind", String.class)).isEqualTo("next_update");
    }
  }

  @Nested
  class Outcomes {

    @Test
    void theQuestionStandsInTheAnswerAndYesIsTheCustomersOwnWord() {
      var parcel = asked();
      story.confirms(parcel);
      assertThat(story.state(parcel).outcome()).isEqualTo("confirmed");
      assertThat(desk.standing(parcel, "asked")).containsExactly("released");
    }

    @Test
    void notYetOpensAgainWithTheSameOwner() {
      var parcel = asked();
      var owner = story.state(parcel).owner();
      story.saysNotYet(parcel);
      assertThat(story.state(parcel).stage()).isEqualTo("open");
      assertThat(story.state(parcel).owner()).isEqualTo(owner);
      assertThat(of(parcel, "next_due_at", OffsetDateTime.class)).isNotNull();
    }

    @Test
    void silenceIsUnconfirmedAfterTheStatedTimeAndStillOpenToTheirWord() {
      var parcel = asked();
      story.until(story.now().plus(Duration.ofDays(6)));
      assertThat(story.state(parcel).outcome()).isNull();
      story.until(story.now().plus(Duration.ofDays(1)));
      assertThat(story.state(parcel).outcome()).isEqualTo("unconfirmed");
      assertThat(said(parcel))
          .as("no reminder where nothing calls for one")
          .doesNotContain("case.reminded");
      story.confirms(parcel);
      assertThat(story.state(parcel).outcome()).isEqualTo("confirmed");
    }

    @Test
    void aReminderGoesOnceWhereTheCaseIsAComplaint() {
      var parcel = story.mail(SUPPORT, PRIYA);
      story.marks(parcel, desk.lena, Mark.COMPLAINT);
      story.answers(parcel, story.state(parcel).owner(), "Solved?", new NextWord.Asking());
      story.until(story.now().plus(Duration.ofDays(8)));
      assertThat(said(parcel)).containsOnlyOnce("case.reminded");
      assertThat(story.state(parcel).outcome()).isEqualTo("unconfirmed");
    }

    @Test
    void whatTheySaidOnThePhoneIsWrittenDownWithTheirWordsAndTheyMayObject() {
      var parcel = asked();
      story.saidOnThePhone(parcel, story.state(parcel).owner(), "It came this morning, all fine.");
      assertThat(story.state(parcel).outcome()).isEqualTo("confirmed");
      var note = evidence(parcel, "case.confirmed");
      assertThat(desk.cases().object(parcel, story.state(parcel).party(), note, Northwind.once()))
          .isInstanceOf(Promises.Objection.Heard.class);
      assertThat(story.state(parcel).outcome()).as("it goes on").isNull();
    }

    @Test
    void onlyTheCustomerWithdraws() {
      var parcel = story.mail(SUPPORT, PRIYA);
      var word =
          desk.cases()
              .noteTheirWord(
                  parcel,
                  desk.who(desk.lena),
                  Cases.Noted.WITHDRAWN,
                  story.state(parcel).newest(),
                  "Never mind",
                  Northwind.once());
      assertThat(word).isInstanceOf(Endings.TheirWord.Recorded.class);
      assertThat(story.state(parcel).outcome()).isEqualTo("withdrawn");
    }

    @Test
    void declinedHasAReasonAnAlternativeAndANamedDoorAndTheyMayDisagreeOnce() {
      var manager = leader();
      var parcel = story.mail(SUPPORT, PRIYA);
      desk.cases().move(parcel, desk.who(desk.lena), desk.maya, "Hers", Northwind.once());
      assertThat(
              desk.cases()
                  .decline(
                      parcel,
                      desk.who(desk.maya),
                      desk.jonas,
                      "Over two years old.",
                      "A repair at cost.",
                      null,
                      story.state(parcel).newest(),
                      Northwind.once()))
          .as("a colleague is no door above")
          .isInstanceOf(Endings.Closing.NoSuchDoor.class);
      story.declines(parcel, desk.maya, manager, "Over two years old.", "A repair at cost.");
      assertThat(story.state(parcel).outcome()).isEqualTo("declined");
      story.asksForSomeoneElse(parcel);
      assertThat(story.state(parcel).outcome()).isNull();
      assertThat(debtor(parcel, Kind.LOOK)).isNotEqualTo(desk.maya);
      assertThat(desk.cases().look(parcel, story.state(parcel).party(), Northwind.once()))
          .as("once")
          .isInstanceOf(Endings.Looking.AlreadyAsked.class);
    }

    @Test
    void whoWishesForSomeoneElseGetsANamedPersonNotInvolvedWithinTwoBusinessDays() {
      var parcel = story.mail(SUPPORT, PRIYA);
      var owner = story.state(parcel).owner();
      story.answers(parcel, owner, "That is how it is.", new NextWord.AsUsual());
      story.asksForSomeoneElse(parcel);
      assertThat(debtor(parcel, Kind.LOOK)).isNotEqualTo(owner);
      assertThat(due(parcel, Kind.LOOK)).isEqualTo(monday("18:00").plus(Duration.ofDays(2)));
      assertThat(story.state(parcel).owner()).as("looking is not owning").isEqualTo(owner);
    }

    @Test
    void aReplyWithinThirtyDaysReopensWithTheSameOwner() {
      var parcel = asked();
      var owner = story.state(parcel).owner();
      story.confirms(parcel);
      story.until(story.now().plus(Duration.ofDays(29)));
      story.replies(parcel, SUPPORT, says("It broke again."));
      assertThat(story.state(parcel).outcome()).isNull();
      assertThat(story.state(parcel).owner()).isEqualTo(owner);
      assertThat(of(parcel, "next_kind", String.class)).isEqualTo("next_update");
    }

    @Test
    void aReplyReopensWithTheDutyLeadWhereTheOwnerHasLeft() {
      var parcel = story.mail(SUPPORT, PRIYA);
      desk.cases().move(parcel, desk.who(desk.lena), desk.maya, "Hers", Northwind.once());
      story.confirms(parcel);
      house.room(LockOuts.class).lockOut(desk.maya, "She left.", Northwind.command(desk.lena));
      story.replies(parcel, SUPPORT, says("It broke again."));
      assertThat(story.state(parcel).owner()).isEqualTo(desk.lena);
    }

    @Test
    void aLaterReplyOpensANewCaseLinkedToTheOld() {
      var parcel = asked();
      story.confirms(parcel);
      story.until(story.now().plus(Duration.ofDays(31)));
      var again = story.repliesTooLate(parcel, SUPPORT, says("It broke again."));
      assertThat(story.state(parcel).outcome()).isEqualTo("confirmed");
      assertThat(of(again, "earlier_id", UUID.class)).isEqualTo(parcel.value());
      var view = house.room(CaseView.class);
      var now = view.head(sight(desk.lena), again).orElseThrow();
      assertThat(now.earlier()).isNotNull().extracting("id").isEqualTo(parcel);
      var then = view.head(sight(desk.lena), parcel).orElseThrow();
      assertThat(then.later()).isNotNull().extracting("id").isEqualTo(again);
    }

    @Test
    void someoneElsesMailIsNeverLinkedToACaseThatIsNotTheirs() {
      var parcel = asked();
      story.confirms(parcel);
      story.until(story.now().plus(Duration.ofDays(31)));
      var stranger = from("mallory@example.org");
      var again = story.repliesTooLate(parcel, SUPPORT, stranger);
      assertThat(of(again, "earlier_id", UUID.class)).isNull();
    }
  }

  @Nested
  class Owning {

    @Test
    void ownershipMovesByALeadsDecisionWithAReasonAndTheCustomerReadsTheNewName() {
      var parcel = story.mail(SUPPORT, PRIYA);
      desk.cases().move(parcel, desk.who(desk.lena), desk.maya, "Hers", Northwind.once());
      story.answers(parcel, desk.maya, "By three.", hears("15:00"));
      desk.cases().move(parcel, desk.who(desk.lena), desk.jonas, "She is ill.", Northwind.once());
      assertThat(debtor(parcel, Kind.NEXT_UPDATE)).as("it goes along").isEqualTo(desk.jonas);
      var seen = house.room(CaseView.class).head(Sight.of(parcel), parcel).orElseThrow();
      assertThat(seen.ownerShown()).isEqualTo("Jonas");
    }

    @Test
    void lockingSomebodyOutMovesTheirCasesInTheSameTransaction() {
      var parcel = story.mail(SUPPORT, PRIYA);
      desk.cases().move(parcel, desk.who(desk.lena), desk.maya, "Hers", Northwind.once());
      house.room(LockOuts.class).lockOut(desk.maya, "She left.", Northwind.command(desk.lena));
      assertThat(story.state(parcel).owner()).isEqualTo(desk.lena);
      assertThat(
              house.count(
                  "select count(distinct xid) from ledger.entry"
                      + " where type in ('person.locked_out', 'case.owner_moved')"
                      + " and recorded_us = (select max(recorded_us) from ledger.entry)"))
          .isEqualTo(1);
    }
  }

  @Nested
  class TheTeam {

    @Test
    void seesWhatHadNoStepForFiveBusinessDays() {
      var parcel = story.mail(SUPPORT, PRIYA);
      story.answers(parcel, story.state(parcel).owner(), "I ask.", new NextWord.AsUsual());
      story.until(monday("08:59").plus(Duration.ofDays(7)));
      assertThat(house.room(TeamNow.class).stuck(sight(desk.lena), 10)).isEmpty();
      story.until(monday("09:01").plus(Duration.ofDays(7)));
      assertThat(house.room(TeamNow.class).stuck(sight(desk.lena), 10))
          .extracting(TeamNow.Line::caseId)
          .containsExactly(parcel);
    }
  }

  @Nested
  class AnUpdateWithoutAStep {

    @Test
    void keepsAPromiseOnceAndTheSecondInARowIsStuck() {
      var parcel = story.mail(SUPPORT, PRIYA);
      var owner = story.state(parcel).owner();
      story.answers(parcel, owner, "I asked the courier.", hears("11:00"));
      story.until(monday("10:50"));
      story.answers(parcel, owner, "Nothing yet.", hears("13:00"));
      assertThat(desk.standing(parcel, "next_update")).containsExactly("kept", "open");
      assertThat(house.room(TeamNow.class).stuck(sight(desk.lena), 10)).isEmpty();
      story.until(monday("12:50"));
      story.answers(parcel, owner, "Still nothing.", hears("15:00"));
      assertThat(house.room(TeamNow.class).stuck(sight(desk.lena), 10))
          .extracting(TeamNow.Line::caseId)
          .containsExactly(parcel);
      story.notes(parcel, owner, "Rang the depot: it is on the belt.");
      assertThat(house.room(TeamNow.class).stuck(sight(desk.lena), 10))
          .as("something was done, and the next update has something to tell")
          .isEmpty();
    }
  }

  // What the stories are made of

  private CaseId asked() {
    var parcel = story.mail(SUPPORT, PRIYA);
    story.answers(parcel, story.state(parcel).owner(), "Is it there?", new NextWord.Asking());
    return parcel;
  }

  private StaffId leader() {
    var joining =
        house
            .room(People.class)
            .add(
                new People.Newcomer(
                    "Helen Adeyemi",
                    "Helen",
                    "helen@northwind.example",
                    Role.LEADER,
                    Tongue.EN,
                    Northwind.BERLIN),
                Northwind.command(desk.lena));
    return ((People.Joining.Joined) joining).id();
  }

  /** More than four weeks in which each first answer took so much of the team's working time. */
  private void fourWeeksIn(Duration took) {
    var waiting = new ArrayDeque<Map.Entry<Instant, CaseId>>();
    var week = new Week(MONDAYS, MONDAYS, MONDAYS, MONDAYS, MONDAYS, OFF, OFF);
    var time = new WorkingTime(new Hours(week, Northwind.BERLIN, Region.NONE));
    var end = monday("10:00").plus(Duration.ofDays(32));
    int number = 0;
    for (var at = monday("10:00"); at.isBefore(end); at = at.plus(Duration.ofHours(4))) {
      while (!waiting.isEmpty() && waiting.getFirst().getKey().isBefore(at)) {
        var next = waiting.removeFirst();
        story.until(next.getKey());
        story.answers(next.getValue(), desk.lena, "At last.", new NextWord.AsUsual());
      }
      if (!time.isOpen(at)) {
        continue;
      }
      story.until(at);
      var id = story.mail(SUPPORT, from("waiting" + number++ + "@example.org"));
      waiting.add(Map.entry(time.plus(at, took), id));
    }
    house.catchUp();
  }

  private Replies.NewTime newTime(CaseId id, StaffId me, CommitmentId which, String time) {
    var by = new NextWord.By(Kind.NEXT_UPDATE, monday(time), false);
    return desk.cases()
        .newTime(id, desk.who(me), which, by, story.state(id).newest(), "Later.", Northwind.once());
  }

  private static NextWord hears(String time) {
    return new NextWord.By(Kind.NEXT_UPDATE, monday(time), false);
  }

  /** The first Monday, in Berlin. */
  private static Instant monday(String time) {
    return LocalDate.of(2026, 3, 2)
        .atTime(LocalTime.parse(time))
        .atZone(Northwind.BERLIN)
        .toInstant();
  }

  private static Letter from(String address) {
    return new Letter(address, "Somebody", "A question", "How does it work?", Tongue.EN);
  }

  private static Letter says(String body) {
    return new Letter(PRIYA.address(), PRIYA.name(), "Re: " + PRIYA.subject(), body, Tongue.EN);
  }

  private Today today() {
    return house.room(Today.class);
  }

  private Sight sight(StaffId who) {
    return Sight.of(desk.who(who));
  }

  private Instant due(CaseId id, Kind kind) {
    return commitment(id, kind, "due_at", OffsetDateTime.class).toInstant();
  }

  private StaffId debtor(CaseId id, Kind kind) {
    return new StaffId(commitment(id, kind, "debtor_id", UUID.class));
  }

  private <T> T commitment(CaseId id, Kind kind, String column, Class<T> type) {
    return house
        .db()
        .sql(
            "select "
                + column
                + " from work.commitments where chain_id = :id and kind = :kind"
                + " and ended_at is null order by due_at limit 1")
        .param("id", id.value())
        .param("kind", kind.name().toLowerCase(Locale.ROOT))
        .query((row, _) -> row.getObject(1, type))
        .single();
  }

  private Instant target(CaseId id) {
    return of(id, "target_at", OffsetDateTime.class).toInstant();
  }

  private <T> T of(CaseId id, String column, Class<T> type) {
    return house
        .db()
        .sql("select " + column + " from work.cases where chain_id = :id")
        .param("id", id.value())
        .query((row, _) -> Optional.ofNullable(row.getObject(1, type)))
        .single()
        .orElse(null);
  }

  private UUID customer(CaseId id) {
    return house
        .db()
        .sql("select customer_id from work.parties where chain_id = :id")
        .param("id", id.value())
        .query((row, _) -> row.getObject(1, UUID.class))
        .single();
  }

  private String mailState(MailId id) {
    return house
        .db()
        .sql("select state from work.mails where chain_id = :id")
        .param("id", id.value())
        .query((row, _) -> row.getString(1))
        .single();
  }

  /** What was written in a case, in its order. */
  private List<String> said(CaseId id) {
    return house
        .db()
        .sql("select type from ledger.entry where chain_id = :id order by seq limit 200")
        .param("id", id.value())
        .query((row, _) -> row.getString(1))
        .list();
  }

  private Instant when(CaseId id, String type) {
    long micros =
        house
            .db()
            .sql("select recorded_us from ledger.entry where chain_id = :id and type = :type")
            .param("id", id.value())
            .param("type", type)
            .query((row, _) -> row.getLong(1))
            .single();
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private Set<Long> transactions(UUID chain) {
    return Set.copyOf(
        house
            .db()
            .sql("select distinct xid::text::bigint from ledger.entry where chain_id = :id")
            .param("id", chain)
            .query((row, _) -> row.getLong(1))
            .list());
  }

  private MessageId evidence(CaseId id, String type) {
    var entries = house.room(Chains.class).read(id.chain(), 0, 200);
    return entries.stream()
        .map(Entry::fact)
        .map(fact ->
            switch (fact) {
              case Promising.Corrected c -> c.evidence();
              case Ending.Confirmed c -> c.evidence();
              default -> null;
            })
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow(() -> new AssertionError("Nothing shows " + type));
  }
}
