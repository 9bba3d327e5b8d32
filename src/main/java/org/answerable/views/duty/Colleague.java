package org.answerable.views.duty;

import java.time.Duration;
import java.time.Instant;
import org.answerable.calendar.WorkingTime;
import org.answerable.facts.StaffId;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may keep a promise.
 *
 * @param inTeam whether they are of the case's team
 * @param lead whether they are its duty lead
 * @param time theirs; the team's where they have none of their own
 * @param awayUntil the first instant back; null where they are not away
 */
public record Colleague(
    StaffId id,
    String name,
    boolean inTeam,
    boolean lead,
    WorkingTime time,
    @Nullable Instant awayFrom,
    @Nullable Instant awayUntil) {

  /**
   * Whether they are on duty then, or it is the very end of their duty. Who goes away at that
   * instant can still keep it, who only comes back then cannot have.
   */
  public boolean canKeep(Instant at) {
    return time.canBePromised(at)
        && !isAway(time.isOpen(at) ? at : at.minus(Duration.ofMinutes(1)));
  }

  boolean isAway(Instant at) {
    return awayFrom != null
        && awayUntil != null
        && !at.isBefore(awayFrom)
        && at.isBefore(awayUntil);
  }

  /**
   * Whether nobody stands in for them until then: their hours are the team's, and they are here.
   */
  boolean isThereWith(WorkingTime team, Instant now, Instant until) {
    boolean here =
        awayFrom == null
            || awayUntil == null
            || awayFrom.isAfter(until)
            || awayUntil.isBefore(now.minus(Duration.ofMinutes(1)));
    return here && time.hours().equals(team.hours());
  }

  /** Their next duty from {@code at} on; null where they have none within a year. */
  public @Nullable Instant nextDuty(Instant at) {
    if (!time.everOpens(at)) {
      return null;
    }
    var opening = time.nextOpening(at);
    if (!isAway(opening)) {
      return opening;
    }
    return awayUntil != null && time.everOpens(awayUntil) ? time.nextOpening(awayUntil) : null;
  }
}
