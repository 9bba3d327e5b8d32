package org.answerable.doors.mail;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.answerable.doors.mail.reading.MailAddress;
import org.answerable.doors.mail.reading.ReadMail;
import org.jspecify.annotations.Nullable;

/**
 * The right to write into one case: 256 bits that name the case and prove that we gave them to one
 * recipient for one purpose. It stands in the reply address and in our Message-IDs. It says nothing
 * about who sends it: the sender must be the recipient it was given to.
 *
 * <p>Form: the 16 bytes of the case's id and the first 16 bytes of HMAC-SHA256(key, purpose, case,
 * recipient), in lower case base 32, 52 letters. Mail servers may fold the case of an address.
 */
final class ReplyToken {

  /** What a token is good for; each is a right of its own. */
  enum Purpose {
    REPLY,
    MESSAGE_ID,
    BOUNCE
  }

  /** A token as found in a mail, not yet proved. */
  record Presented(UUID caseId, byte[] proof) {

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Presented(var id, var bytes)
          && id.equals(caseId)
          && MessageDigest.isEqual(bytes, proof);
    }

    @Override
    public int hashCode() {
      return 31 * caseId.hashCode() + Arrays.hashCode(proof);
    }

    @Override
    public String toString() {
      return "a token for case " + caseId;
    }
  }

  private static final int PROOF_BYTES = 16;
  private static final int LENGTH = 52; // 32 bytes in base 32, without padding
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

  private final SecretKeySpec key;

  /**
   * @param key at least 32 random bytes, kept secret; another key makes all tokens worthless
   */
  ReplyToken(byte[] key) {
    if (key.length < 32) {
      throw new IllegalArgumentException(
          "The key for reply tokens has " + key.length + " bytes; it needs 32 random ones.");
    }
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  /** For one recipient; who that is (an address or an id as text) is compared without case. */
  String of(UUID caseId, String recipient, Purpose purpose) {
    var bytes = new byte[32];
    putId(caseId, bytes);
    System.arraycopy(proof(caseId, recipient, purpose), 0, bytes, 16, PROOF_BYTES);
    return base32(bytes);
  }

  /** Whether we gave this token to this recipient for this purpose. In constant time. */
  boolean proves(Presented token, String recipient, Purpose purpose) {
    return MessageDigest.isEqual(token.proof, proof(token.caseId, recipient, purpose));
  }

  /**
   * {@code reply+TOKEN@reply.northwind.example}: a domain of its own, so that it opens nothing
   * else.
   */
  static String replyAddress(String token, String domain) {
    return "reply+" + token + "@" + domain;
  }

  /** {@code TOKEN.UNIQUE@northwind.example}, without angle brackets. */
  static String messageId(String token, UUID unique, String domain) {
    return token + "." + HexFormat.of().formatHex(bytesOf(unique)) + "@" + domain;
  }

  /** Every token that stands where a reply carries one, in that order; none of them proved. */
  static List<Presented> in(ReadMail mail, List<String> envelopeRecipients) {
    var places = new LinkedHashSet<String>(envelopeRecipients);
    mail.to().stream().map(MailAddress::address).forEach(places::add);
    mail.cc().stream().map(MailAddress::address).forEach(places::add);
    places.addAll(mail.deliveredTo());
    places.addAll(mail.inReplyTo());
    places.addAll(mail.references().reversed());
    var found = new ArrayList<Presented>();
    for (var place : places) {
      var token = find(place);
      if (token != null && !found.contains(token)) found.add(token);
    }
    return List.copyOf(found);
  }

  /** The token in an address or a message id; null when there is none. */
  static @Nullable Presented find(String text) {
    int at = text.lastIndexOf('@');
    var local = (at < 0 ? text : text.substring(0, at)).toLowerCase(Locale.ROOT);
    if (local.startsWith("<")) local = local.substring(1);
    int from = local.startsWith("reply+") ? "reply+".length() : 0;
    if (local.length() < from + LENGTH) return null;
    // After it comes the end, or the full stop of a message id; nothing else is ours.
    if (local.length() > from + LENGTH && local.charAt(from + LENGTH) != '.') return null;
    var bytes = bytes(local.substring(from, from + LENGTH));
    if (bytes == null) return null;
    return new Presented(idOf(bytes), Arrays.copyOfRange(bytes, 16, 32));
  }

  private byte[] proof(UUID caseId, String recipient, Purpose purpose) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      // Each piece with its length before it, so that no two lists of pieces read the same.
      field(mac, "answerable.reply-token.1");
      field(mac, purpose.name());
      field(mac, caseId.toString());
      field(mac, recipient.strip().toLowerCase(Locale.ROOT));
      return Arrays.copyOf(mac.doFinal(), PROOF_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no HMAC-SHA256", e);
    }
  }

  private static void field(Mac mac, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    mac.update((byte) (bytes.length >> 8));
    mac.update((byte) bytes.length);
    mac.update(bytes);
  }

  private static void putId(UUID id, byte[] bytes) {
    for (int i = 0; i < 8; i++) {
      bytes[i] = (byte) (id.getMostSignificantBits() >> (56 - 8 * i));
      bytes[8 + i] = (byte) (id.getLeastSignificantBits() >> (56 - 8 * i));
    }
  }

  private static byte[] bytesOf(UUID id) {
    var bytes = new byte[16];
    putId(id, bytes);
    return bytes;
  }

  private static UUID idOf(byte[] bytes) {
    long most = 0;
    long least = 0;
    for (int i = 0; i < 8; i++) {
      most = most << 8 | (bytes[i] & 0xff);
      least = least << 8 | (bytes[8 + i] & 0xff);
    }
    return new UUID(most, least);
  }

  private static String base32(byte[] bytes) {
    var out = new StringBuilder(LENGTH);
    int bits = 0;
    int held = 0;
    for (byte b : bytes) {
      bits = bits << 8 | (b & 0xff);
      held += 8;
      while (held >= 5) {
        out.append(LETTERS.charAt(bits >> (held - 5) & 31));
        held -= 5;
      }
      bits &= (1 << held) - 1;
    }
    if (held > 0) out.append(LETTERS.charAt(bits << (5 - held) & 31));
    return out.toString();
  }

  private static byte @Nullable [] bytes(String text) {
    var out = new byte[32];
    int bits = 0;
    int held = 0;
    int n = 0;
    for (int i = 0; i < text.length(); i++) {
      int value = LETTERS.indexOf(text.charAt(i));
      if (value < 0) return null;
      bits = bits << 5 | value;
      held += 5;
      if (held >= 8 && n < 32) {
        out[n++] = (byte) (bits >> (held - 8));
        held -= 8;
        bits &= (1 << held) - 1;
      }
    }
    // The spare bits of the last letter must be nothing, or one token would have many spellings.
    return n == 32 && bits == 0 ? out : null;
  }
}
