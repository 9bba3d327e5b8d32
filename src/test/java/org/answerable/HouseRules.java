package org.answerable;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.ApplicationModule;

/**
 * The house rules that classes can break. Each returns what breaks it, in sentences, so that a
 * house built badly on purpose can show that each of them bites.
 *
 * @param root the package that the house is
 */
record HouseRules(String root, JavaClasses classes) {

  private static final Set<String> GROUND =
      Set.of("facts", "ledger", "language", "calendar", "measures", "sight");

  /** A room asks those before it, never those after. */
  private static final List<String> WORK =
      List.of("people", "customers", "suppliers", "post", "commitments", "cases");

  private static final Set<String> FLOORS = Set.of("work", "views", "doors");

  private static final Set<String> TRANSACTIONS =
      Set.of(
          "org.springframework.transaction.support.TransactionTemplate",
          "org.springframework.transaction.support.TransactionOperations",
          "org.springframework.transaction.support.TransactionSynchronizationManager",
          "org.springframework.transaction.PlatformTransactionManager",
          "org.springframework.transaction.TransactionManager",
          "org.springframework.transaction.annotation.Transactional",
          "jakarta.transaction.Transactional",
          "org.springframework.jdbc.support.JdbcTransactionManager",
          "org.springframework.jdbc.datasource.DataSourceTransactionManager");

  private static final Set<String> CONNECTION =
      Set.of("setAutoCommit", "commit", "rollback", "setSavepoint");

  private static final Set<String> CHANCE =
      Set.of(
          "java.time.Clock",
          "java.time.InstantSource",
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.util.random.RandomGenerator",
          "java.util.concurrent.ThreadLocalRandom",
          "java.security.SecureRandom");

  private static final Map<String, Set<String>> NOW =
      Map.of(
          "java.lang.System", Set.of("currentTimeMillis", "nanoTime"),
          "java.lang.Math", Set.of("random"),
          "java.util.UUID", Set.of("randomUUID"),
          "java.util.Collections", Set.of("shuffle"),
          "java.util.Calendar", Set.of("getInstance"),
          "java.util.Date", Set.of("<init>"),
          "org.answerable.facts.Ids", Set.of("fresh"));

  /** Doors down the left or the right stair, work and views to the ground, never to each other. */
  List<String> floors() {
    var broken = new ArrayList<String>();
    for (var one : classes) {
      for (var edge : one.getDirectDependenciesFromSelf()) {
        var from = place(edge.getOriginClass());
        var to = place(edge.getTargetClass());
        if (from != null && to != null && !mayUse(from, to)) {
          broken.add(from + " may not use " + to + ": " + edge.getDescription());
        }
      }
    }
    return broken;
  }

  private static boolean mayUse(Place from, Place to) {
    if (from.floor().equals(to.floor())) {
      return !from.floor().equals("work")
          || from.room().equals(to.room())
          || (WORK.contains(to.room()) && WORK.indexOf(to.room()) < WORK.indexOf(from.room()));
    }
    return switch (from.floor()) {
      case "doors" -> true;
      case "work", "views" -> GROUND.contains(to.floor());
      case "facts" -> false;
      case "ledger", "language", "calendar", "measures", "sight" -> to.floor().equals("facts");
      default -> true;
    };
  }

  /** Where something stands: {@code work} and {@code cases}; the house itself has no floor. */
  private record Place(String floor, String room) {
    @Override
    public String toString() {
      return room.isEmpty() ? floor : floor + "." + room;
    }
  }

  private @Nullable Place place(JavaClass one) {
    var name = one.getBaseComponentType().getPackageName();
    if (name.equals(root)) {
      return new Place("", "");
    }
    if (!name.startsWith(root + ".")) {
      return null;
    }
    var parts = name.substring(root.length() + 1).split("\\.");
    boolean nested = FLOORS.contains(parts[0]) && parts.length > 1;
    return new Place(parts[0], nested ? parts[1] : "");
  }

  /**
   * Each class lives in a room that says which rooms it may use; an undeclared one is unchecked.
   */
  List<String> rooms() {
    var broken = new TreeSet<String>();
    for (var one : inhabitants()) {
      if (one.getPackageName().equals(root)) {
        continue;
      }
      var room = roomOf(one.getPackageName());
      if (room == null) {
        broken.add(one.getPackageName() + " is in no declared room");
      } else if (isOpen(room)) {
        broken.add(room + " does not say which rooms it may use");
      }
    }
    return List.copyOf(broken);
  }

  /** The names of all declared rooms, without the house's own package. */
  Set<String> declaredRooms() {
    var all = new TreeSet<String>();
    packageInfos()
        .filter(info -> info.isAnnotatedWith(ApplicationModule.class))
        .forEach(info -> all.add(info.getPackageName().substring(root.length() + 1)));
    return all;
  }

  private @Nullable String roomOf(String name) {
    for (var p = name; p.startsWith(root); p = p.substring(0, p.lastIndexOf('.'))) {
      var info = packageInfo(p);
      if (info != null && info.isAnnotatedWith(ApplicationModule.class)) {
        return p;
      }
    }
    return null;
  }

  private boolean isOpen(String room) {
    var info = packageInfo(room);
    return info == null
        || List.of(info.getAnnotationOfType(ApplicationModule.class).allowedDependencies())
            .contains(ApplicationModule.OPEN_TOKEN);
  }

  /** Nothing is null unless it says so, in every package. */
  List<String> nullMarked() {
    var broken = new TreeSet<String>();
    for (var one : inhabitants()) {
      var info = packageInfo(one.getPackageName());
      if (info == null || !info.isAnnotatedWith(NullMarked.class)) {
        broken.add(one.getPackageName() + " is not @NullMarked");
      }
    }
    return List.copyOf(broken);
  }

  private Stream<JavaClass> packageInfos() {
    return classes.stream().filter(one -> one.getSimpleName().equals("package-info"));
  }

  private List<JavaClass> inhabitants() {
    return classes.stream().filter(one -> !one.getSimpleName().equals("package-info")).toList();
  }

  private @Nullable JavaClass packageInfo(String name) {
    return packageInfos().filter(one -> one.getPackageName().equals(name)).findFirst().orElse(null);
  }

  /**
   * One class opens the transactions of commands; {@code others} are the loops of the ledger that
   * open their own.
   */
  List<String> transactions(Set<String> others) {
    return brokenBy(
        one -> !others.contains(topName(one)),
        (one, used) ->
            TRANSACTIONS.contains(used.getName()) ? "opens a transaction with " + used : null,
        (_, target) ->
            target.owner().equals("java.sql.Connection") && CONNECTION.contains(target.name())
                ? "opens a transaction by hand: " + target
                : null);
  }

  /** Where verdicts are made there is neither a clock nor chance. */
  List<String> clocks() {
    return brokenBy(
        this::isPure,
        (_, used) -> CHANCE.contains(used.getName()) ? "uses " + used.getName() : null,
        (_, target) ->
            NOW.getOrDefault(target.owner(), Set.of()).contains(target.name())
                    || (target.owner().startsWith("java.time.") && target.name().equals("now"))
                ? "asks " + target
                : null);
  }

  private boolean isPure(JavaClass one) {
    var at = place(one);
    return at != null
        && Set.of("facts", "calendar", "language", "measures", "sight", "work").contains(at.floor())
        && !topName(one).equals(root + ".facts.Ids");
  }

  /** Only work, and the ledger itself, take the pen; doors and views name commands and words. */
  List<String> pen() {
    var pens =
        Set.of("Desk", "Pen", "Judge", "Verdict", "Said", "Subject", "Subjects", "Moment").stream()
            .map(name -> root + ".ledger.writing." + name)
            .toList();
    return brokenBy(
        one -> place(one) instanceof Place at && Set.of("doors", "views").contains(at.floor()),
        (_, used) -> pens.contains(topName(used)) ? "takes the pen: " + used.getName() : null,
        (_, _) -> null);
  }

  /** Rooms speak by tables and followers, not by events that nobody can follow. */
  List<String> events() {
    return brokenBy(
        one ->
            place(one) instanceof Place at
                && Set.of("facts", "ledger", "work", "views").contains(at.floor()),
        (_, used) ->
            used.getName().startsWith("org.springframework.context.event.")
                    || used.getName().startsWith("org.springframework.transaction.event.")
                    || used.getName().endsWith(".ApplicationEventPublisher")
                ? "uses events: " + used.getName()
                : null,
        (_, _) -> null);
  }

  /** Whatever of a view asks the database takes a Sight first. */
  List<String> sight() {
    var broken = new ArrayList<String>();
    for (var one : classes) {
      boolean asks =
          place(one) instanceof Place at
              && at.floor().equals("views")
              && one.getFields().stream().anyMatch(f -> f.getRawType().getName().contains(".jdbc."))
              && one.getAllRawInterfaces().stream()
                  .noneMatch(i -> Set.of("Table", "Follower").contains(i.getSimpleName()));
      if (asks) {
        one.getMethods().stream()
            .filter(HouseRules::isAsked)
            .filter(m -> !firstParameter(m).equals("Sight"))
            .forEach(m -> broken.add(m.getFullName() + " takes no Sight first"));
      }
    }
    return broken;
  }

  private static boolean isAsked(JavaMethod method) {
    return !method.getModifiers().contains(JavaModifier.PRIVATE)
        && !method.getModifiers().contains(JavaModifier.STATIC)
        && !method.getModifiers().contains(JavaModifier.SYNTHETIC);
  }

  private static String firstParameter(JavaMethod method) {
    var types = method.getRawParameterTypes();
    return types.isEmpty() ? "" : types.getFirst().getSimpleName();
  }

  private record Target(String owner, String name) {
    @Override
    public String toString() {
      return owner + "." + name + "()";
    }
  }

  private List<String> brokenBy(
      Predicate<JavaClass> where,
      BiFunction<JavaClass, JavaClass, @Nullable String> byUse,
      BiFunction<JavaClass, Target, @Nullable String> byCall) {
    var broken = new TreeSet<String>();
    for (var one : classes) {
      if (!where.test(one)) {
        continue;
      }
      for (Dependency edge : one.getDirectDependenciesFromSelf()) {
        add(broken, one, byUse.apply(one, edge.getTargetClass()));
      }
      for (JavaCodeUnit unit : one.getCodeUnits()) {
        unit.getCallsFromSelf()
            .forEach(c -> add(broken, one, byCall.apply(one, target(c.getTarget()))));
        unit.getCodeUnitReferencesFromSelf()
            .forEach(r -> add(broken, one, byCall.apply(one, target(r.getTarget()))));
      }
    }
    return List.copyOf(broken);
  }

  private static Target target(
      com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget target) {
    return new Target(target.getOwner().getName(), target.getName());
  }

  private static void add(Set<String> broken, JavaClass one, @Nullable String what) {
    if (what != null) {
      broken.add(one.getName() + " " + what);
    }
  }

  private static String topName(JavaClass one) {
    var name = one.getName();
    int inner = name.indexOf('$');
    return inner < 0 ? name : name.substring(0, inner);
  }
}
