package org.answerable.facts;

import java.time.Instant;

/** Who answers for a case. */
public sealed interface Owning extends CaseFact {

  /**
   * A case begins, with its owner. {@code taken} is false where the owner is the duty lead who
   * holds it until somebody takes it. Parts: {@code subject}; {@code party}, which customer it is
   * and at which address.
   */
  @Stored("case.opened")
  record CaseOpened(
      PartyId by,
      StaffId owner,
      TeamId team,
      BrandId brand,
      Channel channel,
      long number,
      boolean taken,
      Instant target)
      implements Owning {}

  /** Somebody took over what the duty lead held; a duty lead's holding is a standing offer. */
  @Stored("case.taken")
  record Taken(StaffId from, StaffId by) implements Owning {}

  /** A lead decided, or a person was locked out. Part: {@code why}. */
  @Stored("case.owner_moved")
  record OwnerMoved(StaffId from, StaffId to, MoveReason reason, boolean taken) implements Owning {}

  /**
   * Who owed this beside the owner was locked out; another owes it now, by the same time. A promise
   * of the owner needs none of these: it goes where the case goes.
   */
  @Stored("case.taken_up")
  record TakenUp(CommitmentId id, StaffId from, StaffId by) implements Owning {}

  /**
   * The customer wrote in {@code earlier}, which had ended too long ago to go on: this case is
   * about it, and whoever answers finds what was said then.
   */
  @Stored("case.follows_on")
  record FollowsOn(CaseId earlier) implements Owning {}

  /** Why ownership moved without the owner's own doing. */
  enum MoveReason {
    LEAD_DECIDED,
    LOCKED_OUT
  }
}
