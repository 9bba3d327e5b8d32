package org.answerable.ledger.internal;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * A SHA-256 value. Four numbers rather than an array, so that nobody can change it and two can be
 * compared.
 */
public record Hash(long first, long second, long third, long fourth) {

  /** Length in bytes. */
  public static final int LENGTH = 32;

  /** What the first entry of a chain gives as the hash before it. */
  public static final Hash ZERO = new Hash(0, 0, 0, 0);

  /**
   * @throws IllegalArgumentException unless there are exactly 32 bytes
   */
  public static Hash of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("A hash has 32 bytes, not " + bytes.length + ".");
    }
    return read(ByteBuffer.wrap(bytes));
  }

  static Hash read(ByteBuffer from) {
    return new Hash(from.getLong(), from.getLong(), from.getLong(), from.getLong());
  }

  /**
   * @throws IllegalArgumentException unless the text is 64 hexadecimal digits
   */
  public static Hash ofHex(String hex) {
    return of(HexFormat.of().parseHex(hex));
  }

  void write(ByteBuffer to) {
    to.putLong(first).putLong(second).putLong(third).putLong(fourth);
  }

  /** A new array each time. */
  public byte[] bytes() {
    var buffer = ByteBuffer.allocate(LENGTH);
    write(buffer);
    return buffer.array();
  }

  /** 64 lower-case hexadecimal digits. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes());
  }
}
