package org.answerable.work.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.answerable.calendar.Hours;
import org.answerable.calendar.Pace;
import org.answerable.calendar.Policy;
import org.answerable.calendar.Week;
import org.answerable.calendar.WorkingTime;
import org.answerable.facts.BrandId;
import org.answerable.facts.CaseId;
import org.answerable.facts.Channel;
import org.answerable.facts.CommandId;
import org.answerable.facts.CommitmentId;
import org.answerable.facts.ConfigFact.Desk;
import org.answerable.facts.Ending.How;
import org.answerable.facts.Fact;
import org.answerable.facts.Kind;
import org.answerable.facts.MessageId;
import org.answerable.facts.Party;
import org.answerable.facts.PartyId;
import org.answerable.facts.Region;
import org.answerable.facts.StaffId;
import org.answerable.facts.Talking.NotTold.Why;
import org.answerable.facts.Talking.Sender;
import org.answerable.facts.Talking.Trust;
import org.answerable.facts.TeamId;
import org.answerable.ledger.writing.Moment;
import org.answerable.ledger.writing.Verdict;
import org.answerable.ledger.writing.Words;
import org.answerable.work.cases.Endings.Word;
import org.answerable.work.cases.Replies.Draft;
import org.answerable.work.commitments.Commitment;
import org.jspecify.annotations.Nullable;

/**
 * The lost parcel: a case at a shop in Berlin that works from nine to five, from Monday to Friday.
 * Anna and Ben are of the team, Dora is its duty lead, Lena a lead, Uma the leader; Nils is of
 * another team. Mia is the customer. Told time is Berlin's; the clock of the desk ticks when asked.
 */
final class Story {

  static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  static final StaffId ANNA = new StaffId(id(1));
  static final StaffId BEN = new StaffId(id(2));
  static final StaffId DORA = new StaffId(id(3));
  static final StaffId LENA = new StaffId(id(4));
  static final StaffId UMA = new StaffId(id(5));
  static final StaffId NILS = new StaffId(id(6));
  static final PartyId MIA = new PartyId(id(7));

  /** A Monday without a holiday near it. */
  static final LocalDate MONDAY = LocalDate.of(2026, 6, 8);

  private static final WorkingTime TIME =
      new WorkingTime(new Hours(Week.weekdays(9, 17), BERLIN, Region.NONE));
  private static final Pace UP_TO_DATE =
      new Pace(
          LocalDate.of(2025, 1, 1),
          Pace.Histogram.EMPTY,
          new Pace.Queue(0, 0, java.time.Duration.ZERO));

  private final List<Fact> said = new ArrayList<>();
  private Policy policy = Policy.of(Desk.RETAIL);
  private Set<StaffId> active = Set.of(ANNA, BEN, DORA, LENA, UMA, NILS);
  private StaffId dutyLead = DORA;
  private @Nullable Why mute;
  private Instant now = at(0, "10:00");
  private int commands;

  Case c = Case.blank(new CaseId(id(10)));

  private static UUID id(int n) {
    return new UUID(0x0192_0000_0000_7000L, 0x8000_0000_0000_0000L | n);
  }

  /** Mia's mail of Monday at ten is Anna's case; its first answer is promised for five o'clock. */
  static Story ofTheLostParcel() {
    var story = new Story();
    story.opens(ANNA, true);
    return story;
  }

  /** The same, answered by Anna. */
  static Story answered(NextWord next) {
    var story = ofTheLostParcel();
    story.reply(ANNA, next);
    return story;
  }

  static Instant at(int daysAfterMonday, String time) {
    var local = LocalDateTime.parse(MONDAY.plusDays(daysAfterMonday) + "T" + time);
    return local.atZone(BERLIN).toInstant();
  }

  Story with(Desk desk) {
    policy = Policy.of(desk);
    return this;
  }

  Story mute(@Nullable Why why) {
    mute = why;
    return this;
  }

  void dutyLead(StaffId who) {
    dutyLead = who;
  }

  void active(StaffId... who) {
    active = Set.of(who);
  }

  Instant now() {
    return now;
  }

  /** Time goes on and the clock ticks once, then. */
  Story until(int daysAfterMonday, String time) {
    now = at(daysAfterMonday, time);
    return tick();
  }

  Story tick() {
    said.clear();
    fold(Settling.settle(c, around(), moment()).stream().map(one -> one.fact()).toList());
    return this;
  }

  Around around() {
    return new Around(
        new Terms(policy, TIME, () -> UP_TO_DATE),
        dutyLead,
        UMA,
        active,
        Set.of(ANNA, BEN, DORA),
        List.of(LENA, UMA),
        mute);
  }

  private Moment moment() {
    return new Moment(now, new CommandId(new UUID(0x0192_0000_0000_7000L, commands++)));
  }

  private void fold(List<Fact> facts) {
    for (var fact : facts) {
      c = c.after(fact, now);
      said.add(fact);
    }
  }

  interface Judgement<A> {
    Verdict<A> on(Case c, Around around, Moment now);
  }

  /** Settled first, as every command is. */
  <A> A decide(Judgement<A> judgement) {
    tick();
    said.clear();
    var verdict = judgement.on(c, around(), moment());
    fold(verdict.said().stream().map(one -> one.fact()).toList());
    return verdict.result();
  }

  private void does(java.util.function.BiFunction<Around, Moment, Steps> steps) {
    decide((_, around, moment) -> Verdict.agreed(true, steps.apply(around, moment).said()));
  }

  /** What the last step said. */
  List<Fact> said() {
    return List.copyOf(said);
  }

  <F> List<F> said(Class<F> sort) {
    return said.stream().filter(sort::isInstance).map(sort::cast).toList();
  }

  void opens(StaffId owner, boolean taken) {
    opens(owner, taken, Trust.SILENT, Sender.PERSON);
  }

  void opens(StaffId owner, boolean taken, Trust trust, Sender sender) {
    opens(owner, taken, trust, sender, Read.NOTHING);
  }

  void opens(StaffId owner, boolean taken, Trust trust, Sender sender, Read read) {
    var newcomer =
        new Arrivals.Newcomer(
            MIA, owner, taken, new TeamId(id(8)), new BrandId(id(9)), Channel.MAIL, 20_931);
    does((around, moment) ->
        Arrivals.open(
            c,
            newcomer,
            Words.NONE,
            spoken(moment, trust, sender),
            read,
            Words.NONE,
            around,
            moment));
  }

  MessageId hears() {
    return hears(Trust.SILENT, Sender.PERSON);
  }

  MessageId hears(Trust trust, Sender sender) {
    return hears(trust, sender, Read.NOTHING);
  }

  /** A message in which something was read. */
  MessageId hears(Trust trust, Sender sender, Read read) {
    does((around, moment) ->
        Arrivals.heard(c, spoken(moment, trust, sender), read, Words.NONE, around, moment));
    return said(org.answerable.facts.Talking.MessageReceived.class).getFirst().id();
  }

  private static Arrivals.Spoken spoken(Moment moment, Trust trust, Sender sender) {
    return new Arrivals.Spoken(
        new MessageId(moment.newId()), MIA, Channel.MAIL, trust, sender, null);
  }

  void bounces(MessageId message) {
    does((around, moment) -> Replies.undelivered(c, message, around, moment));
  }

  void leaves(StaffId who) {
    active =
        active.stream()
            .filter(one -> !one.equals(who))
            .collect(java.util.stream.Collectors.toUnmodifiableSet());
    does((around, moment) -> Takings.leaving(c, who, around, moment));
  }

  Replies.Reply reply(StaffId who, NextWord next) {
    return reply(who, Set.of(), false, next);
  }

  Replies.Reply apologise(StaffId who, NextWord next) {
    return reply(who, Set.of(), true, next);
  }

  Replies.Reply reply(StaffId who, Set<CommitmentId> done, boolean apologises, NextWord next) {
    tick();
    var draft = new Draft(c.newest(), done, apologises, next);
    return decide(
        (one, around, moment) -> Replies.send(one, who, draft, Words.NONE, around, moment));
  }

  static NextWord.By by(Kind kind, int daysAfterMonday, String time) {
    return new NextWord.By(kind, at(daysAfterMonday, time), false);
  }

  Endings.TheirWord says(Saying what, How how, @Nullable StaffId noted) {
    return says(what, new Word(MIA, how, noted, null));
  }

  Endings.TheirWord says(Saying what, Word word) {
    return decide((one, around, moment) ->
        switch (what) {
          case SOLVED -> Endings.confirm(one, word, Words.NONE, around, moment);
          case NOT_YET -> Endings.notYet(one, word, Words.NONE, around, moment);
          case NEVER_MIND -> Endings.withdraw(one, word, Words.NONE, around, moment);
        });
  }

  enum Saying {
    SOLVED,
    NOT_YET,
    NEVER_MIND
  }

  Endings.TheirWord clicks(Saying what) {
    return says(what, How.CLICK, null);
  }

  Endings.Closing decline(StaffId who, StaffId door) {
    tick();
    var seen = c.newest();
    return decide(
        (one, around, moment) -> Endings.decline(one, who, door, seen, Words.NONE, around, moment));
  }

  Endings.Closing needsNoAnswer(StaffId who) {
    tick();
    var seen = c.newest();
    return decide(
        (one, around, moment) -> Endings.noted(one, who, seen, Words.NONE, around, moment));
  }

  Endings.Looking look() {
    return decide((one, around, moment) -> Endings.look(one, MIA, around, moment));
  }

  /** The one thing of that kind that is owed. */
  Commitment owed(Kind kind) {
    var all = c.book().open(kind);
    if (all.size() != 1) {
      throw new AssertionError("Not one " + kind + " is owed but " + all);
    }
    return all.getFirst();
  }

  StaffId ower(Kind kind) {
    return new StaffId(owed(kind).from().id());
  }

  boolean owes(StaffId who, Kind kind) {
    return c.book().open(kind).stream().anyMatch(one -> one.from().equals(Party.of(who)));
  }
}
