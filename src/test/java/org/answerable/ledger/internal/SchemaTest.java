package org.answerable.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.answerable.TestDatabase;
import org.answerable.ledger.reading.Alarms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables keep the ledger's word by themselves, whatever code does. */
@Tag("A-54")
class SchemaTest {

  private static final UUID PARCEL = VectorsTest.id(0xc1);
  private static final UUID LAMP = VectorsTest.id(0xc2);

  private final TestDatabase database = TestDatabase.migrated();
  private final Scribe scribe = new Scribe(database);
  private final JdbcClient owner = database.as("answerable_ddl").client();
  private final JdbcClient app = database.as("answerable_app").client();

  @AfterEach
  void dropIt() {
    database.close();
  }

  @BeforeEach
  void aParcelIsLost() {
    scribe.say(PARCEL, "Where is my parcel?");
    scribe.say(PARCEL, "It is on its way.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update ledger.entry set type = 'case.closed'",
        "delete from ledger.entry",
        "truncate ledger.entry cascade",
        "update ledger.leaf set idx = idx + 1",
        "delete from ledger.leaf",
        "truncate ledger.leaf",
        "update ledger.checkpoint set note = ''",
        "delete from ledger.checkpoint",
        "truncate ledger.checkpoint",
        "update ledger.part set data = 'other'",
        "update ledger.part set salt = null, data = null, erased_by = sha256('x')",
        "update ledger.part set subject_id = gen_random_uuid()",
        "delete from ledger.part",
        "truncate ledger.part",
        "delete from ledger.chain",
        "update ledger.chain set head_seq = 1",
        "update ledger.chain set kind = 'mail'",
        "update ledger.pending set seq = seq + 1",
        "truncate ledger.pending",
        "update ledger.blob set data = ''",
        "delete from ledger.state"
      })
  void evenTheOwnerCannotChangeWhatIsWritten(String statement) {
    assertThatThrownBy(() -> owner.sql(statement).update())
        .hasMessageContaining("Append a correcting fact instead.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "answerable_app | delete from ledger.pending",
        "answerable_app | update ledger.chain set head_seq = 9",
        "answerable_app | insert into ledger.leaf (idx, chain_id, seq) values (0, gen_random_uuid(), 1)",
        "answerable_app | update ledger.state set next_idx = 7",
        "answerable_app | insert into ledger.told (at) values (now())",
        "answerable_app | update ledger.part set data = null",
        "answerable_app | alter table ledger.entry disable trigger all",
        "answerable_app | set session_replication_role = replica",
        "answerable_sequencer | delete from ledger.entry",
        "answerable_sequencer | update ledger.state set ledger_id = gen_random_uuid()",
        "answerable_sequencer | select ledger.erase(gen_random_uuid(), 1)",
        "answerable_rebuild | delete from ledger.pending",
        "answerable_rebuild | update ledger.chain set head_seq = 9"
      })
  void noRoleOfTheDeskHasMoreRightsThanItNeeds(String role, String statement) {
    assertThatThrownBy(() -> database.as(role).client().sql(statement).update())
        .rootCause()
        .message()
        .containsAnyOf("permission denied", "must be owner");
  }

  @Test
  void anEntryThatDoesNotFollowItsHeadIsRefused() {
    assertThatThrownBy(() -> scribe.sayAt(PARCEL, 1, "long ago"))
        .hasMessageContaining("does not follow the head of chain " + PARCEL);
    assertThat(count("ledger.entry")).isEqualTo(2);
  }

  @Test
  void anEntryWhoseColumnsAreNotItsHeadersIsRefused() {
    assertThatThrownBy(() ->
            app.sql(
                    """
                    insert into ledger.entry (chain_id, seq, prev_hash, entry_hash, header, type, actor, recorded_us)
                    select chain_id, 3, c.head_hash, e.entry_hash, e.header, e.type, e.actor, c.head_time_us + 1
                      from ledger.entry e
                      join ledger.chain c using (chain_id)
                     where e.seq = 2
                    """)
                .update())
        .hasMessageContaining("is not what its header says");
  }

  @Test
  void nobodyInTheDeskCanClaimAnotherTransactionForAnEntry() {
    assertThatThrownBy(() ->
            app.sql("insert into ledger.entry (chain_id, seq, xid) values (:c, 3, '7')")
                .param("c", PARCEL)
                .update())
        .rootCause()
        .hasMessageContaining("permission denied");
  }

  @Test
  void anErasureEmptiesWhatItListsAndNothingElse() {
    scribe.erase(PARCEL, "1:body");
    assertThat(texts()).containsExactly("1 gone", "2 It is on its way.");
    assertThat(count("ledger.entry")).isEqualTo(3);
  }

  @Test
  void anErasureTakesTheFileWithIt() {
    scribe.together(() -> {
      var blob = VectorsTest.id(0xb1);
      app.sql("insert into ledger.blob (blob_id, piece, data) values (:blob, 0, 'a picture')")
          .param("blob", blob)
          .update();
      app.sql(
              """
              insert into ledger.part (chain_id, seq, name, media_type, seal, salt, data, blob_id)
              values (:c, 1, 'att.1', 'text/plain', sha256('s'), sha256('t'), 'about it', :blob)
              """)
          .param("c", PARCEL)
          .param("blob", blob)
          .update();
    });
    assertThatThrownBy(() -> owner.sql("delete from ledger.blob").update())
        .hasMessageContaining("Append a correcting fact instead.");
    scribe.erase(PARCEL, "1:att.1");
    assertThat(count("ledger.blob")).isZero();
  }

  @Test
  void anErasureOfAnotherChainOrAnEarlierTransactionErasesNothing() {
    scribe.append(PARCEL, "erasure.executed", Map.of("targets", "1:body"), Map.of());
    assertThatThrownBy(() ->
            app.sql("select ledger.erase(:c, 3)").param("c", PARCEL).query(Integer.class).single())
        .hasMessageContaining("is no erasure of this transaction");
    assertThatThrownBy(() -> scribe.erase(LAMP, "1:body"))
        .hasMessageContaining("has no part 1:body to erase");
    assertThat(texts()).containsExactly("1 Where is my parcel?", "2 It is on its way.");
  }

  @Test
  void aRowCannotChangeWithoutAnEntryInItsChain() {
    owner.sql("create table work.trial (chain_id uuid primary key, word text)").update();
    owner.sql("grant all on work.trial to answerable_app, answerable_rebuild").update();
    owner
        .sql(
            """
            create constraint trigger guarded after insert or update or delete on work.trial
                deferrable initially deferred for each row execute function ledger.guard()
            """)
        .update();
    var trial =
        app.sql("insert into work.trial (chain_id, word) values (:c, 'open')").param("c", PARCEL);
    assertThatThrownBy(trial::update).hasMessageContaining("without an entry in chain " + PARCEL);
    scribe.together(() -> {
      scribe.say(PARCEL, "Open.");
      scribe
          .db()
          .sql("insert into work.trial (chain_id, word) values (:c, 'open')")
          .param("c", PARCEL)
          .update();
    });
    assertThatThrownBy(() -> app.sql("update work.trial set word = 'shut'").update())
        .hasMessageContaining("without an entry");
    assertThatThrownBy(() -> app.sql("delete from work.trial").update())
        .hasMessageContaining("without an entry");
    assertThatThrownBy(() ->
            scribe.together(() -> {
              scribe.say(PARCEL, "Moved.");
              scribe.db().sql("update work.trial set chain_id = :c").param("c", LAMP).update();
            }))
        .hasMessageContaining("without an entry in chain " + LAMP);
    assertThat(
            database
                .as("answerable_rebuild")
                .client()
                .sql("update work.trial set word = 'right'")
                .update())
        .isEqualTo(1);
  }

  /** After a restore, the row of an old entry may name a transaction that is only now happening. */
  @Test
  void anEntryOfAnEarlierClusterIsNotTakenForOneOfThisTransaction() {
    owner.sql("create table work.trial (chain_id uuid primary key)").update();
    owner.sql("grant all on work.trial to answerable_app").update();
    owner
        .sql(
            """
            create constraint trigger guarded after insert on work.trial
                deferrable initially deferred for each row execute function ledger.guard()
            """)
        .update();
    new Sequencer(database.as("answerable_sequencer").dataSource(), new Alarms()).drain();
    var root = database.client();
    assertThatThrownBy(() ->
            scribe.together(() -> {
              long mine =
                  scribe
                      .db()
                      .sql("select cast(cast(pg_current_xact_id() as text) as bigint)")
                      .query(Long.class)
                      .single();
              root.sql("alter table ledger.entry disable trigger all").update();
              root.sql("update ledger.entry set xid = cast(cast(:x as text) as xid8)")
                  .param("x", mine)
                  .update();
              root.sql("alter table ledger.entry enable trigger all").update();
              scribe
                  .db()
                  .sql("insert into work.trial (chain_id) values (:c)")
                  .param("c", PARCEL)
                  .update();
            }))
        .hasMessageContaining("without an entry");
  }

  @Test
  void toldTimeIsTheTimeWhileItIsTold() {
    owner.sql("insert into ledger.told (at) values (timestamptz '2026-03-01 10:00+00')").update();
    assertThat(
            app.sql("select ledger.now() = timestamptz '2026-03-01 10:00+00'")
                .query(Boolean.class)
                .single())
        .isTrue();
    owner.sql("delete from ledger.told").update();
    assertThat(
            app.sql("select ledger.now() > timestamptz '2026-03-01 10:00+00'")
                .query(Boolean.class)
                .single())
        .isTrue();
  }

  private List<String> texts() {
    return app.sql(
            """
            select seq || ' ' || coalesce(convert_from(data, 'UTF8'), 'gone') as text
              from ledger.part
             order by seq, name
            """)
        .query((row, _) -> row.getString("text"))
        .list();
  }

  private long count(String table) {
    return app.sql("select count(*) from " + table).query(Long.class).single();
  }
}
