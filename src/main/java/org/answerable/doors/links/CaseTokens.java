package org.answerable.doors.links;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.answerable.facts.CaseId;
import org.answerable.facts.PartyId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The right of one party to one case for one purpose: the 16 bytes of the case's id and the first
 * 16 of an HMAC-SHA256 over purpose, case and party, in base 32 of small letters (52 of them). Mail
 * servers may change the case of letters, so there is only one.
 */
@Component
public final class CaseTokens {

  /** What a token is good for; each is a right of its own. */
  public enum Purpose {
    /** To write into the case by mail. */
    REPLY,
    /** To name a message of ours: for threading, and for reports that it did not arrive. */
    MESSAGE,
    /** To open the customer's own page. */
    PAGE
  }

  /** A token as somebody showed it, not yet proved. */
  public record Shown(CaseId in, String token) {}

  /** Letters in a token. */
  public static final int LENGTH = 52;

  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int PROOF_BYTES = 16;

  private final Keys keys;
  private volatile @Nullable SecretKeySpec key;

  CaseTokens(Keys keys) {
    this.keys = keys;
  }

  /** A party's token. The same arguments give the same token, so none has to be kept. */
  public String of(CaseId id, PartyId party, Purpose purpose) {
    var bytes = ByteBuffer.allocate(32);
    put(bytes, id.value());
    bytes.put(proof(id, party, purpose), 0, PROOF_BYTES);
    return base32(bytes.array());
  }

  /** What a text claims to be; null where it is no token at all. Proves nothing yet. */
  public static @Nullable Shown shown(String text) {
    var token = text.strip().toLowerCase(Locale.ROOT);
    if (token.length() != LENGTH) {
      return null;
    }
    var bytes = bytes(token);
    if (bytes == null) {
      return null;
    }
    var id = ByteBuffer.wrap(bytes);
    return new Shown(new CaseId(new UUID(id.getLong(), id.getLong())), token);
  }

  /** Whether a shown token was given to this party for this purpose; compared in constant time. */
  public boolean proves(Shown shown, PartyId party, Purpose purpose) {
    return MessageDigest.isEqual(
        of(shown.in(), party, purpose).getBytes(StandardCharsets.US_ASCII),
        shown.token().getBytes(StandardCharsets.US_ASCII));
  }

  private byte[] proof(CaseId id, PartyId party, Purpose purpose) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key());
      mac.update(
          ("answerable/token/1\n" + purpose.name() + "\n").getBytes(StandardCharsets.US_ASCII));
      var ids = ByteBuffer.allocate(32);
      put(ids, id.value());
      put(ids, party.value());
      return mac.doFinal(ids.array());
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("Every Java has HmacSHA256, but this one does not", e);
    }
  }

  private SecretKeySpec key() {
    var known = key;
    if (known == null) {
      known = new SecretKeySpec(keys.key("case-tokens"), "HmacSHA256");
      key = known;
    }
    return known;
  }

  private static void put(ByteBuffer into, UUID id) {
    into.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }

  private static String base32(byte[] bytes) {
    var text = new StringBuilder(LENGTH);
    long held = 0;
    int bits = 0;
    for (byte b : bytes) {
      held = (held << 8) | (b & 0xff);
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(LETTERS.charAt((int) (held >> bits) & 31));
      }
      held &= (1L << bits) - 1;
    }
    if (bits > 0) {
      text.append(LETTERS.charAt((int) (held << (5 - bits)) & 31));
    }
    return text.toString();
  }

  /** The 32 bytes, or null where a letter is not of the alphabet or bits are left over. */
  private static byte @Nullable [] bytes(String token) {
    var bytes = ByteBuffer.allocate(32);
    long held = 0;
    int bits = 0;
    for (int i = 0; i < token.length(); i++) {
      int value = LETTERS.indexOf(token.charAt(i));
      if (value < 0) {
        return null;
      }
      held = (held << 5) | value;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.put((byte) (held >> bits));
        held &= (1L << bits) - 1;
      }
    }
    return held == 0 && !bytes.hasRemaining() ? bytes.array() : null;
  }
}
