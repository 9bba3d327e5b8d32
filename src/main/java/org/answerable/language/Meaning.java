package org.answerable.language;

/**
 * What words can do to the one who reads them. The names are those of the labelling guideline and
 * are written by {@code answerable language}; the order is the order in which they are printed.
 */
public enum Meaning {
  /** Regret said to the customer for something that happened. */
  APOLOGY(Role.AGENT, Kind.GOOD),
  /** Regret only at hearing of it; always found together with {@link #APOLOGY}. */
  SYMPATHY_ONLY(Role.AGENT, Kind.HINT),
  /** Names us as the ones who did it or failed to do it. */
  TAKES_RESPONSIBILITY(Role.AGENT, Kind.GOOD),
  /** "Sorry if", "sorry you feel", "sorry, but no": never found together with {@link #APOLOGY}. */
  NON_APOLOGY(Role.AGENT, Kind.HINT),
  /** What we will do, with a time that can be checked. */
  PROMISE_DATED(Role.AGENT, Kind.GOOD),
  /** What we will do, without such a time. */
  PROMISE_VAGUE(Role.AGENT, Kind.HINT),
  /** Takes charge of the outcome. */
  OWNERSHIP(Role.AGENT, Kind.GOOD),
  /** Refund, replacement, credit, repair: given, offered, or the way to it. */
  REMEDY_OFFER(Role.AGENT, Kind.GOOD),
  /** Says what happened and how it came about. No label of the guideline. */
  EXPLANATION(Role.AGENT, Kind.PART),
  /** Says what was changed so that it does not happen again. No label of the guideline. */
  PREVENTION(Role.AGENT, Kind.PART),
  /** Says or implies that the customer caused it. */
  BLAME_CUSTOMER(Role.AGENT, Kind.HINT),
  /** Puts cause or duty on somebody who is not the writer's house. */
  BLAME_OTHER(Role.AGENT, Kind.HINT),
  /** An impersonal cause for a failing. */
  EXCUSE(Role.AGENT, Kind.HINT),
  /** We cannot, do not, are not allowed. */
  INABILITY(Role.AGENT, Kind.HINT),
  /** The customer is to wait, or hope stands where an action should. */
  WAIT_AND_HOPE(Role.AGENT, Kind.HINT),
  /** Asks where it stands, or repeats a contact. */
  CHASE(Role.CUSTOMER, Kind.SIGN),
  /** A negative judgement of the house, its people or what it sells. */
  DISSATISFACTION(Role.CUSTOMER, Kind.SIGN),
  /** Explicit praise of people, service or company. */
  ABOVE_AND_BEYOND(Role.CUSTOMER, Kind.SIGN),
  /** Says that it works or is settled. */
  SOLVED(Role.CUSTOMER, Kind.SIGN),
  /** Says that what was tried did not help, or that it is back. */
  NOT_SOLVED(Role.CUSTOMER, Kind.SIGN),
  /** Wants us to admit, apologise or answer for what we did, or misses that. */
  ADMISSION_ASKED(Role.CUSTOMER, Kind.SIGN),
  /** Nothing but thanks. No label of the guideline. */
  THANKS(Role.CUSTOMER, Kind.APART),
  /** Self-harm, threat, injury, fire, a child, a lawyer's letter. No label of the guideline. */
  DANGER(Role.CUSTOMER, Kind.APART);

  /** What a finding is for. */
  public enum Kind {
    /** Good words of ours, worth showing as such. */
    GOOD,
    /** Words of ours that may read badly: a hint to the writer, never a verdict. */
    HINT,
    /** What a customer's words tell. */
    SIGN,
    /** A part of an apology that the guideline knows no label for. */
    PART,
    /** Kept apart from the rest: found rather than missed, or without consequence. */
    APART
  }

  private final Role side;
  private final Kind kind;

  Meaning(Role side, Kind kind) {
    this.side = side;
    this.kind = kind;
  }

  /** Whose words can carry it. */
  public Role side() {
    return side;
  }

  /**
   * Whether the labelling guideline has a label for it; {@code answerable language} writes those.
   */
  public boolean isLabelled() {
    return kind != Kind.PART && kind != Kind.APART;
  }

  /** What a finding of it is for. */
  public Kind kind() {
    return kind;
  }
}
