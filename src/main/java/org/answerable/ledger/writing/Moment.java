package org.answerable.ledger.writing;

import java.time.Instant;
import java.util.UUID;
import org.answerable.facts.CommandId;
import org.answerable.facts.Ids;

/**
 * The now of one command: its instant (microseconds, never before what its chains hold) and its
 * ids, which follow from the command and so are the same when it is repeated.
 */
public final class Moment {

  private final Instant instant;
  private final CommandId command;
  private final int[] drawn;

  public Moment(Instant instant, CommandId command) {
    this(instant, command, new int[1]);
  }

  private Moment(Instant instant, CommandId command, int[] drawn) {
    this.instant = instant;
    this.command = command;
    this.drawn = drawn;
  }

  public Instant instant() {
    return instant;
  }

  /** The next id of this command. */
  public UUID newId() {
    return Ids.following(command, drawn[0]++);
  }

  /** The same command at a later instant. */
  Moment at(Instant later) {
    return new Moment(later, command, drawn);
  }
}
