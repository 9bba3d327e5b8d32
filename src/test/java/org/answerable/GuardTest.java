package org.answerable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database refuses to the desk itself, so that wrong code cannot do it either. */
class GuardTest {

  private House house;

  @BeforeEach
  void open() {
    house = House.built();
    var desk = Northwind.in(house);
    desk.mail("priya@example.org", "Priya Raman", "Lost parcel", "It never arrived.");
    house.catchUp();
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void everyRegisterAndViewIsGuarded() {
    var free =
        house
            .owner()
            .sql(
                """
                select t.table_schema || '.' || t.table_name
                  from information_schema.tables t
                 where t.table_schema in ('work', 'views')
                   and t.table_type = 'BASE TABLE'
                   and not exists (select
                                     from pg_trigger g
                                    where g.tgrelid = (t.table_schema || '.' || t.table_name)::regclass
                                      and g.tgname = 'guarded'
                                      and g.tgenabled = 'O'
                                      and g.tgdeferrable)
                 order by 1
                 limit 100
                """)
            .query((row, _) -> row.getString(1))
            .list();
    assertThat(free)
        .as("only tallies, which a follower counts over many chains")
        .isSubsetOf(List.of("work.pace"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update work.cases set taken = not taken",
        "update work.cases set subject = subject",
        "update work.commitments set due_at = due_at + interval '1 day'",
        "delete from work.commitments",
        "delete from work.cases",
        "update work.parties set name = 'Somebody else'",
        "update work.people set role = 'admin'",
        "delete from work.team_members",
        "update work.mails set state = 'set_aside'",
        "update work.customers set name = null",
        "update views.messages set preview = 'We never said that'",
      })
  void nothingChangesWithoutAnEntry(String change) {
    assertThatThrownBy(() -> house.db().sql(change).update())
        .hasStackTraceContaining("changed without an entry in chain");
    assertThat(house.room(org.answerable.work.cases.Cases.class)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete from ledger.entry",
        "update ledger.entry set type = 'case.confirmed'",
        "truncate ledger.entry cascade",
        "update ledger.part set data = 'x', salt = salt",
        "delete from ledger.part",
        "update ledger.part set salt = null, data = null, erased_by = seal",
        "delete from ledger.blob",
        "update ledger.blob set data = 'x'",
        "delete from ledger.chain",
        "update ledger.chain set head_seq = head_seq - 1",
        "delete from ledger.leaf",
        "insert into ledger.leaf (idx, chain_id, seq) select 99999, chain_id, 99 from ledger.chain limit 1",
        "update ledger.state set next_idx = 0",
        "delete from ledger.checkpoint",
        "insert into ledger.told (one, at) values (1, now())",
        "update ledger.told set at = now()",
        "alter table ledger.entry disable trigger all",
        "drop trigger guarded on work.cases",
        "set session authorization answerable_rebuild",
        "set role answerable_ddl",
        "select ledger.erase(chain_id, 1) from ledger.chain where kind = 'case' limit 1",
      })
  void theDeskCannotTouchWhatIsWritten(String act) {
    long before = entries();
    assertThatThrownBy(() -> house.db().sql(act).query().listOfRows())
        .isInstanceOf(org.springframework.dao.DataAccessException.class)
        .hasStackTraceContaining("ERROR");
    assertThat(entries()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"answerable_sequencer", "answerable_rebuild"})
  void theOtherRolesCannotEither(String role) {
    var db = house.database().as(role).client();
    for (var act :
        List.of(
            "delete from ledger.entry",
            "update ledger.entry set type = 'x'",
            "delete from ledger.part",
            "delete from ledger.blob",
            "update ledger.chain set head_seq = 0")) {
      assertThatThrownBy(() -> db.sql(act).update())
          .as(role + ": " + act)
          .hasStackTraceContaining("permission denied");
    }
  }

  private long entries() {
    return house.db().sql("select count(*) from ledger.entry").query(Long.class).single();
  }
}
