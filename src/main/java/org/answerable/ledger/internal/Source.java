package org.answerable.ledger.internal;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a verification reads: everything that is stored, as one moment shows it, in order and a
 * little at a time. A database is one source; an export is another.
 */
interface Source extends AutoCloseable {

  /** Rows one after the other. */
  interface Rows<T> extends AutoCloseable {
    /** The next row, or null behind the last. */
    @Nullable T next();

    @Override
    void close();
  }

  /**
   * The ledger as it calls itself.
   *
   * @param nowUs the moment shown, in microseconds since 1970
   */
  record State(UUID ledgerId, int epoch, long nextIdx, List<byte[]> edge, long nowUs) {}

  record ChainRow(UUID chain, long headSeq, byte[] headHash, long headTimeUs) {}

  /**
   * @param leaf its index, or -1 where it has none
   */
  record EntryRow(
      UUID chain,
      long seq,
      byte[] prevHash,
      byte[] entryHash,
      byte[] header,
      String type,
      UUID actor,
      long recordedUs,
      long leaf) {}

  record PartRow(
      UUID chain,
      long seq,
      String name,
      String mediaType,
      byte[] seal,
      byte @Nullable [] salt,
      byte @Nullable [] data,
      @Nullable UUID blob,
      byte @Nullable [] erasedBy) {}

  /**
   * @param entryHash null where there is no such entry
   */
  record LeafRow(long idx, UUID chain, long seq, byte @Nullable [] entryHash, long recordedUs) {}

  /**
   * @param bytes null where the file has no piece at all
   */
  record PieceRow(
      UUID chain, long seq, String name, byte[] description, UUID blob, byte @Nullable [] bytes) {}

  record NoteRow(int epoch, long size, byte[] root, String note) {}

  State state();

  /** By ascending chain. Ids are compared as bytes, here and below. */
  Rows<ChainRow> chains();

  /** By ascending chain and number. */
  Rows<EntryRow> entries();

  /** By ascending chain, number and name, names as bytes. */
  Rows<PartRow> parts();

  /** By ascending index. */
  Rows<LeafRow> leaves();

  /** Each piece of each file that a part names, by file and piece. */
  Rows<PieceRow> pieces();

  /** Files that no part names. */
  Rows<UUID> strayFiles();

  /** Pending rows without an entry or with a leaf. */
  Rows<EntryKey> strayPending();

  /** Where an entry stands. */
  record EntryKey(UUID chain, long seq) {}

  /** The notes kept in the database, in any order. */
  Rows<NoteRow> notes();

  @Override
  void close();
}
