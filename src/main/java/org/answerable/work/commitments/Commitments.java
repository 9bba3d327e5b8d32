package org.answerable.work.commitments;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.answerable.facts.CommitmentId;
import org.answerable.facts.Kind;
import org.answerable.facts.Party;
import org.answerable.facts.Promising;
import org.answerable.facts.Promising.Broken;
import org.answerable.facts.Promising.Corrected;
import org.answerable.facts.Promising.Given;
import org.answerable.facts.Promising.Kept;
import org.answerable.facts.Promising.Objected;
import org.answerable.facts.Promising.Released;
import org.answerable.facts.Promising.Renegotiated;
import org.jspecify.annotations.Nullable;

/**
 * A book of commitments: everything that was ever owed in one matter, in the order it was given.
 */
public record Commitments(List<Commitment> all) {

  public static final Commitments NONE = new Commitments(List.of());

  public Commitments {
    all = List.copyOf(all);
  }

  /** The book after one more fact, recorded at that instant. */
  public Commitments after(Promising fact, Instant recorded) {
    return switch (fact) {
      case Given given -> with(given, recorded);
      case Kept(var id, var evidence) ->
          change(id, c -> c.ended(Commitment.Ending.KEPT, recorded, evidence));
      case Renegotiated(var id, var by, var told) -> change(id, c -> c.renewed(by, recorded, told));
      case Released(var id) -> change(id, c -> c.ended(Commitment.Ending.RELEASED, recorded, null));
      case Broken(var id, var at) -> change(id, c -> c.ended(Commitment.Ending.BROKEN, at, null));
      case Corrected(var id, var evidence, var at) -> change(id, c -> c.corrected(evidence, at));
      case Objected _ -> this;
    };
  }

  private Commitments with(Given given, Instant recorded) {
    var more = new ArrayList<>(all);
    more.add(
        new Commitment(
            given.id(),
            given.kind(),
            given.from(),
            given.to(),
            given.due(),
            given.zone(),
            given.acts(),
            given.follows(),
            recorded,
            null,
            null,
            null,
            null,
            null));
    return new Commitments(more);
  }

  private Commitments change(CommitmentId id, UnaryOperator<Commitment> how) {
    return new Commitments(all.stream().map(c -> c.id().equals(id) ? how.apply(c) : c).toList());
  }

  /** The desk has done what it had to about this one; it acts again at {@code next}. */
  public Commitments acted(CommitmentId id, @Nullable Instant next) {
    return change(id, c -> c.acting(next));
  }

  /**
   * What the giver of a matter owes is owed by its taker from now on: open promises and amends. A
   * look stays with the person who was named because they were not involved.
   */
  public Commitments handedOn(Party from, Party to) {
    return new Commitments(
        all.stream()
            .map(c -> c.isOpen() && c.from().equals(from) && !c.is(Kind.LOOK) ? c.owedBy(to) : c)
            .toList());
  }

  /** One thing is owed by another from now on. */
  public Commitments takenUp(CommitmentId id, Party by) {
    return change(id, c -> c.owedBy(by));
  }

  /** How many amends for the same promise ended without it being made good, this one with them. */
  public int brokenBefore(Commitment amends) {
    int times = 0;
    var one = amends;
    while (one != null && one.is(Kind.AMENDS)) {
      times++;
      one = one.follows() == null ? null : find(one.follows());
    }
    return times;
  }

  /** The promise that a chain of amends began with; of a promise, itself. */
  public CommitmentId root(Commitment amends) {
    var one = amends;
    while (one.is(Kind.AMENDS) && one.follows() != null) {
      var before = find(one.follows());
      if (before == null) {
        return one.follows();
      }
      one = before;
    }
    return one.id();
  }

  public @Nullable Commitment find(CommitmentId id) {
    return all.stream().filter(c -> c.id().equals(id)).findFirst().orElse(null);
  }

  /** What is still owed, the earliest due first. */
  public List<Commitment> open() {
    return stream().sorted(Comparator.comparing(Commitment::due)).toList();
  }

  /** What is still owed of one kind, the earliest due first. */
  public List<Commitment> open(Kind kind) {
    return stream().filter(c -> c.is(kind)).sorted(Comparator.comparing(Commitment::due)).toList();
  }

  public boolean owes(Kind kind) {
    return stream().anyMatch(c -> c.is(kind));
  }

  private Stream<Commitment> stream() {
    return all.stream().filter(Commitment::isOpen);
  }

  /** The next word: what the customer expects to hear first. Null where nothing is owed. */
  public @Nullable Commitment next() {
    return stream().min(Comparator.comparing(Commitment::due)).orElse(null);
  }

  /** What the desk has to act upon by now, the earliest first. */
  public List<Commitment> actingBy(Instant now) {
    return stream()
        .filter(c -> c.acts() != null && !c.stirs().isAfter(now))
        .sorted(Comparator.comparing(Commitment::stirs))
        .toList();
  }

  /** What is due by now and not done, the earliest first. */
  public List<Commitment> overdueAt(Instant now) {
    return open().stream().filter(c -> !now.isBefore(c.due())).toList();
  }
}
