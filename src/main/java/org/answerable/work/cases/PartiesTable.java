package org.answerable.work.cases;

import java.sql.Types;
import java.util.List;
import java.util.UUID;
import org.answerable.facts.Owning.CaseOpened;
import org.answerable.ledger.reading.ChainKind;
import org.answerable.ledger.reading.Change;
import org.answerable.ledger.reading.Erased;
import org.answerable.ledger.reading.Table;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which customer the party of a case is. Each column goes with the part it was taken from. */
@Component
final class PartiesTable implements Table {

  private static final String PUT =
      """
      insert into work.parties (chain_id, party_id, seq, customer_id, name, address)
      values (:chain, :party, :seq, :customer, :name, :address)
      """;

  private static final String FORGET =
      """
      update work.parties
         set customer_id = case when seq = any (:parties) then null else customer_id end,
             name = case when seq = any (:names) then null else name end,
             address = case when seq = any (:addresses) then null else address end
       where chain_id = :chain
      """;

  private final JdbcClient db;

  PartiesTable(JdbcClient db) {
    this.db = db;
  }

  @Override
  public ChainKind kind() {
    return ChainKind.CASE;
  }

  @Override
  public List<Rows> rows() {
    return List.of(new Rows("work.parties", "chain_id"));
  }

  @Override
  public void apply(Change change) {
    for (var entry : change.entries()) {
      if (entry.fact() instanceof CaseOpened opened) {
        var customer = entry.parts().text("party");
        db.sql(PUT)
            .param("chain", change.chain().value())
            .param("party", opened.by().value())
            .param("seq", entry.seq())
            .param("customer", customer == null ? null : UUID.fromString(customer), Types.OTHER)
            .param("name", entry.parts().text("name"), Types.VARCHAR)
            .param("address", entry.parts().text("address"), Types.VARCHAR)
            .update();
      }
    }
    var erased = Erased.of(change);
    if (!erased.none()) {
      db.sql(FORGET)
          .param("chain", change.chain().value())
          .param("parties", erased.seqs("party"))
          .param("names", erased.seqs("name"))
          .param("addresses", erased.seqs("address"))
          .update();
    }
  }
}
