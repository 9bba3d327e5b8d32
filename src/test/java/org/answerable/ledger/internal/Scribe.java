package org.answerable.ledger.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.answerable.TestDatabase;
import org.answerable.ledger.reading.FileInfo;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Appends entries as the desk's role, statement by statement, without the pen, which is not trusted
 * here.
 */
final class Scribe {

  static final UUID ANNA = VectorsTest.id(0xa3);

  private static final String HEAD =
      """
      select head_seq, head_hash, head_time_us,
             cast(extract(epoch from ledger.now()) * 1000000 as bigint) as now
        from ledger.chain
       where chain_id = :chain
         for update
      """;

  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final UUID ledger;

  Scribe(TestDatabase database) {
    var app = database.as("answerable_app");
    var source = new DriverManagerDataSource(app.url(), app.user(), app.password());
    this.db = JdbcClient.create(source);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(source));
    this.ledger = Identity.of(db);
  }

  JdbcClient db() {
    return db;
  }

  /** An entry with a text beside it, recorded now. */
  long say(UUID chain, String body) {
    return append(chain, "case.noted", Map.of(), pieces(Map.of("body", body)), null);
  }

  long append(UUID chain, String type, Map<String, String> fields, Map<String, String> parts) {
    return append(chain, type, fields, pieces(parts), null);
  }

  /** An entry recorded at some instant, which must be later than the head of its chain. */
  long sayAt(UUID chain, long timeUs, String body) {
    return append(chain, "case.noted", Map.of(), pieces(Map.of("body", body)), timeUs);
  }

  /** All of it in one transaction. */
  void together(Runnable acts) {
    transaction.executeWithoutResult(_ -> acts.run());
  }

  void erase(UUID chain, String targets) {
    transaction.executeWithoutResult(_ -> {
      long seq = append(chain, "erasure.executed", Map.of("targets", targets), List.of(), null);
      db.sql("select ledger.erase(:chain, :seq)")
          .param("chain", chain)
          .param("seq", seq)
          .query(Integer.class)
          .single();
    });
  }

  private record Head(long seq, byte[] hash, long timeUs, long now) {}

  private long append(
      UUID chain,
      String type,
      Map<String, String> fields,
      List<Piece> pieces,
      @Nullable Long timeUs) {
    Long seq =
        transaction.execute(_ -> {
          db.sql(
                  "insert into ledger.chain (chain_id, kind) values (?, 'case') on conflict do nothing")
              .param(chain)
              .update();
          var head =
              db.sql(HEAD)
                  .param("chain", chain)
                  .query((row, _) ->
                      new Head(row.getLong(1), row.getBytes(2), row.getLong(3), row.getLong(4)))
                  .single();
          long at = timeUs != null ? timeUs : Math.max(head.now(), head.timeUs() + 1);
          write(chain, head, at, type, fields, pieces);
          return head.seq() + 1;
        });
    if (seq == null) {
      throw new IllegalStateException("No entry was appended.");
    }
    return seq;
  }

  private void write(
      UUID chain,
      Head head,
      long timeUs,
      String type,
      Map<String, String> fields,
      List<Piece> pieces) {
    var seals = new TreeMap<String, Hash>();
    pieces.forEach(piece -> seals.put(piece.name(), piece.seal()));
    var all = new TreeMap<>(fields);
    all.put("command", UUID.randomUUID().toString());
    var header =
        new Header(
            ledger,
            chain,
            head.seq() + 1,
            Hash.of(head.hash()),
            timeUs,
            type,
            1,
            ANNA,
            "web",
            all,
            seals);
    var bytes = header.encode();
    db.sql(
            """
            insert into ledger.entry (chain_id, seq, prev_hash, entry_hash, header, type, actor, recorded_us)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            chain,
            header.seq(),
            head.hash(),
            Hashes.entry(bytes).bytes(),
            bytes,
            type,
            ANNA,
            timeUs)
        .update();
    for (var piece : pieces) {
      db.sql(
              """
              insert into ledger.part (chain_id, seq, name, media_type, seal, salt, data, blob_id)
              values (?, ?, ?, ?, ?, ?, ?, cast(? as uuid))
              """)
          .params(
              Arrays.asList(
                  chain,
                  header.seq(),
                  piece.name(),
                  piece.mediaType(),
                  piece.seal().bytes(),
                  piece.salt(),
                  piece.data(),
                  piece.blob()))
          .update();
    }
  }

  /** An entry with the description of a file beside it; the file itself comes after. */
  void file(UUID chain, String name, FileInfo info) {
    var piece = Piece.of(name, FileInfo.MEDIA_TYPE, info.json(), info.blob());
    append(chain, "case.noted", Map.of(), List.of(piece), null);
  }

  private record Piece(
      String name, String mediaType, byte[] salt, byte[] data, Hash seal, @Nullable UUID blob) {

    static Piece of(String name, String mediaType, String text, @Nullable UUID blob) {
      var salt = Hashes.salt();
      var data = text.getBytes(UTF_8);
      return new Piece(name, mediaType, salt, data, Hashes.seal(salt, name, mediaType, data), blob);
    }
  }

  private static List<Piece> pieces(Map<String, String> texts) {
    return texts.entrySet().stream()
        .map(text -> Piece.of(text.getKey(), "text/plain", text.getValue(), null))
        .toList();
  }
}
