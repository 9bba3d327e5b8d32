package org.answerable.doors.words;

import org.answerable.facts.StaffId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What somebody chose for their own pages. */
@Component
public final class Preferences {

  private static final String READ =
      """
      select value
        from doors.preference
       where person = :person
         and name = 'hints'
       limit 1
      """;

  private static final String CHOOSE =
      """
      insert into doors.preference (person, name, value)
      values (:person, 'hints', :value)
          on conflict (person, name) do update
         set value = excluded.value
      """;

  private final JdbcClient db;

  Preferences(JdbcClient db) {
    this.db = db;
  }

  /** Whether somebody wants hints while they write; yes until they say no. */
  public boolean wantsHints(StaffId person) {
    return db.sql(READ)
        .param("person", person.value())
        .query((row, _) -> row.getString("value"))
        .optional()
        .map("on"::equals)
        .orElse(true);
  }

  public void wantHints(StaffId person, boolean on) {
    db.sql(CHOOSE).param("person", person.value()).param("value", on ? "on" : "off").update();
  }
}
