package org.answerable.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.answerable.TestDatabase;
import org.answerable.ledger.reading.Alarms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

class SequencerTest {

  private static final UUID PARCEL = VectorsTest.id(0xc1);
  private static final UUID LAMP = VectorsTest.id(0xc2);

  private final TestDatabase database = TestDatabase.migrated();
  private final Scribe scribe = new Scribe(database);
  private final Sequencer sequencer = sequencer();

  private Sequencer sequencer() {
    return new Sequencer(database.as("answerable_sequencer").dataSource(), new Alarms());
  }

  @AfterEach
  void dropIt() {
    database.close();
  }

  @Test
  void eachEntryGetsOneLeafAndNoneIsLeftOver() {
    scribe.say(LAMP, "It does not shine.");
    scribe.say(PARCEL, "Where is it?");
    scribe.say(PARCEL, "Hello?");
    assertThat(sequencer.drain()).isEqualTo(3);
    assertThat(sequencer.drain()).isZero();
    assertThat(leaves()).containsExactly("0 c1 1", "1 c1 2", "2 c2 1");
    assertThat(count("select count(*) from ledger.pending")).isZero();
  }

  @Test
  void theEdgeThatIsKeptIsTheTreeOfTheLeaves() {
    for (int i = 0; i < 23; i++) {
      scribe.say(i % 3 == 0 ? LAMP : PARCEL, "word " + i);
      if (i % 5 == 0) {
        sequencer.drain();
      }
    }
    sequencer.drain();
    var kept =
        scribe.db().sql("select next_idx, edge from ledger.state").query(Sequencer::tree).single();
    assertThat(kept.size()).isEqualTo(23);
    assertThat(new Leaves(scribe.db()).grow(Tree.EMPTY, 23)).isEqualTo(kept);
  }

  @Test
  void whoDoesNotHoldTheBatchTakesNothing() throws SQLException {
    scribe.say(PARCEL, "Where is it?");
    try (var other = database.as("answerable_sequencer").dataSource().getConnection()) {
      other.setAutoCommit(false);
      try (var statement = other.createStatement()) {
        statement.execute("select one from ledger.state for update");
        assertThat(sequencer.batch()).isEqualTo(-1);
      }
      other.rollback();
    }
    assertThat(sequencer.batch()).isEqualTo(1);
  }

  /**
   * Late commits are what makes "id greater than the last" skip rows; here they only come later.
   */
  @Test
  void anEntryThatCommitsLateIsNotSkipped() {
    scribe.together(() -> {
      scribe.say(PARCEL, "begun first, committed last");
      new Scribe(database).say(LAMP, "begun last, committed first");
      assertThat(sequencer.drain()).isEqualTo(1);
    });
    assertThat(sequencer.drain()).isEqualTo(1);
    assertThat(leaves()).containsExactly("0 c2 1", "1 c1 1");
  }

  @Test
  void manyWritersAndTwoSequencersGiveOneOrderWithoutGaps() throws Exception {
    int writers = 6;
    int each = 60;
    var other = sequencer();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<?>>();
      for (int writer = 0; writer < writers; writer++) {
        var mine = new Scribe(database);
        int n = writer;
        running.add(
            threads.submit(() -> {
              for (int i = 0; i < each; i++) {
                mine.say(VectorsTest.id(0xd0 + (n + i) % 4), "word");
              }
            }));
      }
      while (running.stream().anyMatch(one -> !one.isDone())) {
        sequencer.drain();
        other.drain();
      }
      for (var one : running) {
        one.get();
      }
    }
    sequencer.drain();
    assertThat(count("select count(*) from ledger.leaf")).isEqualTo(writers * each);
    assertThat(count("select max(idx) + 1 from ledger.leaf")).isEqualTo(writers * each);
    assertThat(
            count(
                """
                select count(*)
                  from ledger.leaf a
                  join ledger.leaf b on b.chain_id = a.chain_id and b.seq > a.seq and b.idx < a.idx
                """))
        .isZero();
  }

  @Test
  void itIsWokenByACommitAndTellsOnceABatch() throws SQLException {
    try (var listener = database.as("answerable_app").dataSource().getConnection();
        var statement = listener.createStatement()) {
      statement.execute("listen ledger");
      var engine = new Engine(sequencer, null, List.of());
      engine.start();
      try {
        scribe.say(PARCEL, "Where is it?");
        engine.ring();
        await()
            .atMost(Duration.ofSeconds(5))
            .until(() -> count("select count(*) from ledger.leaf") == 1);
        var notices = listener.unwrap(PGConnection.class).getNotifications(2_000);
        assertThat(notices).hasSize(1);
        assertThat(notices[0].getParameter()).isEqualTo("1");
      } finally {
        engine.stop();
      }
      assertThat(engine.isRunning()).isFalse();
      scribe.say(PARCEL, "Hello?");
      assertThat(count("select count(*) from ledger.pending")).isEqualTo(1);
    }
  }

  @Test
  void anEdgeItCannotReadIsAnAlarmAndNotItsEnd() {
    scribe.say(PARCEL, "Where is it?");
    var alarms = new Alarms();
    var watched = new Sequencer(database.as("answerable_sequencer").dataSource(), alarms);
    database.client().sql("update ledger.state set next_idx = 3").update();
    watched.step(() -> {});
    assertThat(alarms.standing())
        .singleElement()
        .satisfies(alarm -> assertThat(alarm.detail()).contains("A tree of 3 leaves"));
    database.client().sql("update ledger.state set next_idx = 0").update();
    watched.step(() -> {});
    assertThat(alarms.standing()).isEmpty();
    assertThat(leaves()).hasSize(1);
  }

  private List<String> leaves() {
    return scribe
        .db()
        .sql(
            "select idx || ' ' || right(cast(chain_id as text), 2) || ' ' || seq as leaf from ledger.leaf order by idx")
        .query((row, _) -> row.getString("leaf"))
        .list();
  }

  private long count(String question) {
    return scribe.db().sql(question).query(Long.class).single();
  }
}
