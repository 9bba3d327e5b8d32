package org.answerable.work.cases;

import java.time.Duration;
import org.answerable.calendar.Pace;
import org.answerable.facts.Channel;
import org.answerable.facts.ConfigFact.Desk;
import org.answerable.facts.Ending.How;
import org.answerable.facts.Kind;
import org.answerable.facts.Talking.Mark;
import org.answerable.facts.Talking.NotTold.Why;
import org.answerable.facts.Talking.Sender;
import org.answerable.facts.Talking.Trust;
import org.jspecify.annotations.Nullable;

/**
 * One step of a random history, without anything that only some other step makes: whom, which and
 * when are small numbers that mean something only where the step is taken. So any step can be left
 * out and the others still make sense.
 */
sealed interface Step {

  /** Told time goes on. The clock ticks on the way, or the desk stands still. */
  record Pass(Duration time, boolean ticking) implements Step {}

  /** Told time jumps to a little before, to, or a little after what comes next. */
  record JumpTo(Point point, Duration beside, boolean ticking) implements Step {}

  enum Point {
    DUE,
    ACTS
  }

  record Tick() implements Step {}

  record Open(int owner, boolean taken, Trust trust, Sender sender, Read read) implements Step {}

  record Hear(Trust trust, Sender sender, Read read) implements Step {}

  /** A colleague of the customer writes by another's token, and is vouched for. */
  record Offer(int colleague, Sender sender, Read read) implements Step {}

  /** A colleague writes by a token that is theirs as long as they take part. */
  record HearColleague(int colleague, Trust trust, Sender sender, Read read) implements Step {}

  /** By one of the newest offers, or by a message that offers nobody. */
  record Add(int who, boolean offered, int message) implements Step {}

  record Remove(int who, int colleague) implements Step {}

  record NotReached(int colleague, int message) implements Step {}

  record Take(int who) implements Step {}

  record Move(int to) implements Step {}

  record LockOut(int who) implements Step {}

  record LetIn(int who) implements Step {}

  record NameDutyLead(int who) implements Step {}

  record Mute(@Nullable Why why) implements Step {}

  record Choose(Desk desk) implements Step {}

  record Paced(Pace pace) implements Step {}

  record Reply(int who, Seen seen, int done, boolean apologises, Next next) implements Step {}

  enum Seen {
    NEWEST,
    NOTHING,
    AN_OLDER_ONE,
    NONSENSE
  }

  sealed interface Next {
    record At(Kind kind, Duration after, boolean open, boolean theirWish) implements Next {}

    record Other(NextWord word) implements Next {}
  }

  record NewTime(int who, int which, Next.At at, Seen seen) implements Step {}

  record Wish(int which, Next.At at) implements Step {}

  record Note(int who, Channel channel) implements Step {}

  record Keep(int who, int which) implements Step {}

  record Correct(int who, int which, Duration beforeDue) implements Step {}

  record Undelivered(int message) implements Step {}

  record Confirm(boolean theirs, How how, int noted, int evidence) implements Step {}

  record NotYet(boolean theirs, How how, int noted, int evidence) implements Step {}

  record Withdraw(boolean theirs, How how, int noted, int evidence) implements Step {}

  record Decline(int who, int door, Seen seen) implements Step {}

  record NotedOnly(int who, Seen seen) implements Step {}

  record NoCase(int who, Seen seen) implements Step {}

  record Look(boolean theirs) implements Step {}

  record Disagree(boolean theirs, int message) implements Step {}

  record MarkAs(int who, int message, Mark mark) implements Step {}
}
