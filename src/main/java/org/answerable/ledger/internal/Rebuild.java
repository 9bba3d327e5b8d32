package org.answerable.ledger.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.answerable.facts.ChainId;
import org.answerable.ledger.reading.ChainKind;
import org.answerable.ledger.reading.Chains;
import org.answerable.ledger.reading.Change;
import org.answerable.ledger.reading.Entry;
import org.answerable.ledger.reading.Rebuilding;
import org.answerable.ledger.reading.Table;
import org.answerable.ledger.writing.Subject;
import org.answerable.ledger.writing.Subjects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Shows that registers and views are what the facts add up to, chain by chain under that chain's
 * lock while the desk runs: the rows of a chain are made anew from its entries and compared with
 * the living ones. {@link #compare} leaves everything as it was; {@link #replace} keeps the new
 * rows where they differ. Runs as the one role that the guard lets pass.
 */
@Component
public final class Rebuild implements Rebuilding {

  private static final int CHAINS_AT_ONCE = 500;
  private static final int ENTRIES_AT_ONCE = 1000;

  private static final String CHAINS =
      """
      select chain_id, kind
        from ledger.chain
       where chain_id > :after
       order by chain_id
       limit :limit
      """;

  private static final String LOCK =
      """
      select head_hash
        from ledger.chain
       where chain_id = :chain
         for update
      """;

  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final Chains chains;
  private final ObjectProvider<Table> tables;
  private final ObjectProvider<Subjects<?>> subjects;

  Rebuild(
      JdbcClient db,
      TransactionTemplate transaction,
      Chains chains,
      ObjectProvider<Table> tables,
      ObjectProvider<Subjects<?>> subjects) {
    this.db = db;
    this.transaction = transaction;
    this.chains = chains;
    this.tables = tables;
    this.subjects = subjects;
  }

  @Override
  public Summary compare(Consumer<Difference> found) {
    return run(false, found);
  }

  @Override
  public Summary replace(Consumer<Difference> found) {
    return run(true, found);
  }

  private record Named(UUID chain, String kind) {}

  private Summary run(boolean keep, Consumer<Difference> found) {
    long looked = 0;
    long[] differences = {0};
    Consumer<Difference> counting =
        difference -> {
          differences[0]++;
          found.accept(difference);
        };
    var after = new UUID(0, 0);
    while (true) {
      var some =
          db.sql(CHAINS)
              .param("after", after)
              .param("limit", CHAINS_AT_ONCE)
              .query((row, _) ->
                  new Named(row.getObject("chain_id", UUID.class), row.getString("kind")))
              .list();
      if (some.isEmpty()) {
        break;
      }
      for (var one : some) {
        chain(new ChainId(one.chain()), ChainKind.of(one.kind()), keep).forEach(counting);
        looked++;
      }
      after = some.getLast().chain();
    }
    tables.stream()
        .flatMap(table -> table.rows().stream())
        .distinct()
        .forEach(rows -> strays(rows).forEach(counting));
    return new Summary(looked, differences[0]);
  }

  /** One chain's rows against its entries. */
  public List<Difference> chain(ChainId chain, ChainKind kind, boolean keep) {
    var its = tables.orderedStream().filter(table -> table.kind() == kind).toList();
    var fold = subjects.stream().filter(one -> one.kind() == kind).findFirst();
    if (its.isEmpty()) {
      return List.of();
    }
    if (fold.isEmpty()) {
      // Passing over it would call rows equal that nobody compared.
      throw new IllegalStateException(
          "Nothing says how chains of kind "
              + kind.word()
              + " are read, though tables are fed by them; announce their Subjects as a bean");
    }
    var found =
        transaction.execute(status -> {
          var differences = made(chain, its, fold.get());
          if (!keep || differences.isEmpty()) {
            status.setRollbackOnly();
          }
          return differences;
        });
    return found == null ? List.of() : found;
  }

  private List<Difference> made(ChainId chain, List<Table> its, Subjects<?> fold) {
    var head =
        db.sql(LOCK).param("chain", chain.value()).query((row, _) -> row.getBytes(1)).single();
    var rows = its.stream().flatMap(table -> table.rows().stream()).toList();
    var living = rows.stream().map(one -> rows(one, chain)).toList();
    rows.reversed().forEach(one -> delete(one, chain));
    var entries = entries(chain);
    if (!entries.isEmpty()) {
      var change = new Change(chain, entries, folded(fold, chain, entries), head);
      its.forEach(table -> table.apply(change));
    }
    var differences = new ArrayList<Difference>();
    for (int i = 0; i < rows.size(); i++) {
      var was = new TreeSet<>(living.get(i));
      var is = new TreeSet<>(rows(rows.get(i), chain));
      if (!was.equals(is)) {
        var both = new TreeSet<>(was);
        both.retainAll(is);
        was.removeAll(both);
        is.removeAll(both);
        differences.add(
            new Difference(chain, rows.get(i).table(), List.copyOf(was), List.copyOf(is)));
      }
    }
    return differences;
  }

  private List<Entry> entries(ChainId chain) {
    var all = new ArrayList<Entry>();
    long after = 0;
    while (true) {
      var some = chains.read(chain, after, ENTRIES_AT_ONCE);
      if (some.isEmpty()) {
        return all;
      }
      all.addAll(some);
      after = some.getLast().seq();
    }
  }

  private static <S extends Subject<S>> S folded(
      Subjects<S> fold, ChainId chain, List<Entry> entries) {
    S subject = fold.blank(chain);
    for (var entry : entries) {
      subject = subject.after(entry.fact(), entry.at());
    }
    return subject;
  }

  // Names of tables and columns come from the Table beans, never from outside.

  private List<String> rows(Table.Rows of, ChainId chain) {
    return db
        .sql(
            "select to_jsonb(t)::text from "
                + of.table()
                + " t where "
                + of.chainColumn()
                + " = :chain limit 100000")
        .param("chain", chain.value())
        .query(String.class)
        .list()
        .stream()
        .map(String::valueOf)
        .toList();
  }

  private void delete(Table.Rows of, ChainId chain) {
    db.sql("delete from " + of.table() + " where " + of.chainColumn() + " = :chain")
        .param("chain", chain.value())
        .update();
  }

  private List<Difference> strays(Table.Rows of) {
    return db
        .sql(
            "select to_jsonb(t)::text from "
                + of.table()
                + " t where not exists (select from ledger.chain c where c.chain_id = t."
                + of.chainColumn()
                + ") limit 100")
        .query(String.class)
        .list()
        .stream()
        .map(row -> new Difference(null, of.table(), List.of(String.valueOf(row)), List.of()))
        .toList();
  }
}
