package org.answerable.work.people;

import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.answerable.facts.Erasing.ErasureExecuted;
import org.answerable.facts.PersonFact;
import org.answerable.facts.Working;
import org.answerable.ledger.reading.ChainKind;
import org.answerable.ledger.reading.Change;
import org.answerable.ledger.reading.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Everyone who answers, or did. */
@Component
final class PeopleTable implements Table {

  private static final String JOIN =
      """
      insert into work.people (chain_id, joined_seq, name, shown, address, role, tongue, zone, locked)
      values (:chain, :seq, :name, :shown, :address, :role, :tongue, :zone, false)
      """;

  private static final String CHANGE =
      """
      update work.people
         set role = :role, hours = :hours, away_from = :from, away_until = :until, locked = :locked
       where chain_id = :chain
      """;

  /** Only what was taken from the named part, and only while it still is of that entry. */
  private static final String ERASE =
      """
      update work.people
         set name = case when :part = 'name' then null else name end,
             shown = case when :part = 'shown' then null else shown end,
             address = case when :part = 'address' then null else address end
       where chain_id = :chain
         and joined_seq = :seq
      """;

  private final JdbcClient db;

  PeopleTable(JdbcClient db) {
    this.db = db;
  }

  @Override
  public ChainKind kind() {
    return ChainKind.PERSON;
  }

  @Override
  public List<Rows> rows() {
    return List.of(new Rows("work.people", "chain_id"));
  }

  @Override
  public void apply(Change change) {
    for (var entry : change.entries()) {
      switch ((PersonFact) entry.fact()) {
        case Working.PersonJoined joined ->
            db.sql(JOIN)
                .param("chain", change.chain().value())
                .param("seq", entry.seq())
                .param("name", entry.parts().text("name"), Types.VARCHAR)
                .param("shown", entry.parts().text("shown"), Types.VARCHAR)
                .param("address", entry.parts().text("address"), Types.VARCHAR)
                .param("role", lower(joined.role()))
                .param("tongue", lower(joined.tongue()))
                .param("zone", joined.zone().getId())
                .update();
        case Working _ -> {}
        case ErasureExecuted erased ->
            erased
                .targets()
                .forEach(part ->
                    db.sql(ERASE)
                        .param("chain", change.chain().value())
                        .param("seq", part.seq())
                        .param("part", part.name())
                        .update());
      }
    }
    var person = (Person) change.after();
    var hours = person.hours();
    var away = person.away();
    db.sql(CHANGE)
        .param("chain", change.chain().value())
        .param("role", lower(person.role()))
        .param("hours", hours == null ? null : hours.words(), Types.VARCHAR)
        .param("from", away == null ? null : at(away.from()), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("until", away == null ? null : at(away.until()), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("locked", person.lockedOut())
        .update();
  }

  static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  static @Nullable OffsetDateTime at(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
