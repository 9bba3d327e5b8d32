package org.answerable.doors.mail.reading;

import java.io.ByteArrayOutputStream;
import java.util.Set;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.FieldBuilder;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.util.ByteArrayBuffer;
import org.apache.james.mime4j.util.RecycledByteArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Builds header fields within limits. Beyond them fields are left out and the parser goes on, so
 * that a mail with too many headers still shows its text.
 */
final class Fields implements FieldBuilder {

  /** Longer lines end the reading: no honest header has them. */
  static final int LINE_MAX = 4 * 1024 * 1024;

  private static final int FIELD_MAX = 512 * 1024;
  private static final int ALL_MAX = 8 * 1024 * 1024;
  private static final int STRAY_MAX = 256 * 1024;

  private final int linesMax;
  private final Set<Flaw> flaws;
  private final ByteArrayOutputStream stray = new ByteArrayOutputStream();
  private ByteArrayBuffer field = new ByteArrayBuffer(1024);
  private @Nullable String boundary;
  private int lines;
  private long all;

  /**
   * @param boundary for the first Content-Type, where that has none; null to leave it alone
   */
  Fields(int linesMax, Set<Flaw> flaws, @Nullable String boundary) {
    this.boundary = boundary;
    this.linesMax = linesMax;
    this.flaws = flaws;
  }

  @Override
  public void reset() {
    field = new ByteArrayBuffer(1024);
  }

  @Override
  public void append(ByteArrayBuffer line) {
    lines++;
    if (lines > linesMax) {
      flaws.add(Flaw.TOO_MANY_HEADER_LINES);
      return;
    }
    int room = (int) Math.max(0, Math.min(FIELD_MAX - field.length(), ALL_MAX - all));
    if (line.length() > room) flaws.add(Flaw.HEADER_TOO_LONG);
    int taken = Math.min(line.length(), room);
    field.append(line.buffer(), 0, taken);
    all += taken;
  }

  @Override
  public @Nullable RawField build() throws MimeException {
    if (field.length() == 0) return null;
    int length = field.length();
    if (length > 0 && field.byteAt(length - 1) == '\n') length--;
    if (length > 0 && field.byteAt(length - 1) == '\r') length--;
    var copy = new ByteArrayBuffer(field.buffer(), length, false);
    try {
      var parsed = RawFieldParser.DEFAULT.parseField(copy);
      if (boundary != null && parsed.getName().equalsIgnoreCase("Content-Type")) {
        var whole = parsed.getBody() + "; boundary=\"" + boundary + "\"";
        boundary = null;
        return new RawField("Content-Type", whole);
      }
      if (isName(parsed.getName())) return parsed;
    } catch (MimeException e) {
      // No field: kept as a stray line below.
    }
    flaws.add(Flaw.BROKEN_HEADER);
    int keep = Math.min(length, STRAY_MAX - stray.size());
    stray.write(field.buffer(), 0, Math.max(keep, 0));
    if (keep > 0) stray.write('\n');
    return null;
  }

  /** Lines among the headers that were none: the text of a mail that lacks the blank line. */
  byte[] stray() {
    return stray.toByteArray();
  }

  private static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c <= ' ' || c > '~' || c == ':') return false;
    }
    return !name.isEmpty();
  }

  @Override
  public @Nullable RecycledByteArrayBuffer getRaw() {
    return null;
  }

  @Override
  public void release() {
    // Nothing is pooled.
  }
}
