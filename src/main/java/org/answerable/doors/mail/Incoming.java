package org.answerable.doors.mail;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the doors for mail hand in what they were given. When it says that a mail is stored, the
 * mail is committed: the door then answers for nothing any more.
 */
public interface Incoming {

  /**
   * @param mail its file belongs to the door, which deletes it after this returns, but for {@link
   *     Taken.Later} out of the spool
   * @throws RuntimeException when it could not be stored; the door then says "later", as for {@link
   *     Taken.Later}
   */
  Taken take(Received mail);

  /**
   * A mail as it came in, on the disk and fsynced.
   *
   * @param raw the bytes as received
   * @param key unique for this arrival: the same key twice is the same mail twice
   * @param door which one it came through
   * @param envelopeFrom empty for the null sender; null where there was no envelope
   * @param envelopeTo whom it was for; empty where there was no envelope
   * @param remoteAddress of the server that gave it; null where there was none
   * @param greeting by which that server named itself; null where it did not
   */
  record Received(
      Path raw,
      String key,
      Door door,
      @Nullable String envelopeFrom,
      List<String> envelopeTo,
      @Nullable String remoteAddress,
      @Nullable String greeting) {}

  /** A way in. */
  enum Door {
    SMTP,
    PIPE
  }

  /** What became of it. */
  sealed interface Taken {
    /** Committed. */
    record Stored(String reference) implements Taken {}

    /** It was committed before; nothing new. */
    record Known(String reference) implements Taken {}

    /** Not now: keep it and come again. */
    record Later(String why) implements Taken {}

    /** Not now: there is no room on a disk. Keep it and come again. */
    record NoRoom() implements Taken {}

    /** Larger than is ever taken. */
    record TooLarge(long bytesMax) implements Taken {}

    /** Never: nobody here is who it is for. */
    record Refused(String why) implements Taken {}
  }
}
