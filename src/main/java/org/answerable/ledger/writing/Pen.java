package org.answerable.ledger.writing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.answerable.facts.ChainId;
import org.answerable.facts.Chained;
import org.answerable.facts.Erasing;
import org.answerable.facts.Ids;
import org.answerable.ledger.internal.FactCodec;
import org.answerable.ledger.internal.Hash;
import org.answerable.ledger.internal.Hashes;
import org.answerable.ledger.internal.Header;
import org.answerable.ledger.internal.Journal;
import org.answerable.ledger.internal.Micros;
import org.answerable.ledger.reading.Actor;
import org.answerable.ledger.reading.Change;
import org.answerable.ledger.reading.Entry;
import org.answerable.ledger.reading.FileInfo;
import org.answerable.ledger.reading.Part;
import org.answerable.ledger.reading.Parts;
import org.answerable.ledger.reading.Table;
import org.answerable.ledger.reading.Via;
import org.jspecify.annotations.Nullable;

/**
 * The pen of one command, valid inside its transaction. Chains are taken in the order system,
 * config, team, person, customer, then mails and cases by ascending id; taking one out of order is
 * a fault, because two commands could then wait for each other. An instant in a fact that is finer
 * than a microsecond is a fault too: it would be another one when it is read again.
 */
public final class Pen {

  /** By all bits of the ids, as the database orders them. */
  static final Comparator<ChainId> ASCENDING =
      Comparator.comparing((ChainId c) -> c.value().getMostSignificantBits(), Long::compareUnsigned)
          .thenComparing(c -> c.value().getLeastSignificantBits(), Long::compareUnsigned);

  private final Journal journal;
  private final FactCodec codec;
  private final List<Table> tables;
  private final Command command;
  private final Map<ChainId, Held<?>> held = new LinkedHashMap<>();
  private Moment moment;
  private @Nullable Held<?> newest;

  Pen(Journal journal, FactCodec codec, List<Table> tables, Command command) {
    this.journal = journal;
    this.codec = codec;
    this.tables = tables;
    this.command = command;
    this.moment = new Moment(Instant.EPOCH, command.id());
  }

  /** The instant of this command: not before anything written in the chains it has taken. */
  public Moment now() {
    if (newest == null && moment.instant().equals(Instant.EPOCH)) {
      moment = moment.at(journal.now());
    }
    return moment;
  }

  public Command command() {
    return command;
  }

  /** The next id of this command, for which nobody has to know the time. */
  public UUID newId() {
    return moment.newId();
  }

  /**
   * Takes a chain to write to it: locks it, folds it, and records what time has done to it.
   *
   * @throws NoSuchChain where nothing was ever written under that id
   */
  public <S extends Subject<S>> S hold(Subjects<S> subjects, ChainId chain) {
    return take(subjects, chain, true);
  }

  public <S extends Subject<S>> S hold(Subjects<S> subjects, Chained id) {
    return hold(subjects, id.chain());
  }

  /** Begins a chain, or takes it if somebody else just began it. */
  public <S extends Subject<S>> S begin(Subjects<S> subjects, ChainId chain) {
    var known = held.get(chain);
    if (known == null) {
      inOrder(subjects, chain);
      var fresh = journal.begin(chain, subjects.kind(), command.id());
      if (fresh != null) {
        var head = new Journal.Head(0, Hash.ZERO, 0, subjects.kind());
        return taken(subjects, chain, true, head, fresh);
      }
    }
    return take(subjects, chain, true);
  }

  public <S extends Subject<S>> S begin(Subjects<S> subjects, Chained id) {
    return begin(subjects, id.chain());
  }

  /** Sees to it that a chain stands still until the commit, without writing to it. */
  public <S extends Subject<S>> S still(Subjects<S> subjects, Chained id) {
    return take(subjects, id.chain(), false);
  }

  private <S extends Subject<S>> S take(Subjects<S> subjects, ChainId chain, boolean alone) {
    var known = held.get(chain);
    if (known != null) {
      if (alone && !known.alone) {
        throw new IllegalStateException(
            "Chain " + chain + " is held still; take it to write before taking it to read");
      }
      @SuppressWarnings(
          "unchecked") // the chain's kind was checked against the subjects' when taken
      S subject = (S) known.subject;
      return subject;
    }
    inOrder(subjects, chain);
    var taken = journal.take(chain, alone, command.id());
    if (taken == null || taken.head().kind() != subjects.kind()) {
      throw new NoSuchChain(subjects.kind(), chain);
    }
    return taken(subjects, chain, alone, taken.head(), taken.look());
  }

  private <S extends Subject<S>> S taken(
      Subjects<S> subjects, ChainId chain, boolean alone, Journal.Head head, Journal.Look look) {
    if (look.done() != null) {
      throw new AlreadyDone(look.done());
    }
    S subject = subjects.blank(chain);
    for (var header : look.headers()) {
      var fact = codec.fact(header.type(), header.fields());
      subject = subject.after(fact, Micros.instant(header.timeUs()));
    }
    var earliest = Micros.instant(head.timeUs() + 1);
    var now = look.now().isAfter(earliest) ? look.now() : earliest;
    if (now.isAfter(moment.instant())) {
      moment = moment.at(now);
    }
    var one = new Held<S>(subjects, chain, head, subject, alone);
    held.put(chain, one);
    newest = one;
    if (alone) {
      settle(one);
    }
    return one.subject;
  }

  private <S extends Subject<S>> void settle(Held<S> one) {
    for (var said : one.subjects.settle(one.subject, moment)) {
      one.say(said, Actor.SYSTEM, Via.JOB, moment.instant());
    }
  }

  private void inOrder(Subjects<?> subjects, ChainId chain) {
    var last = newest;
    if (last == null) {
      return;
    }
    int lastSort = last.subjects.kind().sort();
    int sort = subjects.kind().sort();
    boolean after =
        sort > lastSort || (sort == lastSort && ASCENDING.compare(last.chain, chain) <= 0);
    if (!after) {
      throw new IllegalStateException(
          "A command takes chains in one order: "
              + subjects.kind()
              + " "
              + chain
              + " cannot be taken after "
              + last.subjects.kind()
              + " "
              + last.chain);
    }
  }

  /** The subject of a held chain with all that was said so far in this command. */
  <A> void carryOut(Verdict<A> verdict, ChainId main) {
    for (var said : verdict.said()) {
      var chain = said.chain() == null ? main : said.chain();
      var one = held.get(chain);
      if (one == null || !one.alone) {
        throw new IllegalStateException(
            "A verdict says " + said.fact() + " of chain " + chain + ", which was not taken");
      }
      one.say(said, command.actor(), command.via(), moment.instant());
    }
  }

  /**
   * Appends everything that was said, remembers the command, and changes the tables.
   *
   * @param remembered null where nobody can repeat the command
   */
  void append(Journal.@Nullable Remembered remembered) {
    var drafts = new ArrayList<Journal.Draft>();
    var changes = new ArrayList<Change>();
    for (var one : held.values()) {
      if (!one.said.isEmpty()) {
        changes.add(draft(one, drafts));
      }
    }
    journal.write(drafts, remembered);
    for (var change : changes) {
      for (var entry : change.entries()) {
        if (entry.fact() instanceof Erasing.ErasureExecuted) {
          journal.erase(entry.chain(), entry.seq());
        }
      }
      for (var table : tables) {
        if (table.kind() == change.last().kind()) {
          table.apply(change);
        }
      }
    }
  }

  private <S extends Subject<S>> Change draft(Held<S> one, List<Journal.Draft> drafts) {
    var entries = new ArrayList<Entry>();
    long seq = one.head.seq();
    Hash prev = one.head.hash();
    for (var spoken : one.said) {
      seq++;
      var parts = parts(spoken.said.words());
      var fields = codec.fields(spoken.said.fact());
      fields.put(FactCodec.COMMAND, command.id().value().toString());
      var seals = new TreeMap<String, Hash>();
      for (var part : parts) {
        if (seals.put(part.name(), part.seal()) != null) {
          throw new IllegalArgumentException("Two parts are called '" + part.name() + "'");
        }
      }
      var header =
          new Header(
              journal.ledgerId(),
              one.chain.value(),
              seq,
              prev,
              spoken.us,
              codec.type(spoken.said.fact()),
              spoken.actor.sort().number(),
              spoken.actor.id(),
              spoken.via.word(),
              fields,
              seals);
      byte[] bytes = header.encode();
      var hash = Hashes.entry(bytes);
      drafts.add(new Journal.Draft(header, hash, bytes, parts));
      entries.add(
          new Entry(
              one.chain,
              one.subjects.kind(),
              seq,
              Micros.instant(spoken.us),
              spoken.actor,
              spoken.via,
              command.id(),
              spoken.said.fact(),
              new Parts(parts.stream().map(Pen::part).toList()),
              -1));
      prev = hash;
    }
    return new Change(one.chain, List.copyOf(entries), one.subject, prev.bytes());
  }

  private static Part part(Journal.DraftPart part) {
    return new Part(part.name(), part.mediaType(), part.data(), part.blob());
  }

  private static List<Journal.DraftPart> parts(Words words) {
    var parts = new ArrayList<Journal.DraftPart>();
    for (var piece : words.pieces()) {
      byte[] salt = Hashes.salt();
      parts.add(
          switch (piece) {
            case Words.Text(var name, var type, var data) ->
                new Journal.DraftPart(
                    name,
                    type,
                    Hashes.seal(salt, name, type, data),
                    salt,
                    data,
                    words.subject(),
                    null,
                    null);
            case Words.FilePiece file -> filePart(file, salt, words.subject());
          });
    }
    return parts;
  }

  private static Journal.DraftPart filePart(
      Words.FilePiece file, byte[] salt, @Nullable UUID subject) {
    var blob = Ids.fresh();
    var info =
        new FileInfo(
            blob,
            HexFormat.of().formatHex(file.sha256()),
            file.size(),
            file.fileName(),
            file.mediaType());
    byte[] data = info.json().getBytes(StandardCharsets.UTF_8);
    var seal = Hashes.seal(salt, file.name(), FileInfo.MEDIA_TYPE, data);
    return new Journal.DraftPart(
        file.name(), FileInfo.MEDIA_TYPE, seal, salt, data, subject, blob, file.content());
  }

  /** The chain by which a repetition of this command is found; the last that was taken. */
  ChainId lastTaken() {
    var last = newest;
    return last == null ? ChainId.SYSTEM : last.chain;
  }

  private record Spoken(Said said, Actor actor, Via via, long us) {}

  /** A chain that this command has taken. */
  private static final class Held<S extends Subject<S>> {
    final Subjects<S> subjects;
    final ChainId chain;
    final Journal.Head head;
    final boolean alone;
    final List<Spoken> said = new ArrayList<>();
    S subject;
    long us;

    Held(Subjects<S> subjects, ChainId chain, Journal.Head head, S subject, boolean alone) {
      this.subjects = subjects;
      this.chain = chain;
      this.head = head;
      this.subject = subject;
      this.alone = alone;
      this.us = head.timeUs();
    }

    /** Folded with the very instant that is stored, so that a rebuild folds the same. */
    void say(Said one, Actor actor, Via via, Instant now) {
      us = Math.max(Micros.of(now), us + 1);
      said.add(new Spoken(one, actor, via, us));
      subject = subject.after(one.fact(), Micros.instant(us));
    }
  }

  /** Control flow, not a fault: this command's result is kept already. */
  static final class AlreadyDone extends RuntimeException {
    final transient Journal.Done done;

    AlreadyDone(Journal.Done done) {
      super(null, null, false, false);
      this.done = done;
    }
  }
}
