package org.answerable.ledger.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.answerable.facts.ChainId;
import org.answerable.ledger.reading.ChainKind;
import org.answerable.ledger.reading.Chains;
import org.answerable.ledger.reading.Change;
import org.answerable.ledger.reading.Entry;
import org.answerable.ledger.reading.Parts;
import org.answerable.ledger.reading.Rebuilding;
import org.answerable.ledger.reading.Table;
import org.answerable.ledger.reading.Tally;
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

  /** So many leaves are followed again at once. */
  private static final int ENTRIES_AT_ONCE = 1000;

  /** Chains held at once while they are compared, and the most entries of them together. */
  private static final int HELD_MAX = 50;

  private static final int HELD_ENTRIES_MAX = 1000;

  /** As many as a command that rebuilds has connections. */
  private static final int WORKERS = 2;

  private static final String CHAINS =
      """
      select chain_id, kind, head_seq
        from ledger.chain
       where chain_id > :after
       order by chain_id
       limit :limit
      """;

  /** Ascending, as every command takes them. */
  private static final String LOCK =
      """
      select chain_id, head_hash
        from ledger.chain
       where chain_id = any (:chains::uuid[])
       order by chain_id
         for update
      """;

  /** Waits for the follower that is at it. */
  private static final String CURSOR =
      """
      select idx
        from doors.cursor
       where name = :name
         for update
      """;

  private static final String LEAVES =
      """
      select l.idx, c.kind, e.header
        from ledger.leaf l
        join ledger.entry e on e.chain_id = l.chain_id and e.seq = l.seq
        join ledger.chain c on c.chain_id = l.chain_id
       where l.idx > :after
         and l.idx <= :upTo
       order by l.idx
      """;

  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final Journal journal;
  private final Chains chains;
  private final ObjectProvider<Table> tables;
  private final ObjectProvider<Subjects<?>> subjects;
  private final ObjectProvider<Tally> tallies;

  Rebuild(
      JdbcClient db,
      TransactionTemplate transaction,
      Journal journal,
      Chains chains,
      ObjectProvider<Table> tables,
      ObjectProvider<Subjects<?>> subjects,
      ObjectProvider<Tally> tallies) {
    this.db = db;
    this.transaction = transaction;
    this.journal = journal;
    this.chains = chains;
    this.tables = tables;
    this.subjects = subjects;
    this.tallies = tallies;
  }

  @Override
  public Summary compare(Consumer<Difference> found) {
    return run(false, found);
  }

  @Override
  public Summary replace(Consumer<Difference> found) {
    return run(true, found);
  }

  private record Named(UUID chain, String kind, long entries) {}

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
                  new Named(
                      row.getObject("chain_id", UUID.class),
                      row.getString("kind"),
                      row.getLong("head_seq")))
              .list();
      if (some.isEmpty()) {
        break;
      }
      for (var compared : compared(together(some))) {
        if (!keep) {
          compared.differences().forEach(counting);
          continue;
        }
        compared.differences().stream()
            .map(Difference::chain)
            .filter(Objects::nonNull)
            .distinct()
            .forEach(one -> chain(one, compared.kind(), true).forEach(counting));
      }
      looked += some.size();
      after = some.getLast().chain();
    }
    tables.stream()
        .flatMap(table -> table.rows().stream())
        .distinct()
        .forEach(rows -> strays(rows).forEach(counting));
    return new Summary(looked, differences[0], keep ? countAgain() : 0);
  }

  /** The follower itself waits meanwhile, and then goes on where it was. */
  private int countAgain() {
    var all = tallies.orderedStream().toList();
    for (var tally : all) {
      transaction.executeWithoutResult(_ -> {
        // First of all: what the follower counts before it lets go is counted here once more.
        var cursor = db.sql(CURSOR).param("name", tally.name()).query(Long.class).optional();
        tally.empty();
        cursor.ifPresent(last -> count(tally, last));
      });
    }
    return all.size();
  }

  private void count(Tally tally, long cursor) {
    long after = -1;
    while (after < cursor) {
      var some = leaves(after, Math.min(cursor, after + ENTRIES_AT_ONCE));
      some.forEach(tally::follow);
      after += ENTRIES_AT_ONCE;
    }
  }

  /** Without their words: nothing is counted from those. */
  private List<Entry> leaves(long after, long upTo) {
    return db.sql(LEAVES)
        .param("after", after)
        .param("upTo", upTo)
        .query((row, _) ->
            journal.entry(
                Header.decode(row.getBytes("header")),
                ChainKind.of(row.getString("kind")),
                new Parts(List.of()),
                row.getLong("idx")))
        .list();
  }

  /** Chains of one kind that are compared in one transaction; many small ones, or one large one. */
  private static List<List<Named>> together(List<Named> some) {
    var groups = new ArrayList<List<Named>>();
    var open = new HashMap<String, List<Named>>();
    for (var one : some) {
      var group = open.get(one.kind());
      long entries = group == null ? 0 : group.stream().mapToLong(Named::entries).sum();
      if (group == null || group.size() == HELD_MAX || entries + one.entries() > HELD_ENTRIES_MAX) {
        group = new ArrayList<>();
        groups.add(group);
        open.put(one.kind(), group);
      }
      group.add(one);
    }
    return groups;
  }

  /** One chain's rows against its entries. */
  public List<Difference> chain(ChainId chain, ChainKind kind, boolean keep) {
    return inTransaction(List.of(chain.value()), kind, keep);
  }

  private record Compared(ChainKind kind, List<Difference> differences) {}

  /**
   * Two groups at a time: while the database works for one, we work on the other. No group waits
   * for another, since each chain is in one of them and all are taken in the one order.
   */
  private List<Compared> compared(List<List<Named>> groups) {
    try (var workers = Executors.newFixedThreadPool(WORKERS)) {
      var running =
          groups.stream().map(group -> workers.submit(() -> comparedGroup(group))).toList();
      var all = new ArrayList<Compared>();
      for (var one : running) {
        all.add(one.get());
      }
      return all;
    } catch (ExecutionException e) {
      throw new IllegalStateException("Chains could not be compared", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while chains were compared", e);
    }
  }

  private Compared comparedGroup(List<Named> group) {
    var kind = ChainKind.of(group.getFirst().kind());
    return new Compared(
        kind, inTransaction(group.stream().map(Named::chain).toList(), kind, false));
  }

  private List<Difference> inTransaction(List<UUID> some, ChainKind kind, boolean keep) {
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
          var differences = made(some, its, fold.get());
          if (!keep || differences.isEmpty()) {
            status.setRollbackOnly();
          }
          return differences;
        });
    return found == null ? List.of() : found;
  }

  private List<Difference> made(List<UUID> some, List<Table> its, Subjects<?> fold) {
    var chosen = some.toArray(UUID[]::new);
    var heads = new LinkedHashMap<UUID, byte[]>();
    db.sql(LOCK)
        .param("chains", chosen)
        .query(row -> {
          heads.put(row.getObject("chain_id", UUID.class), row.getBytes("head_hash"));
        });
    var rows = its.stream().flatMap(table -> table.rows().stream()).toList();
    var living = rows.stream().map(one -> rows(one, chosen)).toList();
    rows.reversed().forEach(one -> delete(one, chosen));
    var entries = chains.readAll(some);
    heads.forEach((id, head) -> {
      var chain = new ChainId(id);
      var said = entries.getOrDefault(chain, List.of());
      if (!said.isEmpty()) {
        var change = new Change(chain, said, folded(fold, chain, said), head);
        its.forEach(table -> table.apply(change));
      }
    });
    var differences = new ArrayList<Difference>();
    for (int i = 0; i < rows.size(); i++) {
      var rebuilt = rows(rows.get(i), chosen);
      for (var id : heads.keySet()) {
        var was = new TreeSet<>(living.get(i).getOrDefault(id, List.of()));
        var is = new TreeSet<>(rebuilt.getOrDefault(id, List.of()));
        if (!was.equals(is)) {
          var both = new TreeSet<>(was);
          both.retainAll(is);
          was.removeAll(both);
          is.removeAll(both);
          differences.add(
              new Difference(
                  new ChainId(id), rows.get(i).table(), List.copyOf(was), List.copyOf(is)));
        }
      }
    }
    return differences;
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

  private Map<UUID, List<String>> rows(Table.Rows of, UUID[] some) {
    var rows = new HashMap<UUID, List<String>>();
    db.sql(
            "select "
                + of.chainColumn()
                + " as chain, to_jsonb(t)::text as row from "
                + of.table()
                + " t where "
                + of.chainColumn()
                + " = any (:chains::uuid[]) limit 1000000")
        .param("chains", some)
        .query(row -> {
          rows.computeIfAbsent(row.getObject("chain", UUID.class), _ -> new ArrayList<>())
              .add(String.valueOf(row.getString("row")));
        });
    return rows;
  }

  private void delete(Table.Rows of, UUID[] some) {
    db.sql("delete from " + of.table() + " where " + of.chainColumn() + " = any (:chains::uuid[])")
        .param("chains", some)
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
