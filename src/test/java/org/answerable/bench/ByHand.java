package org.answerable.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.answerable.facts.Ids;

/**
 * The limit: what a desk would write and read at the least, by prepared statements on the desk's
 * own tables with their own indexes. No ledger, no rights, no pages; the session looks past the
 * triggers. Durable as the desk is: each operation is one transaction and waits for the disk.
 */
final class ByHand {

  private static final String KNOWN = "select chain_id from work.addresses where address = ?";
  private static final String NUMBER = "select nextval('work.case_number')";

  private static final String CUSTOMER =
      "insert into work.customers (chain_id, tongue, name, name_seq, met_at) values (?, 'en', ?, 1, ?)";

  private static final String ADDRESS =
      "insert into work.addresses (chain_id, seq, address) values (?, 1, ?)";

  private static final String CASE =
      """
      insert into work.cases (
             chain_id, number, team_id, brand_id, owner_id, taken, channel, party_id, opened_at,
             target_at, stage, subject, subject_seq, preview, preview_seq, newest_message, next_id,
             next_kind, next_due_at, heard_at, step_at, complaint, chases, version, last_entry_hash)
      values (?, ?, ?, ?, ?, true, 'phone', ?, ?, ?, 'open', ?, 1, ?, 2, ?, ?, 'first_answer', ?, ?, ?,
             false, 0, 3, ?)
      """;

  private static final String PARTY =
      """
      insert into work.parties (chain_id, party_id, seq, customer_id, name, address)
      values (?, ?, 1, ?, ?, ?)
      """;

  private static final String COMMITMENT =
      """
      insert into work.commitments (
             id, chain_id, kind, debtor_sort, debtor_id, creditor_sort, creditor_id, given_at, due_at, zone)
      values (?, ?, ?, 'staff', ?, 'party', ?, ?, ?, 'Europe/Berlin')
      """;

  private static final String MESSAGE =
      """
      insert into views.messages (
             chain_id, seq, id, sort, author_id, at, channel, machine, asks, files, preview, failed)
      values (?, ?, ?, ?, ?, ?, 'phone', false, false, 0, ?, false)
      """;

  private static final String WORDS =
      """
      insert into ledger.part (chain_id, seq, name, media_type, seal, salt, data)
      values (?, ?, 'body', 'text/plain', ?, ?, ?)
      """;

  /** All of the above at once. */
  private static final String CREATE =
      """
      with customer as (
             insert into work.customers (chain_id, tongue, name, name_seq, met_at)
             values (?, 'en', ?, 1, ?)),
           address as (
             insert into work.addresses (chain_id, seq, address) values (?, 1, ?)),
           opened as (
             insert into work.cases (
                    chain_id, number, team_id, brand_id, owner_id, taken, channel, party_id, opened_at,
                    target_at, stage, subject, subject_seq, preview, preview_seq, newest_message,
                    next_id, next_kind, next_due_at, heard_at, step_at, complaint, chases, version,
                    last_entry_hash)
             values (?, nextval('work.case_number'), ?, ?, ?, true, 'phone', ?, ?, ?, 'open', ?, 1, ?, 2,
                    ?, ?, 'first_answer', ?, ?, ?, false, 0, 3, ?)),
           party as (
             insert into work.parties (chain_id, party_id, seq, customer_id, name, address)
             values (?, ?, 1, ?, ?, ?)),
           promised as (
             insert into work.commitments (
                    id, chain_id, kind, debtor_sort, debtor_id, creditor_sort, creditor_id, given_at,
                    due_at, zone)
             values (?, ?, ?, 'staff', ?, 'party', ?, ?, ?, 'Europe/Berlin')),
           said as (
             insert into views.messages (
                    chain_id, seq, id, sort, author_id, at, channel, machine, asks, files, preview, failed)
             values (?, ?, ?, ?, ?, ?, 'phone', false, false, 0, ?, false))
      insert into ledger.part (chain_id, seq, name, media_type, seal, salt, data)
      values (?, ?, 'body', 'text/plain', ?, ?, ?)
      """;

  private static final String LOCKED =
      """
      select owner_id, party_id, next_id, version
        from work.cases
       where chain_id = ?
         for update
      """;

  private static final String KEPT =
      """
      update work.commitments
         set ending = 'kept', ended_at = ?, evidence = ?
       where id = ?
      """;

  private static final String ANSWERED =
      """
      update work.cases
         set preview = ?, newest_message = ?, next_id = ?, next_kind = 'next_update', next_due_at = ?,
             answered_at = coalesce(answered_at, ?), step_at = ?, version = version + 3
       where chain_id = ?
      """;

  private static final String OWED =
      """
      select c.id, c.kind, c.due_at, k.chain_id, k.number, k.subject, k.preview, k.taken, p.name, p.address
        from work.commitments c
        join work.cases k on k.chain_id = c.chain_id
        left join work.parties p on p.chain_id = k.chain_id and p.party_id = k.party_id
       where c.debtor_id = ?
         and c.ended_at is null
         and c.kind not in ('write_again', 'asked')
       order by c.due_at, c.id
       limit 50
      """;

  private static final String HEAD =
      """
      select k.*, o.name, t.name, b.name, p.name, p.address
        from work.cases k
        join work.teams t on t.chain_id = k.team_id
        left join work.people o on o.chain_id = k.owner_id
        left join work.brands b on b.brand_id = k.brand_id
        left join work.parties p on p.chain_id = k.chain_id and p.party_id = k.party_id
       where k.chain_id = ?
      """;

  private static final String SAID =
      """
      select m.id, m.sort, m.author_id, m.at, w.data
        from views.messages m
        join ledger.part w on w.chain_id = m.chain_id and w.seq = m.seq and w.name = 'body'
       where m.chain_id = ?
       order by m.seq
      """;

  private static final String PROMISED =
      """
      select id, kind, debtor_id, due_at, ending, ended_at
        from work.commitments
       where chain_id = ?
       order by given_at
      """;

  private final Connection db;
  private final UUID team;
  private final UUID brand;
  private final UUID agent;
  private final Random random = new Random();
  private final byte[] hash = new byte[32];

  ByHand(Connection db, UUID team, UUID brand, UUID agent) throws SQLException {
    this.db = db;
    this.team = team;
    this.brand = brand;
    this.agent = agent;
    try (var sql = db.createStatement()) {
      sql.execute("set session_replication_role = replica");
      sql.execute("set jit = off");
    }
  }

  private final class Fresh {
    final UUID customer = Ids.fresh();
    final UUID id = Ids.fresh();
    final UUID party = Ids.fresh();
    final UUID message = Ids.fresh();
    final UUID promise = Ids.fresh();
    final String address = "limit" + random.nextLong(Long.MAX_VALUE) + "@example.org";
    final OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    final OffsetDateTime due = now.plusHours(6);

    Object[] customer() {
      return new Object[] {customer, "Tove Lindqvist", now};
    }

    Object[] address() {
      return new Object[] {customer, address};
    }

    Object[] opened() {
      return new Object[] {
        team,
        brand,
        agent,
        party,
        now,
        due,
        "A parcel",
        Loader.TEXT.substring(0, 180),
        message,
        promise,
        due,
        now,
        now,
        hash
      };
    }

    Object[] party() {
      return new Object[] {id, party, customer, "Tove Lindqvist", address};
    }

    Object[] promised(String kind) {
      return new Object[] {promise, id, kind, agent, party, now, due};
    }

    Object[] said() {
      return new Object[] {id, 2L, message, "heard", agent, now, Loader.TEXT.substring(0, 180)};
    }

    Object[] words() {
      return new Object[] {
        id, 2L, hash, hash, Loader.TEXT.getBytes(java.nio.charset.StandardCharsets.UTF_8)
      };
    }
  }

  /** A case, a statement at a time. */
  Clients.Operation creates() throws SQLException {
    db.setAutoCommit(false);
    var known = db.prepareStatement(KNOWN);
    var number = db.prepareStatement(NUMBER);
    var customer = db.prepareStatement(CUSTOMER);
    var address = db.prepareStatement(ADDRESS);
    var opened = db.prepareStatement(CASE);
    var party = db.prepareStatement(PARTY);
    var promised = db.prepareStatement(COMMITMENT);
    var said = db.prepareStatement(MESSAGE);
    var words = db.prepareStatement(WORDS);
    return () -> {
      var one = new Fresh();
      read(known, one.address);
      long next = read(number);
      write(customer, one.customer());
      write(address, one.address());
      write(opened, concat(new Object[] {one.id, next}, one.opened()));
      write(party, one.party());
      write(promised, one.promised("first_answer"));
      write(said, one.said());
      write(words, one.words());
      db.commit();
    };
  }

  /** A case, in one statement. */
  Clients.Operation createsAtOnce() throws SQLException {
    db.setAutoCommit(true);
    var create = db.prepareStatement(CREATE);
    return () -> {
      var one = new Fresh();
      write(
          create,
          concat(
              one.customer(),
              one.address(),
              new Object[] {one.id},
              one.opened(),
              one.party(),
              one.promised("first_answer"),
              one.said(),
              one.words()));
    };
  }

  /** An answer in one of these cases, a statement at a time. */
  Clients.Operation answers(List<UUID> cases) throws SQLException {
    db.setAutoCommit(false);
    var locked = db.prepareStatement(LOCKED);
    var said = db.prepareStatement(MESSAGE);
    var words = db.prepareStatement(WORDS);
    var kept = db.prepareStatement(KEPT);
    var promised = db.prepareStatement(COMMITMENT);
    var answered = db.prepareStatement(ANSWERED);
    return () -> {
      var id = cases.get(random.nextInt(cases.size()));
      var one = new Fresh();
      UUID owner;
      UUID party;
      UUID next;
      locked.setObject(1, id);
      try (var row = locked.executeQuery()) {
        row.next();
        owner = row.getObject(1, UUID.class);
        party = row.getObject(2, UUID.class);
        next = row.getObject(3, UUID.class);
      }
      long seq = random.nextLong(1L << 40, 1L << 50);
      var preview = Loader.TEXT.substring(0, 180);
      write(said, id, seq, one.message, "sent", owner, one.now, preview);
      write(words, id, seq, hash, hash, one.words()[4]);
      write(kept, one.now, one.message, next);
      write(promised, one.promise, id, "next_update", owner, party, one.now, one.due);
      write(answered, preview, one.message, one.promise, one.due, one.now, one.now, id);
      db.commit();
    };
  }

  /** The first fifty that somebody owes. */
  Clients.Operation owed(List<UUID> agents) throws SQLException {
    db.setAutoCommit(true);
    var owed = db.prepareStatement(OWED);
    return () -> all(owed, agents.get(random.nextInt(agents.size())));
  }

  /** A case with what was said and promised in it. */
  Clients.Operation looks(List<UUID> cases) throws SQLException {
    db.setAutoCommit(true);
    var head = db.prepareStatement(HEAD);
    var said = db.prepareStatement(SAID);
    var promised = db.prepareStatement(PROMISED);
    return () -> {
      var id = cases.get(random.nextInt(cases.size()));
      all(head, id);
      all(said, id);
      all(promised, id);
    };
  }

  private static Object[] concat(Object[]... parts) {
    return java.util.Arrays.stream(parts).flatMap(java.util.Arrays::stream).toArray();
  }

  private static void set(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      switch (values[i]) {
        case byte[] bytes -> statement.setBytes(i + 1, bytes);
        case Object other -> statement.setObject(i + 1, other);
      }
    }
  }

  private static void write(PreparedStatement statement, Object... values) throws SQLException {
    set(statement, values);
    statement.executeUpdate();
  }

  /** The first column of the first row, or 0. */
  private static long read(PreparedStatement statement, Object... values) throws SQLException {
    set(statement, values);
    try (var row = statement.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** Reads every column of every row, as whoever shows them would. */
  private static void all(PreparedStatement statement, Object... values) throws SQLException {
    set(statement, values);
    try (var rows = statement.executeQuery()) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        for (int i = 1; i <= columns; i++) {
          rows.getObject(i);
        }
      }
    }
  }
}
