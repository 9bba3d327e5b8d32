package org.answerable.language;

import java.util.List;

/**
 * The words of one sentence.
 *
 * @param words in order, never empty
 * @param span where it stands
 * @param question whether it ends in a question mark
 * @param marks one bit set per word: which phrases named by the rule file cover it; filled while
 *     reading
 */
record Sentence(List<Word> words, Span span, boolean question, long[] marks) {
  /** All slots that its words fill. */
  long[] slots() {
    var all = new long[words.getFirst().slots().length];
    for (var word : words) {
      for (int k = 0; k < all.length; k++) {
        all[k] |= word.slots()[k];
      }
    }
    return all;
  }

  /** All marks that its words bear. */
  long marked() {
    long all = 0;
    for (long one : marks) {
      all |= one;
    }
    return all;
  }

  /** Where the words of a match stand. */
  Span span(WordPattern.Match match) {
    return new Span(words.get(match.first()).start(), words.get(match.last()).end());
  }

  boolean pauseAfter(int index) {
    return index + 1 == words.size() || words.get(index + 1).pause();
  }
}
