package org.answerable.language;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * A group of words in order, compiled to a position automaton of at most 64 positions that is run forward over a sentence once:
 * the cost is words times positions, whatever the words are. There is no stepping back.
 *
 * <pre>
 *   sorry for|about        two words, the second one of two
 *   wait*  *ing  #         a beginning, an ending, a number
 *   @we  &lt;TIME&gt;            a group of words, a phrase marked before
 *   very?  ( as soon as|asap )   in parentheses bars part phrases …
 *   ( some|any more / no )       … unless a slash does: then they part words
 *   !not|never             one word that is none of these
 *   ~3                     up to three words, not across punctuation;  ~~3 across it too
 *   ^ … $                  from the beginning of a clause, to its end;  ^^ and $$ of the sentence
 *   now|$                  as one of several words: the end of the sentence
 * </pre>
 */
final class WordPattern {
  private static final int MOST_POSITIONS = 64;

  /** Where a pattern was found: first and last word. */
  record Match(int first, int last) {
    boolean overlaps(Match other) {
      return first <= other.last && other.first <= last;
    }
  }

  private static final int NO_SLOT = -1;

  /** What one position of the automaton accepts. */
  private record Position(int slot, long marks, boolean negated, boolean any, boolean within) {
    boolean accepts(Word word, long marksOfWord) {
      if (any || negated) {
        if (word.isEnd() || (within && word.pause())) {
          return false;
        }
        if (any) {
          return true;
        }
      }
      boolean fits = (slot != NO_SLOT && word.fills(slot)) || (marks & marksOfWord) != 0;
      return fits != negated;
    }
  }

  private record Part(boolean empty, long first, long last) {}

  private final List<Position> positions = new ArrayList<>();
  private final Position[] compiled;
  private final long[] follow = new long[MOST_POSITIONS];
  private final List<Integer> requiredSlots = new ArrayList<>();
  private long requiredMarks;
  private final String source;
  private final String[] tokens;
  private int at;
  private final Lexicon lexicon;
  private final ToIntFunction<String> markOf;
  private final long first;
  private final long last;
  private int startsAt; // 0 anywhere, 1 clause, 2 sentence
  private int endsAt;

  WordPattern(String source, Lexicon lexicon, ToIntFunction<String> markOf) {
    this.source = source.strip();
    this.lexicon = lexicon;
    this.markOf = markOf;
    this.tokens = spreadOut(this.source).strip().split(" +");
    int end = tokens.length;
    if (tokens[0].equals("^") || tokens[0].equals("^^")) {
      startsAt = tokens[0].length();
      at = 1;
    }
    if (tokens[end - 1].equals("$") || tokens[end - 1].equals("$$")) {
      endsAt = tokens[end - 1].length();
      tokens[--end] = "";
    }
    var whole = alternatives(true, true);
    if (at != end) {
      throw new IllegalArgumentException(
          "\"" + tokens[at] + "\" is not expected in: " + this.source);
    }
    if (whole.empty) {
      throw new IllegalArgumentException("this fits everything: " + this.source);
    }
    first = whole.first;
    last = whole.last;
    compiled = positions.toArray(new Position[0]);
  }

  /** In parentheses without a slash the bars part phrases: ( a|b c|d ) becomes ( a|d / b c ). */
  private static String spreadOut(String source) {
    var out = new StringBuilder(source.length() + 16);
    int at = 0;
    while (at < source.length()) {
      int open = source.indexOf('(', at);
      int close = open < 0 ? -1 : source.indexOf(')', open);
      if (close < 0) {
        break;
      }
      open = source.lastIndexOf('(', close);
      out.append(source, at, open + 1);
      var inner = source.substring(open + 1, close).strip();
      out.append(' ').append(inner.contains(" / ") ? inner : spread(inner)).append(' ');
      at = close;
    }
    return out.append(source, at, source.length()).toString();
  }

  private static String spread(String inner) {
    if (!inner.contains(" ") || !inner.contains("|")) {
      return inner;
    }
    var words = new ArrayList<String>();
    var phrases = new ArrayList<String>();
    for (var phrase : inner.split("\\|")) {
      if (phrase.isBlank()) {
        continue;
      }
      (phrase.strip().contains(" ") || phrase.endsWith("?") ? phrases : words).add(phrase.strip());
    }
    if (!words.isEmpty()) {
      phrases.addFirst(String.join("|", words));
    }
    return String.join(" / ", phrases);
  }

  private Part alternatives(boolean top, boolean whole) {
    int known = requiredSlots.size();
    long knownMarks = requiredMarks;
    var one = sequence(top);
    if (at < tokens.length && (tokens[at].equals("/") || tokens[at].equals(")?"))) {
      requiredSlots.subList(known, requiredSlots.size()).clear();
      requiredMarks = knownMarks;
    }
    while (at < tokens.length && tokens[at].equals("/")) {
      if (whole) {
        throw new IllegalArgumentException("write ( … / … ) around alternatives: " + source);
      }
      at++;
      var other = sequence(false);
      one = new Part(one.empty | other.empty, one.first | other.first, one.last | other.last);
    }
    return one;
  }

  private Part sequence(boolean top) {
    var whole = new Part(true, 0, 0);
    while (at < tokens.length
        && !tokens[at].isEmpty()
        && !tokens[at].equals("/")
        && !tokens[at].startsWith(")")) {
      var next = item(top);
      link(whole.last, next.first);
      whole =
          new Part(
              whole.empty && next.empty,
              whole.empty ? whole.first | next.first : whole.first,
              next.empty ? whole.last | next.last : next.last);
    }
    return whole;
  }

  private Part item(boolean top) {
    var token = tokens[at++];
    if (token.equals("(")) {
      var inner = alternatives(top, false);
      if (at >= tokens.length || !tokens[at].startsWith(")")) {
        throw new IllegalArgumentException("a ( is never closed in: " + source);
      }
      var closing = tokens[at++];
      return switch (closing) {
        case ")" -> inner;
        case ")?" -> new Part(true, inner.first, inner.last);
        default ->
            throw new IllegalArgumentException(
                "\"" + closing + "\" is not understood in: " + source);
      };
    }
    if (token.startsWith("~")) {
      boolean within = !token.startsWith("~~");
      return gap(within, count(token.substring(within ? 1 : 2)));
    }
    boolean optional = token.endsWith("?") && token.length() > 1;
    if (optional) {
      token = token.substring(0, token.length() - 1);
    }
    boolean negated = token.startsWith("!");
    if (negated) {
      token = token.substring(1);
    }
    long marks = 0;
    var members = new ArrayList<String>();
    for (var member : token.split("\\|")) {
      if (member.startsWith("<") && member.endsWith(">")) {
        marks |= 1L << markOf.applyAsInt(member.substring(1, member.length() - 1));
      } else if (!member.isEmpty()) {
        members.add(member);
      }
    }
    int slot = members.isEmpty() ? NO_SLOT : lexicon.slot(members);
    if (slot == NO_SLOT && marks == 0) {
      throw new IllegalArgumentException("\"" + token + "\" names no word in: " + source);
    }
    int position = add(new Position(slot, marks, negated, false, false));
    if (top && !optional && !negated) {
      if (marks == 0) {
        requiredSlots.add(slot);
      } else if (slot == NO_SLOT && Long.bitCount(marks) == 1) {
        requiredMarks |= marks;
      }
    }
    long bit = 1L << position;
    if (marks != 0 && !negated) {
      follow[position] |= bit;
    }
    return new Part(optional, bit, bit);
  }

  private int count(String digits) {
    if (digits.length() != 1 || !Character.isDigit(digits.charAt(0))) {
      throw new IllegalArgumentException("a gap is ~1 to ~9 in: " + source);
    }
    return digits.charAt(0) - '0';
  }

  private Part gap(boolean within, int most) {
    long begin = 0;
    long all = 0;
    long before = 0;
    for (int i = 0; i < most; i++) {
      long bit = 1L << add(new Position(NO_SLOT, 0, false, true, within));
      link(before, bit);
      if (i == 0) {
        begin = bit;
      }
      before = bit;
      all |= bit;
    }
    return new Part(true, begin, all);
  }

  private int add(Position position) {
    if (positions.size() == MOST_POSITIONS) {
      throw new IllegalArgumentException(
          "too long, at most " + MOST_POSITIONS + " words and gaps: " + source);
    }
    positions.add(position);
    return positions.size() - 1;
  }

  private void link(long from, long to) {
    for (long rest = from; rest != 0; rest &= rest - 1) {
      follow[Long.numberOfTrailingZeros(rest)] |= to;
    }
  }

  /** Slots without which it cannot match. */
  List<Integer> requiredSlots() {
    return requiredSlots;
  }

  /** Marks without which it cannot match. */
  long requiredMarks() {
    return requiredMarks;
  }

  /** Every place where it ends, each with its latest beginning. */
  List<Match> matches(Sentence sentence) {
    List<Match> found = List.of();
    var words = sentence.words();
    int[] begun = new int[compiled.length];
    int[] begunNext = new int[compiled.length];
    long active = 0;
    int size = words.size();
    for (int i = 0; i < size; i++) {
      var word = words.get(i);
      long marks = sentence.marks()[i];
      long candidates = 0;
      if (startsAt == 0 || i == 0 || (startsAt == 1 && word.pause())) {
        candidates = first;
        for (long rest = first; rest != 0; rest &= rest - 1) {
          begunNext[Long.numberOfTrailingZeros(rest)] = i;
        }
      }
      long fresh = candidates;
      for (long from = active; from != 0; from &= from - 1) {
        int position = Long.numberOfTrailingZeros(from);
        for (long rest = follow[position]; rest != 0; rest &= rest - 1) {
          int next = Long.numberOfTrailingZeros(rest);
          long bit = 1L << next;
          if (next == position && (fresh & bit) != 0) {
            // A marked phrase goes on: it began where it began.
            begunNext[next] = begun[position];
            fresh &= ~bit;
          } else if ((candidates & bit) == 0) {
            begunNext[next] = begun[position];
          } else {
            begunNext[next] = Math.max(begunNext[next], begun[position]);
          }
          candidates |= bit;
        }
      }
      active = 0;
      for (long rest = candidates; rest != 0; rest &= rest - 1) {
        int position = Long.numberOfTrailingZeros(rest);
        if (compiled[position].accepts(word, marks)) {
          active |= 1L << position;
        }
      }
      long accepting = active & last;
      if (accepting != 0
          && (endsAt == 0 || (endsAt == 1 ? sentence.pauseAfter(i) : i + 2 >= size))) {
        int latest = 0;
        for (long rest = accepting; rest != 0; rest &= rest - 1) {
          latest = Math.max(latest, begunNext[Long.numberOfTrailingZeros(rest)]);
        }
        if (found.isEmpty()) {
          found = new ArrayList<>(2);
        }
        found.add(new Match(latest, i));
      }
      var swap = begun;
      begun = begunNext;
      begunNext = swap;
    }
    return found;
  }

  @Override
  public String toString() {
    return source;
  }
}
