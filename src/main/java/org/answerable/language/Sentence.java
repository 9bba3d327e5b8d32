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
  boolean pauseAfter(int index) {
    return index + 1 == words.size() || words.get(index + 1).pause();
  }
}
