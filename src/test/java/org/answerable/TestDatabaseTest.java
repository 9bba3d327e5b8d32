package org.answerable;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestDatabaseTest {

  @Test
  void eachTestHasADatabaseOfItsOwn() {
    var one = TestDatabase.fresh();
    var other = TestDatabase.fresh();
    one.client().sql("create table only_here (id int)").update();
    assertThat(tables(one)).isEqualTo(1);
    assertThat(tables(other)).isZero();
  }

  @Test
  void aMigratedOneIsOwnedByTheRoleThatMigrates() {
    var owner =
        TestDatabase.migrated()
            .as("answerable_ddl")
            .client()
            .sql(
                """
                select r.rolname from pg_database d join pg_roles r on r.oid = d.datdba
                 where d.datname = current_database() limit 1
                """)
            .query(String.class)
            .single();
    assertThat(owner).isEqualTo("answerable_ddl");
  }

  private static int tables(TestDatabase database) {
    return database
        .client()
        .sql("select count(*) from pg_tables where tablename = 'only_here'")
        .query(Integer.class)
        .single();
  }
}
