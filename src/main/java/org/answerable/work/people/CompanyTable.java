package org.answerable.work.people;

import static org.answerable.work.people.PeopleTable.at;
import static org.answerable.work.people.PeopleTable.lower;

import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.answerable.facts.ConfigFact;
import org.answerable.ledger.reading.ChainKind;
import org.answerable.ledger.reading.Change;
import org.answerable.ledger.reading.Entry;
import org.answerable.ledger.reading.Table;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The company, its brands and its mailboxes. */
@Component
final class CompanyTable implements Table {

  private static final String NAME =
      """
      insert into work.company (chain_id, name, zone)
      values (:chain, :name, :zone)
          on conflict (chain_id) do update
         set name = excluded.name, zone = excluded.zone
      """;

  private static final String CHOOSE =
      """
      insert into work.company (chain_id, desk)
      values (:chain, :desk)
          on conflict (chain_id) do update
         set desk = excluded.desk
      """;

  private static final String LIVE =
      """
      insert into work.company (chain_id, live_at)
      values (:chain, :live)
          on conflict (chain_id) do update
         set live_at = excluded.live_at
      """;

  private static final String BRAND =
      """
      insert into work.brands (chain_id, brand_id, name, domain)
      values (:chain, :brand, :name, :domain)
      """;

  private static final String MAILBOX =
      """
      insert into work.mailboxes (chain_id, mailbox_id, brand_id, team_id, address)
      values (:chain, :mailbox, :brand, :team, :address)
      """;

  private static final String TEACH =
      """
      insert into work.phrases (chain_id, phrase_id, tongue, meaning, phrase, added_at, added_by)
      values (:chain, :id, :tongue, :meaning, :phrase, :at, :by)
      """;

  private static final String FORGET =
      """
      delete from work.phrases
       where phrase_id = :id
      """;

  private final JdbcClient db;

  CompanyTable(JdbcClient db) {
    this.db = db;
  }

  @Override
  public ChainKind kind() {
    return ChainKind.CONFIG;
  }

  @Override
  public List<Rows> rows() {
    return List.of(
        new Rows("work.company", "chain_id"),
        new Rows("work.brands", "chain_id"),
        new Rows("work.mailboxes", "chain_id"),
        new Rows("work.phrases", "chain_id"));
  }

  @Override
  public void apply(Change change) {
    for (var entry : change.entries()) {
      apply(change.chain().value(), entry);
    }
  }

  private void apply(UUID chain, Entry entry) {
    var parts = entry.parts();
    switch ((ConfigFact) entry.fact()) {
      case ConfigFact.CompanyNamed(var zone) ->
          db.sql(NAME)
              .param("chain", chain)
              .param("name", parts.text("name"), Types.VARCHAR)
              .param("zone", zone.getId())
              .update();
      case ConfigFact.DeskChosen(var desk) ->
          db.sql(CHOOSE).param("chain", chain).param("desk", lower(desk)).update();
      case ConfigFact.BrandAdded(var id) ->
          db.sql(BRAND)
              .param("chain", chain)
              .param("brand", id.value())
              .param("name", parts.text("name"), Types.VARCHAR)
              .param("domain", parts.text("domain"), Types.VARCHAR)
              .update();
      case ConfigFact.MailboxAdded(var id, var brand, var team) ->
          db.sql(MAILBOX)
              .param("chain", chain)
              .param("mailbox", id.value())
              .param("brand", brand.value())
              .param("team", team.value())
              .param("address", parts.text("address"), Types.VARCHAR)
              .update();
      case ConfigFact.PhraseAdded(var id, var tongue, var by) ->
          db.sql(TEACH)
              .param("chain", chain)
              .param("id", id.value())
              .param("tongue", lower(tongue))
              .param("meaning", parts.text("meaning"), Types.VARCHAR)
              .param("phrase", parts.text("phrase"), Types.VARCHAR)
              .param("at", at(entry.at()), Types.TIMESTAMP_WITH_TIMEZONE)
              .param("by", by.value())
              .update();
      case ConfigFact.PhraseWithdrawn(var id, _) -> db.sql(FORGET).param("id", id.value()).update();
      case ConfigFact.WentLive(_) -> {
        OffsetDateTime since = at(entry.at());
        db.sql(LIVE)
            .param("chain", chain)
            .param("live", since, Types.TIMESTAMP_WITH_TIMEZONE)
            .update();
      }
    }
  }
}
