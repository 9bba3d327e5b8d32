package org.answerable.facts;

import org.jspecify.annotations.Nullable;

/** How a case ends, and how it begins again. */
public sealed interface Ending extends CaseFact {

  /** How the customer's word reached us. */
  enum How {
    /** A click on the customer's own page. */
    CLICK,
    /** Words in a message. */
    WORDS,
    /** Said on the phone or face to face, and written down. */
    SPOKEN
  }

  /**
   * The customer says it is solved. Part {@code words}, what they said, where a person noted it.
   */
  @Stored("case.confirmed")
  record Confirmed(PartyId by, How how, @Nullable StaffId noted, @Nullable MessageId evidence)
      implements Ending {}

  /** The customer says it is not solved; the case goes on with the same owner. */
  @Stored("case.not_yet")
  record NotYet(PartyId by, How how, @Nullable StaffId noted, @Nullable MessageId evidence)
      implements Ending {}

  /** The customer was asked and stayed silent for the stated time. */
  @Stored("case.unconfirmed")
  record Unconfirmed() implements Ending {}

  /** The customer takes the matter back. */
  @Stored("case.withdrawn")
  record Withdrawn(PartyId by, How how, @Nullable StaffId noted, @Nullable MessageId evidence)
      implements Ending {}

  /**
   * We do not do what was asked. Parts: {@code reason}, {@code alternative}, {@code outside}.
   * {@code door} is the named person above to whom the customer may turn.
   */
  @Stored("case.declined")
  record Declined(MessageId id, StaffId by, StaffId door) implements Ending {}

  /** The customer disagrees with a declined case, once; {@code decides} was not involved. */
  @Stored("case.disagreed")
  record Disagreed(PartyId by, StaffId decides) implements Ending {}

  /** It needs no answer. Part: {@code why}. */
  @Stored("case.noted")
  record Noted(StaffId by) implements Ending {}

  /** It is no case at all. Part: {@code why}. */
  @Stored("case.no_case")
  record NotACase(StaffId by) implements Ending {}

  /** An ended case goes on, because of {@code because}. */
  @Stored("case.reopened")
  record Reopened(@Nullable MessageId because) implements Ending {}

  /** The customer wishes that someone else looks; {@code looks} was not involved. */
  @Stored("case.look_asked")
  record LookAsked(PartyId by, StaffId looks) implements Ending {}
}
