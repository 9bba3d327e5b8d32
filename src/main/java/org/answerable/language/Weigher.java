package org.answerable.language;

import java.util.ArrayList;
import java.util.List;

/** Adds up the small signs of a {@link Weighing} in a message. */
final class Weigher {
  private final Weighing weighing;
  private final PatternIndex signs;

  /**
   * @param frequency as {@link PatternIndex} wants it
   */
  Weigher(Weighing weighing, int[] frequency) {
    this.weighing = weighing;
    var patterns = new ArrayList<PatternIndex.Owned>();
    for (int i = 0; i < weighing.signs().size(); i++) {
      for (var pattern : weighing.signs().get(i).patterns()) {
        patterns.add(new PatternIndex.Owned(pattern, i));
      }
    }
    this.signs = new PatternIndex(patterns, frequency);
  }

  /**
   * Adds what the signs say together, unless a rule has said it already, or has said what silences
   * it.
   *
   * @param length so many chars of the text are read
   * @param findings of the rules in this message, in the order of its sentences
   */
  void weigh(
      Role side, CharSequence text, int length, List<Sentence> sentences, List<Finding> findings) {
    if (weighing.side() == side && findings.stream().noneMatch(one -> isSettledBy(one.meaning()))) {
      weigh(text, length, sentences, findings);
    }
  }

  private boolean isSettledBy(Meaning found) {
    return found == weighing.means() || found == weighing.silent();
  }

  private void weigh(
      CharSequence text, int length, List<Sentence> sentences, List<Finding> findings) {
    var counted = new boolean[weighing.signs().size()];
    int sum = weighing.loud() != 0 && isLoud(text, length) ? weighing.loud() : 0;
    int best = 0;
    Span words = null;
    int at = -1;
    for (int s = 0; s < sentences.size(); s++) {
      var sentence = sentences.get(s);
      for (var candidate : signs.candidates(sentence.slots(), sentence.marked())) {
        if (counted[candidate.owner()]) {
          continue;
        }
        var matches = candidate.pattern().matches(sentence);
        if (matches.isEmpty()) {
          continue;
        }
        counted[candidate.owner()] = true;
        int points = weighing.signs().get(candidate.owner()).points();
        sum += points;
        if (points > best) {
          best = points;
          at = s;
          words = sentence.span(matches.getFirst());
        }
      }
    }
    if (words == null || sum < weighing.enough()) {
      return;
    }
    for (var never : weighing.never()) {
      if (sentences.stream().anyMatch(sentence -> !never.matches(sentence).isEmpty())) {
        return;
      }
    }
    int place = 0;
    while (place < findings.size()
        && findings.get(place).sentence().start() <= sentences.get(at).span().start()) {
      place++;
    }
    findings.add(
        place,
        new Finding(
            weighing.means(), sentences.get(at).span(), words, weighing.name(), weighing.why()));
  }

  /** Two marks in a row of which one calls or asks, or two words of four capitals and more. */
  private static boolean isLoud(CharSequence text, int length) {
    int capitals = 0;
    int words = 0;
    for (int i = 0; i <= length; i++) {
      char c = i < length ? text.charAt(i) : ' ';
      if (c >= 'A' && c <= 'Z') {
        capitals++;
        continue;
      }
      if (capitals >= 4 && !Character.isLetterOrDigit(c) && c != '_' && ++words == 2) {
        return true;
      }
      capitals = Character.isLetterOrDigit(c) ? -100 : 0;
      if (i > 0
          && (c == '!' || c == '?')
          && (text.charAt(i - 1) == '!' || text.charAt(i - 1) == '?')) {
        return true;
      }
    }
    return false;
  }
}
