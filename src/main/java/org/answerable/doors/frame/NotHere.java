package org.answerable.doors.frame;

/** What was asked for is not there, or not for this reader; both are told the same. */
public final class NotHere extends RuntimeException {

  public NotHere() {
    super("Not there, or not for this reader", null, false, false);
  }
}
