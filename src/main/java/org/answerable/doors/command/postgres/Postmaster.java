package org.answerable.doors.command.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code postmaster.pid} in a cluster's folder says. The file outlives a crash and even a
 * reboot, after which its number may be anybody's: so nothing in it is believed before the process
 * of that number was seen to be a PostgreSQL standing in this folder.
 *
 * @param pid line 1
 * @param port line 4; 0 while not yet written
 * @param ready line 8 says so
 */
record Postmaster(long pid, int port, boolean ready) {

  static final String FILE = "postmaster.pid";

  static @Nullable Postmaster read(Path cluster) {
    List<String> lines;
    try {
      lines = Files.readAllLines(cluster.resolve(FILE), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return null; // not there, or being written at this moment
    }
    if (lines.isEmpty()) {
      return null;
    }
    try {
      var pid = Long.parseLong(lines.get(0).strip());
      var port = lines.size() > 3 ? Integer.parseInt(lines.get(3).strip()) : 0;
      var ready = lines.size() > 7 && lines.get(7).strip().equals("ready");
      return new Postmaster(Math.abs(pid), port, ready);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** The living server of this folder, or null. */
  static @Nullable Postmaster living(Path cluster) {
    var told = read(cluster);
    return told != null && told.serves(cluster) ? told : null;
  }

  /** Whether any PostgreSQL process, the server or one of its backends, works in this folder. */
  static boolean anyIn(Path cluster) {
    return ProcessHandle.allProcesses().anyMatch(process -> standsIn(process, cluster));
  }

  boolean serves(Path cluster) {
    return ProcessHandle.of(pid).filter(process -> standsIn(process, cluster)).isPresent();
  }

  private static boolean standsIn(ProcessHandle process, Path cluster) {
    var proc = Path.of("/proc", Long.toString(process.pid()));
    try {
      if (Files.isDirectory(proc)) {
        var program = Files.readSymbolicLink(proc.resolve("exe")).toString();
        return program.replace(" (deleted)", "").endsWith("/postgres")
            && Files.readSymbolicLink(proc.resolve("cwd")).equals(cluster.toRealPath());
      }
      var command = process.info().command().orElse("");
      var arguments = List.of(process.info().arguments().orElse(new String[0]));
      return command.endsWith("/postgres") && arguments.contains(cluster.toRealPath().toString());
    } catch (IOException e) {
      return false; // another user's process, or gone in between: not a server of ours
    }
  }
}
