package org.answerable.doors.command.postgres;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The embedded database cannot be had. The message is one or more whole sentences for a person. */
public final class PostgresFault extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  PostgresFault(String sentence) {
    super(sentence);
  }

  PostgresFault(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
