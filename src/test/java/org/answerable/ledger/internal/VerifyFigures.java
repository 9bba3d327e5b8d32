package org.answerable.ledger.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.answerable.TestDatabase;
import org.answerable.ledger.reading.Alarms;
import org.answerable.ledger.reading.LedgerFiles;
import org.answerable.ledger.reading.Verify;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * How fast a verification reads: {@code ./mvnw test -Dtest=VerifyFigures}. No part of the build,
 * since it says as much about the machine as about us. {@code -Dentries=} sets the size.
 */
class VerifyFigures {

  private static final int PER_CHAIN = 20;
  private static final HexFormat HEX = HexFormat.of();

  @Test
  void entriesASecond(@TempDir Path data) throws Exception {
    int entries = Integer.getInteger("entries", 200_000);
    var database = TestDatabase.migrated();
    load(database, entries);
    var alarms = new Alarms();
    long began = System.nanoTime();
    var sequencer = new Sequencer(database.as("answerable_sequencer").dataSource(), alarms);
    assertThat(sequencer.drain()).isEqualTo(entries);
    say("sequenced", entries, began);
    database.client().sql("vacuum analyze").update();
    var files = LedgerFiles.in(data, "desk.example/ledger");
    var app = database.as("answerable_app").dataSource();
    began = System.nanoTime();
    new Checkpoints(app, database.as("answerable_sequencer").dataSource(), files, alarms).sign();
    say("signed from nothing", entries, began);
    for (int run = 1; run <= 3; run++) {
      double theirs = postgresSeconds(database);
      long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      began = System.nanoTime();
      var report = new Verify(app, files, List.of()).run();
      say("verified, run " + run, entries, began);
      cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu;
      theirs = postgresSeconds(database) - theirs;
      System.out.printf(
          "   of processor: %.1f s ours, %.1f s the database's; %,.0f/s if nobody else had used it%n",
          cpu / 1e9, theirs, entries / (cpu / 1e9 + theirs));
      assertThat(report.first()).isEmpty();
      assertThat(report.entries()).isEqualTo(entries);
    }
  }

  /** Processor time of all sessions that have ended: the server keeps it for its children. */
  private static double postgresSeconds(TestDatabase database) throws Exception {
    long parent;
    try (var connection = database.dataSource().getConnection();
        var sql = connection.createStatement();
        var row = sql.executeQuery("select pg_backend_pid()")) {
      row.next();
      parent = Long.parseLong(stat(row.getInt(1))[1]);
    }
    Thread.sleep(200); // until the sessions before are buried
    var server = stat(parent);
    return (Long.parseLong(server[13]) + Long.parseLong(server[14])) / 100.0;
  }

  /** The columns of /proc/n/stat behind the name, from the third on. */
  private static String[] stat(long process) throws Exception {
    var line = Files.readString(Path.of("/proc/" + process + "/stat"));
    return line.substring(line.lastIndexOf(')') + 2).split(" ");
  }

  private static void say(String what, int entries, long began) {
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        "%s: %,d entries in %.1f s, %,.0f/s%n", what, entries, seconds, entries / seconds);
  }

  /** Half of the entries carry a text of one to two thousand bytes. */
  private static void load(TestDatabase database, int entries) throws Exception {
    var ledger = Identity.of(database.client());
    var random = new Random(1);
    long timeUs = (System.currentTimeMillis() - 50_000) * 1_000;
    try (var connection = database.dataSource().getConnection()) {
      run(connection, "set session_replication_role = replica");
      var copy = connection.unwrap(PGConnection.class).getCopyAPI();
      for (int from = 0; from < entries; from += 10_000) {
        var chains = new StringBuilder();
        var rows = new StringBuilder();
        var parts = new StringBuilder();
        var pending = new StringBuilder();
        for (int n = from; n < Math.min(entries, from + 10_000); n += PER_CHAIN) {
          var chain = new UUID(random.nextLong(), random.nextLong());
          var prev = Hash.ZERO;
          for (int seq = 1; seq <= PER_CHAIN; seq++) {
            timeUs++;
            var seals = new TreeMap<String, Hash>();
            if (seq % 2 == 1) {
              part(parts, seals, chain, seq, random);
            }
            var fields = new TreeMap<String, String>();
            fields.put("command", UUID.randomUUID().toString());
            fields.put("owner", UUID.randomUUID().toString());
            var header =
                new Header(
                    ledger,
                    chain,
                    seq,
                    prev,
                    timeUs,
                    "case.noted",
                    1,
                    Scribe.ANNA,
                    "web",
                    fields,
                    seals);
            var bytes = header.encode();
            var hash = Hashes.entry(bytes);
            row(
                rows,
                chain,
                seq,
                "\\\\x" + prev,
                "\\\\x" + hash,
                "\\\\x" + HEX.formatHex(bytes),
                "case.noted",
                Scribe.ANNA,
                timeUs);
            row(pending, chain, seq);
            prev = hash;
          }
          row(chains, chain, "case", PER_CHAIN, "\\\\x" + prev, timeUs);
        }
        copy(copy, "chain (chain_id, kind, head_seq, head_hash, head_time_us)", chains);
        copy(
            copy,
            "entry (chain_id, seq, prev_hash, entry_hash, header, type, actor, recorded_us)",
            rows);
        copy(copy, "part (chain_id, seq, name, media_type, seal, salt, data)", parts);
        copy(copy, "pending (chain_id, seq)", pending);
      }
    }
  }

  private static void part(
      StringBuilder parts, TreeMap<String, Hash> seals, UUID chain, int seq, Random random) {
    var salt = Hashes.salt();
    var noise = new byte[1_000];
    random.nextBytes(noise);
    var data = HEX.formatHex(noise).substring(0, 1_000 + random.nextInt(1_000)).getBytes(UTF_8);
    var seal = Hashes.seal(salt, "body", "text/plain", data);
    seals.put("body", seal);
    row(
        parts,
        chain,
        seq,
        "body",
        "text/plain",
        "\\\\x" + seal,
        "\\\\x" + HEX.formatHex(salt),
        "\\\\x" + HEX.formatHex(data));
  }

  private static void row(StringBuilder rows, Object... columns) {
    var line = new ArrayList<String>();
    for (var column : columns) {
      line.add(column.toString());
    }
    rows.append(String.join("\t", line)).append('\n');
  }

  private static void copy(CopyManager copy, String into, StringBuilder rows) throws Exception {
    copy.copyIn("copy ledger." + into + " from stdin", new StringReader(rows.toString()));
  }

  private static void run(Connection connection, String statement) throws Exception {
    try (var sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }
}
