package org.answerable.doors.command;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import org.answerable.doors.command.postgres.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;

/** The throw-away directories of demos, in the system's place for such. */
final class Demos {

  private static final String PREFIX = "answerable-demo-";

  private Demos() {}

  /**
   * Gives the demo a new directory unless somebody named one, and puts it among the options.
   *
   * @return the directory to remove afterwards, or null where it was named and is to stay
   */
  static @Nullable Path directory(Map<Setting, String> options, Map<String, String> environment) {
    var told = environment.getOrDefault(Setting.DATA.variable(), "");
    if (options.containsKey(Setting.DATA) || options.containsKey(Setting.CONFIG)) {
      return null;
    }
    if (!told.isBlank()) {
      options.put(Setting.DATA, told);
      return null;
    }
    var place = Path.of(System.getProperty("java.io.tmpdir"));
    try {
      sweep(place);
      var made = Files.createTempDirectory(place, PREFIX);
      Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwx--x--x"));
      options.put(Setting.DATA, made.toString());
      // What is gone at the end leaves nothing beside it.
      options.put(Setting.CHECKPOINTS, made.resolve("published.txt").toString());
      return made;
    } catch (IOException e) {
      throw DataDirectory.cannotWrite(place, e);
    }
  }

  /** A demo is never pointed at a real database or a real mail server by a variable left set. */
  static Map<String, String> only(Map<String, String> environment) {
    Map<String, String> kept = new TreeMap<>(environment);
    for (var setting : Setting.values()) {
      switch (setting) {
        case DATA, CONFIG, PORT, SMTP_PORT -> {}
        case BIND,
            BASE_URL,
            PROXY,
            TLS_CERTIFICATE,
            TLS_KEY,
            SMTP_BIND,
            DATABASE_URL,
            DATABASE_USER,
            DATABASE_PASSWORD,
            DATABASE_APP_PASSWORD,
            DATABASE_SEQUENCER_PASSWORD,
            DATABASE_REBUILD_PASSWORD,
            SMARTHOST_HOST,
            SMARTHOST_PORT,
            SMARTHOST_USER,
            SMARTHOST_PASSWORD,
            SMARTHOST_TLS,
            AUTHSERV_ID,
            CHECKPOINTS,
            ORIGIN ->
            kept.remove(setting.variable());
      }
    }
    return kept;
  }

  /** Removes what demos that were killed left behind: their server first, then their files. */
  private static void sweep(Path place) throws IOException {
    try (var left = Files.newDirectoryStream(place, PREFIX + "*")) {
      for (var one : left) {
        if (!Files.getOwner(one).getName().equals(System.getProperty("user.name"))) {
          continue;
        }
        try (var held = DataDirectory.tryTake(one)) {
          if (held != null && EmbeddedPostgres.endLeftBehind(held.cluster())) {
            remove(one);
          }
        }
      }
    }
  }

  static void remove(@Nullable Path folder) {
    if (folder == null || !Files.isDirectory(folder)) {
      return;
    }
    try {
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
    } catch (IOException e) {
      throw DataDirectory.cannotWrite(folder, e);
    }
  }
}
