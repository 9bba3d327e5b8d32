package org.answerable.facts;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.UUID;

/**
 * The one source of ids. A door draws the id of a command; everything the command makes gets an id
 * that follows from it, so that a command repeated after a lost answer names the same things.
 */
public final class Ids {

  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  /** A new UUIDv7 (RFC 9562, 5.7): 48 bits of milliseconds, 74 random bits. */
  public static UUID fresh() {
    byte[] bits = new byte[16];
    RANDOM.nextBytes(bits);
    return shaped(System.currentTimeMillis(), bits);
  }

  /** A new command's id. */
  public static CommandId command() {
    return new CommandId(fresh());
  }

  /**
   * The {@code n}-th id that follows from {@code command}: the command's milliseconds, then bits of
   * SHA-256 over the command and {@code n}. The same arguments give the same id, always.
   */
  public static UUID following(CommandId command, int n) {
    var source =
        ByteBuffer.allocate(20)
            .putLong(command.value().getMostSignificantBits())
            .putLong(command.value().getLeastSignificantBits())
            .putInt(n);
    try {
      byte[] bits = MessageDigest.getInstance("SHA-256").digest(source.array());
      return shaped(command.value().getMostSignificantBits() >>> 16, bits);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256, but this one does not", e);
    }
  }

  private static UUID shaped(long millis, byte[] bits) {
    var buffer = ByteBuffer.wrap(bits);
    long high = (millis << 16) | 0x7000L | (buffer.getLong() & 0x0fffL);
    long low = (buffer.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
