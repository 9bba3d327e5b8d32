package org.answerable.ledger.writing;

import java.util.ArrayList;
import java.util.List;
import org.answerable.facts.ChainId;
import org.answerable.facts.Erasing.ErasureExecuted;
import org.answerable.facts.Erasing.Ground;
import org.answerable.facts.PartRef;
import org.answerable.facts.RequestId;
import org.answerable.ledger.reading.ChainKind;
import org.answerable.ledger.reading.Chains;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Takes words away for good: text, files and their salts, in one transaction with the fact that
 * says so and with every row that was taken from them. That something was said, when and by whom,
 * stays.
 *
 * <p>Whether words may go is decided before, by two people; this only carries it out.
 */
@Component
public final class Erasures {

  /** A header holds 64 KB; so many targets stay well below it. */
  private static final int TARGETS_AN_ENTRY_MAX = 1000;

  private final Desk desk;
  private final Chains chains;
  private final ObjectProvider<Subjects<?>> subjects;

  Erasures(Desk desk, Chains chains, ObjectProvider<Subjects<?>> subjects) {
    this.desk = desk;
    this.chains = chains;
    this.subjects = subjects;
  }

  /** How an erasure of one chain ends. */
  public sealed interface Erasure {

    /**
     * @param entries how many entries say so
     */
    record Executed(int entries) implements Erasure {}

    /** There is no such part; nothing was erased. */
    record NoSuchPart(long seq, String name) implements Erasure {}

    /** Nothing was named. */
    record NothingNamed() implements Erasure {}
  }

  /**
   * Erases parts of one chain. A part that is gone already stays so.
   *
   * @param kind what the chain is about; the settings and the ledger itself hold nobody's words
   * @throws NoSuchChain where nothing was ever written under that id
   */
  public Erasure erase(
      ChainKind kind,
      ChainId chain,
      RequestId request,
      Ground ground,
      List<PartRef> targets,
      Command command) {
    if (kind == ChainKind.CONFIG || kind == ChainKind.SYSTEM) {
      throw new IllegalArgumentException(
          "The chain " + kind.word() + " holds nobody's words; change the setting instead");
    }
    var distinct = targets.stream().distinct().toList();
    return erase(fold(kind), chain, request, ground, distinct, command);
  }

  private <S extends Subject<S>> Erasure erase(
      Subjects<S> fold,
      ChainId chain,
      RequestId request,
      Ground ground,
      List<PartRef> targets,
      Command command) {
    return desk.about(fold, chain, command)
        .decide(
            Erasure.class,
            (_, _) -> {
              for (var target : targets) {
                if (chains.part(chain, target.seq(), target.name()) == null) {
                  return Verdict.refused(new Erasure.NoSuchPart(target.seq(), target.name()));
                }
              }
              var said = executed(request, ground, targets);
              return said.isEmpty()
                  ? Verdict.refused(new Erasure.NothingNamed())
                  : Verdict.agreed(new Erasure.Executed(said.size()), said);
            });
  }

  private static List<Said> executed(RequestId request, Ground ground, List<PartRef> targets) {
    var said = new ArrayList<Said>();
    for (int from = 0; from < targets.size(); from += TARGETS_AN_ENTRY_MAX) {
      int to = Math.min(targets.size(), from + TARGETS_AN_ENTRY_MAX);
      said.add(Said.said(new ErasureExecuted(request, ground, targets.subList(from, to))));
    }
    return said;
  }

  private Subjects<?> fold(ChainKind kind) {
    return subjects.stream()
        .filter(one -> one.kind() == kind)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No room folds chains of a " + kind.word()));
  }
}
