package org.answerable.ledger.writing;

/**
 * The database refused to write because its disk is full. The whole command left nothing behind; it
 * may be asked for again, under the same id, once there is room.
 */
public final class NoRoom {

  /** Of PostgreSQL's class 53, "insufficient resources": {@code disk_full}. */
  private static final String DISK_FULL = "53100";

  private NoRoom() {}

  /** Whether this is why something failed. */
  public static boolean isReasonOf(Throwable fault) {
    return SqlCauses.of(fault).stream().anyMatch(one -> DISK_FULL.equals(one.getSQLState()));
  }
}
