package org.answerable.ledger.internal;

import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What a note states: so many entries, in this order, have this root. The text is that of C2SP's
 * tlog-checkpoint.
 *
 * @param origin the ledger's name; from the second epoch on with {@code /2}, {@code /3}, … behind
 *     it
 * @param size how many leaves
 * @param root the tree's root at that size
 */
public record Checkpoint(String origin, long size, Hash root) {

  private static final Pattern TEXT =
      Pattern.compile("([^\n]+)\n(0|[1-9][0-9]{0,18})\n([A-Za-z0-9+/]{43}=)\n");

  /**
   * @throws IllegalArgumentException when the origin is empty or of more than one line, or the size
   *     is negative
   */
  public Checkpoint {
    if (origin.isEmpty() || origin.indexOf('\n') >= 0 || size < 0) {
      throw new IllegalArgumentException(
          "No checkpoint: origin '%s', size %d.".formatted(origin, size));
    }
  }

  /** Three lines: origin, size, root in base64. */
  public String text() {
    return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root.bytes()) + "\n";
  }

  /**
   * @throws IllegalArgumentException when the text is not exactly what {@link #text} writes
   */
  public static Checkpoint parse(String text) {
    var lines = TEXT.matcher(text);
    if (!lines.matches()) {
      throw new IllegalArgumentException("No checkpoint: " + text);
    }
    var checkpoint =
        new Checkpoint(
            lines.group(1),
            Long.parseLong(lines.group(2)),
            Hash.of(Base64.getDecoder().decode(lines.group(3))));
    if (!checkpoint.text().equals(text)) {
      throw new IllegalArgumentException("No checkpoint: there is a shorter way to write " + text);
    }
    return checkpoint;
  }

  /** The origin of an epoch: the first bears the plain name. */
  static String origin(String name, int epoch) {
    return epoch == 1 ? name : name + "/" + epoch;
  }

  /** The epoch an origin is of, from 1; 0 when it is none of this name. */
  static int epoch(String origin, String name) {
    if (origin.equals(name)) {
      return 1;
    }
    if (!origin.startsWith(name + "/")) {
      return 0;
    }
    var number = origin.substring(name.length() + 1);
    return number.matches("[1-9][0-9]{0,8}") && !number.equals("1") ? Integer.parseInt(number) : 0;
  }
}
