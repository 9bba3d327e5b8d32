package org.answerable.facts;

/** What sort of thing is owed. */
public enum Kind {
  /** The first reply of a person; a reply keeps it. */
  FIRST_ANSWER,
  /** To be heard again by then, with or without news; a reply keeps it. */
  NEXT_UPDATE,
  /** To call; kept by saying that the call was made. */
  CALLBACK,
  /** To answer a question that was left open; kept by saying so. */
  ANSWER,
  /** To do something; kept by saying that it was done. */
  ACTION,
  /** To repair or make good; kept by saying that it was done. */
  REMEDY,
  /** That someone not involved looks at it. */
  LOOK,
  /** The customer has the next step; the desk writes again by then. Kept by the desk itself. */
  WRITE_AGAIN,
  /** The customer was asked whether it is solved; the desk comes back to it. Kept by the desk. */
  ASKED,
  /** What follows a broken promise: say so, apologise, promise anew, repair. */
  AMENDS;

  /** A promise is what was said to the customer; amends are owed beside it. */
  public boolean isPromise() {
    return this != AMENDS;
  }

  /** Whether any public reply keeps it. */
  public boolean keptByReply() {
    return this == FIRST_ANSWER || this == NEXT_UPDATE;
  }

  /** Whether the desk keeps it without anyone's doing. */
  public boolean keptByDesk() {
    return this == WRITE_AGAIN || this == ASKED;
  }
}
