package org.answerable.doors.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Mail handed in by another program is left in a folder until the desk takes it, whether the desk
 * runs or not.
 *
 * <p>A name is used once, ever: the desk stores it with the mail under a unique key, so a file
 * taken in twice is one mail, and two equal mails are two.
 */
public final class Pipe {

  /** What a whole mail's name ends in; whatever is named otherwise is not one yet. */
  public static final String WHOLE = ".eml";

  /** What the name of one ends in that is still being written, or was never finished. */
  public static final String HALF = ".part";

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path data;
  private final Path incoming;

  /**
   * @param data the data directory
   */
  public Pipe(Path data) {
    this.data = data;
    this.incoming = folder(data);
  }

  /** Where mail waits that was handed in. */
  public static Path folder(Path data) {
    return data.resolve("spool").resolve("incoming");
  }

  /**
   * Leaves the bytes there; when this returns they survive a loss of power.
   *
   * @return the file, named {@code <milliseconds>-<128 random bits>.eml}
   * @throws IOException when it is not safely there, also when nothing was handed in; then there is
   *     no file that the desk would take
   */
  public Path leave(InputStream message) throws IOException {
    make();
    var random = new byte[16];
    RANDOM.nextBytes(random);
    var name = System.currentTimeMillis() + "-" + HexFormat.of().formatHex(random);
    var half = incoming.resolve(name + HALF);
    var whole = incoming.resolve(name + WHOLE);
    try {
      try (var channel =
          FileChannel.open(half, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rw-------"));
        var buffer = new byte[1 << 16];
        for (var read = message.read(buffer); read >= 0; read = message.read(buffer)) {
          var bytes = ByteBuffer.wrap(buffer, 0, read);
          while (bytes.hasRemaining()) {
            channel.write(bytes);
          }
        }
        if (channel.size() == 0) {
          throw new IOException("Nothing was handed in");
        }
        channel.force(true);
      }
      Files.move(half, whole, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(half);
      throw e;
    }
    try {
      sync(incoming);
    } catch (IOException e) {
      // Not certain to be kept: the caller keeps it and comes again, so it must not be here twice.
      Files.deleteIfExists(whole);
      throw e;
    }
    return whole;
  }

  private void make() throws IOException {
    if (Files.isDirectory(incoming)) {
      return;
    }
    DataDirectory.closed(incoming);
    for (var folder = incoming.getParent();
        folder != null && !folder.equals(data.getParent());
        folder = folder.getParent()) {
      sync(folder);
    }
  }

  private static void sync(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
