package org.answerable.work.cases;

import java.sql.Types;
import java.util.List;
import java.util.Locale;
import org.answerable.facts.MessageId;
import org.answerable.facts.Participating;
import org.answerable.facts.PartyId;
import org.answerable.ledger.reading.ChainKind;
import org.answerable.ledger.reading.Change;
import org.answerable.ledger.reading.Entry;
import org.answerable.ledger.reading.Erased;
import org.answerable.ledger.reading.Table;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who takes part beside the customer, who did, and who was offered. */
@Component
final class ParticipantsTable implements Table {

  private static final String OFFER =
      """
      insert into work.participants as p (
             chain_id, party_id, seq, name, address, tongue, message_id, since_seq, until_seq)
      values (:chain, :party, :seq, :name, :address, :tongue, :message, null, null)
          on conflict (chain_id, party_id) do update
         set tongue = excluded.tongue,
             message_id = excluded.message_id
      """;

  private static final String ADD =
      """
      update work.participants
         set since_seq = :seq,
             until_seq = null,
             message_id = :message
       where chain_id = :chain
         and party_id = :party
      """;

  private static final String REMOVE =
      """
      update work.participants
         set until_seq = :seq
       where chain_id = :chain
         and party_id = :party
      """;

  private static final String FORGET =
      """
      update work.participants
         set name = case when seq = any (:names) then null else name end,
             address = case when seq = any (:addresses) then null else address end
       where chain_id = :chain
      """;

  private final JdbcClient db;

  ParticipantsTable(JdbcClient db) {
    this.db = db;
  }

  @Override
  public ChainKind kind() {
    return ChainKind.CASE;
  }

  @Override
  public List<Rows> rows() {
    return List.of(new Rows("work.participants", "chain_id"));
  }

  @Override
  public void apply(Change change) {
    for (var entry : change.entries()) {
      if (entry.fact() instanceof Participating fact) {
        apply(entry, fact);
      }
    }
    var erased = Erased.of(change);
    if (!erased.none()) {
      db.sql(FORGET)
          .param("chain", change.chain().value())
          .param("names", erased.seqs("name"))
          .param("addresses", erased.seqs("address"))
          .update();
    }
  }

  private void apply(Entry entry, Participating fact) {
    switch (fact) {
      case Participating.ParticipantOffered o -> offer(entry, o);
      case Participating.ParticipantAdded a -> add(entry, a.who(), a.in());
      case Participating.ParticipantRemoved r ->
          db.sql(REMOVE)
              .param("chain", entry.chain().value())
              .param("party", r.who().value())
              .param("seq", entry.seq())
              .update();
      case Participating.ParticipantNotReached _ -> {}
    }
  }

  private void offer(Entry entry, Participating.ParticipantOffered o) {
    db.sql(OFFER)
        .param("chain", entry.chain().value())
        .param("party", o.who().value())
        .param("seq", entry.seq())
        .param("name", entry.parts().text("name"), Types.VARCHAR)
        .param("address", entry.parts().text("address"), Types.VARCHAR)
        .param("tongue", o.tongue().name().toLowerCase(Locale.ROOT))
        .param("message", o.in().value())
        .update();
  }

  private void add(Entry entry, PartyId who, MessageId in) {
    db.sql(ADD)
        .param("chain", entry.chain().value())
        .param("party", who.value())
        .param("seq", entry.seq())
        .param("message", in.value())
        .update();
  }
}
