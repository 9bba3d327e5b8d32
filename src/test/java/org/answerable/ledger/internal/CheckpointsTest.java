package org.answerable.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.answerable.TestDatabase;
import org.answerable.ledger.internal.Checkpoints.Outcome.NoKey;
import org.answerable.ledger.internal.Checkpoints.Outcome.NotGrown;
import org.answerable.ledger.internal.Checkpoints.Outcome.Refused;
import org.answerable.ledger.internal.Checkpoints.Outcome.Signed;
import org.answerable.ledger.reading.Alarms;
import org.answerable.ledger.reading.LedgerFiles;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("A-54")
class CheckpointsTest {

  private static final UUID PARCEL = VectorsTest.id(0xc1);

  @TempDir Path data;

  private final TestDatabase database = TestDatabase.migrated();
  private final Scribe scribe = new Scribe(database);
  private final Alarms alarms = new Alarms();
  private final Sequencer sequencer =
      new Sequencer(database.as("answerable_sequencer").dataSource(), alarms);
  private Checkpoints checkpoints;

  @AfterEach
  void dropIt() {
    database.close();
  }

  @BeforeEach
  void threeEntries() {
    checkpoints = fresh();
    grow(3);
  }

  private Checkpoints fresh() {
    return new Checkpoints(
        database.as("answerable_app").dataSource(),
        database.as("answerable_sequencer").dataSource(),
        LedgerFiles.in(data, "desk.example/ledger"),
        alarms);
  }

  private void grow(int entries) {
    for (int i = 0; i < entries; i++) {
      scribe.say(PARCEL, "word");
    }
    sequencer.drain();
  }

  private List<Note> published() throws IOException {
    var notes = new ArrayList<Note>();
    var unreadable = new ArrayList<String>();
    new NoteFile(data.resolve("checkpoints.txt")).read(notes::add, unreadable::add);
    assertThat(unreadable).isEmpty();
    return notes;
  }

  @Test
  void aGrownTreeIsSignedKeptAndPublished() throws IOException {
    assertThat(checkpoints.sign()).isInstanceOf(Signed.class);
    var key = VerifyingKey.parse(Files.readString(data.resolve("ledger.pub")).strip());
    assertThat(published()).singleElement().matches(note -> note.isSignedBy(key));
    assertThat(published().getFirst().checkpoint())
        .isEqualTo(
            new Checkpoint(
                "desk.example/ledger", 3, new Leaves(scribe.db()).grow(Tree.EMPTY, 3).root()));
    assertThat(scribe.db().sql("select note from ledger.checkpoint").query(String.class).list())
        .containsExactly(published().getFirst().toString());
  }

  @Test
  void aTreeThatDidNotGrowIsNotSignedAgain() throws IOException {
    checkpoints.sign();
    assertThat(checkpoints.sign()).isInstanceOf(NotGrown.class);
    grow(1);
    assertThat(checkpoints.sign()).isInstanceOf(Signed.class);
    assertThat(fresh().sign()).isInstanceOf(NotGrown.class);
    assertThat(published()).hasSize(2);
  }

  @Test
  void onlyItsOwnerCanReadTheSigningKey() throws IOException {
    checkpoints.sign();
    var key = data.resolve("ledger.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    grow(1);
    assertThat(refusal(checkpoints)).contains("is open to others", "chmod 600");
  }

  @Test
  void aLostKeyIsNotReplacedBehindEverybodysBack() throws IOException {
    checkpoints.sign();
    Files.delete(data.resolve("ledger.key"));
    grow(1);
    assertThat(checkpoints.sign()).isInstanceOf(NoKey.class);
    assertThat(published()).hasSize(1);
  }

  @Test
  void aDatabaseThatWasPutBackIsNotSigned() {
    checkpoints.sign();
    cutTheLastLeaf();
    for (var one : List.of(checkpoints, fresh())) {
      assertThat(refusal(one))
          .contains("at 3 entries was signed, but the database has 2 in epoch 1", "Run recover");
    }
  }

  private void cutTheLastLeaf() {
    superuser("delete from ledger.leaf where idx = 2");
    superuser("delete from ledger.checkpoint");
    superuser("update ledger.state set next_idx = 2, edge = edge[1:1]");
  }

  @Test
  void anotherHistoryOfTheSameLengthIsNotSigned() {
    checkpoints.sign();
    superuser("update ledger.leaf set idx = 9 where idx = 0");
    superuser("update ledger.leaf set idx = 0 where idx = 1");
    superuser("update ledger.leaf set idx = 1 where idx = 9");
    grow(1);
    assertThat(refusal(fresh())).contains("The first 3 entries are not those that were signed");
  }

  @Test
  void anEdgeThatIsNotThatOfTheLeavesIsNotSigned() {
    superuser("update ledger.state set edge = array[sha256('x'), sha256('y')]");
    assertThat(refusal(checkpoints)).contains("edge at 3 entries is not that of the leaves");
  }

  @Test
  void aNoteSignedByAnotherKeyIsNotBuiltUpon() throws IOException {
    checkpoints.sign();
    var stranger = SigningKey.fresh("desk.example/ledger");
    Files.writeString(
        data.resolve("checkpoints.txt"),
        Note.sign(published().getFirst().checkpoint(), stranger) + "\n");
    grow(1);
    assertThat(refusal(fresh())).contains("was not signed by");
  }

  @Test
  void aRefusalIsAnAlarmUntilItGoesWellAgain() {
    superuser("update ledger.state set edge = array[sha256('x'), sha256('y')]");
    checkpoints.step();
    assertThat(alarms.standing())
        .singleElement()
        .satisfies(alarm -> assertThat(alarm.sort()).isEqualTo(Alarms.Sort.CHECKPOINT_REFUSED));
    superuser("update ledger.state set next_idx = 0, edge = '{}'");
    checkpoints.step();
    assertThat(alarms.standing()).isEmpty();
  }

  @Test
  void itIsAnAlarmWhenNobodySignsForFiveMinutes() throws IOException {
    long longAgo = System.currentTimeMillis() * 1_000 - 400_000_000L;
    scribe.sayAt(VectorsTest.id(0xc9), longAgo, "early");
    sequencer.drain();
    checkpoints.sign();
    checkpoints.step();
    assertThat(alarms.standing()).isEmpty();
    Files.delete(data.resolve("ledger.key"));
    scribe.sayAt(VectorsTest.id(0xca), longAgo, "early too");
    sequencer.drain();
    checkpoints.step();
    assertThat(alarms.standing())
        .singleElement()
        .satisfies(alarm -> assertThat(alarm.sort()).isEqualTo(Alarms.Sort.CHECKPOINT_LATE));
  }

  @Test
  void aNoteThatWasKeptButNotPublishedIsPublishedNext() throws IOException {
    checkpoints.sign();
    Files.delete(data.resolve("checkpoints.txt"));
    assertThat(fresh().sign()).isInstanceOf(NotGrown.class);
    assertThat(published()).hasSize(1);
  }

  @Test
  void halfANoteLeftByAPowerCutGivesWayToTheNext() throws IOException {
    checkpoints.sign();
    Files.writeString(
        data.resolve("checkpoints.txt"), "desk.example/ledger\n4\nAAAA", StandardOpenOption.APPEND);
    assertThat(published()).hasSize(1);
    grow(1);
    assertThat(fresh().sign()).isInstanceOf(Signed.class);
    assertThat(published()).hasSize(2);
  }

  private static String refusal(Checkpoints by) {
    return assertThat(by.sign())
        .asInstanceOf(InstanceOfAssertFactories.type(Refused.class))
        .actual()
        .why();
  }

  private void superuser(String statement) {
    try (var connection = database.dataSource().getConnection();
        var sql = connection.createStatement()) {
      sql.execute("set session_replication_role = replica");
      sql.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
