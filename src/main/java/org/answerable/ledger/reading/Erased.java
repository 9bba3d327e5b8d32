package org.answerable.ledger.reading;

import java.util.HashSet;
import java.util.Set;
import org.answerable.facts.Erasing;

/** Which parts the entries of one change erase: tables forget what they took from these. */
public record Erased(Set<String> targets) {

  public Erased {
    targets = Set.copyOf(targets);
  }

  public static Erased of(Change change) {
    var targets = new HashSet<String>();
    for (var entry : change.entries()) {
      if (entry.fact() instanceof Erasing.ErasureExecuted erasure) {
        erasure.targets().forEach(part -> targets.add(part.seq() + ":" + part.name()));
      }
    }
    return new Erased(targets);
  }

  public boolean none() {
    return targets.isEmpty();
  }

  public boolean has(long seq, String name) {
    return targets.contains(seq + ":" + name);
  }

  /** The entries of which the part of that name is erased. */
  public long[] seqs(String name) {
    return targets.stream()
        .filter(target -> target.endsWith(":" + name))
        .mapToLong(target -> Long.parseLong(target.substring(0, target.indexOf(':'))))
        .sorted()
        .toArray();
  }
}
