package org.answerable.doors.command.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** The programs of PostgreSQL, taken out of the archive on the class path into a folder. */
final class Binaries {

  /**
   * A folder beside the program where the archive is unpacked once for all data directories, which
   * take its files by a second name or copy them. Set by the start script; without it, or where
   * that folder cannot be written, each data directory unpacks for itself.
   */
  static final String BESIDE = "answerable.postgres";

  private static final String MARKER = "unpacked.properties";

  private Binaries() {}

  /**
   * Answers the folder with {@code bin}, {@code lib} and {@code share}, unpacking it below {@code
   * root} when it is not there or not whole. Several programs may do so at once.
   */
  static Path unpackedBelow(Path root) {
    var archive = Binaries.class.getResource("/postgres-" + system() + ".txz");
    if (archive == null) {
      throw new PostgresFault(
          "This build carries no PostgreSQL for "
              + system()
              + ". Give the address of a PostgreSQL 15 or newer in ANSWERABLE_DATABASE_URL.");
    }
    try {
      var home = home(root, archive);
      if (isWhole(home)) {
        return home;
      }
      Folders.create(root);
      var fresh = Files.createTempDirectory(root, "unpacking-");
      Folders.open(fresh);
      try {
        var ready = unpackedBeside(archive, root);
        if (ready == null) {
          unpack(archive, fresh);
        } else {
          Folders.again(ready, fresh);
        }
        count(fresh);
        settle(fresh, home);
      } finally {
        Folders.deleteTree(fresh);
      }
      return home;
    } catch (IOException e) {
      throw new PostgresFault(
          "The embedded PostgreSQL could not be unpacked to "
              + root
              + ": "
              + Folders.reason(e)
              + ". It needs about 60 MB there; make room or give another directory with --data.",
          e);
    }
  }

  /**
   * Not used in that place, because who runs the server may not come there, and an update may take
   * it away.
   */
  private static @Nullable Path unpackedBeside(URL archive, Path root) throws IOException {
    var beside = System.getProperty(BESIDE, "");
    if (beside.isEmpty() || Path.of(beside).equals(root)) {
      return null;
    }
    var home = home(Path.of(beside), archive);
    if (isWhole(home)) {
      return home;
    }
    try {
      return unpackedBelow(Path.of(beside));
    } catch (PostgresFault e) {
      System.getLogger(Binaries.class.getName())
          .log(System.Logger.Level.DEBUG, "Not unpacked beside the program.", e);
      return null;
    }
  }

  private static Path home(Path root, URL archive) throws IOException {
    return root.resolve("postgresql-" + system() + "-" + mark(archive));
  }

  /** {@code linux-x86_64} and its kin, as the archives are named. */
  static String system() {
    var os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    var arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    var family = os.startsWith("mac") ? "darwin" : os.startsWith("linux") ? "linux" : os;
    var machine =
        switch (arch) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> arch;
        };
    return family + "-" + machine;
  }

  /**
   * Names the archive by its checksum in the jar, so that a newer program never runs the older
   * one's server. Reading the jar's directory costs nothing; reading 15 MB would.
   */
  private static String mark(URL archive) throws IOException {
    var connection = archive.openConnection();
    if (connection instanceof JarURLConnection jar) {
      var entry = jar.getJarEntry();
      if (entry != null && entry.getCrc() != -1) {
        return Long.toHexString(entry.getCrc());
      }
    }
    return Long.toHexString(connection.getContentLengthLong());
  }

  private static void unpack(URL archive, Path target) throws IOException {
    try (var raw = archive.openStream();
        var tar =
            new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(raw, 1 << 16)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(entry, tar, target);
      }
    }
  }

  private static void write(TarArchiveEntry entry, InputStream data, Path target)
      throws IOException {
    var place = inside(target, target.resolve(entry.getName()), entry.getName());
    if (entry.isDirectory()) {
      Files.createDirectories(place);
      Folders.open(place);
      return;
    }
    var folder = place.getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    if (entry.isSymbolicLink()) {
      inside(target, place.resolveSibling(entry.getLinkName()), entry.getName());
      Files.createSymbolicLink(place, Path.of(entry.getLinkName()));
      return;
    }
    if (!entry.isFile()) {
      throw new IOException("the archive holds something that is no file: " + entry.getName());
    }
    Files.copy(data, place, StandardCopyOption.REPLACE_EXISTING);
    // Whoever the server runs as, maybe another user than we are, must be able to start it.
    var executable = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        place, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }

  private static Path inside(Path target, Path place, String name) throws IOException {
    var normal = place.normalize();
    if (!normal.startsWith(target)) {
      throw new IOException("the archive points outside its folder: " + name);
    }
    return normal;
  }

  /** Written last, so a folder without it, or with other files than it counts, is not whole. */
  private static void count(Path home) throws IOException {
    var size = measure(home);
    Files.writeString(home.resolve(MARKER), "files=" + size.files + "\nbytes=" + size.bytes + "\n");
  }

  private static boolean isWhole(Path home) throws IOException {
    var marker = home.resolve(MARKER);
    if (!Files.isRegularFile(marker, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    var told = new Properties();
    try (var in = Files.newBufferedReader(marker)) {
      told.load(in);
    }
    var size = measure(home);
    return Long.toString(size.files).equals(told.getProperty("files"))
        && Long.toString(size.bytes).equals(told.getProperty("bytes"));
  }

  private record Size(long files, long bytes) {}

  private static Size measure(Path home) throws IOException {
    var files = new AtomicLong();
    var bytes = new AtomicLong();
    Files.walkFileTree(
        home,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
            if (!file.endsWith(MARKER)) {
              files.incrementAndGet();
              bytes.addAndGet(is.isRegularFile() ? is.size() : 0);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return new Size(files.get(), bytes.get());
  }

  private static void settle(Path fresh, Path home) throws IOException {
    try {
      if (Files.isDirectory(home, LinkOption.NOFOLLOW_LINKS) && !isWhole(home)) {
        var aside = Files.createTempDirectory(home.resolveSibling(""), "unpacking-");
        Files.move(home, aside.resolve("broken"), StandardCopyOption.ATOMIC_MOVE);
        Folders.deleteTree(aside);
      }
      Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      // Another program was quicker with the same files; systems say so in different ways.
      if (!isWhole(home)) {
        throw e;
      }
    }
  }
}
