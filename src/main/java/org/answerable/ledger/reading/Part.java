package org.answerable.ledger.reading;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One piece of content beside an entry. {@code data} is null once the part is erased. For a file
 * the data is a small description and {@code blob} names the pieces.
 */
public record Part(String name, String mediaType, byte @Nullable [] data, @Nullable UUID blob) {

  public boolean erased() {
    return data == null;
  }

  /** The data as UTF-8 text, or null where it was erased. */
  public @Nullable String text() {
    return data == null ? null : new String(data, StandardCharsets.UTF_8);
  }
}
