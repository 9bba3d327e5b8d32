package org.answerable.facts;

/** Who takes part in a case beside its customer. Only a person of ours lets somebody in. */
public sealed interface Participating extends CaseFact {

  /**
   * Whoever wrote message {@code in} could be added: the operator's own mail server vouched for
   * them, and they are of the customer's own organisation. Changes nothing by itself. Parts, where
   * {@code who} was not known in this case before: {@code name}, {@code address}.
   */
  @Stored("participant.offered")
  record ParticipantOffered(MessageId in, PartyId who, Tongue tongue) implements Participating {}

  /** From now on they get what we write to the customer, and what they write stands in the case. */
  @Stored("participant.added")
  record ParticipantAdded(MessageId in, PartyId who, StaffId by) implements Participating {}

  /** What follows goes to them no more, and what they write is outside mail again. */
  @Stored("participant.removed")
  record ParticipantRemoved(PartyId who, StaffId by) implements Participating {}

  /** A message of ours could finally not be delivered to somebody who takes part. */
  @Stored("participant.not_reached")
  record ParticipantNotReached(MessageId id, PartyId who) implements Participating {}
}
