package org.answerable.ledger.internal;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The private half of a ledger's key. It lives in a file outside the database and its backups. Its
 * text never says it.
 */
public final class SigningKey {

  private static final int SEED = 32;
  private static final Pattern TEXT =
      Pattern.compile("PRIVATE\\+KEY\\+([^ +\\s]+)\\+([0-9a-f]{8})\\+([A-Za-z0-9+/]+=*)\\s*");

  private final VerifyingKey verifying;
  private final PrivateKey key;
  private final byte[] seed;

  private SigningKey(VerifyingKey verifying, PrivateKey key, byte[] seed) {
    this.verifying = verifying;
    this.key = key;
    this.seed = seed;
  }

  /** A fresh key under this name. */
  public static SigningKey fresh(String name) {
    var seed = new byte[SEED];
    new SecureRandom().nextBytes(seed);
    return of(name, seed);
  }

  static SigningKey of(String name, byte[] seed) {
    if (seed.length != SEED) {
      throw new IllegalArgumentException("An Ed25519 seed has 32 bytes, not " + seed.length + ".");
    }
    try {
      var generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(NamedParameterSpec.ED25519, new Given(seed));
      var pair = generator.generateKeyPair();
      return new SigningKey(
          VerifyingKey.of(name, VerifyingKey.raw(pair.getPublic())),
          pair.getPrivate(),
          seed.clone());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform since 15 has Ed25519.", e);
    }
  }

  /**
   * Reads what {@link #secret} wrote.
   *
   * @throws IllegalArgumentException when it is anything else; the message does not repeat it
   */
  public static SigningKey parse(String secret) {
    var parts = TEXT.matcher(secret);
    if (!parts.matches()) {
      throw new IllegalArgumentException("This is no signing key.");
    }
    var tagged = Base64.getDecoder().decode(parts.group(3));
    if (tagged.length != 1 + SEED || tagged[0] != VerifyingKey.ED25519) {
      throw new IllegalArgumentException("This is no Ed25519 signing key.");
    }
    var key = of(parts.group(1), Arrays.copyOfRange(tagged, 1, tagged.length));
    if (!HexFormat.of().toHexDigits(key.verifying.id()).equals(parts.group(2))) {
      throw new IllegalArgumentException("The id of this signing key is not that of its key.");
    }
    return key;
  }

  /**
   * The form in which other tools for signed notes keep a key too: {@code
   * PRIVATE+KEY+name+id+seed}.
   */
  public String secret() {
    return "PRIVATE+KEY+%s+%s+%s"
        .formatted(
            verifying.name(),
            HexFormat.of().toHexDigits(verifying.id()),
            Base64.getEncoder().encodeToString(VerifyingKey.tagged(seed)));
  }

  /** The public half. */
  public VerifyingKey verifying() {
    return verifying;
  }

  byte[] sign(byte[] text) {
    try {
      var signing = Signature.getInstance("Ed25519");
      signing.initSign(key);
      signing.update(text);
      return signing.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A key made by this Java platform does not sign.", e);
    }
  }

  @Override
  public String toString() {
    return "signing key of " + verifying;
  }

  /**
   * Yields the seed instead of chance: the platform computes a public key from a private one only
   * while generating.
   */
  private static final class Given extends SecureRandom {

    private static final long serialVersionUID = 1L;

    private final byte[] seed;

    Given(byte[] seed) {
      this.seed = seed.clone();
    }

    @Override
    public void nextBytes(byte[] bytes) {
      if (bytes.length != seed.length) {
        throw new IllegalStateException(
            "Ed25519 asked for " + bytes.length + " bytes instead of 32.");
      }
      System.arraycopy(seed, 0, bytes, 0, bytes.length);
    }
  }
}
