package org.answerable.ledger.writing;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.answerable.facts.CustomerId;
import org.jspecify.annotations.Nullable;

/**
 * What was said, on its way to the ledger. Sealed like an envelope: a judgement can pass it on but
 * not read it, so no decision can depend on words that may be erased one day.
 *
 * <p>A text longer than {@value #TEXT_BYTES_MAX} bytes is refused: it belongs into a file.
 */
public final class Words {

  /** The most a part's own data may hold, in bytes of UTF-8. */
  public static final int TEXT_BYTES_MAX = 64 * 1024;

  public static final Words NONE = new Words(List.of(), null);

  private final List<Piece> pieces;
  private final @Nullable CustomerId about;

  private Words(List<Piece> pieces, @Nullable CustomerId about) {
    this.pieces = pieces;
    this.about = about;
  }

  /** Plain text under a name. */
  public static Words of(String name, String text) {
    return NONE.and(name, text);
  }

  /** One more plain text. NUL and lone surrogates become U+FFFD; a blank text is left out. */
  public Words and(String name, @Nullable String text) {
    return and(name, "text/plain", text);
  }

  /** One more text of another media type. */
  public Words and(String name, String mediaType, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return this;
    }
    byte[] data = clean(text).getBytes(StandardCharsets.UTF_8);
    if (data.length > TEXT_BYTES_MAX) {
      throw new IllegalArgumentException(
          "Part '" + name + "' has " + data.length + " bytes; a text holds " + TEXT_BYTES_MAX);
    }
    return with(new Text(name, mediaType, data));
  }

  /**
   * A file: its bytes go into pieces of a blob, streamed from {@code content}, which must stay
   * there until the command is done.
   *
   * @param sha256 of the content, 32 bytes, computed before the command
   */
  public Words file(
      String name, String fileName, String mediaType, Path content, long size, byte[] sha256) {
    return with(new FilePiece(name, fileName, mediaType, content, size, sha256.clone()));
  }

  /** Whom these words concern, so that they can be found when that person's data is erased. */
  public Words about(CustomerId customer) {
    return new Words(pieces, customer);
  }

  /** These and those. */
  public Words and(Words others) {
    var all = new ArrayList<>(pieces);
    all.addAll(others.pieces);
    return new Words(List.copyOf(all), about == null ? others.about : about);
  }

  /** The text under a name, as it will be kept; null where there is none. */
  public @Nullable String text(String name) {
    for (var piece : pieces) {
      if (piece instanceof Text text && text.name().equals(name)) {
        return new String(text.data(), StandardCharsets.UTF_8);
      }
    }
    return null;
  }

  private Words with(Piece piece) {
    var more = new ArrayList<>(pieces);
    more.add(piece);
    return new Words(List.copyOf(more), about);
  }

  List<Piece> pieces() {
    return pieces;
  }

  @Nullable UUID subject() {
    return about == null ? null : about.value();
  }

  /** Text that the database can hold: no NUL, no half of a surrogate pair. */
  static String clean(String text) {
    StringBuilder cleaned = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      boolean bad = c == 0 || (Character.isSurrogate(c) && !pair);
      if (bad && cleaned == null) {
        cleaned = new StringBuilder(text.length()).append(text, 0, i);
      }
      if (cleaned != null) {
        cleaned.append(bad ? '\uFFFD' : c);
      }
      if (pair) {
        i++;
        if (cleaned != null) {
          cleaned.append(text.charAt(i));
        }
      }
    }
    return cleaned == null ? text : cleaned.toString();
  }

  sealed interface Piece {
    String name();
  }

  record Text(String name, String mediaType, byte[] data) implements Piece {}

  record FilePiece(
      String name, String fileName, String mediaType, Path content, long size, byte[] sha256)
      implements Piece {}
}
