package org.answerable.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.answerable.bench.Models.Model;
import org.answerable.bench.Models.Piece;
import org.answerable.bench.Models.Role;
import org.answerable.bench.Models.Text;
import org.answerable.bench.Models.Value;
import org.answerable.facts.Ids;
import org.answerable.ledger.internal.Hash;
import org.answerable.ledger.internal.Hashes;
import org.answerable.ledger.internal.Header;
import org.answerable.ledger.internal.Micros;
import org.postgresql.copy.CopyManager;

/** Copies of models, gathered as rows of COPY and written many at once. For one thread. */
final class Copies {

  private static final HexFormat HEX = HexFormat.of();

  /** Ended cases lie behind by up to this much, open ones by little: their time still comes. */
  private static final Duration ENDED_AGO_MAX = Duration.ofDays(300);

  private static final Duration OPEN_AGO_MAX = Duration.ofSeconds(60);

  private final Models models;
  private final List<Loader.Crew> crews;
  private final Random random = new Random(20_931);
  private final Map<String, StringBuilder> rows = new LinkedHashMap<>();
  private List<Hash> leaves = new ArrayList<>();
  private List<String> places = new ArrayList<>();

  Copies(Models models, List<Loader.Crew> crews) {
    this.models = models;
    this.crews = crews;
  }

  /** One copy of one of these models. */
  void add(List<Model> some, long number) {
    var model = some.get(random.nextInt(some.size()));
    var ago = some == models.ended() ? ENDED_AGO_MAX : OPEN_AGO_MAX;
    new Copy(model, number, random.nextLong(ago.toNanos() / 1000)).make();
  }

  /** The hashes of what was gathered, in the order of its leaves. */
  List<Hash> leaves() {
    return leaves;
  }

  /** Writes what was gathered, with leaves from this index on, and begins anew. */
  void write(CopyManager copy, long index) throws SQLException, IOException {
    var numbered = new StringBuilder();
    for (int i = 0; i < places.size(); i++) {
      numbered.append(index + i).append('\t').append(places.get(i)).append('\n');
    }
    rows.put("ledger.leaf (idx, chain_id, seq)", numbered);
    for (var table : rows.entrySet()) {
      copy.copyIn(
          "copy " + table.getKey() + " from stdin", new StringReader(table.getValue().toString()));
    }
    rows.clear();
    leaves = new ArrayList<>();
    places = new ArrayList<>();
  }

  private void row(String table, Object... columns) {
    var into = rows.computeIfAbsent(table, _ -> new StringBuilder(1 << 16));
    for (int i = 0; i < columns.length; i++) {
      into.append(i == 0 ? "" : "\t").append(columns[i]);
    }
    into.append('\n');
  }

  private static String bytes(byte[] data) {
    return "\\\\x" + HEX.formatHex(data);
  }

  private static String escaped(String text) {
    if (text.chars().noneMatch(c -> c == '\\' || c == '\t' || c == '\n' || c == '\r')) {
      return text;
    }
    return text.replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }

  private final class Copy {

    private final Model model;
    private final long number;
    private final long agoUs;
    private final String address;
    private final UUID[] ids;
    private final Hash[] heads;

    Copy(Model model, long number, long agoUs) {
      this.model = model;
      this.number = number;
      this.agoUs = agoUs;
      this.address = "customer" + number + "@example.org";
      this.heads = new Hash[model.chains().size()];
      var crew = crews.get(random.nextInt(crews.size()));
      int shift = random.nextInt(crew.agents().size());
      this.ids =
          model.ids().stream()
              .map(role ->
                  switch (role) {
                    case Role.Own() -> Ids.fresh();
                    case Role.Team() -> crew.team();
                    case Role.Mailbox() -> crew.mailbox();
                    case Role.Lead() -> crew.lead();
                    case Role.Agent(int which) ->
                        crew.agents().get((which + shift) % crew.agents().size());
                  })
              .toArray(UUID[]::new);
    }

    void make() {
      for (int i = 0; i < model.chains().size(); i++) {
        chain(i, model.chains().get(i));
      }
      for (var chain : model.chains()) {
        for (var row : chain.rows()) {
          row(row.table(), row.values().stream().map(this::column).toArray());
        }
      }
    }

    private void chain(int which, Models.Chain chain) {
      var id = UUID.fromString(text(chain.id()));
      var prev = Hash.ZERO;
      long at = 0;
      for (var entry : chain.entries()) {
        var was = entry.header();
        at = was.timeUs() - agoUs;
        var seals = new TreeMap<String, Hash>();
        for (var part : entry.parts()) {
          seals.put(part.name(), part(id, was.seq(), part));
        }
        var fields = new TreeMap<String, String>();
        entry.fields().forEach((key, value) -> fields.put(key, field(value)));
        var actor = UUID.fromString(text(entry.actor()));
        var header =
            new Header(
                was.ledgerId(),
                id,
                was.seq(),
                prev,
                at,
                was.type(),
                was.actorKind(),
                actor,
                was.via(),
                fields,
                seals);
        var encoded = header.encode();
        var hash = Hashes.entry(encoded);
        row(
            "ledger.entry (chain_id, seq, prev_hash, entry_hash, header, type, actor, recorded_us)",
            id,
            was.seq(),
            "\\\\x" + prev,
            "\\\\x" + hash,
            bytes(encoded),
            was.type(),
            actor,
            at);
        leaves.add(hash);
        places.add(id + "\t" + was.seq());
        prev = hash;
      }
      heads[which] = prev;
      row(
          "ledger.chain (chain_id, kind, head_seq, head_hash, head_time_us)",
          id,
          chain.kind(),
          chain.entries().size(),
          "\\\\x" + prev,
          at);
      for (var blob : chain.blobs()) {
        row(
            "ledger.blob (blob_id, piece, data)",
            text(blob.id()),
            blob.piece(),
            bytes(blob.data()));
      }
    }

    private Hash part(UUID chain, long seq, Models.Part part) {
      var data = part.text().isSame() ? part.data() : text(part.text()).getBytes(UTF_8);
      var seal =
          part.text().isSame()
              ? part.seal()
              : Hashes.seal(part.salt(), part.name(), part.mediaType(), data);
      row(
          "ledger.part (chain_id, seq, name, media_type, seal, salt, data, subject_id, blob_id)",
          chain,
          seq,
          part.name(),
          part.mediaType(),
          "\\\\x" + seal,
          bytes(part.salt()),
          bytes(data),
          part.subject() == null ? "\\N" : text(part.subject()),
          part.blob() == null ? "\\N" : text(part.blob()));
      return seal;
    }

    private String text(Text of) {
      if (of.pieces().size() == 1 && of.pieces().getFirst() instanceof Piece.Same(String same)) {
        return same;
      }
      var text = new StringBuilder();
      for (var piece : of.pieces()) {
        switch (piece) {
          case Piece.Same(String same) -> text.append(same);
          case Piece.Id(int which) -> text.append(ids[which]);
          case Piece.Address() -> text.append(address);
        }
      }
      return text.toString();
    }

    private String field(Value value) {
      return switch (value) {
        case Value.Words(Text words) -> text(words);
        case Value.Micros(long at) -> Long.toString(at - agoUs);
        case Value.Number() -> Long.toString(number);
        case Value.Nothing(), Value.Head(_) ->
            throw new IllegalStateException("No header holds " + value);
      };
    }

    private String column(Value value) {
      return switch (value) {
        case Value.Nothing() -> "\\N";
        case Value.Words(Text words) -> escaped(text(words));
        case Value.Micros(long at) -> Micros.instant(at - agoUs).toString();
        case Value.Number() -> Long.toString(number);
        case Value.Head(int chain) -> "\\\\x" + heads[chain];
      };
    }
  }
}
