package org.answerable.doors.command;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A command cannot go on. The message is whole sentences for the person who gave it. */
final class CommandFault extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final ExitCode exit;

  CommandFault(ExitCode exit, String sentence) {
    this(exit, sentence, null);
  }

  CommandFault(ExitCode exit, String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
    this.exit = exit;
  }

  ExitCode exit() {
    return exit;
  }
}
