package org.badhouse.attic;

/** Lives in a room that nobody declared. */
public final class Forgotten {
  private Forgotten() {}
}
