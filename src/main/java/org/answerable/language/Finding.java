package org.answerable.language;

/**
 * One thing that one sentence does, and why we say so.
 *
 * @param meaning what it does
 * @param sentence where the sentence stands
 * @param words where the words stand that gave it away; inside the sentence
 * @param rule name of the rule, as in the language's file
 * @param why half a sentence for the one who reads the finding; judges nobody
 */
public record Finding(Meaning meaning, Span sentence, Span words, String rule, String why) {

  /**
   * Whether somebody wrote down that these words say it. Else much in the message points to it:
   * enough to show it to a person, not to let anything follow by itself.
   */
  public boolean isWritten() {
    return !rule.startsWith(Learnt.NAME);
  }
}
