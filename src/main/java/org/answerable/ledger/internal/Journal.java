package org.answerable.ledger.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.answerable.facts.ChainId;
import org.answerable.facts.CommandId;
import org.answerable.ledger.reading.Actor;
import org.answerable.ledger.reading.ChainKind;
import org.answerable.ledger.reading.Entry;
import org.answerable.ledger.reading.Parts;
import org.answerable.ledger.reading.Via;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows of the ledger as the pen needs them. Everything here runs inside the transaction of a
 * command; nothing here opens one.
 */
public final class Journal {

  /** A chain that is made here is empty and nobody else's, so this is its lock and its look. */
  private static final String BEGIN =
      """
      with made as (
        insert into ledger.chain (chain_id, kind)
        values (:chain, :kind)
            on conflict do nothing
        returning 1)
      select exists (select from made) as made, n.now, c.request, c.result
        from (select ledger.now() as now) n
        left join doors.command c on c.id = :command
      """;

  private static final String LOCK =
      """
      select head_seq, head_hash, head_time_us, kind
        from ledger.chain
       where chain_id = ?
         for update
      """;

  private static final String LOCK_SHARED =
      """
      select head_seq, head_hash, head_time_us, kind
        from ledger.chain
       where chain_id = ?
         for share
      """;

  /** Read after the lock: a clock read in the locking statement is older than the wait. */
  private static final String READ =
      """
      select n.now, c.request, c.result, e.header
        from (select ledger.now() as now) n
        left join doors.command c on c.id = ?
        left join ledger.entry e on e.chain_id = ?
       order by e.seq
      """;

  /** Two statements, so that the second sees what the lock waited for, sent at once. */
  private static final String TAKE = LOCK + ";" + READ;

  private static final String TAKE_SHARED = LOCK_SHARED + ";" + READ;

  private static final String NOW =
      """
      select ledger.now()
      """;

  private static final String REMEMBERED =
      """
      select request, result
        from doors.command
       where id = :command
      """;

  private static final String REMEMBER =
      """
      insert into doors.command (id, chain_id, request, result)
      values (:command, :chain, :request, :result)
      """;

  /**
   * All of a command in one statement: asked one by one, the way to the database and back costs
   * more than what is done there. An entry moves the head of its chain when the statement ends, in
   * the order in which the entries stand here.
   */
  private static final String WRITE =
      """
      with entries as (
        insert into ledger.entry (chain_id, seq, prev_hash, entry_hash, header, type, actor, recorded_us)
        select *
          from unnest(:chains::uuid[], :seqs::bigint[], :prevs::bytea[], :hashes::bytea[],
                      :headers::bytea[], :types::text[], :actors::uuid[], :times::bigint[])),
      parts as (
        insert into ledger.part (chain_id, seq, name, media_type, seal, salt, data, subject_id, blob_id)
        select *
          from unnest(:partChains::uuid[], :partSeqs::bigint[], :names::text[], :media::text[],
                      :seals::bytea[], :salts::bytea[], :datas::bytea[], :subjects::uuid[],
                      :blobs::uuid[]))
      insert into doors.command (id, chain_id, request, result)
      select *
        from unnest(:commands::uuid[], :mains::uuid[], :requests::text[], :results::text[])
      """;

  private static final String FORGET =
      """
      delete from doors.command
       where id in (select id
                      from doors.command
                     where at < clock_timestamp() - interval '7 days'
                     order by at
                     limit 1000)
      """;

  private static final String INSERT_PIECE =
      """
      insert into ledger.blob (blob_id, piece, data)
      values (:blob, :piece, :data)
      """;

  private static final String ERASE =
      """
      select ledger.erase(:chain, :seq)
      """;

  private static final int PIECE_BYTES = 256 * 1024;

  private final JdbcClient db;
  private final JdbcOperations rows;
  private final FactCodec codec;
  private volatile @Nullable UUID ledgerId;

  public Journal(JdbcOperations rows, FactCodec codec) {
    this.db = JdbcClient.create(rows);
    this.rows = rows;
    this.codec = codec;
  }

  /** Where a chain ends. */
  public record Head(long seq, Hash hash, long timeUs, ChainKind kind) {}

  /** A command that was done before. */
  public record Done(String request, String result) {}

  /** What one look at a locked chain tells. */
  public record Look(Instant now, @Nullable Done done, List<Header> headers) {}

  /** A chain that is locked now, and what it says from its beginning. */
  public record Taken(Head head, Look look) {}

  /** What is remembered of a command, so that its repetition is answered and not done. */
  public record Remembered(CommandId command, ChainId chain, String request, String result) {}

  /** An entry that is ready to be written, with its parts. */
  public record Draft(Header header, Hash hash, byte[] bytes, List<DraftPart> parts) {}

  /** A part that is ready to be written. */
  public record DraftPart(
      String name,
      String mediaType,
      Hash seal,
      byte[] salt,
      byte[] data,
      @Nullable UUID subject,
      @Nullable UUID blob,
      @Nullable Path content) {}

  /**
   * Makes the row of a chain and tells what {@link #look} would; null where somebody else made it,
   * and then it is taken like any other.
   */
  public @Nullable Look begin(ChainId chain, ChainKind kind, CommandId command) {
    return db.sql(BEGIN)
        .param("chain", chain.value())
        .param("kind", kind.word())
        .param("command", command.value())
        .query((row, _) -> row.getBoolean("made") ? Optional.of(made(row)) : NOT_MADE)
        .single()
        .orElse(null);
  }

  private static final Optional<Look> NOT_MADE = Optional.empty();

  private static Look made(ResultSet row) throws SQLException {
    String result = row.getString("result");
    return new Look(
        row.getObject("now", OffsetDateTime.class).toInstant(),
        result == null ? null : new Done(row.getString("request"), result),
        List.of());
  }

  /**
   * Locks a chain and then reads the database's time, whether this command was done before, and the
   * chain from its beginning; null where there is no such chain.
   *
   * @param alone whether nobody else may even read it to decide meanwhile
   */
  public @Nullable Taken take(ChainId chain, boolean alone, CommandId command) {
    return rows.execute(
        alone ? TAKE : TAKE_SHARED,
        (PreparedStatementCallback<@Nullable Taken>)
            both -> {
              both.setObject(1, chain.value());
              both.setObject(2, command.value());
              both.setObject(3, chain.value());
              both.execute();
              var head = head(both.getResultSet());
              if (!both.getMoreResults()) {
                throw new IllegalStateException("The driver sent one of two questions");
              }
              return head == null ? null : new Taken(head, look(both.getResultSet()));
            });
  }

  private static @Nullable Head head(ResultSet row) throws SQLException {
    return row.next()
        ? new Head(
            row.getLong("head_seq"),
            Hash.of(row.getBytes("head_hash")),
            row.getLong("head_time_us"),
            ChainKind.of(row.getString("kind")))
        : null;
  }

  private static Look look(ResultSet row) throws SQLException {
    var headers = new ArrayList<Header>();
    Instant now = null;
    Done done = null;
    while (row.next()) {
      if (now == null) {
        now = row.getObject("now", OffsetDateTime.class).toInstant();
        String result = row.getString("result");
        done = result == null ? null : new Done(row.getString("request"), result);
      }
      byte[] header = row.getBytes("header");
      if (header != null) {
        headers.add(Header.decode(header));
      }
    }
    if (now == null) {
      throw new IllegalStateException("The database did not say what time it is");
    }
    return new Look(now, done, headers);
  }

  /** The database's time. */
  public Instant now() {
    return db.sql(NOW)
        .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant())
        .single();
  }

  /** The result of a command that was done before. */
  public @Nullable Done remembered(CommandId command) {
    return db.sql(REMEMBERED)
        .param("command", command.value())
        .query((row, _) -> new Done(row.getString("request"), row.getString("result")))
        .optional()
        .orElse(null);
  }

  /** Forgets up to a thousand commands older than seven days; returns how many. */
  public int forgetOldCommands() {
    return db.sql(FORGET).update();
  }

  /**
   * Writes entries, their parts and the parts' files, and what is remembered of the command.
   *
   * @param remembered null where the command is nobody's and is never repeated
   */
  public void write(List<Draft> drafts, @Nullable Remembered remembered) {
    if (!drafts.isEmpty()) {
      var all = new Columns(drafts);
      all.remember(remembered);
      db.sql(WRITE).params(all.named).update();
    } else if (remembered != null) {
      db.sql(REMEMBER)
          .param("command", remembered.command().value())
          .param("chain", remembered.chain().value())
          .param("request", remembered.request())
          .param("result", remembered.result())
          .update();
    }
    for (var draft : drafts) {
      for (var part : draft.parts()) {
        if (part.content() != null && part.blob() != null) {
          writeBlob(part.blob(), part.content());
        }
      }
    }
  }

  /** Empties the parts that an erasing entry of this transaction lists. */
  public void erase(ChainId chain, long seq) {
    db.sql(ERASE).param("chain", chain.value()).param("seq", seq).query(Integer.class).single();
  }

  /** The rows of one writing turned into columns, one array each. */
  private static final class Columns {

    private record DraftAndPart(Header of, DraftPart part) {}

    private final Map<String, Object> named = new HashMap<>();

    Columns(List<Draft> drafts) {
      put("chains", ids(drafts, one -> one.header().chainId()));
      put("seqs", drafts.stream().mapToLong(one -> one.header().seq()).toArray());
      put("prevs", bytes(drafts, one -> one.header().prevHash().bytes()));
      put("hashes", bytes(drafts, one -> one.hash().bytes()));
      put("headers", bytes(drafts, Draft::bytes));
      put("types", words(drafts, one -> one.header().type()));
      put("actors", ids(drafts, one -> one.header().actor()));
      put("times", drafts.stream().mapToLong(one -> one.header().timeUs()).toArray());
      var parts =
          drafts.stream()
              .flatMap(one -> one.parts().stream().map(it -> new DraftAndPart(one.header(), it)))
              .toList();
      put("partChains", ids(parts, one -> one.of().chainId()));
      put("partSeqs", parts.stream().mapToLong(one -> one.of().seq()).toArray());
      put("names", words(parts, one -> one.part().name()));
      put("media", words(parts, one -> one.part().mediaType()));
      put("seals", bytes(parts, one -> one.part().seal().bytes()));
      put("salts", bytes(parts, one -> one.part().salt()));
      put("datas", bytes(parts, one -> one.part().data()));
      put("subjects", ids(parts, one -> one.part().subject()));
      put("blobs", ids(parts, one -> one.part().blob()));
    }

    void remember(@Nullable Remembered one) {
      var it = one == null ? List.<Remembered>of() : List.of(one);
      put("commands", ids(it, each -> each.command().value()));
      put("mains", ids(it, each -> each.chain().value()));
      put("requests", words(it, Remembered::request));
      put("results", words(it, Remembered::result));
    }

    private void put(String name, Object array) {
      named.put(name, array);
    }

    private static <T> String[] words(List<T> some, Function<T, String> word) {
      return some.stream().map(word).toArray(String[]::new);
    }

    private static <T> @Nullable String[] ids(List<T> some, Function<T, @Nullable UUID> id) {
      var ids = new @Nullable String[some.size()];
      for (int i = 0; i < ids.length; i++) {
        var one = id.apply(some.get(i));
        ids[i] = one == null ? null : one.toString();
      }
      return ids;
    }

    private static <T> byte[][] bytes(List<T> some, Function<T, byte[]> bytes) {
      return some.stream().map(bytes).toArray(byte[][]::new);
    }
  }

  private void writeBlob(UUID blob, Path content) {
    try (InputStream in = Files.newInputStream(content)) {
      int piece = 0;
      for (byte[] bytes = in.readNBytes(PIECE_BYTES);
          bytes.length > 0;
          bytes = in.readNBytes(PIECE_BYTES)) {
        db.sql(INSERT_PIECE)
            .param("blob", blob)
            .param("piece", piece)
            .param("data", bytes)
            .update();
        piece++;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + content + " cannot be read any more", e);
    }
  }

  /** The ledger's id, which stands in every header. */
  public UUID ledgerId() {
    var known = ledgerId;
    if (known == null) {
      known = Identity.of(db);
      ledgerId = known;
    }
    return known;
  }

  /** A header as those who read see it. */
  public Entry entry(Header header, ChainKind kind, Parts parts, long leaf) {
    return new Entry(
        new ChainId(header.chainId()),
        kind,
        header.seq(),
        Micros.instant(header.timeUs()),
        new Actor(Actor.Sort.of(header.actorKind()), header.actor()),
        Via.of(header.via()),
        new CommandId(UUID.fromString(header.fields().getOrDefault(FactCodec.COMMAND, ""))),
        codec.fact(header.type(), header.fields()),
        parts,
        leaf);
  }
}
