package org.answerable.ledger.writing;

/**
 * What was looked up before a chain was taken is not so any more, and the order of taking chains
 * forbids to look again: the whole command is tried anew.
 */
public final class MovedMeanwhile extends RuntimeException {

  public MovedMeanwhile(String what) {
    super(what + " changed while this was being done; try it again");
  }
}
