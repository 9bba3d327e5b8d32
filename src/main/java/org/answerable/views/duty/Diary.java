package org.answerable.views.duty;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.answerable.calendar.Policy;
import org.answerable.calendar.WorkingTime;
import org.answerable.language.TimeWish;
import org.jspecify.annotations.Nullable;

/**
 * Whose word would be given for a case, when they can keep it, and who could for them. A value,
 * read once; all its instants are told from one {@code now}.
 */
public final class Diary {

  private static final Duration SOONEST = Duration.ofMinutes(15);
  private static final Duration AN_HOUR = Duration.ofHours(1);
  private static final LocalTime TEN = LocalTime.of(10, 0);

  /** So far is looked for an hour that is free: as many hours as a long working week has. */
  private static final int HOURS_MAX = 60;

  /** As many as can be read at a glance. */
  private static final int OFFERS_MAX = 6;

  private final Instant now;
  private final WorkingTime team;
  private final Policy policy;
  private final Colleague whose;
  private final List<Colleague> others;
  private final Promised promised;

  /**
   * @param whose who answers for the case: a promise made in it is theirs
   * @param others everybody else of the team, by name
   */
  public Diary(
      Instant now,
      WorkingTime team,
      Policy policy,
      Colleague whose,
      List<Colleague> others,
      Promised promised) {
    this.now = now;
    this.team = team;
    this.policy = policy;
    this.whose = whose;
    this.others = List.copyOf(others);
    this.promised = promised;
  }

  /** How a time stands that somebody would like to promise. */
  public sealed interface Standing {
    /** Whoever answers for the case keeps it. */
    record Free() implements Standing {}

    /** They are off then; somebody else of the team is there. */
    record StoodIn(Colleague by) implements Standing {}

    /**
     * They are off then, and everybody who is there has promised enough, or they are there and have
     * themselves.
     *
     * @param instead the first hour after it that is free; null where none is within reach
     */
    record Full(@Nullable Instant instead) implements Standing {}

    /** Nobody works then. */
    record Closed(@Nullable Instant instead) implements Standing {}

    record Past() implements Standing {}

    /** Farther than may be said without the customer's own wish. */
    record TooFar(Instant farthest) implements Standing {}
  }

  /** A time to choose; a full one is shown and cannot be chosen. */
  public record Offer(Instant at, @Nullable Colleague standIn, boolean full) {}

  public Colleague whose() {
    return whose;
  }

  public WorkingTime team() {
    return team;
  }

  public Instant now() {
    return now;
  }

  /** How a time stands. */
  public Standing standing(Instant at) {
    if (!at.isAfter(now)) {
      return new Standing.Past();
    }
    if (!team.everOpens(now)) {
      return new Standing.Closed(null);
    }
    var farthest = policy.farthestWord(now, team);
    if (at.isAfter(farthest)) {
      return new Standing.TooFar(farthest);
    }
    if (!team.canBePromised(at)) {
      var next = team.nextOpening(at);
      return new Standing.Closed(free(next.plus(AN_HOUR), farthest));
    }
    if (whose.canKeep(at)) {
      return promised.isFull(whose.id(), at)
          ? new Standing.Full(free(at, farthest))
          : new Standing.Free();
    }
    var by = StandIns.LEAD_THEN_LEAST.at(at, others, promised);
    return by == null ? new Standing.Full(free(at, farthest)) : new Standing.StoodIn(by);
  }

  /**
   * Times to offer, soonest first: within the hour, the end of this working day, the next at ten
   * and its end, and the policy's own next word. Where whoever answers is off, the same times with
   * the one who stands in, and their own next duty. A full hour is shown, with the next free one.
   */
  public List<Offer> offers() {
    if (!team.everOpens(now)) {
      return List.of();
    }
    var farthest = policy.farthestWord(now, team);
    var offers = new ArrayList<Offer>();
    for (var candidate : candidates()) {
      offer(offers, candidate, farthest);
    }
    if (offers.stream().anyMatch(one -> one.standIn() != null)) {
      var back = back();
      if (back != null) {
        offer(offers, back, farthest);
      }
    }
    offers.sort(java.util.Comparator.comparing(Offer::at));
    return offers.stream().limit(OFFERS_MAX).toList();
  }

  /** The first times that can be chosen, where there is room for few. */
  public List<Offer> choices(int most) {
    return offers().stream().filter(one -> !one.full()).limit(most).toList();
  }

  /**
   * The instant that a wish means.
   *
   * @param zone of the one who wrote it
   * @param customer where the customer is; a day ends for them, with the team's work on it
   */
  public Optional<Instant> meant(TimeWish wish, ZoneId zone, ZoneId customer) {
    return wish.latest(now.atZone(zone), new CustomersDay(team, customer))
        .map(ZonedDateTime::toInstant);
  }

  private List<Instant> candidates() {
    var soon = team.plus(now, AN_HOUR).truncatedTo(ChronoUnit.MINUTES).plusSeconds(59);
    var today = team.closing(now);
    if (soon.isAfter(today)) {
      soon = today; // what is too late for today is no better than tomorrow at ten
    }
    var next = team.nextBusinessDay(now);
    return List.of(
        quarter(soon),
        today,
        team.at(next, TEN),
        team.closing(next),
        quarter(policy.nextUpdate(now, team)));
  }

  private void offer(List<Offer> offers, Instant candidate, Instant farthest) {
    var at = team.canBePromised(candidate) ? candidate : team.nextOpening(candidate);
    if (at.isBefore(now.plus(SOONEST))
        || at.isAfter(farthest)
        || offers.stream().anyMatch(one -> one.at().equals(at))) {
      return;
    }
    switch (standing(at)) {
      case Standing.Free() -> offers.add(new Offer(at, null, false));
      case Standing.StoodIn(var by) -> offers.add(new Offer(at, by, false));
      case Standing.Full(var instead) -> {
        offers.add(new Offer(at, null, true));
        if (instead != null && offers.stream().noneMatch(one -> one.at().equals(instead))) {
          offers.add(
              new Offer(
                  instead,
                  standing(instead) instanceof Standing.StoodIn(var by) ? by : null,
                  false));
        }
      }
      case Standing.Closed _, Standing.Past _, Standing.TooFar _ -> {}
    }
  }

  /** An hour into the next duty of whoever answers, as one would say it. */
  private @Nullable Instant back() {
    var since = whose.canKeep(now.plus(AN_HOUR)) ? team.closing(now) : now;
    var duty = whose.nextDuty(since);
    return duty == null ? null : quarter(duty.plus(AN_HOUR));
  }

  /** The first full hour from there on at which somebody is there and free. */
  private @Nullable Instant free(Instant from, Instant farthest) {
    var at = Promised.hour(from).plus(AN_HOUR);
    for (int n = 0; n < HOURS_MAX; n++) {
      if (!team.canBePromised(at)) {
        at = Promised.hour(team.nextOpening(at).plus(AN_HOUR)).plus(AN_HOUR);
      }
      if (at.isAfter(farthest)) {
        return null;
      }
      boolean own = whose.canKeep(at) && !promised.isFull(whose.id(), at);
      boolean hasSomebody =
          own || (!whose.canKeep(at) && StandIns.LEAD_THEN_LEAST.at(at, others, promised) != null);
      if (hasSomebody && team.canBePromised(at) && at.isAfter(now)) {
        return at;
      }
      at = at.plus(AN_HOUR);
    }
    return null;
  }

  private static Instant quarter(Instant at) {
    long quarter = 15 * 60;
    return Instant.ofEpochSecond((at.getEpochSecond() + quarter - 1) / quarter * quarter);
  }
}
