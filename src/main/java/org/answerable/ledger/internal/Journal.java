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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.answerable.facts.ChainId;
import org.answerable.facts.CommandId;
import org.answerable.ledger.reading.Actor;
import org.answerable.ledger.reading.ChainKind;
import org.answerable.ledger.reading.Entry;
import org.answerable.ledger.reading.Parts;
import org.answerable.ledger.reading.Via;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
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
       where chain_id = :chain
         for update
      """;

  private static final String LOCK_SHARED =
      """
      select head_seq, head_hash, head_time_us, kind
        from ledger.chain
       where chain_id = :chain
         for share
      """;

  /** Read after the lock: a clock read in the locking statement is older than the wait. */
  private static final String READ =
      """
      select n.now, c.request, c.result, e.header
        from (select ledger.now() as now) n
        left join doors.command c on c.id = :command
        left join ledger.entry e on e.chain_id = :chain
       order by e.seq
      """;

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

  private static final String FORGET =
      """
      delete from doors.command
       where id in (select id
                      from doors.command
                     where at < clock_timestamp() - interval '7 days'
                     order by at
                     limit 1000)
      """;

  private static final String INSERT_ENTRY =
      """
      insert into ledger.entry (chain_id, seq, prev_hash, entry_hash, header, type, actor, recorded_us)
      values (:chain, :seq, :prev, :hash, :header, :type, :actor, :us)
      """;

  private static final String INSERT_PART =
      """
      insert into ledger.part (chain_id, seq, name, media_type, seal, salt, data, subject_id, blob_id)
      values (:chain, :seq, :name, :media, :seal, :salt, :data, :subject, :blob)
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
  private final NamedParameterJdbcTemplate batches;
  private final FactCodec codec;
  private volatile @Nullable UUID ledgerId;

  public Journal(JdbcClient db, NamedParameterJdbcTemplate batches, FactCodec codec) {
    this.db = db;
    this.batches = batches;
    this.codec = codec;
  }

  /** Where a chain ends. */
  public record Head(long seq, Hash hash, long timeUs, ChainKind kind) {}

  /** A command that was done before. */
  public record Done(String request, String result) {}

  /** What one look at a locked chain tells. */
  public record Look(Instant now, @Nullable Done done, List<Header> headers) {}

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

  /** Locks a chain; null where there is none. */
  public @Nullable Head lock(ChainId chain, boolean alone) {
    return db.sql(alone ? LOCK : LOCK_SHARED)
        .param("chain", chain.value())
        .query(Journal::head)
        .optional()
        .orElse(null);
  }

  private static Head head(ResultSet row, int number) throws SQLException {
    return new Head(
        row.getLong("head_seq"),
        Hash.of(row.getBytes("head_hash")),
        row.getLong("head_time_us"),
        ChainKind.of(row.getString("kind")));
  }

  /**
   * The database's time, whether this command was done before, and the chain from its beginning.
   */
  public Look look(ChainId chain, CommandId command) {
    var headers = new ArrayList<Header>();
    var now = new Instant[1];
    var done = new @Nullable Done[1];
    db.sql(READ)
        .param("chain", chain.value())
        .param("command", command.value())
        .query(row -> {
          now[0] = row.getObject("now", OffsetDateTime.class).toInstant();
          String result = row.getString("result");
          if (result != null) {
            done[0] = new Done(row.getString("request"), result);
          }
          byte[] header = row.getBytes("header");
          if (header != null) {
            headers.add(Header.decode(header));
          }
        });
    return new Look(now[0], done[0], headers);
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

  public void remember(CommandId command, ChainId chain, String request, String result) {
    db.sql(REMEMBER)
        .param("command", command.value())
        .param("chain", chain.value())
        .param("request", request)
        .param("result", result)
        .update();
  }

  /** Forgets up to a thousand commands older than seven days; returns how many. */
  public int forgetOldCommands() {
    return db.sql(FORGET).update();
  }

  /** Writes entries, their parts and the parts' files. */
  public void write(List<Draft> drafts) {
    batches.batchUpdate(
        INSERT_ENTRY, drafts.stream().map(Journal::row).toArray(SqlParameterSource[]::new));
    var parts =
        drafts.stream()
            .flatMap(draft -> draft.parts().stream().map(part -> row(draft, part)))
            .toArray(SqlParameterSource[]::new);
    if (parts.length > 0) {
      batches.batchUpdate(INSERT_PART, parts);
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

  private static SqlParameterSource row(Draft draft) {
    var header = draft.header();
    return new MapSqlParameterSource()
        .addValue("chain", header.chainId())
        .addValue("seq", header.seq())
        .addValue("prev", header.prevHash().bytes())
        .addValue("hash", draft.hash().bytes())
        .addValue("header", draft.bytes())
        .addValue("type", header.type())
        .addValue("actor", header.actor())
        .addValue("us", header.timeUs());
  }

  private static SqlParameterSource row(Draft draft, DraftPart part) {
    return new MapSqlParameterSource()
        .addValue("chain", draft.header().chainId())
        .addValue("seq", draft.header().seq())
        .addValue("name", part.name())
        .addValue("media", part.mediaType())
        .addValue("seal", part.seal().bytes())
        .addValue("salt", part.salt())
        .addValue("data", part.data())
        .addValue("subject", part.subject(), java.sql.Types.OTHER)
        .addValue("blob", part.blob(), java.sql.Types.OTHER);
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
