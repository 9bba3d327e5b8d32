package org.answerable.ledger.internal;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.answerable.ledger.reading.Alarms;
import org.answerable.ledger.reading.LedgerFiles;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Signs, once a minute, how many entries there are and what their root is, and publishes the note
 * outside the database. Before it signs it looks whether that agrees with all it signed before: a
 * signature under two histories would be worth nothing. When it does not agree it signs nothing and
 * says so; cases are served on.
 */
public final class Checkpoints {

  /** How often a grown tree is signed. */
  static final Duration EVERY = Duration.ofSeconds(60);

  /** In one statement, so that no checkpoint is newer than the state it is compared with. */
  private static final String STATE =
      """
      select s.next_idx, s.edge, s.epoch, s.ledger_id,
             (select c.note
                from ledger.checkpoint c
               where c.epoch = s.epoch
               order by c.tree_size desc
               limit 1) as note
        from ledger.state s
       where s.one = 1
      """;

  private static final String KEEP =
      """
      insert into ledger.checkpoint (epoch, tree_size, root, note)
      values (:epoch, :size, :root, :note)
          on conflict do nothing
      """;

  private static final String LATE =
      """
      select exists (
               select
                 from ledger.leaf l
                 join ledger.entry e on e.chain_id = l.chain_id and e.seq = l.seq
                where l.idx = coalesce((select tree_size
                                          from ledger.checkpoint
                                         where epoch = (select epoch from ledger.state)
                                         order by tree_size desc
                                         limit 1), 0)
                  and e.recorded_us < extract(epoch from clock_timestamp() - interval '5 minutes') * 1000000)
      """;

  private static final Comparator<Checkpoint> BY_SIZE = Comparator.comparingLong(Checkpoint::size);

  private final JdbcClient reading;
  private final JdbcClient writing;
  private final Leaves leaves;
  private final LedgerFiles files;
  private final KeyRing keys;
  private final Published outside;
  private final Alarms alarms;

  /** The tree at the size that was signed last, as its leaves gave it. */
  private Tree signed = Tree.EMPTY;

  /**
   * @param app reads, so that a long look at the leaves holds up no sequencer
   * @param sequencer of the role {@code answerable_sequencer}, which may keep a checkpoint
   */
  public Checkpoints(DataSource app, DataSource sequencer, LedgerFiles files, Alarms alarms) {
    this.reading = JdbcClient.create(app);
    this.writing = JdbcClient.create(sequencer);
    this.leaves = new Leaves(reading);
    this.files = files;
    this.keys = new KeyRing(files);
    this.outside = new Published(files);
    this.alarms = alarms;
  }

  /** How a look at the tree ended. */
  public sealed interface Outcome {
    /** A note was signed, kept and published. */
    record Signed(Checkpoint checkpoint) implements Outcome {}

    /** Nothing new since the last note. */
    record NotGrown() implements Outcome {}

    /** This node has no key; others sign. */
    record NoKey() implements Outcome {}

    /** Signing would contradict what was signed before, or cannot be published. */
    record Refused(String why) implements Outcome {}
  }

  private record State(Tree tree, int epoch, String ledgerId, @Nullable Note kept) {

    static State of(ResultSet row, int number) throws SQLException {
      var note = row.getString("note");
      return new State(
          Sequencer.tree(row, number),
          row.getInt("epoch"),
          row.getString("ledger_id"),
          note == null ? null : Note.parse(note));
    }
  }

  /** One step of its loop. */
  Duration step() {
    var outcome = sign();
    switch (outcome) {
      case Outcome.Refused(var why) ->
          alarms.raise(Alarms.Sort.CHECKPOINT_REFUSED, "checkpoint", why);
      case Outcome.Signed _, Outcome.NotGrown _, Outcome.NoKey _ ->
          alarms.clear(Alarms.Sort.CHECKPOINT_REFUSED, "checkpoint");
    }
    lookAtTheClock();
    return EVERY;
  }

  private void lookAtTheClock() {
    try {
      boolean late = reading.sql(LATE).query((row, _) -> row.getBoolean(1)).single();
      if (late) {
        alarms.raise(
            Alarms.Sort.CHECKPOINT_LATE,
            "checkpoint",
            "Entries older than five minutes are under no checkpoint; no node with the key "
                + files.signingKey()
                + " signs");
      } else {
        alarms.clear(Alarms.Sort.CHECKPOINT_LATE, "checkpoint");
      }
    } catch (DataAccessException e) {
      alarms.raise(
          Alarms.Sort.CHECKPOINT_LATE, "checkpoint", "The database did not say: " + e.getMessage());
    }
  }

  /** Signs and publishes if the tree grew and nothing contradicts. */
  public synchronized Outcome sign() {
    try {
      return looked();
    } catch (Leaves.LeafMissing e) {
      return new Outcome.Refused(e.getMessage() + " Run verify.");
    } catch (IOException | RuntimeException e) {
      // What cannot be understood is not signed; the alarm keeps saying so until it can.
      return new Outcome.Refused(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  private Outcome looked() throws IOException {
    // The files before the database: what others sign meanwhile is then not ahead of us.
    var published = outside.newest();
    var state = reading.sql(STATE).query(State::of).single();
    var key = key(state, state.kept() == null && published.isEmpty());
    if (key == null) {
      return new Outcome.NoKey();
    }
    var name = key.verifying().name();
    var origin = Checkpoint.origin(name, state.epoch());
    var last = new ArrayList<Note>();
    var kept = state.kept();
    for (var note : Stream.concat(Stream.ofNullable(kept), published.stream()).toList()) {
      var why = contradiction(note, origin, state, key);
      if (why != null) {
        return new Outcome.Refused(why);
      }
      // What an earlier epoch signed beyond the point of recovery is gone, and recovery said so.
      if (Checkpoint.epoch(note.checkpoint().origin(), name) == state.epoch()) {
        last.add(note);
      }
    }
    return signAfter(last, origin, state, key);
  }

  private Outcome signAfter(List<Note> last, String origin, State state, SigningKey key)
      throws IOException {
    var before = signed;
    for (var checkpoint : last.stream().map(Note::checkpoint).sorted(BY_SIZE).toList()) {
      before =
          leaves.grow(before.size() <= checkpoint.size() ? before : Tree.EMPTY, checkpoint.size());
      if (!before.root().equals(checkpoint.root())) {
        signed = Tree.EMPTY;
        return new Outcome.Refused(
            "The first %d entries are not those that were signed: their root is %s, not %s. Run verify."
                .formatted(checkpoint.size(), before.root(), checkpoint.root()));
      }
    }
    signed = before;
    if (!last.isEmpty() && state.tree().size() == before.size()) {
      // Kept, but the program ended before it was published everywhere.
      outside.append(Collections.max(last, Comparator.comparing(Note::checkpoint, BY_SIZE)));
      return new Outcome.NotGrown();
    }
    if (state.tree().size() == 0) {
      return new Outcome.NotGrown();
    }
    var now = leaves.grow(before, state.tree().size());
    if (!now.equals(state.tree())) {
      return new Outcome.Refused(
          "The sequencer's edge at %d entries is not that of the leaves. Run verify."
              .formatted(now.size()));
    }
    var checkpoint = new Checkpoint(origin, now.size(), now.root());
    var note = Note.sign(checkpoint, key);
    int mine =
        writing
            .sql(KEEP)
            .param("epoch", state.epoch())
            .param("size", now.size())
            .param("root", now.root().bytes())
            .param("note", note.toString())
            .update();
    if (mine == 0) {
      return new Outcome.NotGrown(); // another node with the key was quicker
    }
    outside.append(note);
    signed = now;
    return new Outcome.Signed(checkpoint);
  }

  private @Nullable SigningKey key(State state, boolean nothingSignedYet) throws IOException {
    var key = keys.signing();
    if (key != null || !files.mayMakeKey() || !nothingSignedYet) {
      return key;
    }
    var origin = files.origin();
    return keys.make(origin == null ? "answerable/" + state.ledgerId() : origin);
  }

  private static @Nullable String contradiction(
      Note note, String origin, State state, SigningKey key) {
    var checkpoint = note.checkpoint();
    int epoch = Checkpoint.epoch(checkpoint.origin(), key.verifying().name());
    if (epoch == 0) {
      return "The note of %s is not of this ledger, %s.".formatted(checkpoint.origin(), origin);
    }
    if (!note.isSignedBy(key.verifying())) {
      return "The note of %s at %d entries was not signed by %s."
          .formatted(checkpoint.origin(), checkpoint.size(), key.verifying());
    }
    if (epoch > state.epoch()
        || (epoch == state.epoch() && checkpoint.size() > state.tree().size())) {
      return "A note of %s at %d entries was signed, but the database has %d in epoch %d: it was put back or lost its end. Run recover."
          .formatted(checkpoint.origin(), checkpoint.size(), state.tree().size(), state.epoch());
    }
    return null;
  }
}
