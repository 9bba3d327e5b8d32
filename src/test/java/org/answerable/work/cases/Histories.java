package org.answerable.work.cases;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.answerable.calendar.Hours;
import org.answerable.calendar.Pace;
import org.answerable.calendar.Week;
import org.answerable.facts.Channel;
import org.answerable.facts.ConfigFact.Desk;
import org.answerable.facts.DayHours;
import org.answerable.facts.Ending.How;
import org.answerable.facts.Kind;
import org.answerable.facts.Region;
import org.answerable.facts.Talking.Mark;
import org.answerable.facts.Talking.NotTold.Why;
import org.answerable.facts.Talking.Sender;
import org.answerable.facts.Talking.Sign;
import org.answerable.facts.Talking.Trust;

/** Random histories of one case, each from one seed, and the way to make a failing one short. */
record Histories(World.Setting setting, List<Step> steps) {

  Histories {
    steps = List.copyOf(steps);
  }

  static Histories from(long seed) {
    return new Dice(new SplittableRandom(seed)).history();
  }

  /**
   * The same failure with as few steps as can be: leaves out half of them, a quarter, … one, as
   * long as it still fails.
   */
  Histories shortened(Predicate<Histories> fails) {
    var some = new ArrayList<>(steps);
    for (int size = Math.max(1, some.size() / 2); size > 0; size = size == 1 ? 0 : size / 2) {
      for (boolean less = true; less; ) {
        less = false;
        for (int at = some.size() - size; at >= 0; at -= size) {
          var fewer = new ArrayList<>(some);
          fewer.subList(at, at + size).clear();
          if (fails.test(new Histories(setting, fewer))) {
            some = fewer;
            less = true;
            at = Math.min(at, some.size());
          }
        }
      }
    }
    return new Histories(setting, some);
  }

  /** The one source of chance. */
  private record Dice(SplittableRandom random) {

    private static final List<ZoneId> ZONES =
        List.of(
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("America/New_York"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Asia/Kathmandu"),
            ZoneId.of("UTC"));

    private static final DayHours SHIFTS =
        new DayHours(List.of(new DayHours.Span(0, 180), new DayHours.Span(1320, 1440)));
    private static final DayHours LUNCH =
        new DayHours(List.of(new DayHours.Span(540, 720), new DayHours.Span(780, 1020)));
    private static final DayHours OFF = DayHours.OFF;
    private static final DayHours DAY = DayHours.of(9, 17);

    private static final List<Week> WEEKS =
        List.of(
            Week.weekdays(9, 17),
            Week.weekdays(8, 20),
            Week.daily(DayHours.of(0, 24)),
            Week.daily(SHIFTS),
            Week.daily(LUNCH),
            new Week(DAY, OFF, OFF, OFF, OFF, OFF, OFF),
            new Week(OFF, LUNCH, OFF, OFF, OFF, DayHours.of(0, 4), OFF));

    private static final List<LocalDate> BEGINNINGS =
        List.of(
            LocalDate.of(2026, 3, 27),
            LocalDate.of(2026, 4, 1),
            LocalDate.of(2026, 10, 23),
            LocalDate.of(2026, 10, 30),
            LocalDate.of(2026, 12, 22),
            LocalDate.of(2027, 3, 12),
            LocalDate.of(2026, 6, 1));

    Histories history() {
      var steps = new ArrayList<Step>();
      if (oneIn(8)) {
        steps.add(new Step.Mute(pick(Why.values())));
      }
      steps.add(
          new Step.Open(
              upTo(7),
              !oneIn(3),
              oneIn(12) ? Trust.UNVERIFIED : pick(Trust.VERIFIED, Trust.SILENT),
              oneIn(12) ? Sender.MACHINE : Sender.PERSON,
              read()));
      int length = 5 + upTo(45);
      while (steps.size() < length) {
        steps.add(step());
        if (oneIn(2)) {
          steps.add(pass());
        }
      }
      return new Histories(setting(), steps);
    }

    private World.Setting setting() {
      var zone = pick(ZONES);
      var region =
          switch (zone.getId()) {
            case "Europe/Berlin" -> oneIn(2) ? Region.DE_BE : Region.NONE;
            case "America/New_York" -> oneIn(2) ? Region.US : Region.NONE;
            default -> Region.NONE;
          };
      var start =
          pick(BEGINNINGS)
              .plusDays(upTo(7))
              .atStartOfDay(zone)
              .toInstant()
              .plus(Duration.ofMinutes(upTo(1440)))
              .plusNanos(1_000L * upTo(3));
      return new World.Setting(
          new Hours(pick(WEEKS), zone, region), pick(Desk.values()), pace(), oneIn(15), start);
    }

    private Pace pace() {
      var longAgo = LocalDate.of(2025, 1, 1);
      return switch (upTo(3)) {
        case 0 -> Pace.UNKNOWN;
        case 1 -> new Pace(longAgo, Pace.Histogram.EMPTY, new Pace.Queue(0, 0, Duration.ZERO));
        default -> {
          var counts = new ArrayList<>(Collections.nCopies(40, 0L));
          counts.set(upTo(40), 30L);
          yield new Pace(
              longAgo,
              new Pace.Histogram(counts),
              new Pace.Queue(upTo(60), 1 + upTo(30), Duration.ofHours(16)));
        }
      };
    }

    private Step pass() {
      boolean ticking = !oneIn(4);
      return switch (upTo(10)) {
        case 0, 1 -> new Step.Pass(Duration.ofMinutes(upTo(300)), ticking);
        case 2, 3 -> new Step.Pass(Duration.ofHours(upTo(120)), ticking);
        case 4 -> new Step.Pass(Duration.ofDays(upTo(40)), ticking);
        case 5 ->
            oneIn(4) ? new Step.Pass(Duration.ofDays(40 + upTo(400)), ticking) : new Step.Tick();
        case 6, 7 -> new Step.JumpTo(Step.Point.ACTS, beside(), ticking);
        default -> new Step.JumpTo(Step.Point.DUE, beside(), ticking);
      };
    }

    private Duration beside() {
      return switch (upTo(7)) {
        case 0, 1 -> Duration.ZERO;
        case 2 -> Duration.ofNanos(-1_000);
        case 3 -> Duration.ofNanos(1_000);
        case 4 -> Duration.ofMinutes(-1 - upTo(90));
        case 5 -> Duration.ofMinutes(1 + upTo(90));
        default -> Duration.ofDays(upTo(30));
      };
    }

    private Step step() {
      return switch (upTo(49)) {
        case 0, 1, 2, 3, 4 ->
            new Step.Hear(trust(), oneIn(5) ? Sender.MACHINE : Sender.PERSON, read());
        case 5, 6, 7, 8, 9, 10, 11, 12, 13 ->
            new Step.Reply(who(), seen(), oneIn(3) ? upTo(64) : 0, oneIn(2), next());
        case 14 -> new Step.Wish(upTo(4), at());
        case 15 -> new Step.NewTime(who(), upTo(4), at(), seen());
        case 16 -> new Step.Note(who(), pick(Channel.values()));
        case 17, 18 -> new Step.Keep(who(), upTo(5));
        case 19, 20 -> new Step.Correct(who(), upTo(6), Duration.ofMinutes(upTo(600) - 60));
        case 21 -> new Step.Undelivered(upTo(4));
        case 22, 23 -> word(Step.Confirm::new);
        case 24 -> word(Step.NotYet::new);
        case 25 -> oneIn(2) ? word(Step.Withdraw::new) : new Step.Tick();
        case 26, 27 -> new Step.Decline(who(), upTo(8), seen());
        case 28 -> new Step.NotedOnly(who(), seen());
        case 29 -> oneIn(2) ? new Step.NoCase(who(), seen()) : new Step.Tick();
        case 30, 31 -> new Step.Look(!oneIn(9));
        case 32 -> new Step.Disagree(!oneIn(9), upTo(5));
        case 33, 34 ->
            new Step.MarkAs(who(), upTo(3), oneIn(2) ? Mark.THANKS : pick(Mark.values()));
        case 35 -> new Step.Take(who());
        case 36 -> new Step.Move(upTo(8));
        case 37 -> new Step.LockOut(upTo(7));
        case 39, 40, 41 ->
            new Step.Offer(upTo(2), oneIn(9) ? Sender.MACHINE : Sender.PERSON, read());
        case 42, 43 -> new Step.Add(who(), !oneIn(6), upTo(3));
        case 44, 45, 46 ->
            new Step.HearColleague(
                upTo(2),
                trust(),
                oneIn(5) ? Sender.MACHINE : Sender.PERSON,
                oneIn(2) ? read() : new Read(List.of(), pick(Read.Gist.values())));
        case 47 ->
            oneIn(2) ? new Step.Remove(who(), upTo(2)) : new Step.NotReached(upTo(2), upTo(3));
        case 38 -> oneIn(2) ? new Step.LetIn(upTo(7)) : new Step.NameDutyLead(upTo(6));
        default -> around();
      };
    }

    private Step around() {
      return switch (upTo(5)) {
        case 0 -> new Step.Mute(pick(Why.values()));
        case 1, 2 -> new Step.Mute(null);
        case 3 -> new Step.Choose(pick(Desk.values()));
        default -> new Step.Paced(pace());
      };
    }

    private interface OfWord {
      Step make(boolean theirs, How how, int noted, int evidence);
    }

    private Step word(OfWord make) {
      return make.make(!oneIn(9), pick(How.values()), who(), oneIn(3) ? upTo(6) : -1);
    }

    /** Mostly somebody of the team. */
    private int who() {
      return oneIn(6) ? upTo(8) : upTo(6);
    }

    /** Mostly nothing; else some signs, and what they plainly come to, or not. */
    private Read read() {
      if (!oneIn(3)) {
        return Read.NOTHING;
      }
      var passages = new ArrayList<Read.Passage>();
      for (var sign : Sign.values()) {
        if (oneIn(5)) {
          passages.add(new Read.Passage(sign, upTo(20), 20 + upTo(20)));
        }
      }
      return new Read(passages, pick(Read.Gist.values()));
    }

    private Trust trust() {
      return oneIn(6) ? Trust.UNVERIFIED : pick(Trust.VERIFIED, Trust.SILENT);
    }

    private Step.Seen seen() {
      return oneIn(8) ? pick(Step.Seen.values()) : Step.Seen.NEWEST;
    }

    private Step.Next next() {
      return switch (upTo(5)) {
        case 0 -> new Step.Next.Other(new NextWord.Asking());
        case 1, 2 -> new Step.Next.Other(new NextWord.TheirStep());
        case 3 -> new Step.Next.Other(new NextWord.AsUsual());
        default -> at();
      };
    }

    private Step.Next.At at() {
      var after =
          switch (upTo(6)) {
            case 0 -> Duration.ofMinutes(-upTo(5_000));
            case 1 -> Duration.ofMinutes(upTo(90));
            case 2, 3 -> Duration.ofHours(upTo(72));
            default -> Duration.ofDays(upTo(40));
          };
      return new Step.Next.At(
          pick(Kind.NEXT_UPDATE, Kind.CALLBACK, Kind.ANSWER, Kind.ACTION, Kind.REMEDY),
          after,
          !oneIn(5),
          oneIn(4));
    }

    private int upTo(int end) {
      return random.nextInt(end);
    }

    private boolean oneIn(int n) {
      return random.nextInt(n) == 0;
    }

    @SafeVarargs
    private <T> T pick(T... some) {
      return some[upTo(some.length)];
    }

    private <T> T pick(List<T> some) {
      return some.get(upTo(some.size()));
    }
  }
}
