package org.answerable.ledger.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/**
 * The three hashes of the format. All are SHA-256; their first bytes differ, so that none can pass
 * for another.
 */
public final class Hashes {

  /** Bytes of salt in a part's seal. */
  public static final int SALT = 32;

  private static final byte[] PART = "answerable/part/1\n".getBytes(UTF_8);
  private static final SecureRandom RANDOM = new SecureRandom();

  private Hashes() {}

  /** The hash of an entry, which is also its leaf in the tree (RFC 6962, section 2.1). */
  public static Hash entry(byte[] header) {
    var sha = sha256();
    sha.update((byte) 0);
    return Hash.of(sha.digest(header));
  }

  /** The hash of two subtrees of the tree (RFC 6962, section 2.1). */
  public static Hash node(Hash left, Hash right) {
    var both = ByteBuffer.allocate(1 + 2 * Hash.LENGTH).put((byte) 1);
    left.write(both);
    right.write(both);
    return Hash.of(sha256().digest(both.array()));
  }

  /**
   * The seal of a part: with the salt, content cannot be swapped; with the salt gone, a guess of
   * the content cannot be tested.
   *
   * @throws IllegalArgumentException unless the salt has 32 bytes
   */
  public static Hash seal(byte[] salt, String name, String mediaType, byte[] data) {
    if (salt.length != SALT) {
      throw new IllegalArgumentException("A salt has 32 bytes, not " + salt.length + ".");
    }
    var sha = sha256();
    sha.update(PART);
    sha.update(salt);
    text(sha, name);
    text(sha, mediaType);
    sha.update(ByteBuffer.allocate(Long.BYTES).putLong(data.length).array());
    return Hash.of(sha.digest(data));
  }

  /** 32 fresh bytes; one salt for one part, never derived and never used again. */
  public static byte[] salt() {
    var salt = new byte[SALT];
    RANDOM.nextBytes(salt);
    return salt;
  }

  /** The SHA-256 of a text's UTF-8, in hexadecimal digits. */
  public static String fingerprint(String text) {
    return Hash.of(sha256().digest(text.getBytes(UTF_8))).toString();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
    }
  }

  private static void text(MessageDigest sha, String text) {
    var bytes = text.getBytes(UTF_8);
    if (bytes.length > 0xFFFF) {
      throw new IllegalArgumentException(
          "A name of " + bytes.length + " bytes does not fit; 65,535 do.");
    }
    sha.update(new byte[] {(byte) (bytes.length >> 8), (byte) bytes.length});
    sha.update(bytes);
  }
}
