package org.answerable.ledger.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.answerable.ledger.internal.Source.ChainRow;
import org.answerable.ledger.internal.Source.EntryRow;
import org.answerable.ledger.internal.Source.PartRow;
import org.answerable.ledger.internal.Source.PieceRow;
import org.answerable.ledger.internal.Source.Rows;
import org.answerable.ledger.reading.FileInfo;
import org.answerable.ledger.reading.Finding;
import org.answerable.ledger.reading.Finding.Sort;
import org.answerable.ledger.reading.TableCheck;
import org.answerable.ledger.reading.VerifyReport;
import org.jspecify.annotations.Nullable;

/**
 * Reads everything that is stored once and believes none of it: bytes are hashed again, chains and
 * tree are built again, signatures are checked with keys from outside. It holds one chain's
 * erasures and the notes in memory, whatever the size of the ledger. It changes nothing.
 */
final class Checker {

  /**
   * An entry may be this much older than what was signed before it came: clocks and slow commits.
   */
  static final long BACK_US = 120_000_000L;

  /** An entry this old has a leaf. */
  static final long LEAFLESS_US = 60_000_000L;

  private static final int LEAFLESS_KEPT = 100_000;
  private static final byte[] ZEROS = new byte[Hash.LENGTH];
  private static final byte[] PART = "answerable/part/1\n".getBytes(UTF_8);

  private final Source source;
  private final Published outside;
  private final List<VerifyingKey> believed;
  private final List<TableCheck> tables;
  private final MessageDigest sha = Hashes.sha256();
  private final List<Finding> first = new ArrayList<>();

  private final Source.State state;
  private long toldUntilUs = Long.MIN_VALUE;
  private long chains;
  private long entries;
  private long parts;
  private long erased;
  private long files;
  private long leaves;
  private long kept;
  private long published;
  private long findings;

  /** Entries that have no leaf yet, for the question whether they are back-dated. */
  private final List<EntryRow> leafless = new ArrayList<>();

  Checker(Source source, Published outside, List<VerifyingKey> believed, List<TableCheck> tables) {
    this.source = source;
    this.outside = outside;
    this.believed = List.copyOf(believed);
    this.tables = List.copyOf(tables);
    this.state = source.state();
  }

  VerifyReport run() {
    long began = System.nanoTime();
    checkChains();
    checkLeaves(claims());
    checkFiles();
    for (var table : tables) {
      table.check(this::found);
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    return new VerifyReport(
        chains, entries, parts, erased, files, leaves, kept, published, findings, first, millis);
  }

  private void found(Finding finding) {
    findings++;
    if (first.size() < VerifyReport.SHOWN) {
      first.add(finding);
    }
  }

  private void found(Sort sort, @Nullable UUID chain, long seq, String what, Object... values) {
    found(new Finding(sort, chain, seq, values.length == 0 ? what : what.formatted(values)));
  }

  // Chains, entries and parts ---------------------------------------------------------------------

  private void checkChains() {
    try (var heads = new Ahead<>(source.chains());
        var entryRows = new Ahead<>(source.entries());
        var partRows = new Ahead<>(source.parts())) {
      while (entryRows.head() != null || heads.head() != null) {
        var chain = least(heads.head(), entryRows.head());
        ChainRow head = null;
        if (heads.head() != null && heads.head().chain().equals(chain)) {
          head = heads.take();
        }
        checkChain(chain, head, entryRows, partRows);
      }
      for (var part = partRows.take(); part != null; part = partRows.take()) {
        parts++;
        strayPart(part);
      }
    }
  }

  private static UUID least(@Nullable ChainRow head, @Nullable EntryRow entry) {
    if (head == null) {
      return Objects.requireNonNull(entry).chain();
    }
    return entry == null || compare(head.chain(), entry.chain()) <= 0
        ? head.chain()
        : entry.chain();
  }

  private static int compare(UUID one, UUID other) {
    int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
  }

  /** What is known of the chain that is being read. */
  private static final class Chain {
    long seq;
    byte[] hash = ZEROS;
    long timeUs = Long.MIN_VALUE;
    long leaf = -1;

    /** Parts that were emptied, by seq:name, with the hash of the erasure they name. */
    final Map<String, byte[]> emptied = new HashMap<>();

    /** Parts that hold their content; only needed to see whether an erasure was carried out. */
    final Set<String> whole = new HashSet<>();
  }

  private void checkChain(
      UUID id, @Nullable ChainRow head, Ahead<EntryRow> entryRows, Ahead<PartRow> partRows) {
    chains++;
    var chain = new Chain();
    for (var entry = entryRows.head();
        entry != null && entry.chain().equals(id);
        entry = entryRows.head()) {
      entryRows.take();
      entries++;
      checkEntry(chain, entry, partRows);
    }
    for (var part : chain.emptied.keySet()) {
      found(
          Sort.MISSING,
          id,
          Long.parseLong(part.substring(0, part.indexOf(':'))),
          "The content of part %s is gone and no erasure lists it.",
          part);
    }
    checkHead(id, head, chain);
  }

  private void checkHead(UUID id, @Nullable ChainRow head, Chain chain) {
    if (head == null) {
      found(Sort.CHAIN, id, 0, "The chain has entries and no head.");
      return;
    }
    long timeUs = chain.seq == 0 ? 0 : chain.timeUs;
    if (head.headSeq() != chain.seq
        || !Arrays.equals(head.headHash(), chain.hash)
        || head.headTimeUs() != timeUs) {
      found(
          Sort.CHAIN,
          id,
          chain.seq,
          "The head of the chain is entry %d, the last entry is %d, or their hash or time differ.",
          head.headSeq(),
          chain.seq);
    }
  }

  private void checkEntry(Chain chain, EntryRow entry, Ahead<PartRow> partRows) {
    var id = entry.chain();
    long seq = entry.seq();
    sha.update((byte) 0);
    var hash = sha.digest(entry.header());
    if (!Arrays.equals(hash, entry.entryHash())) {
      found(Sort.CHAIN, id, seq, "The hash of the entry is not that of its header.");
    }
    if (seq != chain.seq + 1) {
      found(Sort.CHAIN, id, seq, "Entry %d is followed by entry %d.", chain.seq, seq);
    }
    if (!Arrays.equals(entry.prevHash(), chain.hash)) {
      found(Sort.CHAIN, id, seq, "The entry does not hold the hash of the one before it.");
    }
    if (entry.recordedUs() <= chain.timeUs) {
      found(Sort.CHAIN, id, seq, "The entry is not later than the one before it.");
    }
    checkItsLeaf(chain, entry);
    chain.seq = seq;
    chain.hash = entry.entryHash();
    chain.timeUs = entry.recordedUs();
    var header = checkHeader(entry);
    checkParts(chain, entry, header, partRows);
    if (header != null) {
      checkErasure(chain, header, hash);
      if (id.equals(Identity.SYSTEM) && seq == 1) {
        var until = header.fields().get("told_until");
        toldUntilUs = until == null ? toldUntilUs : number(until, id);
      }
    }
  }

  private long number(String text, UUID chain) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      found(Sort.HEADER, chain, 1, "told_until is no instant: %s", text);
      return Long.MIN_VALUE;
    }
  }

  private void checkItsLeaf(Chain chain, EntryRow entry) {
    if (entry.leaf() < 0) {
      if (leafless.size() < LEAFLESS_KEPT) {
        leafless.add(entry);
      }
      if (entry.recordedUs() < state.nowUs() - LEAFLESS_US) {
        found(
            Sort.LEAF,
            entry.chain(),
            entry.seq(),
            "The entry is older than a minute and has no leaf.");
      }
    } else if (entry.leaf() <= chain.leaf) {
      found(
          Sort.LEAF,
          entry.chain(),
          entry.seq(),
          "The entry has leaf %d, behind leaf %d of an earlier entry of its chain.",
          entry.leaf(),
          chain.leaf);
    }
    chain.leaf = Math.max(chain.leaf, entry.leaf());
  }

  private @Nullable Header checkHeader(EntryRow entry) {
    Header header;
    try {
      header = Header.decode(entry.header());
    } catch (MalformedHeader e) {
      found(Sort.HEADER, entry.chain(), entry.seq(), "%s", String.valueOf(e.getMessage()));
      return null;
    }
    if (!Arrays.equals(header.encode(), entry.header())) {
      found(
          Sort.HEADER,
          entry.chain(),
          entry.seq(),
          "The header is not written back as it was read.");
    }
    if (!header.ledgerId().equals(state.ledgerId())) {
      found(
          Sort.HEADER,
          entry.chain(),
          entry.seq(),
          "The entry is of the ledger %s.",
          header.ledgerId());
    }
    if (!header.chainId().equals(entry.chain())
        || header.seq() != entry.seq()
        || !Arrays.equals(header.prevHash().bytes(), entry.prevHash())
        || header.timeUs() != entry.recordedUs()
        || !header.type().equals(entry.type())
        || !header.actor().equals(entry.actor())) {
      found(
          Sort.HEADER,
          entry.chain(),
          entry.seq(),
          "The columns say something else than the header.");
    }
    return header;
  }

  private void checkParts(
      Chain chain, EntryRow entry, @Nullable Header header, Ahead<PartRow> partRows) {
    var due = new HashSet<>(header == null ? Set.<String>of() : header.seals().keySet());
    for (var part = partRows.head(); part != null; part = partRows.head()) {
      int chains = compare(part.chain(), entry.chain());
      if (chains > 0 || (chains == 0 && part.seq() > entry.seq())) {
        break;
      }
      partRows.take();
      parts++;
      if (chains < 0 || part.seq() < entry.seq() || header == null) {
        strayPart(part);
        continue;
      }
      var seal = header.seals().get(part.name());
      if (seal == null) {
        found(
            Sort.PART, part.chain(), part.seq(), "Part %s is not named by its entry.", part.name());
        continue;
      }
      due.remove(part.name());
      checkPart(chain, part, seal);
    }
    for (var name : due) {
      found(Sort.MISSING, entry.chain(), entry.seq(), "Part %s has no row.", name);
    }
  }

  private void strayPart(PartRow part) {
    found(
        Sort.PART,
        part.chain(),
        part.seq(),
        "Part %s belongs to no entry that can be read.",
        part.name());
  }

  private void checkPart(Chain chain, PartRow part, Hash seal) {
    if (!Arrays.equals(part.seal(), seal.bytes())) {
      found(
          Sort.PART,
          part.chain(),
          part.seq(),
          "The seal of part %s is not the one in its entry.",
          part.name());
    }
    var key = part.seq() + ":" + part.name();
    if (part.salt() == null || part.data() == null) {
      erased++;
      chain.emptied.put(key, part.erasedBy() == null ? ZEROS : part.erasedBy());
      if (part.blob() != null) {
        found(
            Sort.FILE,
            part.chain(),
            part.seq(),
            "Part %s is erased and still names a file.",
            part.name());
      }
      return;
    }
    chain.whole.add(key);
    if (!Arrays.equals(sealOf(part, part.salt(), part.data()), seal.bytes())) {
      found(
          Sort.PART,
          part.chain(),
          part.seq(),
          "The content of part %s is not what was sealed.",
          part.name());
    }
    if (part.mediaType().equals(FileInfo.MEDIA_TYPE) != (part.blob() != null)) {
      found(
          Sort.FILE,
          part.chain(),
          part.seq(),
          "Part %s is described as a file and names none, or the other way round.",
          part.name());
    }
  }

  /** Worked out here once more, apart from the code that sealed it. */
  private byte[] sealOf(PartRow part, byte[] salt, byte[] data) {
    var name = part.name().getBytes(UTF_8);
    var type = part.mediaType().getBytes(UTF_8);
    sha.update(PART);
    sha.update(salt);
    sha.update((byte) (name.length >> 8));
    sha.update((byte) name.length);
    sha.update(name);
    sha.update((byte) (type.length >> 8));
    sha.update((byte) type.length);
    sha.update(type);
    for (int shift = 56; shift >= 0; shift -= 8) {
      sha.update((byte) ((long) data.length >> shift));
    }
    return sha.digest(data);
  }

  private void checkErasure(Chain chain, Header header, byte[] hash) {
    var targets = header.fields().get("targets");
    if (!header.type().equals("erasure.executed") || targets == null) {
      return;
    }
    for (var target : targets.split(",", -1)) {
      var by = chain.emptied.get(target);
      // A part may be listed more than once; the erasure that emptied it is the one it names.
      if (by != null && Arrays.equals(by, hash)) {
        chain.emptied.remove(target);
      }
      if (chain.whole.contains(target)) {
        found(
            Sort.PART,
            header.chainId(),
            header.seq(),
            "Part %s was erased by this entry and its content is back.",
            target);
      }
    }
  }

  // Leaves and notes ------------------------------------------------------------------------------

  /** What a note states, reduced to what is compared. */
  private record Claim(int epoch, long size, Hash root, boolean outside) {}

  private List<Claim> claims() {
    var claims = new ArrayList<Claim>();
    var seen = new HashSet<Hash>();
    try (var rows = source.notes()) {
      for (var row = rows.next(); row != null; row = rows.next()) {
        kept++;
        claimKept(row, claims);
      }
    }
    try {
      if (!outside.first().exists() && kept > 0) {
        found(
            Sort.CHECKPOINT,
            null,
            0,
            "Notes were signed, but there are none at %s, where they were published.",
            outside.first().path());
      }
      outside.read(
          note -> {
            // The files hold the same notes; each counts once.
            if (seen.add(Hash.of(sha.digest(note.toString().getBytes(UTF_8))))) {
              published++;
              claim(note, true, claims);
            }
          },
          text -> found(Sort.CHECKPOINT, null, 0, "%s", text));
    } catch (IOException e) {
      found(
          Sort.CHECKPOINT,
          null,
          0,
          "The published notes cannot be read: %s",
          String.valueOf(e.getMessage()));
    }
    claims.sort(Comparator.comparingLong(Claim::size));
    return claims;
  }

  private void claimKept(Source.NoteRow row, List<Claim> claims) {
    Note note;
    Checkpoint checkpoint;
    try {
      note = Note.parse(row.note());
      checkpoint = note.checkpoint();
    } catch (IllegalArgumentException e) {
      found(
          Sort.CHECKPOINT,
          null,
          0,
          "The note kept at %d entries: %s",
          row.size(),
          String.valueOf(e.getMessage()));
      return;
    }
    if (checkpoint.size() != row.size() || !Arrays.equals(checkpoint.root().bytes(), row.root())) {
      found(
          Sort.CHECKPOINT,
          null,
          0,
          "The note kept at %d entries says something else than its row.",
          row.size());
    }
    claim(note, false, claims);
  }

  private void claim(Note note, boolean published, List<Claim> claims) {
    var checkpoint = note.checkpoint();
    for (var key : believed) {
      int epoch = Checkpoint.epoch(checkpoint.origin(), key.name());
      if (epoch > 0 && note.isSignedBy(key)) {
        claims.add(new Claim(epoch, checkpoint.size(), checkpoint.root(), published));
        return;
      }
    }
    found(
        Sort.CHECKPOINT,
        null,
        0,
        "The note of %s at %d entries is signed by no key that is believed.",
        checkpoint.origin(),
        checkpoint.size());
  }

  private void checkLeaves(List<Claim> claims) {
    var tree = new Tree.Growing(Tree.EMPTY);
    long latest = Long.MIN_VALUE; // among all leaves so far
    long covered = Long.MIN_VALUE; // among those that the newest note from outside covers
    int next = 0;
    boolean whole = true;
    try (var rows = source.leaves()) {
      for (var leaf = rows.next(); leaf != null; leaf = rows.next()) {
        while (next < claims.size() && claims.get(next).size() <= leaf.idx()) {
          covered = checkClaim(claims.get(next++), tree, whole, latest, covered);
        }
        leaves++;
        if (leaf.idx() != leaves - 1 && whole) {
          found(
              Sort.LEAF,
              leaf.chain(),
              leaf.seq(),
              "Leaf %d is followed by leaf %d.",
              leaves - 2,
              leaf.idx());
          whole = false;
        }
        if (leaf.entryHash() == null || leaf.entryHash().length != Hash.LENGTH) {
          found(
              Sort.LEAF, leaf.chain(), leaf.seq(), "Leaf %d has no entry with a hash.", leaf.idx());
          whole = false;
        } else {
          tree.add(Hash.of(leaf.entryHash()));
          checkTime(leaf.chain(), leaf.seq(), leaf.recordedUs(), covered);
          latest = Math.max(latest, leaf.recordedUs());
        }
      }
    }
    while (next < claims.size()) {
      covered = checkClaim(claims.get(next++), tree, whole, latest, covered);
    }
    for (var entry : leafless) {
      checkTime(entry.chain(), entry.seq(), entry.recordedUs(), covered);
    }
    if (!whole || !isState(tree.tree())) {
      found(
          Sort.LEAF,
          null,
          0,
          "The sequencer's tree of %d entries is not that of the %d leaves.",
          state.nextIdx(),
          leaves);
    }
    try (var strays = source.strayPending()) {
      for (var stray = strays.next(); stray != null; stray = strays.next()) {
        found(
            Sort.LEAF,
            stray.chain(),
            stray.seq(),
            "What waits for a leaf has one, or is no entry.");
      }
    }
  }

  private boolean isState(Tree tree) {
    return state.nextIdx() == tree.size()
        && state.edge().size() == tree.edge().size()
        && IntStream.range(0, tree.edge().size())
            .allMatch(i -> Arrays.equals(state.edge().get(i), tree.edge().get(i).bytes()));
  }

  /**
   * @return the latest time that is covered from outside, after this note
   */
  private long checkClaim(
      Claim claim, Tree.Growing tree, boolean whole, long latest, long covered) {
    var where = claim.outside() ? "published" : "kept";
    if (tree.size() != claim.size()) {
      found(
          Sort.CHECKPOINT,
          null,
          0,
          "A %s note of epoch %d covers %d entries, but only %d can be read up to there: some were removed, or an old copy was put back.",
          where,
          claim.epoch(),
          claim.size(),
          tree.size());
    } else if (!whole || !tree.tree().root().equals(claim.root())) {
      found(
          Sort.CHECKPOINT,
          null,
          0,
          "The first %d entries are not those that a %s note of epoch %d covers: the root is %s, not %s.",
          claim.size(),
          where,
          claim.epoch(),
          tree.tree().root(),
          claim.root());
    }
    return claim.outside() ? Math.max(covered, latest) : covered;
  }

  private void checkTime(UUID chain, long seq, long timeUs, long covered) {
    if (covered != Long.MIN_VALUE && timeUs < covered - BACK_US && timeUs > toldUntilUs) {
      found(
          Sort.BACK_DATED,
          chain,
          seq,
          "The entry claims a time %d s before what was signed before it came.",
          TimeUnit.MICROSECONDS.toSeconds(covered - timeUs));
    }
  }

  // Files -----------------------------------------------------------------------------------------

  private void checkFiles() {
    try (var rows = new Ahead<>(source.pieces())) {
      for (var piece = rows.take(); piece != null; piece = rows.take()) {
        files++;
        checkFile(piece, rows);
      }
    }
    try (var strays = source.strayFiles()) {
      for (var stray = strays.next(); stray != null; stray = strays.next()) {
        found(Sort.FILE, null, 0, "File %s is named by no part.", stray);
      }
    }
  }

  private void checkFile(PieceRow file, Ahead<PieceRow> rows) {
    long size = 0;
    for (var piece = file; ; piece = rows.take()) {
      if (piece != null && piece.bytes() != null) {
        sha.update(piece.bytes());
        size += piece.bytes().length;
      }
      var next = rows.head();
      if (next == null
          || !next.chain().equals(file.chain())
          || next.seq() != file.seq()
          || !next.name().equals(file.name())) {
        break;
      }
    }
    var hash = HexFormat.of().formatHex(sha.digest());
    FileInfo info;
    try {
      info = FileInfo.of(new String(file.description(), UTF_8));
    } catch (RuntimeException e) {
      found(
          Sort.FILE,
          file.chain(),
          file.seq(),
          "The description of part %s cannot be read.",
          file.name());
      return;
    }
    if (!file.blob().equals(info.blob()) || size != info.size() || !hash.equals(info.sha256())) {
      found(
          Sort.FILE,
          file.chain(),
          file.seq(),
          "The file of part %s is not the one described: %d bytes of %d, or other bytes.",
          file.name(),
          size,
          info.size());
    }
  }

  /** Rows with a look at the next one. */
  private static final class Ahead<T> implements AutoCloseable {

    private final Rows<T> rows;
    private @Nullable T head;

    Ahead(Rows<T> rows) {
      this.rows = rows;
      this.head = rows.next();
    }

    @Nullable T head() {
      return head;
    }

    @Nullable T take() {
      var taken = head;
      head = taken == null ? null : rows.next();
      return taken;
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}
