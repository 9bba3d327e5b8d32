package org.answerable.ledger.reading;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.answerable.facts.ChainId;
import org.answerable.ledger.internal.Header;
import org.answerable.ledger.internal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what was written, with the words beside it. Who may see it is asked before, not here. */
@Component
public final class Chains {

  private static final String HEADERS =
      """
      select c.kind, e.header
        from ledger.entry e
        join ledger.chain c on c.chain_id = e.chain_id
       where e.chain_id = :chain
         and e.seq > :after
       order by e.seq
       limit :limit
      """;

  private static final String PARTS =
      """
      select seq, name, media_type, data, blob_id
        from ledger.part
       where chain_id = :chain
         and seq > :after
         and seq <= :upto
       order by seq, name
      """;

  private static final String HEADERS_OF_ALL =
      """
      select c.kind, e.header
        from ledger.entry e
        join ledger.chain c on c.chain_id = e.chain_id
       where e.chain_id = any (:chains::uuid[])
       order by e.chain_id, e.seq
      """;

  private static final String PARTS_OF_ALL =
      """
      select chain_id, seq, name, media_type, data, blob_id
        from ledger.part
       where chain_id = any (:chains::uuid[])
       order by chain_id, seq, name
      """;

  private static final String PART =
      """
      select name, media_type, data, blob_id
        from ledger.part
       where chain_id = :chain
         and seq = :seq
         and name = :name
      """;

  private static final String PIECE =
      """
      select data
        from ledger.blob
       where blob_id = :blob
         and piece = :piece
      """;

  private final JdbcClient db;
  private final Journal journal;

  Chains(JdbcClient db, Journal journal) {
    this.db = db;
    this.journal = journal;
  }

  /** At most {@code limit} entries of a chain after {@code after}, in order, with their parts. */
  public List<Entry> read(ChainId chain, long after, int limit) {
    var rows =
        db.sql(HEADERS)
            .param("chain", chain.value())
            .param("after", after)
            .param("limit", limit)
            .query(
                (row, _) -> new Row(row.getString("kind"), Header.decode(row.getBytes("header"))))
            .list();
    if (rows.isEmpty()) {
      return List.of();
    }
    var parts = parts(chain, after, rows.getLast().header().seq());
    return rows.stream()
        .map(row ->
            journal.entry(
                row.header(),
                ChainKind.of(row.kind()),
                new Parts(parts.getOrDefault(row.header().seq(), List.of())),
                -1))
        .toList();
  }

  /** Some chains from their beginning to their end, with their parts. For short ones. */
  public Map<ChainId, List<Entry>> readAll(List<UUID> some) {
    var chosen = some.toArray(UUID[]::new);
    var parts = new HashMap<UUID, Map<Long, List<Part>>>();
    db.sql(PARTS_OF_ALL)
        .param("chains", chosen)
        .query(row -> {
          parts
              .computeIfAbsent(row.getObject("chain_id", UUID.class), _ -> new HashMap<>())
              .computeIfAbsent(row.getLong("seq"), _ -> new ArrayList<>())
              .add(part(row));
        });
    var entries = new HashMap<ChainId, List<Entry>>();
    db.sql(HEADERS_OF_ALL)
        .param("chains", chosen)
        .query(row -> {
          var header = Header.decode(row.getBytes("header"));
          var beside =
              parts.getOrDefault(header.chainId(), Map.of()).getOrDefault(header.seq(), List.of());
          entries
              .computeIfAbsent(new ChainId(header.chainId()), _ -> new ArrayList<>())
              .add(
                  journal.entry(
                      header, ChainKind.of(row.getString("kind")), new Parts(beside), -1));
        });
    return entries;
  }

  private record Row(String kind, Header header) {}

  private Map<Long, List<Part>> parts(ChainId chain, long after, long upto) {
    var parts = new HashMap<Long, List<Part>>();
    db.sql(PARTS)
        .param("chain", chain.value())
        .param("after", after)
        .param("upto", upto)
        .query(row -> {
          parts.computeIfAbsent(row.getLong("seq"), _ -> new ArrayList<>()).add(part(row));
        });
    return parts;
  }

  /** One part; null where there is none. */
  public @Nullable Part part(ChainId chain, long seq, String name) {
    return db.sql(PART)
        .param("chain", chain.value())
        .param("seq", seq)
        .param("name", name)
        .query((row, _) -> part(row))
        .optional()
        .orElse(null);
  }

  /** Streams a file's bytes, one piece in memory at a time. */
  public void copy(UUID blob, OutputStream to) throws IOException {
    for (int piece = 0; ; piece++) {
      var data = piece(blob, piece);
      if (data.isEmpty()) {
        return;
      }
      to.write(data.get());
    }
  }

  /** A file's bytes from their beginning, one piece in memory at a time. */
  public InputStream open(UUID blob) {
    return new SequenceInputStream(
        new Enumeration<>() {
          private int next;
          private Optional<byte[]> ahead = piece(blob, 0);

          @Override
          public boolean hasMoreElements() {
            return ahead.isPresent();
          }

          @Override
          public InputStream nextElement() {
            var piece = new ByteArrayInputStream(ahead.orElseThrow());
            ahead = piece(blob, ++next);
            return piece;
          }
        });
  }

  private Optional<byte[]> piece(UUID blob, int piece) {
    return db.sql(PIECE)
        .param("blob", blob)
        .param("piece", piece)
        .query((row, _) -> row.getBytes("data"))
        .optional();
  }

  private static Part part(ResultSet row) throws SQLException {
    return new Part(
        row.getString("name"),
        row.getString("media_type"),
        row.getBytes("data"),
        row.getObject("blob_id", UUID.class));
  }
}
