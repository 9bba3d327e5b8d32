package org.answerable.ledger.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A public Ed25519 key with the name it signs under, as C2SP's signed-note writes it: {@code
 * name+id+key}.
 *
 * @param name without space or plus
 * @param id the first four bytes of the hash over name and key
 */
public record VerifyingKey(String name, int id, PublicKey key) {

  static final byte ED25519 = 1;

  private static final Pattern TEXT =
      Pattern.compile("([^ +\\s]+)\\+([0-9a-f]{8})\\+([A-Za-z0-9+/]+=*)");
  // The fixed beginning of every Ed25519 key in X.509 (RFC 8410, section 4).
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  static VerifyingKey of(String name, byte[] raw) {
    if (name.isEmpty() || name.chars().anyMatch(c -> c == '+' || Character.isWhitespace(c))) {
      throw new IllegalArgumentException("A key's name has no space and no plus: '" + name + "'.");
    }
    try {
      var encoded = ByteBuffer.allocate(X509.length + raw.length).put(X509).put(raw).array();
      var key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
      return new VerifyingKey(name, id(name, raw), key);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "No Ed25519 key: " + Base64.getEncoder().encodeToString(raw), e);
    }
  }

  /**
   * @throws IllegalArgumentException when the text is no key or its id is not the key's
   */
  public static VerifyingKey parse(String text) {
    var parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("No key: '" + text + "'. It is written name+id+key.");
    }
    var tagged = Base64.getDecoder().decode(parts.group(3));
    if (tagged.length != 33 || tagged[0] != ED25519) {
      throw new IllegalArgumentException("No Ed25519 key: '" + text + "'.");
    }
    var key = of(parts.group(1), Arrays.copyOfRange(tagged, 1, tagged.length));
    if (!HexFormat.of().toHexDigits(key.id).equals(parts.group(2))) {
      throw new IllegalArgumentException(
          "The id " + parts.group(2) + " is not that of the key in '" + text + "'.");
    }
    return key;
  }

  boolean verifies(byte[] text, byte[] signature) {
    try {
      var check = Signature.getInstance("Ed25519");
      check.initVerify(key);
      check.update(text);
      return check.verify(signature);
    } catch (GeneralSecurityException malformed) {
      return false; // a signature that cannot be read is not valid
    }
  }

  /** {@code name+id+key}: what is given to those who check. */
  @Override
  public String toString() {
    return name
        + "+"
        + HexFormat.of().toHexDigits(id)
        + "+"
        + Base64.getEncoder().encodeToString(tagged(raw(key)));
  }

  static byte[] tagged(byte[] raw) {
    return ByteBuffer.allocate(1 + raw.length).put(ED25519).put(raw).array();
  }

  static byte[] raw(PublicKey key) {
    var encoded = key.getEncoded();
    return Arrays.copyOfRange(encoded, X509.length, encoded.length);
  }

  static int id(String name, byte[] raw) {
    var sha = Hashes.sha256();
    sha.update((name + "\n").getBytes(UTF_8));
    return ByteBuffer.wrap(sha.digest(tagged(raw))).getInt();
  }
}
