package org.answerable.ledger.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.answerable.ledger.reading.Alarms;
import org.answerable.ledger.reading.ChainKind;
import org.answerable.ledger.reading.Follower;
import org.answerable.ledger.reading.Part;
import org.answerable.ledger.reading.Parts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes one follower along the leaves. Its cursor moves in the transaction of its own writes and is
 * locked meanwhile, so one node at a time goes on with it, and what it wrote and how far it read
 * are never apart.
 */
final class Following {

  /** How long to wait when there is nothing new and nobody wakes us. */
  static final Duration IDLE = Duration.ofMillis(500);

  private static final int AT_ONCE = 500;
  private static final int PARTS_AT_ONCE = 50;
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private static final String BEGIN =
      """
      insert into doors.cursor (name, idx)
      values (:name, -1)
          on conflict do nothing
      """;

  private static final String LOCK =
      """
      select idx
        from doors.cursor
       where name = :name
         for update skip locked
      """;

  private static final String ENTRIES =
      """
      select l.idx, c.kind, e.header
        from ledger.leaf l
        join ledger.entry e on e.chain_id = l.chain_id and e.seq = l.seq
        join ledger.chain c on c.chain_id = l.chain_id
       where l.idx > :after
       order by l.idx
       limit :limit
      """;

  private static final String PARTS =
      """
      select l.idx, p.name, p.media_type, p.data, p.blob_id
        from ledger.leaf l
        join ledger.part p on p.chain_id = l.chain_id and p.seq = l.seq
       where l.idx >= :from
         and l.idx <= :to
       order by l.idx, p.name
      """;

  private static final String MOVE =
      """
      update doors.cursor
         set idx = :idx
       where name = :name
      """;

  private final Follower follower;
  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final Journal journal;
  private final Alarms alarms;
  private int failures;
  private boolean begun;

  Following(
      Follower follower,
      JdbcClient db,
      TransactionTemplate transaction,
      Journal journal,
      Alarms alarms) {
    this.follower = follower;
    this.db = db;
    this.transaction = transaction;
    this.journal = journal;
    this.alarms = alarms;
  }

  private record Leaf(long idx, ChainKind kind, Header header) {

    static Leaf of(ResultSet row, int number) throws SQLException {
      return new Leaf(
          row.getLong("idx"),
          ChainKind.of(row.getString("kind")),
          Header.decode(row.getBytes("header")));
    }
  }

  /** One step of its loop. A follower may fail in any way; it is tried again, later each time. */
  synchronized Duration step() {
    int followed;
    try {
      followed = follow();
    } catch (RuntimeException e) {
      failures++;
      alarms.raise(
          Alarms.Sort.FOLLOWER, follower.name(), "Failed and is tried again: " + describe(e));
      return pause();
    }
    if (followed > 0 && failures > 0) {
      failures = 0;
      alarms.clear(Alarms.Sort.FOLLOWER, follower.name());
      return Duration.ZERO;
    }
    return followed >= AT_ONCE ? Duration.ZERO : IDLE;
  }

  /**
   * Follows the next entries, in one transaction.
   *
   * @return how many; 0 when there are none, or while another node is at it
   */
  synchronized int follow() {
    if (!begun) {
      db.sql(BEGIN).param("name", follower.name()).update();
      begun = true;
    }
    // After a failure one at a time: what stands before the entry that fails is then done for good.
    int limit = failures > 0 ? 1 : AT_ONCE;
    Integer followed = transaction.execute(_ -> inTransaction(limit));
    return followed == null ? 0 : followed;
  }

  private int inTransaction(int limit) {
    var cursor = db.sql(LOCK).param("name", follower.name()).query(Long.class).optional();
    if (cursor.isEmpty()) {
      return 0;
    }
    var leaves =
        db.sql(ENTRIES).param("after", cursor.get()).param("limit", limit).query(Leaf::of).list();
    if (leaves.isEmpty()) {
      return 0;
    }
    for (int from = 0; from < leaves.size(); from += PARTS_AT_ONCE) {
      followSome(leaves.subList(from, Math.min(leaves.size(), from + PARTS_AT_ONCE)));
    }
    db.sql(MOVE).param("name", follower.name()).param("idx", leaves.getLast().idx()).update();
    return leaves.size();
  }

  private void followSome(List<Leaf> leaves) {
    var parts = parts(leaves.getFirst().idx(), leaves.getLast().idx());
    for (var leaf : leaves) {
      var ofThis = new Parts(parts.getOrDefault(leaf.idx(), List.of()));
      follower.follow(journal.entry(leaf.header(), leaf.kind(), ofThis, leaf.idx()));
    }
  }

  private Map<Long, List<Part>> parts(long from, long to) {
    var parts = new HashMap<Long, List<Part>>();
    db.sql(PARTS)
        .param("from", from)
        .param("to", to)
        .query(row -> {
          parts
              .computeIfAbsent(row.getLong("idx"), _ -> new ArrayList<>())
              .add(
                  new Part(
                      row.getString("name"),
                      row.getString("media_type"),
                      row.getBytes("data"),
                      row.getObject("blob_id", UUID.class)));
        });
    return parts;
  }

  private Duration pause() {
    var pause = Duration.ofSeconds(1L << Math.min(failures - 1, 6));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  private static String describe(RuntimeException e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }
}
