package org.answerable.doors.mail;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What makes two arrivals the same mail: envelope, Message-ID and content, without what servers add
 * on the way. Message-ID alone proves nothing. One pass over the file, a header line in memory.
 *
 * @param same hex of the hash; equal for the same mail sent again
 * @param whole the SHA-256 of all bytes
 */
record ContentDigest(String same, byte[] whole, long size, boolean hasMessageId) {

  /** Longer header lines are hashed as they come; no trace header has to be that long. */
  private static final int LINE_MAX = 64 * 1024;

  private static final Set<String> TRACES =
      Set.of(
          "received",
          "return-path",
          "delivered-to",
          "x-original-to",
          "envelope-to",
          "delivery-date",
          "authentication-results",
          "arc-seal",
          "arc-message-signature",
          "arc-authentication-results",
          "received-spf",
          "x-received");

  static ContentDigest of(Path raw, String envelopeFrom, List<String> envelopeTo)
      throws IOException {
    var same = sha256();
    var whole = sha256();
    same.update(envelopeFrom.getBytes(StandardCharsets.UTF_8));
    envelopeTo.stream()
        .map(to -> to.toLowerCase(Locale.ROOT))
        .sorted()
        .forEach(to -> same.update(("\n" + to).getBytes(StandardCharsets.UTF_8)));
    same.update((byte) 0);
    try (var in = new BufferedInputStream(Files.newInputStream(raw), 64 * 1024)) {
      boolean hasMessageId = header(in, same, whole);
      var buffer = new byte[64 * 1024];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        same.update(buffer, 0, read);
        whole.update(buffer, 0, read);
      }
      return new ContentDigest(
          HexFormat.of().formatHex(same.digest()), whole.digest(), Files.size(raw), hasMessageId);
    }
  }

  /** Up to and with the empty line; leaves trace headers and their folds out of {@code same}. */
  private static boolean header(InputStream in, MessageDigest same, MessageDigest whole)
      throws IOException {
    boolean hasMessageId = false;
    boolean trace = false;
    while (true) {
      byte[] line = line(in);
      if (line.length == 0) {
        return hasMessageId;
      }
      whole.update(line);
      boolean folded = line[0] == ' ' || line[0] == '\t';
      if (!folded) {
        var name = name(line);
        trace = TRACES.contains(name);
        hasMessageId |= name.equals("message-id");
      }
      if (!trace) {
        same.update(line);
      }
      if (line[0] == '\n' || (line.length == 2 && line[0] == '\r' && line[1] == '\n')) {
        return hasMessageId;
      }
    }
  }

  private static String name(byte[] line) {
    for (int i = 0; i < Math.min(line.length, 80); i++) {
      if (line[i] == ':') {
        return new String(line, 0, i, StandardCharsets.US_ASCII).strip().toLowerCase(Locale.ROOT);
      }
    }
    return "";
  }

  private static byte[] line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream(128);
    while (line.size() < LINE_MAX) {
      int b = in.read();
      if (b < 0) {
        break;
      }
      line.write(b);
      if (b == '\n') {
        break;
      }
    }
    return line.toByteArray();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256, but this one does not", e);
    }
  }
}
