package org.answerable.ledger.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.answerable.ledger.reading.LedgerFiles;
import org.jspecify.annotations.Nullable;

/** The key files: the private key of the node that signs, and the public keys that are believed. */
final class KeyRing {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final LedgerFiles files;

  KeyRing(LedgerFiles files) {
    this.files = files;
  }

  /**
   * The key this node signs with; null where it has none.
   *
   * @throws IOException when the file cannot be read, is open to others, or holds no key
   */
  @Nullable SigningKey signing() throws IOException {
    var file = files.signingKey();
    if (!Files.exists(file)) {
      return null;
    }
    var allowed = Files.getPosixFilePermissions(file);
    if (!OWNER_ONLY.containsAll(allowed)) {
      throw new IOException(
          "The signing key %s is open to others (%s); allow its owner only: chmod 600"
              .formatted(file, PosixFilePermissions.toString(allowed)));
    }
    try {
      return SigningKey.parse(Files.readString(file));
    } catch (IllegalArgumentException e) {
      throw new IOException("The signing key " + file + " cannot be used: " + e.getMessage(), e);
    }
  }

  /** Makes a key under this name and believes it. Both files are on the disk when this returns. */
  SigningKey make(String name) throws IOException {
    var key = SigningKey.fresh(name);
    // The public half first: a key that signs is then always believed.
    var believed = new ArrayList<>(believed());
    believed.add(key.verifying());
    write(
        files.publicKeys(),
        String.join("", believed.stream().map(one -> one + "\n").toList()),
        PosixFilePermissions.fromString("rw-r--r--"));
    write(files.signingKey(), key.secret() + "\n", OWNER_ONLY);
    return key;
  }

  /** The public keys that are believed. */
  List<VerifyingKey> believed() throws IOException {
    if (!Files.exists(files.publicKeys())) {
      return List.of();
    }
    try (var lines = Files.lines(files.publicKeys())) {
      return lines
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .map(VerifyingKey::parse)
          .toList();
    } catch (IllegalArgumentException e) {
      throw new IOException(files.publicKeys() + ": " + e.getMessage(), e);
    }
  }

  private static void write(Path file, String text, Set<PosixFilePermission> allowed)
      throws IOException {
    var beside = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(beside);
    try (var channel =
        FileChannel.open(
            beside, Set.of(CREATE_NEW, WRITE), PosixFilePermissions.asFileAttribute(allowed))) {
      var bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
