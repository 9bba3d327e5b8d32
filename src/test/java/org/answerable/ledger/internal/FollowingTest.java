package org.answerable.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.answerable.TestDatabase;
import org.answerable.ledger.reading.Alarms;
import org.answerable.ledger.reading.Entry;
import org.answerable.ledger.reading.Follower;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class FollowingTest {

  private static final UUID PARCEL = VectorsTest.id(0xc1);
  private static final UUID LAMP = VectorsTest.id(0xc2);

  private final TestDatabase database = TestDatabase.migrated();
  private final Scribe scribe = new Scribe(database);
  private final Alarms alarms = new Alarms();
  private final Sequencer sequencer =
      new Sequencer(database.as("answerable_sequencer").dataSource(), alarms);
  private final DriverManagerDataSource app = app();
  private final JdbcClient db = JdbcClient.create(app);

  private DriverManagerDataSource app() {
    var role = database.as("answerable_app");
    return new DriverManagerDataSource(role.url(), role.user(), role.password());
  }

  private Following following(Follower follower) {
    return new Following(
        follower,
        db,
        new TransactionTemplate(new JdbcTransactionManager(app)),
        new Journal(new JdbcTemplate(app), new FactCodec()),
        alarms);
  }

  /** Remembers what it saw, and fails at one entry as often as it is told to. */
  private static final class Listener implements Follower {
    final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private final String name;
    volatile String stumbles = "";

    Listener(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void follow(Entry entry) {
      var text = String.valueOf(entry.parts().text("body"));
      if (text.equals(stumbles)) {
        throw new IllegalStateException("cannot bear " + text);
      }
      heard.add(entry.leaf() + " " + entry.seq() + " " + text);
    }
  }

  private void say(UUID chain, String text) {
    scribe.append(chain, "ledger.heartbeat", Map.of(), Map.of("body", text));
  }

  @AfterEach
  void dropIt() {
    database.close();
  }

  @Test
  void aFollowerHearsEveryEntryInLeafOrderWithItsWords() {
    var listener = new Listener("post");
    var following = following(listener);
    say(LAMP, "dark");
    say(PARCEL, "where?");
    sequencer.drain();
    assertThat(following.follow()).isEqualTo(2);
    say(PARCEL, "hello?");
    sequencer.drain();
    assertThat(following.follow()).isEqualTo(1);
    assertThat(following.follow()).isZero();
    assertThat(listener.heard).containsExactly("0 1 where?", "1 1 dark", "2 2 hello?");
  }

  @Test
  void aCursorGoesOnWhereItStoodWhenTheProgramStartsAgain() {
    say(PARCEL, "where?");
    sequencer.drain();
    following(new Listener("post")).follow();
    say(PARCEL, "hello?");
    sequencer.drain();
    var again = new Listener("post");
    following(again).follow();
    assertThat(again.heard).containsExactly("1 2 hello?");
  }

  @Test
  void oneThatFailsWaitsAloneAndWhatStandsBeforeItIsDone() {
    var clumsy = new Listener("clumsy");
    clumsy.stumbles = "third";
    var steady = new Listener("steady");
    for (var word : List.of("first", "second", "third", "fourth")) {
      say(PARCEL, word);
    }
    sequencer.drain();
    var one = following(clumsy);
    var other = following(steady);
    var pauses = new ArrayList<Duration>();
    for (int step = 0; step < 8; step++) {
      pauses.add(one.step());
      other.step();
    }
    assertThat(steady.heard).hasSize(4);
    assertThat(cursor("clumsy")).isEqualTo(1);
    assertThat(pauses)
        .contains(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    assertThat(alarms.standing())
        .singleElement()
        .satisfies(alarm -> {
          assertThat(alarm.about()).isEqualTo("clumsy");
          assertThat(alarm.detail()).contains("cannot bear third");
        });
    clumsy.stumbles = "";
    one.step();
    assertThat(alarms.standing()).isEmpty();
    one.step();
    assertThat(clumsy.heard).endsWith("2 3 third", "3 4 fourth");
  }

  @Test
  void whatAFollowerWroteAndHowFarItReadAreNeverApart() {
    db.sql("insert into doors.secret (sort, holder, value) values ('trial', 'x', '0')").update();
    var following =
        following(
            new Follower() {
              @Override
              public String name() {
                return "writer";
              }

              @Override
              public void follow(Entry entry) {
                db.sql("update doors.secret set value = cast(cast(value as int) + 1 as text)")
                    .update();
                if (entry.seq() == 2) {
                  throw new IllegalStateException("after it wrote");
                }
              }
            });
    say(PARCEL, "first");
    say(PARCEL, "second");
    sequencer.drain();
    assertThatThrownBy(following::follow).hasMessage("after it wrote");
    assertThat(db.sql("select value from doors.secret").query(String.class).single())
        .isEqualTo("0");
    assertThat(cursor("writer")).isEqualTo(-1);
  }

  @Test
  void oneNodeAtATimeGoesOnWithAFollower() {
    say(PARCEL, "where?");
    sequencer.drain();
    var here = new Listener("post");
    var there = new Listener("post");
    var theirs = following(there);
    var ours =
        following(
            new Follower() {
              @Override
              public String name() {
                return "post";
              }

              @Override
              public void follow(Entry entry) {
                // Another thread has a connection of its own, as another node has.
                try (var other = Executors.newSingleThreadExecutor()) {
                  other.submit(theirs::follow);
                }
                here.follow(entry);
              }
            });
    ours.follow();
    assertThat(here.heard).hasSize(1);
    assertThat(there.heard).isEmpty();
  }

  @Test
  void aLeafIsHeardSoonAfterTheCommit() {
    var listener = new Listener("post");
    var engine = new Engine(sequencer, null, List.of(following(listener)));
    engine.start();
    try {
      say(PARCEL, "where?");
      engine.ring();
      await().atMost(Duration.ofSeconds(5)).until(() -> listener.heard.size() == 1);
    } finally {
      engine.stop();
    }
  }

  @Test
  void catchingUpHearsAlsoWhatAFollowerLedTo() {
    var listener = new Listener("post");
    var echo =
        following(
            new Follower() {
              @Override
              public String name() {
                return "echo";
              }

              @Override
              public void follow(Entry entry) {
                if (entry.seq() < 4) {
                  new Scribe(database)
                      .append(PARCEL, "ledger.heartbeat", Map.of(), Map.of("body", "echo"));
                }
              }
            });
    say(PARCEL, "where?");
    new Engine(sequencer, null, List.of(following(listener), echo)).catchUp();
    assertThat(listener.heard).containsExactly("0 1 where?", "1 2 echo", "2 3 echo", "3 4 echo");
  }

  private long cursor(String name) {
    return db.sql("select idx from doors.cursor where name = :name")
        .param("name", name)
        .query(Long.class)
        .single();
  }
}
