package org.answerable.ledger.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.answerable.TestDatabase;
import org.answerable.ledger.internal.Checkpoints.Outcome.Signed;
import org.answerable.ledger.reading.Alarms;
import org.answerable.ledger.reading.FileInfo;
import org.answerable.ledger.reading.Finding;
import org.answerable.ledger.reading.Finding.Sort;
import org.answerable.ledger.reading.LedgerFiles;
import org.answerable.ledger.reading.Verify;
import org.answerable.ledger.reading.VerifyReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A superuser without scruples works on the database, past every trigger and right. Each of their
 * acts is found.
 */
@Tag("A-54")
class VerifyTest {

  private static final UUID PARCEL = VectorsTest.id(0xc1);
  private static final UUID LAMP = VectorsTest.id(0xc2);
  private static final UUID CHAIR = VectorsTest.id(0xc3);

  @TempDir Path data;

  private final TestDatabase database = TestDatabase.migrated();
  private final Scribe scribe = new Scribe(database);
  private final Sequencer sequencer =
      new Sequencer(database.as("answerable_sequencer").dataSource(), new Alarms());

  @AfterEach
  void dropIt() {
    database.close();
  }

  /** Four entries about the parcel, three about the lamp, two about the chair; all signed. */
  @BeforeEach
  void aDayAtTheDesk() {
    scribe.say(PARCEL, "Where is my parcel?");
    scribe.say(LAMP, "It does not shine.");
    scribe.say(PARCEL, "It is on its way.");
    scribe.say(CHAIR, "It wobbles.");
    sequencer.drain();
    sign();
    scribe.say(PARCEL, "It has arrived, thank you.");
    scribe.say(LAMP, "A new one is sent.");
    scribe.say(CHAIR, "We are sorry.");
    scribe.say(LAMP, "It shines.");
    scribe.say(PARCEL, "Solved.");
    sequencer.drain();
    sign();
  }

  private LedgerFiles files() {
    return LedgerFiles.in(data, "desk.example/ledger");
  }

  private void sign() {
    assertThat(signing(database, files()).sign()).isInstanceOf(Signed.class);
  }

  private static Checkpoints signing(TestDatabase of, LedgerFiles files) {
    return new Checkpoints(
        of.as("answerable_app").dataSource(),
        of.as("answerable_sequencer").dataSource(),
        files,
        new Alarms());
  }

  private VerifyReport verify() {
    return verify(database);
  }

  private VerifyReport verify(TestDatabase of) {
    return new Verify(of.as("answerable_app").dataSource(), files(), List.of()).run();
  }

  private void superuser(String... statements) {
    try (var connection = database.dataSource().getConnection();
        var sql = connection.createStatement()) {
      sql.execute("set session_replication_role = replica");
      for (var statement : statements) {
        sql.execute(
            statement
                .replace("PARCEL", "'" + PARCEL + "'")
                .replace("LAMP", "'" + LAMP + "'")
                .replace("CHAIR", "'" + CHAIR + "'"));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Sort> sorts(VerifyReport report) {
    return report.first().stream().map(Finding::sort).distinct().toList();
  }

  private void assertFound(Sort sort, UUID chain, long seq) {
    var report = verify();
    assertThat(report.exitStatus()).isEqualTo(1);
    assertThat(report.first())
        .anySatisfy(finding -> {
          assertThat(finding.sort()).isEqualTo(sort);
          assertThat(finding.chain()).isEqualTo(chain);
          assertThat(finding.seq()).isEqualTo(seq);
        });
  }

  private void assertFoundByNotes(VerifyReport report) {
    assertThat(report.exitStatus()).isEqualTo(1);
    assertThat(sorts(report)).containsExactly(Sort.CHECKPOINT);
    assertThat(report.first().getFirst().what()).contains("published note");
  }

  @Test
  void whatNobodyTouchedIsClean() {
    var report = verify();
    assertThat(report.first()).isEmpty();
    assertThat(report.exitStatus()).isZero();
    assertThat(
            List.of(
                report.chains(),
                report.entries(),
                report.parts(),
                report.leaves(),
                report.kept(),
                report.published()))
        .containsExactly(3L, 9L, 9L, 9L, 2L, 2L);
    assertThat(report.lines()).last().isEqualTo("Everything is as it was written");
  }

  @Test
  void anErasureByTheRulesIsClean() {
    scribe.erase(PARCEL, "1:body,2:body");
    scribe.erase(PARCEL, "1:body,3:body");
    var report = verify();
    assertThat(report.first()).isEmpty();
    assertThat(report.erased()).isEqualTo(3);
  }

  @Test
  void aBodyThatWasEditedIsFound() {
    superuser(
        "update ledger.part set data = 'It was never late.' where chain_id = PARCEL and seq = 2");
    assertFound(Sort.PART, PARCEL, 2);
  }

  @Test
  void aColumnThatWasEditedIsFound() {
    superuser("update ledger.entry set type = 'case.closed' where chain_id = LAMP and seq = 2");
    assertFound(Sort.HEADER, LAMP, 2);
  }

  @Test
  void aHeaderThatWasEditedIsFound() {
    superuser(
        "alter table ledger.entry drop constraint entry_check",
        "update ledger.entry set header = set_byte(header, 110, 120) where chain_id = LAMP and seq = 2");
    assertFound(Sort.CHAIN, LAMP, 2);
  }

  @Test
  void aHeaderThatWasEditedAndHashedAgainIsFound() {
    superuser(
        """
        with forged as (select set_byte(header, 103, 120) as header
                          from ledger.entry
                         where chain_id = LAMP and seq = 2)
        update ledger.entry e
           set header = f.header, entry_hash = sha256('\\x00'::bytea || f.header)
          from forged f
         where e.chain_id = LAMP and e.seq = 2
        """);
    assertFound(Sort.CHAIN, LAMP, 3);
    assertThat(sorts(verify())).contains(Sort.CHECKPOINT);
  }

  @Test
  void aHeaderThatIsNoHeaderIsFound() {
    superuser(
        """
        update ledger.entry
           set header = header || '\\x00'::bytea, entry_hash = sha256('\\x00'::bytea || header || '\\x00'::bytea)
         where chain_id = LAMP and seq = 3
        """);
    assertFound(Sort.HEADER, LAMP, 3);
  }

  @Test
  void sealsThatWereSwappedAreFound() {
    superuser(
        """
        update ledger.part p
           set seal = o.seal
          from ledger.part o
         where p.chain_id = PARCEL and o.chain_id = PARCEL and (p.seq, o.seq) in ((1, 2), (2, 1))
        """);
    assertFound(Sort.PART, PARCEL, 1);
    assertFound(Sort.PART, PARCEL, 2);
  }

  @Test
  void contentsThatWereSwappedTogetherWithTheirSaltsAndSealsAreFound() {
    superuser(
        """
        update ledger.part p
           set seal = o.seal, salt = o.salt, data = o.data
          from ledger.part o
         where p.seq = 1 and o.seq = 1
           and (p.chain_id, o.chain_id) in ((PARCEL, LAMP), (LAMP, PARCEL))
        """);
    assertFound(Sort.PART, PARCEL, 1);
    assertFound(Sort.PART, LAMP, 1);
  }

  @Test
  void anEntryThatWasDeletedFromTheMiddleIsFound() {
    superuser(
        "delete from ledger.part where chain_id = PARCEL and seq = 2",
        "delete from ledger.entry where chain_id = PARCEL and seq = 2");
    assertFound(Sort.CHAIN, PARCEL, 3);
    assertFound(Sort.LEAF, PARCEL, 2);
  }

  @Test
  void anEntryThatWasDeletedAtTheEndIsFound() {
    superuser(
        "delete from ledger.part where chain_id = PARCEL and seq = 4",
        "delete from ledger.entry where chain_id = PARCEL and seq = 4");
    assertFound(Sort.CHAIN, PARCEL, 3);
  }

  @Test
  void aTailThatWasCutBehindARepairedHeadIsFound() {
    cutTail();
    assertFound(Sort.LEAF, PARCEL, 4);
  }

  private void cutTail() {
    superuser(
        "delete from ledger.part where chain_id = PARCEL and seq = 4",
        "delete from ledger.entry where chain_id = PARCEL and seq = 4",
        """
        update ledger.chain c
           set head_seq = 3, head_hash = e.entry_hash, head_time_us = e.recorded_us
          from ledger.entry e
         where c.chain_id = PARCEL and e.chain_id = PARCEL and e.seq = 3
        """);
  }

  @Test
  void aTailThatWasCutWithItsLeafIsFoundByWhatWasPublished() {
    cutTail();
    superuser("delete from ledger.leaf where chain_id = PARCEL and seq = 4");
    plantTheTreeAnew();
    assertFoundByNotes(verify());
  }

  /** Numbers the leaves without gaps, computes the sequencer's edge, and removes the kept notes. */
  private void plantTheTreeAnew() {
    superuser(
        """
        with numbered as (select idx, row_number() over (order by idx) - 1 as fresh from ledger.leaf)
        update ledger.leaf l set idx = 1000 + n.fresh from numbered n where n.idx = l.idx
        """,
        "update ledger.leaf set idx = idx - 1000",
        "delete from ledger.checkpoint");
    long size = scribe.db().sql("select count(*) from ledger.leaf").query(Long.class).single();
    var tree = new Leaves(scribe.db()).grow(Tree.EMPTY, size);
    var edge = new StringBuilder();
    tree.edge()
        .forEach(hash ->
            edge.append(edge.isEmpty() ? "" : ", ")
                .append("decode('")
                .append(hash)
                .append("', 'hex')"));
    superuser(
        "update ledger.state set next_idx = " + size + ", edge = array[" + edge + "]::bytea[]");
  }

  @Test
  void twoEntriesThatWereSwappedAreFound() {
    superuser(
        "alter table ledger.part drop constraint part_chain_id_seq_fkey",
        "update ledger.entry set seq = 99 where chain_id = PARCEL and seq = 2",
        "update ledger.entry set seq = 2 where chain_id = PARCEL and seq = 3",
        "update ledger.entry set seq = 3 where chain_id = PARCEL and seq = 99");
    assertFound(Sort.CHAIN, PARCEL, 2);
    assertFound(Sort.HEADER, PARCEL, 2);
  }

  @Test
  void leavesThatWereSwappedAreFound() {
    superuser(
        "update ledger.leaf set idx = 99 where idx = 0",
        "update ledger.leaf set idx = 0 where idx = 2",
        "update ledger.leaf set idx = 2 where idx = 99");
    assertThat(sorts(verify())).contains(Sort.CHECKPOINT, Sort.LEAF);
  }

  @Test
  void anEntryThatIsBackDatedIsFound() {
    long anHourAgo = now() - 3_600_000_000L;
    scribe.sayAt(VectorsTest.id(0xc9), anHourAgo, "We had answered in time.");
    var pending = verify();
    assertThat(sorts(pending)).contains(Sort.BACK_DATED);
    sequencer.drain();
    var report = verify();
    assertThat(sorts(report)).containsExactly(Sort.BACK_DATED);
    assertThat(report.first().getFirst().chain()).isEqualTo(VectorsTest.id(0xc9));
  }

  @Test
  void anEntryWrittenSlowlyIsNotTakenForBackDated() {
    scribe.sayAt(VectorsTest.id(0xc9), now() - 30_000_000L, "The commit took half a minute.");
    sequencer.drain();
    assertThat(verify().first()).isEmpty();
  }

  @Test
  void anOldCopyThatWasPutBackIsFoundByWhatWasPublished() {
    var old = copy();
    assertThat(verify(old).first()).isEmpty();
    scribe.say(LAMP, "It went out again.");
    sequencer.drain();
    sign();
    assertFoundByNotes(verify(old));
    assertThat(verify(database).first()).isEmpty();
  }

  @Test
  void anOldCopyThatWasPutBackTogetherWithItsNotesIsFoundByThoseOutside() throws IOException {
    var old = copy();
    var notesThen = Files.readString(data.resolve("checkpoints.txt"));
    var copied = LedgerFiles.in(data, data.resolve("outside"), "desk.example/ledger");
    scribe.say(LAMP, "It went out again.");
    sequencer.drain();
    assertThat(signing(database, copied).sign()).isInstanceOf(Signed.class);

    Files.writeString(data.resolve("checkpoints.txt"), notesThen);
    assertThat(verify(old).first()).as("inside, nothing contradicts it").isEmpty();
    assertFoundByNotes(new Verify(old.as("answerable_app").dataSource(), copied, List.of()).run());
    assertThat(signing(old, copied).sign())
        .as("nothing is signed on top of it")
        .isInstanceOf(Checkpoints.Outcome.Refused.class);
  }

  @Test
  void aNoteCountsOnceAlsoWhereItIsPublishedTwice() {
    var copied = LedgerFiles.in(data, data.resolve("outside"), "desk.example/ledger");
    scribe.say(LAMP, "It went out again.");
    sequencer.drain();
    assertThat(signing(database, copied).sign()).isInstanceOf(Signed.class);
    var report = new Verify(database.as("answerable_app").dataSource(), copied, List.of()).run();
    assertThat(report.first()).isEmpty();
    assertThat(report.published()).isEqualTo(3);
  }

  @Test
  void anOldCopyThatWentOnAnotherWayIsFoundByWhatWasPublished() {
    var old = copy();
    scribe.say(LAMP, "It went out again.");
    sequencer.drain();
    sign();
    new Scribe(old).say(LAMP, "It shines on.");
    new Scribe(old).say(LAMP, "And on.");
    new Sequencer(old.as("answerable_sequencer").dataSource(), new Alarms()).drain();
    assertFoundByNotes(verify(old));
  }

  private TestDatabase copy() {
    var name = database.url().substring(database.url().lastIndexOf('/') + 1);
    var bare = name.contains("?") ? name.substring(0, name.indexOf('?')) : name;
    var root =
        new TestDatabase(
            database.url().replace("/" + bare, "/postgres"), database.user(), database.password());
    root.client().sql("create database " + bare + "_old template " + bare).update();
    return new TestDatabase(
        database.url().replace("/" + bare, "/" + bare + "_old"),
        database.user(),
        database.password());
  }

  @Test
  void aWholeChainThatWasRemovedWithItsLeavesIsFoundByWhatWasPublished() {
    superuser(
        "delete from ledger.part where chain_id = CHAIR",
        "delete from ledger.entry where chain_id = CHAIR",
        "delete from ledger.chain where chain_id = CHAIR",
        "delete from ledger.leaf where chain_id = CHAIR");
    plantTheTreeAnew();
    assertFoundByNotes(verify());
  }

  @Test
  void aChainThatWasWrittenAnewFromEndToEndIsFoundByWhatWasPublished() {
    rewriteLamp();
    plantTheTreeAnew();
    assertFoundByNotes(verify());
  }

  /** Every hash, seal and head is right again; only what left the house says otherwise. */
  private void rewriteLamp() {
    var prev = Hash.ZERO;
    for (long seq = 1; seq <= 3; seq++) {
      var old =
          Header.decode(
              scribe
                  .db()
                  .sql("select header from ledger.entry where chain_id = ? and seq = ?")
                  .params(LAMP, seq)
                  .query((row, _) -> row.getBytes(1))
                  .single());
      var salt = Hashes.salt();
      var text = "It always shone, day " + seq;
      var seals = new TreeMap<String, Hash>();
      seals.put("body", Hashes.seal(salt, "body", "text/plain", text.getBytes(UTF_8)));
      var forged =
          new Header(
              old.ledgerId(),
              LAMP,
              seq,
              prev,
              old.timeUs(),
              old.type(),
              old.actorKind(),
              old.actor(),
              old.via(),
              old.fields(),
              seals);
      prev = Hashes.entry(forged.encode());
      var hex = HexFormat.of();
      superuser(
          "update ledger.entry set prev_hash = decode('%s', 'hex'), header = decode('%s', 'hex'), entry_hash = decode('%s', 'hex') where chain_id = LAMP and seq = %d"
              .formatted(forged.prevHash(), hex.formatHex(forged.encode()), prev, seq),
          "update ledger.part set data = '%s', salt = decode('%s', 'hex'), seal = decode('%s', 'hex') where chain_id = LAMP and seq = %d"
              .formatted(text, hex.formatHex(salt), seals.get("body"), seq),
          "update ledger.chain set head_hash = decode('%s', 'hex') where chain_id = LAMP"
              .formatted(prev));
    }
  }

  @Test
  void aBodyThatWasDestroyedWithoutAuthorityIsMissing() {
    superuser("delete from ledger.part where chain_id = PARCEL and seq = 1");
    assertFound(Sort.MISSING, PARCEL, 1);
  }

  @Test
  void aBodyThatWasEmptiedWithoutAnErasureIsMissing() {
    superuser(
        "update ledger.part set salt = null, data = null, erased_by = sha256('x') where chain_id = PARCEL and seq = 1");
    assertFound(Sort.MISSING, PARCEL, 1);
  }

  @Test
  void aBodyThatWasEmptiedUnderAnErasureOfSomethingElseIsMissing() {
    scribe.erase(PARCEL, "2:body");
    superuser(
        """
        update ledger.part
           set salt = null, data = null,
               erased_by = (select erased_by from ledger.part where chain_id = PARCEL and seq = 2)
         where chain_id = PARCEL and seq = 1
        """);
    assertFound(Sort.MISSING, PARCEL, 1);
    assertThat(verify().findings()).isEqualTo(1);
  }

  @Test
  void erasedContentThatCameBackIsFound() {
    superuser("create table before as select * from ledger.part");
    scribe.erase(PARCEL, "2:body");
    superuser(
        "update ledger.part p set salt = b.salt, data = b.data, erased_by = null from before b where p.chain_id = PARCEL and b.chain_id = PARCEL and p.seq = 2 and b.seq = 2");
    assertFound(Sort.PART, PARCEL, 5);
  }

  @Test
  void aPartThatNoEntryNamesIsFound() {
    superuser(
        "insert into ledger.part (chain_id, seq, name, media_type, seal, salt, data) select chain_id, seq, 'note', media_type, seal, salt, data from ledger.part where chain_id = PARCEL and seq = 1");
    assertFound(Sort.PART, PARCEL, 1);
  }

  @Test
  void aLeafThatWasTakenAwayIsFound() {
    superuser("delete from ledger.leaf where idx = 3");
    assertThat(sorts(verify())).contains(Sort.LEAF, Sort.CHECKPOINT);
  }

  @Test
  void anEntryThatWaitsTooLongForItsLeafIsFound() {
    scribe.sayAt(VectorsTest.id(0xc9), now() - 90_000_000L, "Nobody sequences.");
    assertFound(Sort.LEAF, VectorsTest.id(0xc9), 1);
  }

  @Test
  void aNoteUnderAKeyThatIsNotBelievedIsFound() throws IOException {
    var forged =
        Note.sign(
            new Checkpoint(
                "desk.example/ledger", 9, new Leaves(scribe.db()).grow(Tree.EMPTY, 9).root()),
            SigningKey.fresh("desk.example/ledger"));
    new NoteFile(files().notes()).append(forged);
    var report = verify();
    assertThat(report.first())
        .singleElement()
        .satisfies(f -> assertThat(f.what()).contains("no key that is believed"));
  }

  @Test
  void notesThatDisappearedAreFound() throws IOException {
    Files.delete(files().notes());
    var report = verify();
    assertThat(sorts(report)).containsExactly(Sort.CHECKPOINT);
    assertThat(report.lines()).anyMatch(line -> line.startsWith("No note was found outside"));
  }

  @Test
  void anEdgeThatWasEditedIsFound() {
    superuser("update ledger.state set edge = '{}'");
    assertThat(sorts(verify())).containsExactly(Sort.LEAF);
  }

  @Test
  void aFileThatWasEditedOrLostIsFound() throws Exception {
    var blob = VectorsTest.id(0xb1);
    sendPicture(blob);
    assertThat(verify().first()).isEmpty();
    superuser("update ledger.blob set data = 'another half' where piece = 1");
    assertFound(Sort.FILE, CHAIR, 3);
    superuser("delete from ledger.blob");
    assertFound(Sort.FILE, CHAIR, 3);
    superuser(
        "insert into ledger.blob (blob_id, piece, data) values (gen_random_uuid(), 0, 'stray')");
    assertThat(verify().first()).anySatisfy(f -> assertThat(f.what()).contains("named by no part"));
  }

  private void sendPicture(UUID blob) throws Exception {
    var bytes = "one half, other half".getBytes(UTF_8);
    var sha = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    var info = new FileInfo(blob, sha, bytes.length, "wobble.png", "image/png");
    scribe.file(CHAIR, "att.1", info);
    int piece = 0;
    for (var half : List.of(Arrays.copyOf(bytes, 9), Arrays.copyOfRange(bytes, 9, bytes.length))) {
      scribe
          .db()
          .sql("insert into ledger.blob (blob_id, piece, data) values (?, ?, ?)")
          .params(blob, piece++, half)
          .update();
    }
  }

  @Test
  void entriesOfAToldPastAreNotBackDated() throws IOException {
    var told = TestDatabase.migrated();
    var maker = new Scribe(told);
    long start = now() - 86_400_000_000L;
    maker.append(
        Identity.SYSTEM,
        "ledger.opened",
        Map.of("format", "1", "told_until", Long.toString(now())),
        Map.of());
    var leaves = new Sequencer(told.as("answerable_sequencer").dataSource(), new Alarms());
    leaves.drain();
    Files.delete(files().notes());
    Files.delete(files().signingKey());
    Files.delete(files().publicKeys());
    new Checkpoints(
            told.as("answerable_app").dataSource(),
            told.as("answerable_sequencer").dataSource(),
            files(),
            new Alarms())
        .sign();
    maker.sayAt(PARCEL, start, "Yesterday, as it is told.");
    leaves.drain();
    assertThat(verify(told).first()).isEmpty();
  }

  @Test
  void theDeskGoesOnWhileItIsChecked() throws Exception {
    var over = new AtomicBoolean();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writing =
          threads.submit(() -> {
            for (int i = 0; !over.get(); i++) {
              scribe.say(VectorsTest.id(0xd0 + i % 5), "word " + i);
              sequencer.batch();
            }
          });
      for (int i = 0; i < 5; i++) {
        assertThat(verify().first()).isEmpty();
      }
      over.set(true);
      writing.get();
    }
  }

  @Test
  void whatOtherRoomsFindIsInTheReport() {
    var report =
        new Verify(
                database.as("answerable_app").dataSource(),
                files(),
                List.of(found ->
                    found.accept(new Finding(Sort.TABLE, PARCEL, 4, "work.cases differs"))))
            .run();
    assertThat(report.lines()).contains("TABLE chain " + PARCEL + " entry 4: work.cases differs");
  }

  private static long now() {
    return System.currentTimeMillis() * 1_000;
  }
}
