package org.answerable.ledger.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.answerable.ledger.reading.Alarms;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives each committed entry its leaf: the one public order, without gaps. Any node may run it; the
 * lock on the one row of state lets one batch happen at a time. It takes what is pending, and a row
 * is pending from the moment its entry can be seen, so nothing that commits late is ever skipped.
 */
public final class Sequencer {

  static final int BATCH = 1_000;

  /** How long an idle sequencer waits when nobody wakes it. */
  static final Duration IDLE = Duration.ofMillis(250);

  private static final String STATE =
      """
      select next_idx, edge
        from ledger.state
       where one = 1
         for update skip locked
      """;

  /**
   * Ascending, so that what is taken of a chain is always its beginning. First some are picked,
   * then their entries are looked up one by one: joined the other way round, a plan may walk
   * through all entries ever written to find a thousand.
   */
  private static final String TAKE =
      """
      with picked as materialized (
               select chain_id, seq
                 from ledger.pending
                order by chain_id, seq
                limit :limit),
           due as materialized (
               select p.chain_id, p.seq, e.entry_hash,
                      row_number() over (order by p.chain_id, p.seq) - 1 as n
                 from picked p
                 join ledger.entry e on e.chain_id = p.chain_id and e.seq = p.seq),
           gone as (
               delete from ledger.pending p
                using due
                where p.chain_id = due.chain_id and p.seq = due.seq),
           put as (
               insert into ledger.leaf (idx, chain_id, seq)
               select :next + due.n, due.chain_id, due.seq
                 from due)
      select chain_id, seq, entry_hash
        from due
       order by n
      """;

  private static final String ADVANCE =
      """
      update ledger.state
         set next_idx = :next, edge = cast(:edge as bytea[])
       where one = 1
      """;

  /** One a batch: a notice in each command's transaction would make all commits queue. */
  private static final String TELL =
      """
      select pg_notify('ledger', :next)
      """;

  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final Alarms alarms;

  /**
   * @param source of the role {@code answerable_sequencer}; one connection is enough
   */
  public Sequencer(DataSource source, Alarms alarms) {
    this.db = JdbcClient.create(source);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(source));
    this.alarms = alarms;
  }

  /**
   * Takes at most one batch.
   *
   * @return how many entries got their leaf; -1 while another holds the batch
   */
  public synchronized int batch() {
    Integer taken = transaction.execute(_ -> inTransaction());
    return taken == null ? 0 : taken;
  }

  /** Takes batch after batch until nothing is pending or another node is at it. */
  public long drain() {
    long all = 0;
    for (int taken = batch(); taken > 0; taken = batch()) {
      all += taken;
    }
    return all;
  }

  /** One step of its loop; tells when there are new leaves. */
  Duration step(Runnable told) {
    try {
      int taken = batch();
      if (taken > 0) {
        told.run();
      }
      alarms.clear(Alarms.Sort.SEQUENCER, "sequencer");
      return taken == BATCH ? Duration.ZERO : IDLE;
    } catch (RuntimeException e) {
      // Whatever it is: without this loop nobody outside hears of anything any more.
      alarms.raise(Alarms.Sort.SEQUENCER, "sequencer", "Entries get no leaf: " + e.getMessage());
      return Duration.ofSeconds(1);
    }
  }

  private int inTransaction() {
    var found = db.sql(STATE).query(Sequencer::tree).optional();
    if (found.isEmpty()) {
      return -1;
    }
    var tree = found.get();
    var leaves =
        db.sql(TAKE)
            .param("next", tree.size())
            .param("limit", BATCH)
            .query((row, _) -> Hash.of(row.getBytes("entry_hash")))
            .list();
    if (leaves.isEmpty()) {
      return 0;
    }
    var grown = tree.append(leaves);
    db.sql(ADVANCE).param("next", grown.size()).param("edge", array(grown.edge())).update();
    db.sql(TELL).param("next", Long.toString(grown.size())).query((_, _) -> "").list();
    return leaves.size();
  }

  static Tree tree(ResultSet row, int number) throws SQLException {
    var edge = new ArrayList<Hash>();
    for (var subtree : (Object[]) row.getArray("edge").getArray()) {
      edge.add(Hash.of((byte[]) subtree));
    }
    return new Tree(row.getLong("next_idx"), edge);
  }

  private static String array(List<Hash> edge) {
    return edge.stream()
        .map(hash -> "\"\\\\x" + HexFormat.of().formatHex(hash.bytes()) + '"')
        .collect(Collectors.joining(",", "{", "}"));
  }
}
