package org.answerable.work.cases;

/** Where a case stands. */
public enum Stage {
  /** We have the next step. */
  OPEN,
  /** The customer has the next step, and the desk writes again by a time. */
  WAITING,
  /** The customer was asked whether it is solved. */
  ASKED,
  /** It has an outcome. */
  CLOSED
}
