package org.answerable.ledger.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The part of an entry that is hashed and never erased. One header has exactly one way to be
 * written: {@link #decode} refuses every other, so that equal headers have equal bytes and a hash
 * means one thing.
 *
 * @param ledgerId the ledger this entry belongs to
 * @param chainId the thing it is about
 * @param seq its number within the chain, from 1
 * @param prevHash the hash of the entry before it; {@link Hash#ZERO} for the first
 * @param timeUs when it was recorded, in microseconds since 1970, UTC
 * @param type the stored name of its fact, {@code [a-z0-9_.]{1,64}}
 * @param actorKind 1 staff, 2 customer, 3 system, 4 API, 5 outside mail sender
 * @param actor who did it; for a customer, their party in this case
 * @param via the way it came in: mail, web, portal, api, job, import or migration
 * @param fields values by key; nothing personal
 * @param seals the seal of each part by the part's name
 */
public record Header(
    UUID ledgerId,
    UUID chainId,
    long seq,
    Hash prevHash,
    long timeUs,
    String type,
    int actorKind,
    UUID actor,
    String via,
    SortedMap<String, String> fields,
    SortedMap<String, Hash> seals) {

  /** The most bytes an encoded header may have. */
  public static final int MAX_BYTES = 65_536;

  private static final byte[] FORMAT = "answerable/entry/1\n".getBytes(UTF_8);
  private static final Pattern NAME = Pattern.compile("[a-z0-9_.]{1,64}");
  private static final Set<String> WAYS =
      Set.of("mail", "web", "portal", "api", "job", "import", "migration");

  /**
   * @throws MalformedHeader when a value does not fit the format
   */
  public Header {
    fields = Collections.unmodifiableSortedMap(new TreeMap<>(Map.copyOf(fields)));
    seals = Collections.unmodifiableSortedMap(new TreeMap<>(Map.copyOf(seals)));
    require(seq >= 1, "seq %d is below 1", seq);
    require(
        seq > 1 || prevHash.equals(Hash.ZERO), "the first entry follows no hash, not %s", prevHash);
    require(isName(type), "type '%s' is no name", type);
    require(actorKind >= 1 && actorKind <= 5, "actor kind %d is unknown", actorKind);
    require(WAYS.contains(via), "way '%s' is unknown", via);
    for (var key : fields.keySet()) {
      require(isName(key), "field '%s' is no name", key);
    }
    for (var name : seals.keySet()) {
      require(isName(name), "part '%s' is no name", name);
    }
  }

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /**
   * The canonical bytes: what is stored and what is hashed.
   *
   * @throws MalformedHeader when they would be more than {@link #MAX_BYTES}
   */
  public byte[] encode() {
    var bytes = new ByteArrayOutputStream(320);
    try (var out = new DataOutputStream(bytes)) {
      out.write(FORMAT);
      write(out, ledgerId);
      write(out, chainId);
      out.writeLong(seq);
      out.write(prevHash.bytes());
      out.writeLong(timeUs);
      write(out, type);
      out.writeByte(actorKind);
      write(out, actor);
      write(out, via);
      out.writeShort(count(fields.size()));
      for (var field : fields.entrySet()) {
        write(out, field.getKey());
        write(out, field.getValue());
      }
      out.writeShort(count(seals.size()));
      for (var seal : seals.entrySet()) {
        write(out, seal.getKey());
        out.write(seal.getValue().bytes());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException("Memory refused a byte.", impossible);
    }
    require(bytes.size() <= MAX_BYTES, "%d bytes are too many", bytes.size());
    return bytes.toByteArray();
  }

  /**
   * Reads stored bytes and accepts only the canonical form: nothing missing, nothing left over,
   * keys ascending, valid UTF-8.
   *
   * @throws MalformedHeader when the bytes are anything else
   */
  public static Header decode(byte[] bytes) {
    require(bytes.length <= MAX_BYTES, "%d bytes are too many", bytes.length);
    var in = new Reader(ByteBuffer.wrap(bytes));
    require(Arrays.equals(in.bytes(FORMAT.length), FORMAT), "the bytes begin with another format");
    var ledgerId = in.uuid();
    var chainId = in.uuid();
    var seq = in.number();
    var prevHash = in.hash();
    var timeUs = in.number();
    var type = in.text();
    var actorKind = in.octet();
    var actor = in.uuid();
    var via = in.text();
    var fields = new TreeMap<String, String>();
    for (int left = in.count(); left > 0; left--) {
      var key = in.name();
      require(
          fields.isEmpty() || fields.lastKey().compareTo(key) < 0,
          "field '%s' is out of order",
          key);
      fields.put(key, in.text());
    }
    var seals = new TreeMap<String, Hash>();
    for (int left = in.count(); left > 0; left--) {
      var name = in.name();
      require(
          seals.isEmpty() || seals.lastKey().compareTo(name) < 0,
          "part '%s' is out of order",
          name);
      seals.put(name, in.hash());
    }
    in.end();
    return new Header(
        ledgerId, chainId, seq, prevHash, timeUs, type, actorKind, actor, via, fields, seals);
  }

  private static void write(DataOutputStream out, UUID id) throws IOException {
    out.writeLong(id.getMostSignificantBits());
    out.writeLong(id.getLeastSignificantBits());
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] bytes;
    try {
      var encoded = UTF_8.newEncoder().encode(java.nio.CharBuffer.wrap(text));
      bytes = Arrays.copyOf(encoded.array(), encoded.limit());
    } catch (CharacterCodingException lone) {
      throw new MalformedHeader("No header: a text has half a surrogate pair.");
    }
    out.writeShort(count(bytes.length));
    out.write(bytes);
  }

  private static int count(int count) {
    require(count <= 0xFFFF, "%d do not fit into 16 bits", count);
    return count;
  }

  private static void require(boolean holds, String message, Object... values) {
    if (!holds) {
      throw new MalformedHeader("No header: " + message.formatted(values) + ".");
    }
  }

  /** Reads what is there and says so where something is missing. */
  private record Reader(ByteBuffer in) {

    byte[] bytes(int length) {
      need(length);
      var bytes = new byte[length];
      in.get(bytes);
      return bytes;
    }

    UUID uuid() {
      need(2 * Long.BYTES);
      return new UUID(in.getLong(), in.getLong());
    }

    long number() {
      need(Long.BYTES);
      return in.getLong();
    }

    Hash hash() {
      need(Hash.LENGTH);
      return Hash.read(in);
    }

    int octet() {
      need(1);
      return in.get() & 0xFF;
    }

    int count() {
      need(Short.BYTES);
      return in.getShort() & 0xFFFF;
    }

    String text() {
      int at = in.position();
      var bytes = bytes(count());
      if (isAscii(bytes)) {
        return new String(bytes, ISO_8859_1);
      }
      try {
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      } catch (CharacterCodingException malformed) {
        throw new MalformedHeader("No header: the text at byte " + at + " is not UTF-8.");
      }
    }

    /**
     * A key that orders: checked here, since only ASCII sorts by characters as it does by bytes.
     */
    String name() {
      var name = text();
      require(isName(name), "'%s' is no name", name);
      return name;
    }

    void end() {
      require(!in.hasRemaining(), "%d bytes are left over", in.remaining());
    }

    private void need(int length) {
      require(
          in.remaining() >= length, "it ends at byte %d where %d more are due", in.limit(), length);
    }

    private static boolean isAscii(byte[] bytes) {
      for (var b : bytes) {
        if (b < 0) {
          return false;
        }
      }
      return true;
    }
  }
}
