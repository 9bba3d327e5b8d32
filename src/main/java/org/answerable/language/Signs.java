package org.answerable.language;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a sentence shows to {@link Learnt}, be it taught or read: its words, the groups and marks of
 * the rules in which they stand, neighbours, and how it begins, pauses and ends.
 *
 * <p>A group ({@code @thing}) or a mark ({@code <TIME}) stands for all words that somebody put
 * there, so that what was learnt of "parcel" holds for "package" too.
 */
final class Signs {
  /** Where a sentence begins. */
  static final String BEGINNING = "^";

  /** Where punctuation parts two words. */
  static final String PAUSE = ",";

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

  /** Whether this stands for a word alone: no group, no mark, no punctuation. */
  static boolean isWord(String form) {
    return !isKind(form)
        && switch (form) {
          case BEGINNING, PAUSE, CALL, QUESTION, STOP -> false;
          default -> true;
        };
  }

  /** Whether this stands for a group or a mark. */
  static boolean isKind(String form) {
    return form.startsWith(GROUP) || form.startsWith(MARK);
  }

  /**
   * What a sentence shows, in its order, the same thing perhaps twice.
   *
   * @param text in which it stands
   * @param shown takes a form alone (with null), or two neighbours
   */
  void of(Sentence sentence, CharSequence text, BiConsumer<String, @Nullable String> shown) {
    var words = sentence.words();
    var before = BEGINNING;
    var kindsBefore = List.<String>of();
    for (int i = 0; i < words.size(); i++) {
      var word = words.get(i);
      var form = form(word);
      shown.accept(before, form);
      if (word.isEnd()) {
        var end = end(sentence, text);
        shown.accept(end, null);
        shown.accept(before, end);
        return;
      }
      shown.accept(form, null);
      if (word.pause()) {
        shown.accept(PAUSE, null);
        shown.accept(PAUSE, form);
      }
      var kinds = kinds(word, sentence.marks()[i]);
      for (var kind : kinds) {
        shown.accept(kind, null);
        shown.accept(before, kind);
      }
      for (var kind : kindsBefore) {
        shown.accept(kind, form);
      }
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
