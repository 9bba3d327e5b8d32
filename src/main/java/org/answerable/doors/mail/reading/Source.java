package org.answerable.doors.mail.reading;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The raw file, cut off at its limit, with time watched; knows its own faults from the parser's.
 */
final class Source extends InputStream {

  /** Reading stops here because of a limit. */
  static final class Stopped extends IOException {
    private static final long serialVersionUID = 1;
    private final Flaw why;

    Stopped(Flaw why) {
      super(why.name());
      this.why = why;
    }

    Flaw why() {
      return why;
    }
  }

  private final InputStream in;
  private final long max;
  private final BooleanSupplier late;
  private long count;
  private boolean cut;
  private @Nullable IOException fault;

  Source(InputStream in, long max, BooleanSupplier late) {
    this.in = in;
    this.max = max;
    this.late = late;
  }

  long count() {
    return count;
  }

  /** Whether the file is longer than was allowed. */
  boolean cut() {
    return cut;
  }

  /** What the disk said, if it failed: that is no fault of the mail. */
  @Nullable IOException fault() {
    return fault;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] b, int off, int len) throws IOException {
    if (late.getAsBoolean()) throw new Stopped(Flaw.TOO_SLOW);
    if (len == 0) return 0;
    try {
      if (count >= max) {
        // The end of the limit is the end of the mail: the parser closes what is open.
        cut = cut || in.read() >= 0;
        return -1;
      }
      int read = in.read(b, off, (int) Math.min(len, max - count));
      if (read > 0) count += read;
      return read;
    } catch (IOException e) {
      fault = e;
      throw e;
    }
  }
}
