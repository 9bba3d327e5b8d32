package org.answerable.language;

import java.util.ArrayList;
import java.util.List;

/**
 * One rule of a language's file.
 *
 * @param name unique within the file
 * @param means what a match means; several where one implies the other
 * @param why half a sentence for the reader of the finding
 * @param when any of these makes it match
 * @param except a match that overlaps one of these does not count
 * @param unless one of these anywhere in the sentence and the rule is silent
 * @param never one of these anywhere in the message and the rule is silent
 * @param asked whether it looks at questions, at statements or at both
 * @param only slot which every word of the message must fill; -1 for no such wish
 * @param yes sentences in which it must be found
 * @param no sentences in which none of its meanings may be found
 */
record Rule(
    String name,
    Role side,
    List<Meaning> means,
    String why,
    List<WordPattern> when,
    List<WordPattern> except,
    List<WordPattern> unless,
    List<WordPattern> never,
    Asked asked,
    int only,
    List<String> yes,
    List<String> no) {

  enum Asked {
    BOTH,
    ONLY,
    NOT;

    boolean fits(boolean question) {
      return switch (this) {
        case BOTH -> true;
        case ONLY -> question;
        case NOT -> !question;
      };
    }
  }

  static final int NO_SLOT = -1;

  /** Collected line by line while the file is read. */
  static final class Draft {
    final String name;
    final Role side;
    final List<Meaning> means;
    final List<WordPattern> when = new ArrayList<>();
    final List<WordPattern> except = new ArrayList<>();
    final List<WordPattern> unless = new ArrayList<>();
    final List<WordPattern> never = new ArrayList<>();
    final List<String> yes = new ArrayList<>();
    final List<String> no = new ArrayList<>();
    String why = "";
    Asked asked = Asked.BOTH;
    int only = NO_SLOT;

    Draft(String name, Role side, List<Meaning> means) {
      this.name = name;
      this.side = side;
      this.means = means;
    }

    Rule done() {
      if (when.isEmpty() || why.isEmpty()) {
        throw new IllegalArgumentException("rule " + name + " needs \"if\" and \"why\"");
      }
      return new Rule(name, side, means, why, when, except, unless, never, asked, only, yes, no);
    }
  }
}
