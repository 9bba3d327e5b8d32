package org.answerable.doors.command;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;

/**
 * What a data directory was begun as. A demo's past is invented, so it never becomes a real desk,
 * and a real desk is never shown as a demo.
 */
enum Kind {
  DESK,
  DEMO;

  /** Notes the kind at the first start and holds to it at every later one. */
  void holdTo(DataDirectory data) {
    var file = data.root().resolve("kind");
    try {
      if (!Files.exists(file)) {
        DataDirectory.write(file, word() + "\n");
        return;
      }
      var begun = Files.readString(file).strip();
      if (!begun.equals(word())) {
        throw new CommandFault(
            ExitCode.CONFIGURATION,
            switch (this) {
              case DESK ->
                  data.root()
                      + " holds a demo, whose past is invented. Give the real desk another directory"
                      + " with --data.";
              case DEMO ->
                  data.root()
                      + " holds a real desk. Leave --data out, and the demo uses a directory of its"
                      + " own.";
            });
      }
    } catch (IOException e) {
      throw DataDirectory.cannotWrite(data.root(), e);
    }
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
