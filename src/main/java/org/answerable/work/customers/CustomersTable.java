package org.answerable.work.customers;

import java.sql.Types;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.answerable.facts.CustomerFact;
import org.answerable.facts.Erasing;
import org.answerable.facts.Knowing;
import org.answerable.ledger.reading.ChainKind;
import org.answerable.ledger.reading.Change;
import org.answerable.ledger.reading.Entry;
import org.answerable.ledger.reading.Erased;
import org.answerable.ledger.reading.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Customers and their addresses. */
@Component
final class CustomersTable implements Table {

  private static final String PUT =
      """
      insert into work.customers (chain_id, tongue, zone, name, name_seq, met_at)
      values (:chain, :tongue, :zone, :name, :seq, :met)
      """;

  private static final String NAME =
      """
      update work.customers
         set name = :name,
             name_seq = :seq
       where chain_id = :chain
      """;

  private static final String PUT_ADDRESS =
      """
      insert into work.addresses (chain_id, seq, address)
      values (:chain, :seq, :address)
      """;

  private static final String FORGET_NAME =
      """
      update work.customers
         set name = null
       where chain_id = :chain
         and name_seq = any (:seqs)
      """;

  private static final String FORGET_ADDRESS =
      """
      update work.addresses
         set address = null
       where chain_id = :chain
         and seq = any (:seqs)
      """;

  private final JdbcClient db;

  CustomersTable(JdbcClient db) {
    this.db = db;
  }

  @Override
  public ChainKind kind() {
    return ChainKind.CUSTOMER;
  }

  @Override
  public List<Rows> rows() {
    return List.of(new Rows("work.customers", "chain_id"), new Rows("work.addresses", "chain_id"));
  }

  @Override
  public void apply(Change change) {
    for (var entry : change.entries()) {
      switch ((CustomerFact) entry.fact()) {
        case Knowing.CustomerMet met -> {
          put(entry, met);
          address(entry);
        }
        case Knowing.AddressAdded _ -> address(entry);
        case Knowing.CustomerNamed _ ->
            db.sql(NAME)
                .param("chain", entry.chain().value())
                .param("name", entry.parts().text("name"), Types.VARCHAR)
                .param("seq", entry.seq())
                .update();
        case Erasing.ErasureExecuted _ -> forget(change);
      }
    }
  }

  private void put(Entry entry, Knowing.CustomerMet met) {
    var zone = met.zone();
    db.sql(PUT)
        .param("chain", entry.chain().value())
        .param("tongue", met.tongue().name().toLowerCase(Locale.ROOT))
        .param("zone", zone == null ? null : zone.getId(), Types.VARCHAR)
        .param("name", entry.parts().text("name"), Types.VARCHAR)
        .param("seq", entry.seq())
        .param("met", entry.at().atOffset(ZoneOffset.UTC))
        .update();
  }

  private void address(Entry entry) {
    if (entry.parts().has("address")) {
      db.sql(PUT_ADDRESS)
          .param("chain", entry.chain().value())
          .param("seq", entry.seq())
          .param("address", key(entry.parts().text("address")), Types.VARCHAR)
          .update();
    }
  }

  private void forget(Change change) {
    var erased = Erased.of(change);
    db.sql(FORGET_NAME)
        .param("chain", change.chain().value())
        .param("seqs", erased.seqs("name"))
        .update();
    db.sql(FORGET_ADDRESS)
        .param("chain", change.chain().value())
        .param("seqs", erased.seqs("address"))
        .update();
  }

  private static @Nullable String key(@Nullable String address) {
    return address == null ? null : Customers.key(address);
  }
}
