package org.answerable.ledger.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A text with signatures under it, as C2SP's signed-note defines it.
 *
 * @param text ends with a line feed and has no empty line at its end
 * @param signatures at least one
 */
public record Note(String text, List<Line> signatures) {

  private static final String DASH = "\u2014 ";
  private static final int MAX_CHARS = 100_000;
  private static final Pattern LINE = Pattern.compile(DASH + "([^ +\\s]+) ([A-Za-z0-9+/]+=*)");

  /** One signature: who signed, and the bytes of key id and signature in base64. */
  public record Line(String name, String blob) {

    public Line {
      if (Base64.getDecoder().decode(blob).length <= Integer.BYTES) {
        throw new IllegalArgumentException("No signature: " + blob);
      }
    }

    private byte[] bytes() {
      return Base64.getDecoder().decode(blob);
    }
  }

  /**
   * @throws IllegalArgumentException when the text does not end with a line or no one signed
   */
  public Note {
    signatures = List.copyOf(signatures);
    if (!text.endsWith("\n") || signatures.isEmpty()) {
      throw new IllegalArgumentException("A note ends with a line and has a signature: " + text);
    }
  }

  /** The checkpoint signed by each of the keys; two while a key is rotated. */
  static Note sign(Checkpoint checkpoint, SigningKey... keys) {
    var text = checkpoint.text();
    return new Note(text, Stream.of(keys).map(key -> line(text, key)).toList());
  }

  private static Line line(String text, SigningKey key) {
    var signature = key.sign(text.getBytes(UTF_8));
    var blob =
        ByteBuffer.allocate(Integer.BYTES + signature.length)
            .putInt(key.verifying().id())
            .put(signature);
    return new Line(key.verifying().name(), Base64.getEncoder().encodeToString(blob.array()));
  }

  /**
   * @throws IllegalArgumentException when it is no signed note
   */
  public static Note parse(String written) {
    int gap = written.lastIndexOf("\n\n");
    if (written.length() > MAX_CHARS
        || gap <= 0
        || gap + 2 == written.length()
        || !written.endsWith("\n")) {
      throw new IllegalArgumentException("No signed note: " + shortened(written));
    }
    var signatures = new ArrayList<Line>();
    for (var line : written.substring(gap + 2, written.length() - 1).split("\n", -1)) {
      var parts = LINE.matcher(line);
      if (!parts.matches()) {
        throw new IllegalArgumentException("No signature line: " + shortened(line));
      }
      signatures.add(new Line(parts.group(1), parts.group(2)));
    }
    return new Note(written.substring(0, gap + 1), signatures);
  }

  /** What the note states. @throws IllegalArgumentException when it is no checkpoint */
  public Checkpoint checkpoint() {
    return Checkpoint.parse(text);
  }

  /** Whether this key signed it. A signature of the key that is wrong counts as none. */
  public boolean isSignedBy(VerifyingKey key) {
    return signatures.stream()
        .filter(line -> line.name().equals(key.name()))
        .map(Line::bytes)
        .filter(blob -> ByteBuffer.wrap(blob).getInt() == key.id())
        .anyMatch(blob ->
            key.verifies(
                text.getBytes(UTF_8), Arrays.copyOfRange(blob, Integer.BYTES, blob.length)));
  }

  /** The note as it is published. */
  @Override
  public String toString() {
    var written = new StringBuilder(text).append('\n');
    for (var line : signatures) {
      written.append(DASH).append(line.name()).append(' ').append(line.blob()).append('\n');
    }
    return written.toString();
  }

  private static String shortened(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }
}
