package org.answerable.doors.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was said of each setting, and where: by an option before a variable before the file before
 * what is preset. Whatever was said that means nothing is a fault.
 */
final class SettingsSaid {

  private static final String FILE = "answerable.properties";

  /** Variables that belong to the scripts and tests, not to the program. */
  private static final List<String> FOREIGN =
      List.of("ANSWERABLE_JAVA_OPTIONS", "ANSWERABLE_SAMPLES", "ANSWERABLE_HOME");

  private record Said(String value, String where) {}

  private final Map<Setting, Said> said = new EnumMap<>(Setting.class);
  private final List<String> faults = new ArrayList<>();

  SettingsSaid(Map<Setting, String> options, Map<String, String> environment) {
    options.forEach((setting, value) -> said.put(setting, new Said(value, setting.option())));
    Map<String, Setting> variables = new HashMap<>();
    for (var setting : Setting.values()) {
      variables.put(setting.variable(), setting);
    }
    for (var variable : environment.keySet().stream().sorted().toList()) {
      var value = Objects.requireNonNull(environment.get(variable));
      var setting = variables.get(variable);
      if (setting != null) {
        // A variable set to nothing is what a shell does to unset one.
        if (!value.isBlank()) {
          said.putIfAbsent(setting, new Said(value, variable));
        }
      } else if (variable.startsWith("ANSWERABLE_") && !FOREIGN.contains(variable)) {
        faults.add(
            "The variable "
                + variable
                + " means nothing"
                + meant(variable, variables.keySet().stream().sorted().toList()));
      }
    }
    file();
  }

  private void file() {
    var named = said.get(Setting.CONFIG);
    var data = said.get(Setting.DATA);
    var preset = Objects.requireNonNull(Setting.DATA.preset());
    Path file;
    try {
      file =
          named != null
              ? Path.of(named.value)
              : Path.of(data == null ? preset : data.value).resolve(FILE);
    } catch (InvalidPathException e) {
      return; // said when the path itself is checked
    }
    if (!Files.exists(file)) {
      if (named != null) {
        faults.add(
            "The configuration file "
                + file
                + " ("
                + named.where
                + ") does not exist: create it or"
                + " name another.");
      }
      return;
    }
    try {
      lines(file, named != null);
    } catch (IOException e) {
      faults.add(
          "The configuration file "
              + file
              + " cannot be read as UTF-8 text by this user: "
              + DataDirectory.reason(e)
              + ".");
    }
  }

  private void lines(Path file, boolean named) throws IOException {
    Map<String, Setting> keys = new HashMap<>();
    for (var setting : Setting.values()) {
      if (setting != Setting.CONFIG && (named || setting != Setting.DATA)) {
        keys.put(setting.key(), setting);
      }
    }
    Map<Setting, Integer> seen = new EnumMap<>(Setting.class);
    var number = 0;
    for (var line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      number++;
      var text = line.strip();
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      var where = file + " line " + number;
      var equals = text.indexOf('=');
      if (equals < 0) {
        faults.add(where + " is not a setting: write key = value, or # before a remark.");
        continue;
      }
      var key = text.substring(0, equals).strip();
      var value = text.substring(equals + 1).strip();
      var setting = keys.get(key);
      if (setting == null) {
        faults.add(
            "The key "
                + key
                + " in "
                + where
                + " means nothing"
                + meant(key, keys.keySet().stream().sorted().toList()));
        continue;
      }
      var before = seen.put(setting, number);
      if (before != null) {
        faults.add(
            "The key "
                + key
                + " in "
                + where
                + " was already said in line "
                + before
                + ": keep one.");
      } else if (!value.isEmpty()) {
        said.putIfAbsent(setting, new Said(value, where));
      }
    }
  }

  /** What was said, or is preset; null where neither was. */
  @Nullable String value(Setting setting) {
    var one = said.get(setting);
    return one == null ? setting.preset() : one.value;
  }

  /** By which option, in which variable, in which line. */
  String where(Setting setting) {
    var one = said.get(setting);
    return one == null ? "preset" : one.where;
  }

  /** Whether anything was said, be it what is preset. */
  boolean has(Setting setting) {
    return said.containsKey(setting);
  }

  /** What cannot be understood, a sentence each. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  private static String meant(String wrong, List<String> known) {
    @Nullable String nearest = null;
    var least = Math.max(2, wrong.length() / 4) + 1;
    for (var one : known) {
      var distance = distance(wrong, one);
      if (distance < least) {
        least = distance;
        nearest = one;
      }
    }
    return nearest == null
        ? ": remove it, or see docs/configuration.md for what there is."
        : ": did you mean " + nearest + "?";
  }

  /** How many letters must be changed, added or left out. */
  private static int distance(String a, String b) {
    var row = new int[b.length() + 1];
    for (var j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (var i = 1; i <= a.length(); i++) {
      var diagonal = row[0];
      row[0] = i;
      for (var j = 1; j <= b.length(); j++) {
        var above = row[j];
        var change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), diagonal + change);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
