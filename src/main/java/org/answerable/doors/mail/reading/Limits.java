package org.answerable.doors.mail.reading;

import java.time.Duration;

/**
 * How much of one mail is read. Past a limit reading stops there, and the mail is marked: the raw
 * file always stays whole.
 *
 * @param rawBytes of the file
 * @param decodedBytes of all parts together, after their transfer encoding is undone
 * @param ratio decoded bytes for each raw byte, counted from the first megabyte
 * @param parts leaves and branches together
 * @param depth of multiparts inside each other
 * @param headerLines of all parts together
 * @param textBytes of one text part that are taken as text; what is longer is also kept as a file
 * @param time for one mail, checked between parts and between reads
 */
public record Limits(
    long rawBytes,
    long decodedBytes,
    int ratio,
    int parts,
    int depth,
    int headerLines,
    int textBytes,
    Duration time) {

  private static final int MB = 1024 * 1024;

  /** What the desk uses. */
  public static final Limits STANDARD =
      new Limits(50L * MB, 100L * MB, 100, 1_000, 20, 10_000, 2 * MB, Duration.ofSeconds(30));
}
