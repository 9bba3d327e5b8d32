package org.answerable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Java sources as far as the house rules need them: code without comments, in which each text
 * stands as {@code "§n"}, and the texts themselves.
 *
 * @param room the package, without the house's own
 */
record Sources(String room, String name, String code, List<String> texts) {

  private static final Pattern CONSTANT =
      Pattern.compile("\\bString\\s+([A-Za-z_0-9]+)\\s*=\\s*\"§(\\d+)\"\\s*;");
  private static final Pattern PLACE = Pattern.compile("\"§(\\d+)\"");
  private static final Pattern SQL =
      Pattern.compile(
          "(select\\s.+|insert\\s+into\\s.+|update\\s+\\S+\\s.*\\bset\\b.+|delete\\s+from\\s.+"
              + "|with\\s+\\S+\\s+as\\s*\\(.+|truncate\\s.+|merge\\s+into\\s.+|lock\\s+table\\s.+"
              + "|(create|alter|drop)\\s+(role|user|database|table|schema|index|function)\\s.+)",
          Pattern.DOTALL);

  private static final Pattern BEGUN =
      Pattern.compile(
          "(select|insert\\s+into|delete\\s+from|order\\s+by|where\\s+[a-z_.]+\\s*[=<>])(\\s.*)?",
          Pattern.DOTALL);

  /** One statement and where it stands. */
  record Statement(Sources in, String text) {
    @Override
    public String toString() {
      return in + ": " + text.strip().lines().limit(3).toList();
    }
  }

  static List<Sources> of(Path folder) {
    try (var files = Files.walk(folder)) {
      var all = new ArrayList<Sources>();
      for (var file : files.filter(one -> one.toString().endsWith(".java")).sorted().toList()) {
        all.add(of(folder.relativize(file).toString(), Files.readString(file)));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param path below the folder of all sources, such as {@code
   *     org/answerable/work/cases/Cases.java}
   */
  static Sources of(String path, String java) {
    var folders = List.of(path.replace('\\', '/').split("/"));
    var room = String.join(".", folders.subList(2, folders.size() - 1));
    var texts = new ArrayList<String>();
    return new Sources(room, folders.getLast(), code(java, texts), texts);
  }

  /** The top of the room: {@code work.cases}, or {@code ledger} for all its parts. */
  String owner() {
    var parts = room.split("\\.");
    boolean nested = List.of("work", "views", "doors").contains(parts[0]) && parts.length > 1;
    return nested ? parts[0] + "." + parts[1] : parts[0];
  }

  boolean isIn(String floor) {
    return room.equals(floor) || room.startsWith(floor + ".");
  }

  List<Statement> statements() {
    return texts.stream()
        .filter(Sources::isSql)
        .map(text -> new Statement(this, lower(text)))
        .toList();
  }

  /** The texts that have a name. */
  Map<String, String> constants() {
    var all = new LinkedHashMap<String, String>();
    Matcher found = CONSTANT.matcher(code);
    while (found.find()) {
      all.put(found.group(1), texts.get(Integer.parseInt(found.group(2))));
    }
    return all;
  }

  /** Statements that are put together from texts and something else. */
  List<String> builtStatements() {
    var all = new ArrayList<String>();
    Matcher place = PLACE.matcher(code);
    while (place.find()) {
      var text = texts.get(Integer.parseInt(place.group(1)));
      if (!isSql(text) && !BEGUN.matcher(lower(text).strip()).matches()) {
        continue;
      }
      var before = code.substring(0, place.start()).stripTrailing();
      var after = code.substring(place.end()).stripLeading();
      boolean joined = after.startsWith("+") || before.endsWith("+");
      boolean filled =
          after.matches("(?s)\\.(formatted|replace|replaceAll|concat|repeat)\\(.*")
              || before.endsWith("String.format(");
      if ((joined && !joinedFromTextsOnly(before, after)) || filled) {
        all.add(this + ": " + text.strip());
      }
    }
    return all;
  }

  private static boolean joinedFromTextsOnly(String before, String after) {
    boolean right = after.matches("(?s)(\\+\\s*\"§\\d+\"\\s*)*[;,)].*");
    boolean left = before.matches("(?s).*[=(,](\\s*\"§\\d+\"\\s*\\+)*");
    return right && left;
  }

  static boolean isSql(String text) {
    return SQL.matcher(lower(text).strip()).matches();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static String code(String java, List<String> texts) {
    var code = new StringBuilder();
    int i = 0;
    while (i < java.length()) {
      if (java.startsWith("//", i)) {
        i = until(java, "\n", i);
      } else if (java.startsWith("/*", i)) {
        i = until(java, "*/", i + 2) + 2;
      } else if (java.startsWith("\"\"\"", i)) {
        int end = until(java, "\"\"\"", i + 3);
        i =
            text(
                java.substring(java.indexOf('\n', i) + 1, end).stripIndent(), texts, code, end + 3);
      } else if (java.charAt(i) == '"') {
        int end = quoted(java, i, '"');
        i = text(java.substring(i + 1, end), texts, code, end + 1);
      } else if (java.charAt(i) == '\'') {
        int end = quoted(java, i, '\'') + 1;
        code.append(java, i, end);
        i = end;
      } else {
        code.append(java.charAt(i++));
      }
    }
    return code.toString();
  }

  private static int text(String text, List<String> texts, StringBuilder code, int next) {
    code.append("\"§").append(texts.size()).append('"');
    texts.add(text);
    return next;
  }

  private static int until(String java, String end, int from) {
    int at = java.indexOf(end, from);
    return at < 0 ? java.length() : at;
  }

  private static int quoted(String java, int from, char quote) {
    int at = from + 1;
    while (java.charAt(at) != quote) {
      at += java.charAt(at) == '\\' ? 2 : 1;
    }
    return at;
  }

  @Override
  public String toString() {
    return room + "." + name;
  }
}
