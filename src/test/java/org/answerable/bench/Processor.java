package org.answerable.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Processor time and memory of other processes, as Linux tells them in {@code /proc}; elsewhere
 * everything is {@link Double#NaN}.
 */
final class Processor {

  /** USER_HZ; a hundred on every Linux that Java runs on. */
  private static final double TICKS_A_SECOND = 100;

  private static final boolean TOLD = Files.isReadable(Path.of("/proc/self/stat"));

  private Processor() {}

  /** Seconds that a process and its ended children have used. */
  static double seconds(long process) {
    var fields = TOLD ? stat(process) : null;
    return fields == null ? Double.NaN : used(fields);
  }

  /** The same of a process and of all that it started and still runs. */
  static double secondsOfAll(long parent) {
    if (!TOLD) {
      return Double.NaN;
    }
    Map<Long, String[]> all = new HashMap<>();
    try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (var one : processes) {
        long id = Long.parseLong(one.getFileName().toString());
        var fields = stat(id);
        if (fields != null) {
          all.put(id, fields);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Long> family = new ArrayList<>(List.of(parent));
    double seconds = 0;
    for (int i = 0; i < family.size(); i++) {
      long id = family.get(i);
      var fields = all.get(id);
      seconds += fields == null ? 0 : used(fields);
      all.forEach((child, its) -> {
        if (Long.parseLong(its[1]) == id) {
          family.add(child);
        }
      });
    }
    return seconds;
  }

  private static double used(String[] fields) {
    long ticks = 0;
    for (int i = 11; i <= 14; i++) { // user and system, its own and its ended children's
      ticks += Long.parseLong(fields[i]);
    }
    return ticks / TICKS_A_SECOND;
  }

  /** The fields behind the name, which may hold blanks; null where the process has ended. */
  private static String @Nullable [] stat(long process) {
    try {
      var line = Files.readString(Path.of("/proc/" + process + "/stat"));
      return line.substring(line.lastIndexOf(')') + 2).split(" ");
    } catch (IOException e) {
      return null; // it ended while it was read
    }
  }

  /** Megabytes of memory: what is resident, and the share of it that is the process's own. */
  static double resident(long process) {
    return kilobytes("/proc/" + process + "/status", "VmRSS:") / 1024;
  }

  static double proportional(long process) {
    return kilobytes("/proc/" + process + "/smaps_rollup", "Pss:") / 1024;
  }

  private static double kilobytes(String file, String name) {
    try {
      return Files.readAllLines(Path.of(file)).stream()
          .filter(line -> line.startsWith(name))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException e) {
      return Double.NaN;
    }
  }
}
