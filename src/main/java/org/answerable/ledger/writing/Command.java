package org.answerable.ledger.writing;

import org.answerable.facts.CommandId;
import org.answerable.facts.Ids;
import org.answerable.ledger.internal.Hashes;
import org.answerable.ledger.reading.Actor;
import org.answerable.ledger.reading.Via;

/**
 * Somebody's act. Given twice with the same id and content it is done once and has one result; with
 * the same id and other content it is a {@link CommandReused} fault.
 *
 * @param content what was asked for, or an empty string where the id says it all; only its hash is
 *     kept
 */
public record Command(CommandId id, Actor actor, Via via, String content) {

  public static Command of(CommandId id, Actor actor, Via via) {
    return new Command(id, actor, via, "");
  }

  /** What is kept of the content, to tell a repetition from a reuse of the id. */
  String fingerprint() {
    return Hashes.fingerprint(content);
  }

  /** An act of the desk itself, done when its time has come. */
  public static Command ofDesk() {
    return new Command(Ids.command(), Actor.SYSTEM, Via.JOB, "");
  }
}
