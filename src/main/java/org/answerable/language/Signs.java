package org.answerable.language;

import java.util.ArrayList;
import java.util.List;

/**
 * What a sentence shows to {@link Learnt}, be it taught or read: its words, the groups and marks of
 * the rules in which they stand, neighbours, words with one between them, and how it begins, pauses
 * and ends.
 *
 * <p>A group ({@code @thing}) or a mark ({@code <TIME}) stands for all words that somebody put
 * there, so that what was learnt of "parcel" holds for "package" too.
 */
final class Signs {
  /** Takes what a sentence shows, in its order, the same thing perhaps twice. */
  interface Shown {
    void one(String form);

    /** Neighbours. */
    void two(String form, String next);

    /** Words with any one word between them. */
    void around(String form, String after);
  }

  /** Where a sentence begins. */
  private static final String BEGINNING = "^";

  /** Where punctuation parts two words. */
  private static final String PAUSE = ",";

  /** Between two words with any one between them. */
  static final String ANY = "*";

  private static final String CALL = "!";
  private static final String QUESTION = "?";
  private static final String STOP = ".";

  /** Before the name of a meaning that a rule has found, where words stand else. */
  private static final String FOUND = "=";

  private static final String GROUP = "@";
  private static final String MARK = "<";

  private final Lexicon lexicon;
  private final List<String> marks;

  Signs(RuleFile rules) {
    this.lexicon = rules.lexicon;
    this.marks = rules.markIds.keySet().stream().map(name -> MARK + name).toList();
  }

  /** The form under which a word is known: numbers are all one. */
  static String form(Word word) {
    return Character.isDigit(word.form().charAt(0)) ? Lexicon.NUMBER : word.form();
  }

  /**
   * The form of what a rule has found, for the lessons.
   *
   * @param meaning of the finding
   */
  static String form(Meaning meaning) {
    return FOUND + meaning;
  }

  /**
   * What a sentence shows.
   *
   * @param text in which it stands
   */
  void of(Sentence sentence, CharSequence text, Shown shown) {
    var words = sentence.words();
    String earlier = null;
    var before = BEGINNING;
    var kindsBefore = List.<String>of();
    for (int i = 0; i < words.size(); i++) {
      var word = words.get(i);
      var form = word.isEnd() ? end(sentence, text) : form(word);
      shown.one(form);
      shown.two(before, form);
      if (earlier != null) {
        shown.around(earlier, form);
      }
      if (word.pause() && !word.isEnd()) {
        shown.one(PAUSE);
        shown.two(PAUSE, form);
      }
      var kinds = word.isEnd() ? List.<String>of() : kinds(word, sentence.marks()[i]);
      for (var kind : kinds) {
        shown.one(kind);
        shown.two(before, kind);
      }
      for (var kind : kindsBefore) {
        shown.two(kind, form);
      }
      earlier = before;
      before = form;
      kindsBefore = kinds;
    }
  }

  private List<String> kinds(Word word, long marked) {
    var kinds = new ArrayList<>(lexicon.groupsOf(word));
    for (long rest = marked; rest != 0; rest &= rest - 1) {
      kinds.add(marks.get(Long.numberOfTrailingZeros(rest)));
    }
    return kinds;
  }

  /** How it ends: with a question mark, an exclamation mark or neither. */
  private static String end(Sentence sentence, CharSequence text) {
    if (sentence.question()) {
      return QUESTION;
    }
    int last = sentence.span().end() - 1;
    return last >= 0 && text.charAt(last) == '!' ? CALL : STOP;
  }
}
