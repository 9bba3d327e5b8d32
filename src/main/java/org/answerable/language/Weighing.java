package org.answerable.language;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Many small signs of which none says it alone: each counts once in a message, and together they
 * say it when their points reach a sum.
 *
 * @param name unique among rules and weighings
 * @param means what the sum means
 * @param why half a sentence for the reader of the finding
 * @param enough points from which on it is found
 * @param signs what is looked for
 * @param loud points for shouting: several marks in a row, or words in capitals
 * @param silent a meaning that, found by a rule, silences it
 * @param never one of these anywhere in the message and nothing is found
 * @param yes messages in which it must be found
 * @param no messages in which it may not be found
 */
record Weighing(
    String name,
    Role side,
    Meaning means,
    String why,
    int enough,
    List<Sign> signs,
    int loud,
    @Nullable Meaning silent,
    List<WordPattern> never,
    List<String> yes,
    List<String> no) {

  /** Some points for the first of these patterns that a message holds; against it when negative. */
  record Sign(int points, List<WordPattern> patterns) {}

  /** Collected line by line while the file is read. */
  static final class Draft {
    final String name;
    final Role side;
    final Meaning means;
    final List<Sign> signs = new ArrayList<>();
    final List<WordPattern> never = new ArrayList<>();
    final List<String> yes = new ArrayList<>();
    final List<String> no = new ArrayList<>();
    String why = "";
    int enough;
    int loud;
    @Nullable Meaning silent;

    Draft(String name, Role side, Meaning means) {
      this.name = name;
      this.side = side;
      this.means = means;
    }

    Weighing done() {
      if (signs.isEmpty() || why.isEmpty() || enough < 1) {
        throw new IllegalArgumentException(
            "weigh " + name + " needs \"sign\", \"why\" and \"enough\"");
      }
      return new Weighing(name, side, means, why, enough, signs, loud, silent, never, yes, no);
    }
  }
}
