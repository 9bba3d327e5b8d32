package org.answerable.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.answerable.doors.entrance.Passwords;
import org.answerable.doors.links.CaseTokens;
import org.answerable.doors.links.CaseTokens.Purpose;
import org.answerable.facts.CaseId;
import org.answerable.facts.Ids;
import org.answerable.work.cases.NextWord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A page is a few statements, however much is on it, and writes nothing. */
class StatementsTest {

  private static final String PASSWORD = "correct horse battery";

  /** Two for who is asking and how the page is framed; then what is on it. */
  private static final Map<String, Integer> MOST = new LinkedHashMap<>();

  private static FridayAfternoon friday;
  private static Doors doors;
  private static Visitor maya;

  @BeforeAll
  static void open() {
    friday = new FridayAfternoon();
    doors = Doors.of(friday.house);
    doors.room(Passwords.class).set(friday.desk.maya, PASSWORD, "", Ids.command());
    maya = new Visitor(doors.url()).signedIn("maya@northwind.example", PASSWORD);
    MOST.put("/today", 2 + 5);
    MOST.put("/cases", 2 + 2);
    MOST.put("/cases/new", 2 + 1);
    MOST.put("/team", 2 + 4);
    MOST.put("/tray", 3 + 1);
    MOST.put("/cases/" + friday.parcel, 2 + 9);
    MOST.put("/guides", 2 + 1);
    MOST.put("/guides/blame-other", 2);
    MOST.put("/cases/" + friday.parcel + "/history", 2 + 5);
    MOST.put(link(friday.parcel), 1 + 5);
  }

  @AfterAll
  static void close() {
    doors.close();
    friday.close();
  }

  @Test
  void aPageIsAsManyStatementsWithMuchOnItAsWithLittle() {
    counts(); // what is asked once in the life of a node is asked now
    var little = counts();
    for (int i = 0; i < 12; i++) {
      var id =
          friday.opened(
              i % 2 == 0 ? friday.desk.maya : friday.desk.jonas,
              "new" + i + "@example.org",
              "Newcomer " + i,
              "Question " + i,
              "Words");
      friday.desk.mail("more" + i + "@example.org", "More " + i, "Untaken " + i, "Words");
      friday.desk.answer(id, friday.desk.maya, "An answer", new NextWord.AsUsual());
      friday.desk.answer(friday.parcel, friday.desk.maya, "Answer " + i, new NextWord.AsUsual());
    }
    assertThat(counts()).isEqualTo(little);
    little.forEach((page, count) -> assertThat(count).as(page).isLessThanOrEqualTo(MOST.get(page)));
  }

  @Test
  void aPageWritesNothing() {
    for (var path : MOST.keySet()) {
      maya.get(path);
      Counted.taken();
      maya.get(path);
      assertThat(Counted.taken())
          .as(path)
          .isNotEmpty()
          .allSatisfy(sql ->
              assertThat(sql.strip().toLowerCase(java.util.Locale.ROOT))
                  .matches("(?s)(select|with)\\b.*")
                  .doesNotContainPattern("\\b(insert|update|delete|merge)\\s"));
    }
  }

  private static Map<String, Integer> counts() {
    var counts = new LinkedHashMap<String, Integer>();
    for (var path : List.copyOf(MOST.keySet())) {
      Counted.taken();
      // Whoever opens a link is nobody of ours.
      var visitor = path.startsWith("/c/") ? new Visitor(doors.url()) : maya;
      var answer = visitor.get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      // Of the session there are one or two, the second after the answer was sent; the counts of
      // the rail are asked at most every ten seconds, by whoever comes first.
      counts.put(
          path,
          (int)
              Counted.taken().stream()
                  .filter(sql -> !sql.contains("as tray") && !sql.contains("SESSION_ID"))
                  .count());
    }
    return counts;
  }

  private static String link(CaseId id) {
    return "/c/" + doors.room(CaseTokens.class).of(id, friday.desk.party(id), Purpose.PAGE);
  }
}
