package org.answerable.ledger.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * The Merkle tree over all entries of all chains (RFC 6962), as its right edge: the hashes of the
 * complete subtrees into which its size splits, largest first, one for each bit set in the size.
 * That is all that is needed to grow it and to know its root.
 *
 * @param size how many leaves
 * @param edge at most 64 hashes
 */
public record Tree(long size, List<Hash> edge) {

  /** The tree without a leaf. */
  public static final Tree EMPTY = new Tree(0, List.of());

  private static final Hash NOTHING = Hash.of(Hashes.sha256().digest());

  /**
   * @throws IllegalArgumentException when the edge does not fit the size
   */
  public Tree {
    edge = List.copyOf(edge);
    if (size < 0 || edge.size() != Long.bitCount(size)) {
      throw new IllegalArgumentException(
          "A tree of %d leaves has %d subtrees at its edge, not %d."
              .formatted(size, Long.bitCount(size), edge.size()));
    }
  }

  /** The tree over these leaves in this order. */
  public static Tree of(Iterable<Hash> leaves) {
    return EMPTY.append(leaves);
  }

  /** This tree and these leaves after its own. */
  public Tree append(Iterable<Hash> leaves) {
    var growing = new Growing(this);
    leaves.forEach(growing::add);
    return growing.tree();
  }

  /**
   * The root: the subtrees of the edge folded from the right. The root of nothing is the hash of
   * nothing.
   */
  public Hash root() {
    if (edge.isEmpty()) {
      return NOTHING;
    }
    var root = edge.getLast();
    for (int i = edge.size() - 2; i >= 0; i--) {
      root = Hashes.node(edge.get(i), root);
    }
    return root;
  }

  /**
   * A tree in the making, for one thread: grows leaf by leaf without a copy of its edge each time.
   */
  static final class Growing {

    private final ArrayList<Hash> edge;
    private long size;

    Growing(Tree tree) {
      edge = new ArrayList<>(tree.edge);
      size = tree.size;
    }

    void add(Hash leaf) {
      var subtree = leaf;
      // Each bit that is carried is a pair of equal subtrees that becomes one of twice the size.
      for (long carried = size; (carried & 1) == 1; carried >>= 1) {
        subtree = Hashes.node(edge.removeLast(), subtree);
      }
      edge.add(subtree);
      size++;
    }

    long size() {
      return size;
    }

    Tree tree() {
      return new Tree(size, edge);
    }
  }
}
