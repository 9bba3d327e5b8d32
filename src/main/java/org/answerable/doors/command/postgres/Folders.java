package org.answerable.doors.command.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the embedded database needs of the file system. */
final class Folders {

  private Folders() {}

  /**
   * Makes a folder and those above it. Those that did not exist are closed to other users, or,
   * where we are root and the server must run as somebody else, open to pass through but not to
   * read.
   */
  static void create(Path folder) throws IOException {
    List<Path> made = new ArrayList<>();
    for (var at = folder.toAbsolutePath();
        at != null && !Files.isDirectory(at);
        at = at.getParent()) {
      made.add(at);
    }
    Files.createDirectories(folder);
    for (var at : made) {
      Files.setPosixFilePermissions(
          at, PosixFilePermissions.fromString(Runner.root() ? "rwx--x--x" : "rwx------"));
    }
  }

  /** Lets every user look into a folder: only for the programs themselves. */
  static void open(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes is) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e)
              throws IOException {
            if (e != null) {
              throw e;
            }
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /**
   * Puts what is in a folder into another that exists, with links as links and the same rights: as
   * second names of the same files where the file system can, which is done at once and takes no
   * room, else as copies. Only for what nobody writes to.
   */
  static void again(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          private boolean canLink = true;

          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes is)
              throws IOException {
            if (!dir.equals(from)) {
              Files.copy(dir, there(dir), StandardCopyOption.COPY_ATTRIBUTES);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes is) throws IOException {
            canLink = canLink && is.isRegularFile() ? linked(file, there(file)) : canLink;
            if (!canLink || !is.isRegularFile()) {
              Files.copy(
                  file, there(file), StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
            }
            return FileVisitResult.CONTINUE;
          }

          /** Not onto another disk, and not where the files are somebody else's. */
          private boolean linked(Path file, Path there) throws IOException {
            try {
              Files.createLink(there, file);
              return true;
            } catch (FileAlreadyExistsException e) {
              throw e;
            } catch (FileSystemException | UnsupportedOperationException e) {
              return false;
            }
          }

          private Path there(Path one) {
            return to.resolve(from.relativize(one).toString());
          }
        });
  }

  /** Makes a rename in this folder survive a loss of power. */
  static void sync(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** The cause as a person would say it; Java leaves it to the type of the exception. */
  static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> denied.getFile() + " may not be read or written";
      case NoSuchFileException missing -> missing.getFile() + " does not exist";
      case FileSystemException other when other.getReason() != null ->
          other.getFile() + ": " + other.getReason();
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }
}
