package org.answerable.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.answerable.ledger.internal.Hash;
import org.answerable.ledger.internal.Header;
import org.answerable.ledger.internal.Tree;
import org.answerable.ledger.reading.Table;
import org.jspecify.annotations.Nullable;

/**
 * Cases that really happened, taken apart: what is the same in each copy, and what is not.
 *
 * @param tree of everything that has a leaf so far
 * @param nextNumber that a case can have
 */
record Models(List<Model> ended, List<Model> open, List<Model> longs, Tree tree, long nextNumber) {

  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** A few messages each: longer ones would make the copying long. */
  private static final int ENTRIES_MAX = 12;

  /** Something that a copy has of its own. */
  sealed interface Piece {
    record Same(String text) implements Piece {}

    /** One of the model's ids: the copy has another. */
    record Id(int which) implements Piece {}

    /** The customer's address. */
    record Address() implements Piece {}
  }

  /** A text in pieces. */
  record Text(List<Piece> pieces) {
    boolean isSame() {
      return pieces.stream().allMatch(Piece.Same.class::isInstance);
    }
  }

  /** A value of a header or a row. */
  sealed interface Value {
    record Nothing() implements Value {}

    record Words(Text text) implements Value {}

    record Micros(long at) implements Value {}

    record Number() implements Value {}

    /** The hash at the end of a chain of the model. */
    record Head(int chain) implements Value {}
  }

  record Part(
      String name,
      String mediaType,
      Hash seal,
      byte[] salt,
      byte[] data,
      Text text,
      @Nullable Text subject,
      @Nullable Text blob) {}

  record Entry(Header header, Text actor, Map<String, Value> fields, List<Part> parts) {}

  record Blob(Text id, int piece, byte[] data) {}

  record Row(String table, List<Value> values) {}

  record Chain(Text id, String kind, List<Entry> entries, List<Row> rows, List<Blob> blobs) {}

  /**
   * One case with its mails and its customer.
   *
   * @param ids what stands for each id: a role, or nothing where a copy draws a fresh one
   */
  record Model(List<Chain> chains, List<Role> ids) {}

  /** Whose id it is. */
  sealed interface Role {
    record Own() implements Role {}

    record Team() implements Role {}

    record Mailbox() implements Role {}

    record Lead() implements Role {}

    /** One of those who answer, always the same one within a case. */
    record Agent(int which) implements Role {}
  }

  static Models read(
      Connection db, List<Loader.Crew> crews, Map<String, List<Table.Rows>> tables, UUID longOne)
      throws SQLException {
    var reading = new Reading(db, tables);
    var ended =
        reading.all(
            """
            select k.chain_id
              from work.cases k
              join ledger.chain c on c.chain_id = k.chain_id
             where k.outcome is not null
               and c.head_seq <= %d
            """
                .formatted(ENTRIES_MAX));
    // Nothing of theirs stirs while we measure.
    var open =
        reading.all(
            """
            select k.chain_id
              from work.cases k
              join ledger.chain c on c.chain_id = k.chain_id
             where k.outcome is null
               and c.head_seq <= 2 * %d
               and k.chain_id <> '%s'
               and not exists (select
                                 from work.commitments o
                                where o.chain_id = k.chain_id
                                  and o.ended_at is null
                                  and least(o.due_at, o.acts_at) < now() + interval '1 hour')
            """
                .formatted(ENTRIES_MAX, longOne));
    if (ended.isEmpty() || open.isEmpty()) {
      throw new IllegalStateException("The demo has no case to copy");
    }
    return new Models(
        ended,
        open,
        List.of(reading.model(longOne)),
        reading.tree(),
        reading.one("select max(number) + 1 from work.cases"));
  }

  private static final class Reading {

    private final Connection db;
    private final Map<String, List<Table.Rows>> tables;
    private final Map<String, Role> roles = new HashMap<>();
    private final Set<String> shared = new HashSet<>();

    Reading(Connection db, Map<String, List<Table.Rows>> tables) throws SQLException {
      this.db = db;
      this.tables = tables;
      for (var id : texts("select chain_id from work.teams")) {
        roles.put(id, new Role.Team());
      }
      for (var id : texts("select mailbox_id from work.mailboxes")) {
        roles.put(id, new Role.Mailbox());
      }
      int agents = 0;
      for (var id :
          texts("select chain_id from work.people where role = 'agent' order by chain_id")) {
        roles.put(id, new Role.Agent(agents++));
      }
      for (var id : texts("select chain_id from work.people where role <> 'agent'")) {
        roles.put(id, new Role.Lead());
      }
      shared.addAll(texts("select brand_id from work.brands"));
      shared.addAll(texts("select chain_id from ledger.chain where kind in ('system', 'config')"));
      shared.add(new UUID(0, 0).toString());
    }

    List<Model> all(String cases) throws SQLException {
      List<Model> models = new ArrayList<>();
      for (var id : texts(cases)) {
        models.add(model(UUID.fromString(id)));
      }
      return models;
    }

    Model model(UUID id) throws SQLException {
      return new Taking(id).model();
    }

    Tree tree() throws SQLException {
      try (var sql = db.createStatement();
          var row = sql.executeQuery("select next_idx, edge from ledger.state")) {
        row.next();
        List<Hash> edge = new ArrayList<>();
        for (var hash : (Object[]) row.getArray("edge").getArray()) {
          edge.add(Hash.of((byte[]) hash));
        }
        return new Tree(row.getLong("next_idx"), edge);
      }
    }

    long one(String question) throws SQLException {
      return Long.parseLong(texts(question).getFirst());
    }

    private List<String> texts(String question) throws SQLException {
      List<String> texts = new ArrayList<>();
      try (var sql = db.createStatement();
          var rows = sql.executeQuery(question)) {
        while (rows.next()) {
          texts.add(rows.getString(1));
        }
      }
      return texts;
    }

    /** One model being taken apart. */
    private final class Taking {

      private final UUID id;
      private final Map<String, Integer> ids = new LinkedHashMap<>();
      private final List<Role> itsRoles = new ArrayList<>();
      private final Map<String, Integer> heads = new HashMap<>();
      private final String number;
      private final String address;

      Taking(UUID id) throws SQLException {
        this.id = id;
        this.number =
            texts("select number from work.cases where chain_id = '" + id + "'").getFirst();
        this.address =
            texts("select address from work.parties where chain_id = '" + id + "'").getFirst();
      }

      Model model() throws SQLException {
        List<String> named =
            texts(
                """
                select c.chain_id
                  from ledger.chain c
                 where c.chain_id = '%1$s'
                    or c.chain_id in (select m.chain_id from work.mails m where m.case_id = '%1$s')
                    or c.chain_id in (select p.customer_id from work.parties p where p.chain_id = '%1$s')
                 order by c.kind = 'case', c.kind = 'mail'
                """
                    .formatted(id));
        for (int i = 0; i < named.size(); i++) {
          var head =
              texts(
                  "select encode(head_hash, 'hex') from ledger.chain where chain_id = '"
                      + named.get(i)
                      + "'");
          heads.put("\\x" + head.getFirst(), i);
        }
        List<Chain> chains = new ArrayList<>();
        for (var chain : named) {
          var kind =
              texts("select kind from ledger.chain where chain_id = '" + chain + "'").getFirst();
          chains.add(new Chain(text(chain), kind, entries(chain), rows(chain, kind), blobs(chain)));
        }
        return new Model(chains, List.copyOf(itsRoles));
      }

      private List<Entry> entries(String chain) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        try (var sql = db.createStatement();
            var rows =
                sql.executeQuery(
                    "select header from ledger.entry where chain_id = '"
                        + chain
                        + "' order by seq")) {
          while (rows.next()) {
            var header = Header.decode(rows.getBytes(1));
            Map<String, Value> fields = new LinkedHashMap<>();
            header.fields().forEach((key, value) -> fields.put(key, field(key, value)));
            entries.add(
                new Entry(
                    header, text(header.actor().toString()), fields, parts(chain, header.seq())));
          }
        }
        return entries;
      }

      private Value field(String key, String value) {
        if (key.equals("number") && value.equals(number)) {
          return new Value.Number();
        }
        return value.matches("1[0-9]{15}")
            ? new Value.Micros(Long.parseLong(value))
            : new Value.Words(text(value));
      }

      private List<Part> parts(String chain, long seq) throws SQLException {
        List<Part> parts = new ArrayList<>();
        try (var sql = db.createStatement();
            var rows =
                sql.executeQuery(
                    "select * from ledger.part where chain_id = '"
                        + chain
                        + "' and seq = "
                        + seq
                        + " order by name")) {
          while (rows.next()) {
            var data = rows.getBytes("data");
            parts.add(
                new Part(
                    rows.getString("name"),
                    rows.getString("media_type"),
                    Hash.of(rows.getBytes("seal")),
                    rows.getBytes("salt"),
                    data,
                    text(new String(data, UTF_8)),
                    maybe(rows.getString("subject_id")),
                    maybe(rows.getString("blob_id"))));
          }
        }
        return parts;
      }

      private List<Blob> blobs(String chain) throws SQLException {
        List<Blob> blobs = new ArrayList<>();
        try (var sql = db.createStatement();
            var rows =
                sql.executeQuery(
                    "select b.* from ledger.blob b join ledger.part p on p.blob_id = b.blob_id"
                        + " where p.chain_id = '"
                        + chain
                        + "'")) {
          while (rows.next()) {
            blobs.add(
                new Blob(
                    text(rows.getString("blob_id")), rows.getInt("piece"), rows.getBytes("data")));
          }
        }
        return blobs;
      }

      private List<Row> rows(String chain, String kind) throws SQLException {
        List<Row> all = new ArrayList<>();
        for (var of : tables.getOrDefault(kind, List.of())) {
          try (var sql = db.createStatement();
              var rows =
                  sql.executeQuery(
                      "select * from "
                          + of.table()
                          + " where "
                          + of.chainColumn()
                          + " = '"
                          + chain
                          + "'")) {
            var columns = rows.getMetaData();
            while (rows.next()) {
              List<Value> values = new ArrayList<>();
              for (int i = 1; i <= columns.getColumnCount(); i++) {
                values.add(
                    column(
                        columns.getColumnName(i),
                        columns.getColumnTypeName(i),
                        rows.getString(i),
                        columns.getColumnTypeName(i).equals("timestamptz")
                            ? rows.getObject(i, java.time.OffsetDateTime.class)
                            : null));
              }
              all.add(new Row(of.table(), values));
            }
          }
        }
        return all;
      }

      private Value column(
          String name, String type, @Nullable String value, java.time.@Nullable OffsetDateTime at) {
        if (value == null) {
          return new Value.Nothing();
        }
        if (at != null) {
          return new Value.Micros(org.answerable.ledger.internal.Micros.of(at.toInstant()));
        }
        if (name.equals("number") && value.equals(number)) {
          return new Value.Number();
        }
        var head = type.equals("bytea") ? heads.get(value) : null;
        return head != null ? new Value.Head(head) : new Value.Words(text(value));
      }

      private @Nullable Text maybe(@Nullable String value) {
        return value == null ? null : text(value);
      }

      private Text text(String value) {
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        var found = ID.matcher(value);
        while (found.find()) {
          if (!shared.contains(found.group())) {
            words(pieces, value.substring(from, found.start()));
            pieces.add(new Piece.Id(which(found.group())));
            from = found.end();
          }
        }
        words(pieces, value.substring(from));
        return new Text(List.copyOf(pieces));
      }

      private void words(List<Piece> pieces, String value) {
        int from = 0;
        for (int at = value.indexOf(address); at >= 0; at = value.indexOf(address, from)) {
          if (at > from) {
            pieces.add(new Piece.Same(value.substring(from, at)));
          }
          pieces.add(new Piece.Address());
          from = at + address.length();
        }
        if (from < value.length()) {
          pieces.add(new Piece.Same(value.substring(from)));
        }
      }

      private int which(String id) {
        var known = ids.get(id);
        if (known != null) {
          return known;
        }
        ids.put(id, itsRoles.size());
        itsRoles.add(roles.getOrDefault(id, new Role.Own()));
        return itsRoles.size() - 1;
      }
    }
  }
}
