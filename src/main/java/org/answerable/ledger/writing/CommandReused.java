package org.answerable.ledger.writing;

import org.answerable.facts.CommandId;

/** A command's id came again with something else in it: a door answers 422. */
public final class CommandReused extends RuntimeException {

  CommandReused(CommandId id) {
    super(
        "Command "
            + id
            + " was done before with other content; open the page again and repeat what you meant");
  }
}
