package org.answerable.ledger.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/**
 * A living database as one moment shows it: one read-only transaction in one snapshot, so that work
 * goes on meanwhile and is not mistaken for a fault. Uses one connection until closed.
 */
final class DatabaseSource implements Source {

  private static final int AT_ONCE = 2_000;
  private static final int FILES_AT_ONCE = 8;

  private static final String STATE =
      """
      select ledger_id, epoch, next_idx, edge,
             cast(extract(epoch from ledger.now()) * 1000000 as bigint) as now_us
        from ledger.state
       where one = 1
      """;

  private static final String CHAINS =
      """
      select chain_id, head_seq, head_hash, head_time_us
        from ledger.chain
       order by chain_id
      """;

  private static final String ENTRIES =
      """
      select e.chain_id, e.seq, e.prev_hash, e.entry_hash, e.header, e.type, e.actor, e.recorded_us,
             coalesce(l.idx, -1) as idx
        from ledger.entry e
        left join ledger.leaf l on l.chain_id = e.chain_id and l.seq = e.seq
       order by e.chain_id, e.seq
      """;

  private static final String PARTS =
      """
      select chain_id, seq, name, media_type, seal, salt, data, blob_id, erased_by
        from ledger.part
       order by chain_id, seq, name collate "C"
      """;

  private static final String LEAVES =
      """
      select l.idx, l.chain_id, l.seq, e.entry_hash, coalesce(e.recorded_us, 0) as recorded_us
        from ledger.leaf l
        left join ledger.entry e on e.chain_id = l.chain_id and e.seq = l.seq
       order by l.idx
      """;

  private static final String PIECES =
      """
      select p.chain_id, p.seq, p.name, p.data as description, p.blob_id, b.data
        from ledger.part p
        left join ledger.blob b on b.blob_id = p.blob_id
       where p.blob_id is not null
         and p.data is not null
       order by p.blob_id, p.chain_id, p.seq, p.name, b.piece
      """;

  private static final String STRAY_FILES =
      """
      select distinct b.blob_id
        from ledger.blob b
       where not exists (select from ledger.part p where p.blob_id = b.blob_id)
      """;

  private static final String STRAY_PENDING =
      """
      select p.chain_id, p.seq
        from ledger.pending p
       where not exists (select from ledger.entry e where e.chain_id = p.chain_id and e.seq = p.seq)
          or exists (select from ledger.leaf l where l.chain_id = p.chain_id and l.seq = p.seq)
      """;

  private static final String NOTES =
      """
      select epoch, tree_size, root, note
        from ledger.checkpoint
       order by epoch, tree_size
      """;

  private final Connection connection;

  DatabaseSource(DataSource source) {
    try {
      connection = source.getConnection();
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      // The leaves are sorted once; with little memory that alone takes as long as all the rest.
      try (var statement = connection.createStatement()) {
        statement.execute("set local work_mem = '64MB'");
        statement.execute("set local jit = off");
        // It takes as long as it takes, also while other rooms compare their tables.
        statement.execute("set local statement_timeout = 0");
        statement.execute("set local idle_in_transaction_session_timeout = 0");
      }
    } catch (SQLException e) {
      throw fault(e);
    }
  }

  /** Makes a row of what the cursor stands on. */
  @FunctionalInterface
  private interface Reading<T> {
    T read(ResultSet row) throws SQLException;
  }

  private final class Cursor<T> implements Rows<T> {

    private final PreparedStatement statement;
    private final ResultSet rows;
    private final Reading<T> reading;

    Cursor(String sql, int atOnce, Reading<T> reading) {
      try {
        statement = connection.prepareStatement(sql);
        statement.setFetchSize(atOnce);
        // Bytes as bytes from the first execution on; the only one there is.
        statement.unwrap(PGStatement.class).setPrepareThreshold(-1);
        rows = statement.executeQuery();
        this.reading = reading;
      } catch (SQLException e) {
        throw fault(e);
      }
    }

    @Override
    public @Nullable T next() {
      try {
        return rows.next() ? reading.read(rows) : null;
      } catch (SQLException e) {
        throw fault(e);
      }
    }

    @Override
    public void close() {
      try {
        statement.close();
      } catch (SQLException e) {
        throw fault(e);
      }
    }
  }

  @Override
  public State state() {
    try (var rows =
        new Cursor<>(
            STATE,
            1,
            row -> {
              var edge = new ArrayList<byte[]>();
              for (var subtree : (Object[]) row.getArray("edge").getArray()) {
                edge.add((byte[]) subtree);
              }
              return new State(
                  row.getObject("ledger_id", UUID.class),
                  row.getInt("epoch"),
                  row.getLong("next_idx"),
                  List.copyOf(edge),
                  row.getLong("now_us"));
            })) {
      var state = rows.next();
      if (state == null) {
        throw new IllegalStateException("The ledger has no state: ledger.state is empty.");
      }
      return state;
    }
  }

  @Override
  public Rows<ChainRow> chains() {
    return new Cursor<>(
        CHAINS,
        AT_ONCE,
        row ->
            new ChainRow(
                row.getObject(1, UUID.class), row.getLong(2), row.getBytes(3), row.getLong(4)));
  }

  @Override
  public Rows<EntryRow> entries() {
    return new Cursor<>(
        ENTRIES,
        AT_ONCE,
        row ->
            new EntryRow(
                row.getObject(1, UUID.class),
                row.getLong(2),
                row.getBytes(3),
                row.getBytes(4),
                row.getBytes(5),
                row.getString(6),
                row.getObject(7, UUID.class),
                row.getLong(8),
                row.getLong(9)));
  }

  @Override
  public Rows<PartRow> parts() {
    return new Cursor<>(
        PARTS,
        AT_ONCE / 4,
        row ->
            new PartRow(
                row.getObject(1, UUID.class),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getBytes(5),
                row.getBytes(6),
                row.getBytes(7),
                row.getObject(8, UUID.class),
                row.getBytes(9)));
  }

  @Override
  public Rows<LeafRow> leaves() {
    return new Cursor<>(
        LEAVES,
        AT_ONCE,
        row ->
            new LeafRow(
                row.getLong(1),
                row.getObject(2, UUID.class),
                row.getLong(3),
                row.getBytes(4),
                row.getLong(5)));
  }

  @Override
  public Rows<PieceRow> pieces() {
    return new Cursor<>(
        PIECES,
        FILES_AT_ONCE,
        row ->
            new PieceRow(
                row.getObject(1, UUID.class),
                row.getLong(2),
                row.getString(3),
                row.getBytes(4),
                row.getObject(5, UUID.class),
                row.getBytes(6)));
  }

  @Override
  public Rows<UUID> strayFiles() {
    return new Cursor<>(STRAY_FILES, AT_ONCE, row -> row.getObject(1, UUID.class));
  }

  @Override
  public Rows<EntryKey> strayPending() {
    return new Cursor<>(
        STRAY_PENDING, AT_ONCE, row -> new EntryKey(row.getObject(1, UUID.class), row.getLong(2)));
  }

  @Override
  public Rows<NoteRow> notes() {
    return new Cursor<>(
        NOTES,
        AT_ONCE,
        row -> new NoteRow(row.getInt(1), row.getLong(2), row.getBytes(3), row.getString(4)));
  }

  @Override
  public void close() {
    try (connection) {
      connection.rollback();
      // A pool takes it back as it was.
      connection.setReadOnly(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      throw fault(e);
    }
  }

  private static IllegalStateException fault(SQLException e) {
    return new IllegalStateException("The ledger cannot be read: " + e.getMessage(), e);
  }
}
