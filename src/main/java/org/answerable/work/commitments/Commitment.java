package org.answerable.work.commitments;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import org.answerable.facts.CommitmentId;
import org.answerable.facts.Kind;
import org.answerable.facts.MessageId;
import org.answerable.facts.Party;
import org.jspecify.annotations.Nullable;

/**
 * One thing owed.
 *
 * @param due the instant after which it is broken; {@code zone} is where that time was said
 * @param acts when the desk does something about it by itself, before it is due
 * @param follows the broken commitment that this one makes good
 * @param ending how it ended; null while it is open
 * @param evidence what shows that it was kept, or kept in time and written down late
 */
public record Commitment(
    CommitmentId id,
    Kind kind,
    Party from,
    Party to,
    Instant due,
    ZoneId zone,
    @Nullable Instant acts,
    @Nullable CommitmentId follows,
    Instant given,
    @Nullable Ending ending,
    @Nullable Instant ended,
    @Nullable MessageId evidence,
    @Nullable CommitmentId replacedBy,
    @Nullable Instant corrected) {

  /** The ways to end. */
  public enum Ending {
    KEPT,
    RENEGOTIATED,
    RELEASED,
    BROKEN
  }

  public boolean isOpen() {
    return ending == null;
  }

  /** Open, and its time has not come; what nobody has recorded yet is broken all the same. */
  public boolean standsAt(Instant now) {
    return ending == null && now.isBefore(due);
  }

  public boolean is(Kind wanted) {
    return kind == wanted;
  }

  Commitment ended(Ending how, Instant at, @Nullable MessageId shows) {
    return new Commitment(
        id, kind, from, to, due, zone, null, follows, given, how, at, shows, replacedBy, corrected);
  }

  Commitment renewed(CommitmentId by, Instant at, @Nullable MessageId told) {
    return new Commitment(
        id,
        kind,
        from,
        to,
        due,
        zone,
        null,
        follows,
        given,
        Ending.RENEGOTIATED,
        at,
        told,
        by,
        corrected);
  }

  Commitment corrected(MessageId shows, Instant at) {
    return new Commitment(
        id, kind, from, to, due, zone, null, follows, given, ending, ended, shows, replacedBy, at);
  }

  Commitment acting(@Nullable Instant next) {
    return new Commitment(
        id,
        kind,
        from,
        to,
        due,
        zone,
        next,
        follows,
        given,
        ending,
        ended,
        evidence,
        replacedBy,
        corrected);
  }

  Commitment owedBy(Party other) {
    return new Commitment(
        id,
        kind,
        other,
        to,
        due,
        zone,
        acts,
        follows,
        given,
        ending,
        ended,
        evidence,
        replacedBy,
        corrected);
  }

  /** When somebody, the desk or time, does the next thing to it. */
  Instant stirs() {
    var first = Objects.requireNonNullElse(acts, due);
    return first.isBefore(due) ? first : due;
  }
}
