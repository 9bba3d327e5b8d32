package org.answerable.facts;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The pillar: who owes what to whom by when, and how it ended. */
public sealed interface Promising extends CaseFact {

  /**
   * Somebody owes something from now on.
   *
   * @param due when it breaks, with {@code zone} the zone in which that time was said
   * @param acts when the desk itself does something about it, before it is due
   * @param follows the broken commitment that this one makes good, for {@link Kind#AMENDS}
   */
  @Stored("commitment.given")
  record Given(
      CommitmentId id,
      Kind kind,
      Party from,
      Party to,
      Instant due,
      ZoneId zone,
      @Nullable Instant acts,
      @Nullable CommitmentId follows)
      implements Promising {}

  /** Done, with the message, note or letter that shows it. */
  @Stored("commitment.kept")
  record Kept(CommitmentId id, MessageId evidence) implements Promising {}

  /**
   * Before it was due another took its place, and the one it was owed to was told by {@code told}.
   */
  @Stored("commitment.renegotiated")
  record Renegotiated(CommitmentId id, CommitmentId by, @Nullable MessageId told)
      implements Promising {}

  /** The one it was owed to lets it go, or the outcome made it needless. */
  @Stored("commitment.released")
  record Released(CommitmentId id) implements Promising {}

  /** It was due at {@code at} and not done. */
  @Stored("commitment.broken")
  record Broken(CommitmentId id, Instant at) implements Promising {}

  /**
   * It was done at {@code at}, in time, and written down late. The break stays on record. Part:
   * {@code why}.
   */
  @Stored("commitment.corrected")
  record Corrected(CommitmentId id, MessageId evidence, Instant at) implements Promising {}

  /** The customer does not agree with a correction or with what was noted as their word. */
  @Stored("commitment.objected")
  record Objected(MessageId to, PartyId by) implements Promising {}
}
