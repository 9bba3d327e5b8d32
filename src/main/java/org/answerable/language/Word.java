package org.answerable.language;

/**
 * One word of a sentence in the form the rules know. A contraction becomes several words that share
 * one place in the text.
 *
 * @param form lower case, without apostrophes and umlauts: "dont" is "do", "not"
 * @param start index of its first char in the text
 * @param end index after its last char
 * @param pause whether punctuation parts it from the word before
 * @param slots bit set of the rule slots that this word fills; shared, never written to
 */
record Word(String form, int start, int end, boolean pause, long[] slots) {
  /**
   * Form of the word without letters that ends every sentence, so that a rule can ask for the end.
   */
  static final String END = "$";

  boolean isEnd() {
    return start == end;
  }

  boolean fills(int slot) {
    return (slots[slot >> 6] & (1L << slot)) != 0;
  }
}
