package org.answerable.work.cases;

/** How a case ended. */
public enum Outcome {
  /** The customer says it is solved. */
  CONFIRMED,
  /** Asked, and silent for the stated time. Counts neither way. */
  UNCONFIRMED,
  /** The customer took it back. */
  WITHDRAWN,
  /** Not done, with a reason, an alternative and the next door. */
  DECLINED,
  /** Needs no answer. */
  NOTED,
  /** No case at all. */
  NO_CASE
}
