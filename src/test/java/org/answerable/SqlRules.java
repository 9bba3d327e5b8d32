package org.answerable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who may ask and change which table. Each rule returns what breaks it, in sentences. */
final class SqlRules {

  /** Which room writes a table. A new table is declared here, in the commit that makes it. */
  static final Map<String, Set<String>> WRITERS = new HashMap<>();

  static {
    one("work.people", "people", "teams", "team_members", "company", "brands", "mailboxes");
    WRITERS.put("work.phrases", Set.of("work.people"));
    one("work.customers", "customers", "addresses");
    one("work.cases", "cases", "parties", "participants", "pace");
    one("work.commitments", "commitments");
    one("work.post", "mails");
    WRITERS.put("views.messages", Set.of("views.cases"));
    // Hash of the one-time code of the first start; hashes of passwords: a sort of secret each.
    WRITERS.put("doors.secret", Set.of("doors.command", "doors.entrance", "doors.links"));
    WRITERS.put("doors.outgoing", Set.of("doors.mail"));
    WRITERS.put("doors.preference", Set.of("doors.words"));
    WRITERS.put("doors.scheduled_tasks", Set.of()); // db-scheduler's own
    for (var table : List.of("session", "session_attributes", "tries", "invitation")) {
      WRITERS.put("doors." + table, Set.of("doors.entrance"));
    }
    WRITERS.put("doors.command", Set.of("ledger"));
    WRITERS.put("doors.cursor", Set.of("ledger"));
    for (var table :
        List.of(
            "chain", "entry", "part", "blob", "pending", "leaf", "state", "checkpoint", "told")) {
      WRITERS.put("ledger." + table, Set.of("ledger"));
    }
  }

  private static final Pattern WRITTEN =
      Pattern.compile(
          "\\b(?:insert\\s+into|update|delete\\s+from|truncate(?:\\s+table)?|merge\\s+into"
              + "|lock\\s+table)\\s+(?:only\\s+)?((?:ledger|work|views|doors)\\.[a-z_]+)");
  private static final Pattern NAMED =
      Pattern.compile("\\b((?:ledger|work|views|doors)\\.[a-z_]+)\\b(?!\\s*\\()");
  private static final Pattern MADE =
      Pattern.compile("\\bcreate\\s+table\\s+((?:ledger|work|views|doors)\\.[a-z_]+)");
  private static final Pattern EXECUTED =
      Pattern.compile("\\.(?:sql|query|update|execute|queryForList|queryForObject)\\(");
  private static final Pattern BOUND = Pattern.compile("\\bbind\\(\\s*[a-z]+\\s*\\.sql\\($");
  private static final Pattern SEEN = Pattern.compile(":(me|teams|all|shown)\\b");

  /** What a customer or a colleague has said, done or is, by row. */
  private static final Pattern SOMEBODYS =
      Pattern.compile(
          "\\b(work\\.(cases|commitments|parties|participants|customers|addresses|mails|people|team_members)"
              + "|views\\.[a-z_]+|ledger\\.(entry|part|blob|chain))\\b");

  private SqlRules() {}

  private static void one(String room, String... tables) {
    for (var table : tables) {
      WRITERS.put("work." + table, Set.of(room));
    }
  }

  /** Work never reads a view; only the ledger knows which command was done and how far one read. */
  static List<String> reading(List<Sources> all) {
    var broken = new ArrayList<String>();
    for (var source : all) {
      for (var statement : source.statements()) {
        for (var table : named(NAMED, statement.text())) {
          boolean view = table.startsWith("views.") && source.isIn("work");
          boolean memory =
              table.startsWith("doors.")
                  && (source.isIn("work") || source.isIn("views") || isLedgersOwn(source, table));
          boolean truth = source.isIn("doors") && !table.startsWith("doors.");
          if (view || memory || truth) {
            broken.add(source + " may not ask " + table + ": " + statement);
          }
        }
      }
    }
    return broken;
  }

  private static boolean isLedgersOwn(Sources source, String table) {
    return Set.of("doors.command", "doors.cursor").contains(table) && !source.isIn("ledger");
  }

  /** Nobody writes another room's table. */
  static List<String> writing(List<Sources> all) {
    var broken = new ArrayList<String>();
    for (var source : all) {
      for (var statement : source.statements()) {
        for (var table : named(WRITTEN, statement.text())) {
          var writers = WRITERS.get(table);
          if (writers == null || !writers.contains(source.owner())) {
            broken.add(source + " writes " + table + ", which is " + writers + "'s: " + statement);
          }
        }
      }
    }
    return broken;
  }

  /** What is bound cannot become a statement; what is put together can. */
  static List<String> built(List<Sources> all, Set<String> allowed) {
    return all.stream()
        .filter(source -> !allowed.contains(source.toString()))
        .flatMap(source -> source.builtStatements().stream())
        .toList();
  }

  /** A door keeps working memory by single statements. */
  static List<String> singleInDoors(List<Sources> all) {
    return all.stream()
        .filter(source -> source.isIn("doors"))
        .flatMap(source -> source.statements().stream())
        .filter(one -> one.text().strip().replaceAll(";$", "").contains(";"))
        .map(one -> "More than one statement: " + one)
        .toList();
  }

  /** Every question of a view is bound to a Sight, and asks for what it binds. */
  static List<String> sight(List<Sources> all) {
    var broken = new ArrayList<String>();
    for (var source : all) {
      boolean table = source.code().matches("(?s).*\\bimplements\\s[^{]*\\b(Table|Follower)\\b.*");
      if (!source.isIn("views") || table) {
        continue;
      }
      Matcher executed = EXECUTED.matcher(source.code());
      while (executed.find()) {
        var upTo = source.code().substring(0, executed.end());
        if (upTo.endsWith(".sql(") && !BOUND.matcher(upTo).find()) {
          var rest = source.code().substring(executed.end());
          broken.add(source + " asks without a Sight: " + rest.lines().findFirst().orElse(""));
        }
      }
      for (var statement : source.statements()) {
        if (SOMEBODYS.matcher(statement.text()).find() && !SEEN.matcher(statement.text()).find()) {
          broken.add("Shows what a Sight was not asked for: " + statement);
        }
      }
    }
    return broken;
  }

  /** Tables that the migrations make and nobody declared, and the other way round. */
  static List<String> declared(Iterable<String> migrations) {
    var made = new TreeSet<String>();
    migrations.forEach(one -> made.addAll(named(MADE, one)));
    var broken = new ArrayList<String>();
    made.stream()
        .filter(table -> !WRITERS.containsKey(table))
        .forEach(table -> broken.add("No room is declared to write " + table));
    WRITERS.keySet().stream()
        .filter(table -> !made.contains(table))
        .forEach(table -> broken.add("Declared, but made by no migration: " + table));
    return broken;
  }

  private static List<String> named(Pattern what, String sql) {
    var names = new ArrayList<String>();
    Matcher found = what.matcher(sql);
    while (found.find()) {
      names.add(found.group(1));
    }
    return names;
  }
}
