package org.answerable;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.answerable.ledger.internal.FactCodec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/**
 * Holds the house to its plan: which room may use which, who takes the pen, who opens a
 * transaction, who writes which table, who may see. {@link BuiltBadlyOnPurpose} shows that each
 * rule bites: a rule that matches nothing is worth nothing.
 */
class HouseTest {

  /**
   * Beside the one class that opens the transactions of commands: the loop of a follower, the
   * sequencer, the rebuilding, the one moment that a verification reads, and what puts them
   * together.
   */
  private static final Set<String> OPEN_THEIR_OWN =
      Set.of(
          "org.answerable.ledger.writing.Desk",
          "org.answerable.ledger.internal.Following",
          "org.answerable.ledger.internal.Sequencer",
          "org.answerable.ledger.internal.Rebuild",
          "org.answerable.ledger.internal.DatabaseSource",
          "org.answerable.ledger.internal.LedgerRoom",
          // Opens none: the library of sessions must be told that there is none.
          "org.answerable.doors.entrance.Sessions");

  /** Names of tables that the tables themselves tell, and of roles and databases in constants. */
  private static final Set<String> NAMES_OF_OUR_OWN =
      Set.of("ledger.internal.Rebuild.java", "doors.command.Database.java");

  private static final HouseRules HOUSE =
      new HouseRules(
          "org.answerable",
          new ClassFileImporter()
              .withImportOption(new ImportOption.DoNotIncludeTests())
              .importPackages("org.answerable"));

  private static final List<Sources> SOURCES = Sources.of(Path.of("src/main/java"));

  @Test
  void theHouseStandsAtAll() {
    assertThat(HOUSE.classes().size()).isGreaterThan(200);
    assertThat(SOURCES.stream().mapToInt(one -> one.statements().size()).sum()).isGreaterThan(50);
    assertThat(HOUSE.declaredRooms()).contains("facts", "ledger", "work.cases", "views.cases");
  }

  @Test
  void roomsUseOnlyTheRoomsTheyDeclareAndNeverInACircle() {
    ApplicationModules.of(Answerable.class).verify();
  }

  @Test
  void stairsLeadOneWay() {
    assertThat(HOUSE.floors()).isEmpty();
  }

  @Test
  void everyClassLivesInADeclaredRoom() {
    assertThat(HOUSE.rooms()).isEmpty();
  }

  @Test
  void nothingIsNullUnlessItSaysSo() {
    assertThat(HOUSE.nullMarked()).isEmpty();
  }

  @Test
  void oneClassOpensTheTransactionsOfCommands() {
    assertThat(HOUSE.transactions(OPEN_THEIR_OWN)).isEmpty();
  }

  @Test
  void onlyWorkTakesThePen() {
    assertThat(HOUSE.pen()).isEmpty();
  }

  @Test
  void whereVerdictsAreMadeThereIsNoClockAndNoChance() {
    assertThat(HOUSE.clocks()).isEmpty();
  }

  @Test
  void roomsDoNotCallToEachOtherByEvents() {
    assertThat(HOUSE.events()).isEmpty();
  }

  @Test
  void aViewAsksNothingWithoutASight() {
    assertThat(HOUSE.sight()).isEmpty();
    assertThat(SqlRules.sight(SOURCES)).isEmpty();
  }

  @Test
  void workReadsNoViewAndDoorsReadOnlyWhatIsTheirs() {
    assertThat(SqlRules.reading(SOURCES)).isEmpty();
  }

  @Test
  void nobodyWritesAnotherRoomsTable() {
    assertThat(SqlRules.writing(SOURCES)).isEmpty();
  }

  @Test
  void everyTableHasARoomThatWritesIt() {
    assertThat(SqlRules.declared(migrations())).isEmpty();
  }

  @Test
  @Tag("A-32")
  void noStatementIsPutTogetherFromTexts() {
    assertThat(SqlRules.built(SOURCES, NAMES_OF_OUR_OWN)).isEmpty();
  }

  @Test
  void aDoorKeepsItsMemoryByOneStatementAtATime() {
    assertThat(SqlRules.singleInDoors(SOURCES)).isEmpty();
  }

  @Test
  void factsHoldNoWords() {
    var facts = new FactCodec().classes();
    assertThat(facts).hasSizeGreaterThan(50);
    assertThat(facts.stream().flatMap(one -> FactRules.words(one).stream())).isEmpty();
  }

  private static List<String> migrations() {
    var all = new ArrayList<String>();
    try (var files = Files.walk(Path.of("src/main/resources/db/migration"))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        all.add(Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  /** The house next door, in which every rule is broken once. */
  @Nested
  @DisplayName("A house built badly on purpose")
  class BuiltBadlyOnPurpose {

    private static final HouseRules BAD =
        new HouseRules("org.badhouse", new ClassFileImporter().importPackages("org.badhouse"));

    @Test
    void hasStairsThatLeadUpAndSideways() {
      assertThat(BAD.floors())
          .anyMatch(it -> it.startsWith("work.cases may not use views.cases"))
          .anyMatch(it -> it.startsWith("views.cases may not use work.cases"))
          .anyMatch(it -> it.startsWith("work.people may not use work.cases"))
          .anyMatch(it -> it.startsWith("facts may not use ledger"))
          .anyMatch(it -> it.startsWith("ledger may not use work.cases"))
          .noneMatch(it -> it.startsWith("doors.desk may not use work.cases"))
          .noneMatch(it -> it.startsWith("work.cases may not use work.people"));
    }

    @Test
    void hasEdgesThatNoRoomDeclares() {
      var found =
          ApplicationModules.of("org.badhouse", (ImportOption) _ -> true).detectViolations();
      assertThat(found.getMessages())
          .anyMatch(it -> it.contains("work.people") && it.contains("work.cases"));
      assertThat(found.getMessages()).anyMatch(it -> it.contains("Cycle detected"));
    }

    @Test
    void hasAnUndeclaredRoomAndOneThatMayDoAnything() {
      assertThat(BAD.rooms())
          .containsExactlyInAnyOrder(
              "org.badhouse.attic is in no declared room",
              "org.badhouse.doors.desk does not say which rooms it may use");
    }

    @Test
    void hasAPackageInWhichAnythingMayBeNull() {
      assertThat(BAD.nullMarked()).containsExactly("org.badhouse.attic is not @NullMarked");
    }

    @Test
    void opensTransactionsAnywhere() {
      assertThat(BAD.transactions(Set.of("org.badhouse.ledger.writing.Desk")))
          .anyMatch(it -> it.contains("work.cases.Everything") && it.contains("Template"))
          .anyMatch(it -> it.contains("work.cases.Everything") && it.contains("Transactional"))
          .anyMatch(it -> it.contains("doors.desk.Page") && it.contains("setAutoCommit"))
          .noneMatch(it -> it.contains("writing.Desk "));
    }

    @Test
    void takesThePenAtTheDoor() {
      assertThat(BAD.pen()).singleElement().asString().contains("doors.desk.Page", "Desk");
    }

    @Test
    void asksTheTimeAndRollsDice() {
      assertThat(BAD.clocks())
          .anyMatch(it -> it.contains("java.time.Instant.now()"))
          .anyMatch(it -> it.contains("java.time.LocalDate.now()"))
          .anyMatch(it -> it.contains("java.time.Clock"))
          .anyMatch(it -> it.contains("java.util.UUID.randomUUID()"))
          .anyMatch(it -> it.contains("java.lang.System.nanoTime()"))
          .anyMatch(it -> it.contains("java.util.Random"))
          .anyMatch(it -> it.contains("ThreadLocalRandom"))
          .allMatch(it -> it.contains("badhouse.work.") || it.contains("badhouse.facts."));
    }

    @Test
    void callsAroundByEvents() {
      assertThat(BAD.events()).anyMatch(it -> it.contains("ApplicationEventPublisher"));
    }

    @Test
    void showsEverythingToEverybody() {
      assertThat(BAD.sight())
          .singleElement()
          .asString()
          .contains("views.cases.Lists.all")
          .contains("takes no Sight first");
    }

    @Test
    void putsWordsIntoFacts() {
      assertThat(FactRules.words(org.badhouse.facts.Said.class))
          .containsExactly(
              "Said.words is java.lang.String", "Said.more is java.util.List<java.lang.String>");
    }
  }

  /** Statements that must not be written, each in the room where it would be wrong. */
  @Nested
  class StatementsWrittenBadlyOnPurpose {

    @Test
    void workReadsAView() {
      assertThat(
              SqlRules.reading(List.of(in("work/cases", "select 1 from views.messages limit 1"))))
          .hasSize(1);
      assertThat(
              SqlRules.reading(List.of(in("views/cases", "select 1 from views.messages limit 1"))))
          .isEmpty();
    }

    @Test
    void somebodyReadsWhatOnlyTheLedgerKnows() {
      for (var table : List.of("doors.command", "doors.cursor")) {
        var sql = "select 1 from " + table + " limit 1";
        assertThat(SqlRules.reading(List.of(in("doors/desk", sql)))).hasSize(1);
        assertThat(SqlRules.reading(List.of(in("work/people", sql)))).hasSize(1);
        assertThat(SqlRules.reading(List.of(in("ledger/internal", sql)))).isEmpty();
      }
    }

    @Test
    void aDoorReadsARegister() {
      assertThat(SqlRules.reading(List.of(in("doors/desk", "select 1 from work.cases limit 1"))))
          .hasSize(1);
    }

    @Test
    void aRoomWritesAnothersTable() {
      assertThat(SqlRules.writing(List.of(in("work/people", "update work.cases set taken = true"))))
          .hasSize(1);
      assertThat(SqlRules.writing(List.of(in("views/cases", "delete from work.cases where true"))))
          .hasSize(1);
      assertThat(
              SqlRules.writing(
                  List.of(in("work/cases", "insert into ledger.entry (seq) values (1)"))))
          .hasSize(1);
      assertThat(SqlRules.writing(List.of(in("work/cases", "update work.cases set taken = true"))))
          .isEmpty();
      assertThat(SqlRules.writing(List.of(in("work/cases", "insert into work.unheard values (1)"))))
          .hasSize(1);
    }

    @Test
    void aTableIsMadeThatNobodyDeclares() {
      assertThat(SqlRules.declared(List.of("create table work.attic (id int);")))
          .contains("No room is declared to write work.attic");
    }

    @Test
    @Tag("A-32")
    void aStatementIsPutTogether() {
      var joined = "db.sql(\"select 1 from work.cases where subject = '\" + words + \"'\");";
      var filled = "db.sql(\"select 1 from work.cases where subject = '%s'\".formatted(words));";
      var column = "db.sql(\"select \" + column + \" from a \" + \"where x = \" + x);";
      var constant = "String Q = \"select 1 from work.cases where id = :id limit 1\"; db.sql(Q);";
      var folded = "String Q = \"select 1 \" + \"from work.cases limit 1\";";
      assertThat(SqlRules.built(List.of(java("work/cases", joined)), Set.of())).hasSize(1);
      assertThat(SqlRules.built(List.of(java("work/cases", filled)), Set.of())).hasSize(1);
      assertThat(SqlRules.built(List.of(java("work/cases", column)), Set.of())).hasSize(2);
      assertThat(SqlRules.built(List.of(java("work/cases", constant)), Set.of())).isEmpty();
      assertThat(SqlRules.built(List.of(java("work/cases", folded)), Set.of())).isEmpty();
    }

    @Test
    void aDoorWritesTwoThingsAtOnce() {
      var two =
          "delete from doors.secret where sort = :a; delete from doors.secret where sort = :b";
      assertThat(SqlRules.singleInDoors(List.of(in("doors/desk", two)))).hasSize(1);
    }

    @Test
    void aViewAsksWithoutASight() {
      var query = "String Q = \"select k.subject from work.cases k where :all limit 9\"; ";
      var blind = "String Q = \"select k.subject from work.cases k limit 9\"; ";
      var bound = "sight.bind(db.sql(Q)).query();";
      assertThat(SqlRules.sight(List.of(java("views/cases", query + "db.sql(Q).query();"))))
          .hasSize(1);
      assertThat(SqlRules.sight(List.of(java("views/cases", blind + bound)))).hasSize(1);
      assertThat(SqlRules.sight(List.of(java("views/cases", query + bound)))).isEmpty();
      assertThat(
              SqlRules.sight(List.of(java("views/cases", query + "sight\n  .bind(db\n.sql(Q))"))))
          .isEmpty();
    }

    @Test
    void textsInCommentsAreNoStatements() {
      var comment = "/* \"update work.cases set x = 1\" */ // \"delete from work.cases where 1\"\n";
      assertThat(java("work/people", comment).statements()).isEmpty();
      var block = "String Q = \"\"\"\n    update work.cases\n       set x = 1\n    \"\"\";";
      assertThat(java("work/people", block).statements()).hasSize(1);
    }

    private static Sources in(String room, String sql) {
      return java(room, "String Q = \"" + sql + "\";");
    }

    private static Sources java(String room, String code) {
      return Sources.of("org/answerable/" + room + "/It.java", "class It { " + code + " }");
    }
  }
}
