package org.answerable.ledger.writing;

import org.answerable.facts.CommandId;
import org.answerable.facts.Ids;
import org.answerable.ledger.reading.Actor;
import org.answerable.ledger.reading.Via;

/**
 * Somebody's act. Given twice with the same id and content it is done once and has one result; with
 * the same id and other content it is a {@link CommandReused} fault.
 *
 * @param content a fingerprint of what was asked for, or an empty string where the id says it all
 */
public record Command(CommandId id, Actor actor, Via via, String content) {

  public static Command of(CommandId id, Actor actor, Via via) {
    return new Command(id, actor, via, "");
  }

  /** An act of the desk itself, done when its time has come. */
  public static Command ofDesk() {
    return new Command(Ids.command(), Actor.SYSTEM, Via.JOB, "");
  }
}
