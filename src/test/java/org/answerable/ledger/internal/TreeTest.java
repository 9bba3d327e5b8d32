package org.answerable.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TreeTest {

  private static final List<Hash> LEAVES =
      IntStream.range(0, 300)
          .mapToObj(i -> Hashes.entry(new byte[] {(byte) i, (byte) (i >> 8)}))
          .toList();

  /** RFC 6962, section 2.1: split at the largest power of two that is smaller than n. */
  static Hash byDefinition(List<Hash> leaves) {
    if (leaves.size() == 1) {
      return leaves.getFirst();
    }
    int split = Integer.highestOneBit(leaves.size() - 1);
    return Hashes.node(
        byDefinition(leaves.subList(0, split)), byDefinition(leaves.subList(split, leaves.size())));
  }

  @Test
  void theEdgeGivesTheRootOfTheDefinitionAtEverySize() {
    var tree = Tree.EMPTY;
    for (int size = 1; size <= LEAVES.size(); size++) {
      tree = tree.append(List.of(LEAVES.get(size - 1)));
      assertThat(tree.root()).isEqualTo(byDefinition(LEAVES.subList(0, size)));
      assertThat(tree.edge()).hasSize(Integer.bitCount(size));
    }
  }

  @Test
  void itDoesNotMatterInWhichBatchesATreeGrew() {
    var inTwo = Tree.of(LEAVES.subList(0, 101)).append(LEAVES.subList(101, 300));
    assertThat(inTwo).isEqualTo(Tree.of(LEAVES));
  }

  @Test
  void anEdgeThatDoesNotFitTheSizeIsRefused() {
    assertThatThrownBy(() -> new Tree(3, List.of(Hash.ZERO)))
        .hasMessage("A tree of 3 leaves has 2 subtrees at its edge, not 1.");
  }
}
