package org.answerable.doors.command;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.answerable.doors.command.postgres.FolderLock;
import org.jspecify.annotations.Nullable;

/**
 * The one directory of a desk on this machine: its database, its secrets, mail on its way in. One
 * program at a time holds it; {@code receive} alone writes beside, under names of its own.
 */
final class DataDirectory implements AutoCloseable {

  private final Path root;
  private final @Nullable FolderLock lock;

  private DataDirectory(Path root, @Nullable FolderLock lock) {
    this.root = root;
    this.lock = lock;
  }

  /**
   * Makes the directory where needed and holds it until closed.
   *
   * @throws CommandFault when another program holds it or it cannot be written
   */
  static DataDirectory take(Path root) {
    var directory = tryTake(root);
    if (directory == null) {
      throw new CommandFault(
          ExitCode.TRY_AGAIN,
          "Another Answerable (process "
              + FolderLock.holder(root.resolve("answerable.lock"))
              + ") runs on "
              + root
              + ". Stop it first, or give another directory with --data.");
    }
    return directory;
  }

  /** The same, but null when another program holds it. */
  static @Nullable DataDirectory tryTake(Path root) {
    try {
      create(root);
      var lock = FolderLock.tryTake(root.resolve("answerable.lock"));
      return lock == null ? null : new DataDirectory(root, lock);
    } catch (IOException e) {
      throw cannotWrite(root, e);
    }
  }

  /** Only to look where things are; holds nothing. */
  static DataDirectory at(Path root) {
    return new DataDirectory(root, null);
  }

  Path root() {
    return root;
  }

  Path cluster() {
    return root.resolve("postgres");
  }

  Path programs() {
    return root.resolve("programs");
  }

  Path databaseLog() {
    return root.resolve("logs").resolve("postgres.log");
  }

  Path secrets() {
    return root.resolve("secrets");
  }

  Path incoming() {
    return Pipe.folder(root);
  }

  /** Makes the directory and those above it; what is new is closed to other users. */
  private static void create(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    var above = folder.getParent();
    if (above != null) {
      create(above);
    }
    try {
      // As root the database runs as somebody else, who must pass through but may not look around.
      Files.createDirectory(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  /** A folder only this user may enter. */
  static Path closed(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    return folder;
  }

  /**
   * Writes a small file that only this user may read, whole or not at all, on the disk at return.
   */
  static void write(Path file, String text) throws IOException {
    var folder = closed(Objects.requireNonNull(file.getParent()));
    var fresh = Files.createTempFile(folder, file.getFileName().toString(), ".new");
    try {
      try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  static CommandFault cannotWrite(Path where, IOException e) {
    return new CommandFault(
        ExitCode.CANNOT_WRITE,
        "The data directory "
            + where
            + " cannot be used: "
            + reason(e)
            + ". Make room there and let this user write it, or give another one with --data.",
        e);
  }

  /** The cause as a person would say it; Java leaves it to the type of the exception. */
  static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> denied.getFile() + " may not be read or written";
      case NoSuchFileException missing -> missing.getFile() + " does not exist";
      case FileAlreadyExistsException there -> there.getFile() + " is there and is no directory";
      case FileSystemException other when other.getReason() != null ->
          other.getFile() + ": " + other.getReason();
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }

  @Override
  public void close() {
    if (lock == null) {
      return;
    }
    try {
      lock.close();
    } catch (IOException e) {
      throw cannotWrite(root, e);
    }
  }
}
