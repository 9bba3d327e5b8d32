package org.answerable.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Many patterns, each found by the one of its groups and words that is rarest: what is tried on a
 * sentence are those of which everything they cannot do without is there.
 */
final class PatternIndex {
  /**
   * A pattern.
   *
   * @param owner number of what it belongs to, in the list of whoever asks
   */
  record Owned(WordPattern pattern, int owner) {}

  /** A pattern and what must be in a sentence before it is tried. */
  private record Entry(Owned owned, long[] slots, long marks) {
    boolean fits(long[] there, long marked) {
      if ((marks & ~marked) != 0) {
        return false;
      }
      for (int k = 0; k < slots.length; k++) {
        if ((slots[k] & ~there[k]) != 0) {
          return false;
        }
      }
      return true;
    }
  }

  private final Entry[][] bySlot;
  private final Entry[] always;

  /**
   * @param frequency how often each slot is filled, to know the rare ones
   */
  PatternIndex(List<Owned> patterns, int[] frequency) {
    bySlot = new Entry[frequency.length][];
    var always = new ArrayList<Entry>();
    for (var owned : patterns) {
      var slots = new long[(frequency.length + 63) >> 6];
      int rarest = -1;
      for (int slot : owned.pattern.requiredSlots()) {
        slots[slot >> 6] |= 1L << slot;
        if (rarest < 0 || frequency[slot] < frequency[rarest]) {
          rarest = slot;
        }
      }
      var entry = new Entry(owned, slots, owned.pattern.requiredMarks());
      if (rarest < 0) {
        always.add(entry);
        continue;
      }
      var there = bySlot[rarest] == null ? new Entry[0] : bySlot[rarest];
      there = Arrays.copyOf(there, there.length + 1);
      there[there.length - 1] = entry;
      bySlot[rarest] = there;
    }
    this.always = always.toArray(new Entry[0]);
  }

  /**
   * What is worth trying.
   *
   * @param there all slots that a sentence's words fill ({@link Sentence#slots})
   * @param marked all marks that its words bear
   */
  List<Owned> candidates(long[] there, long marked) {
    var found = new ArrayList<Owned>();
    for (var entry : always) {
      if (entry.fits(there, marked)) {
        found.add(entry.owned);
      }
    }
    for (int k = 0; k < there.length; k++) {
      for (long rest = there[k]; rest != 0; rest &= rest - 1) {
        var entries = bySlot[(k << 6) + Long.numberOfTrailingZeros(rest)];
        if (entries == null) {
          continue;
        }
        for (var entry : entries) {
          if (entry.fits(there, marked)) {
            found.add(entry.owned);
          }
        }
      }
    }
    return found;
  }
}
