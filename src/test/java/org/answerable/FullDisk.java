package org.answerable;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The disk of a test's database is full until this is closed: whatever would add or change a row of
 * some tables is refused, with the code and in the words of PostgreSQL. Reading goes on, as it does
 * where it really happens; the rest of the database has room.
 */
public final class FullDisk implements AutoCloseable {

  private final JdbcClient owner;
  private final List<String> tables;

  /**
   * @param tables each with its schema
   */
  public FullDisk(House house, String... tables) {
    this.owner = house.owner();
    this.tables = List.of(tables);
    owner
        .sql(
            """
            create or replace function public.full_disk() returns trigger language plpgsql as $$
            begin
              raise exception 'could not extend file "base/16384/%": No space left on device', tg_relid
                using errcode = 'disk_full', hint = 'Check free disk space.';
            end $$
            """)
        .update();
    for (var table : this.tables) {
      owner
          .sql(
              "create trigger full_disk before insert or update on "
                  + table
                  + " for each row execute function public.full_disk()")
          .update();
    }
  }

  /** There is room again. */
  @Override
  public void close() {
    for (var table : tables) {
      owner.sql("drop trigger full_disk on " + table).update();
    }
  }
}
