package org.answerable.doors.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Where mail is on the disk while it is on its way. */
public record MailFolders(Path data) {

  /** Files of mails that are being read; nothing of worth. */
  Path scratch() {
    return made(data.resolve("spool").resolve("scratch"));
  }

  /** Removes what a program that was killed while it read left behind. */
  void clearScratch() {
    var folder = scratch();
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(folder)) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + folder + " cannot be cleared", e);
    }
  }

  /** Mails that a server is just giving us. */
  Path arriving() {
    return made(data.resolve("spool").resolve("smtp"));
  }

  private static Path made(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + folder + " cannot be made", e);
    }
  }
}
