package org.answerable.language;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a text into sentences and those into words, in one pass and without regular expressions.
 *
 * <p>Knows what mail and short messages look like: links, addresses, @names, #tags, numbers with
 * units stuck to them, blank lines that end a sentence without a full stop, apostrophes that were
 * left out.
 */
final class Cutter {
  /** Longer sentences are cut: nobody writes them, only machines do. */
  static final int MOST_WORDS = 150;

  private record Raw(String form, int start, int end, boolean pause) {}

  private final RuleFile file;

  Cutter(RuleFile file) {
    this.file = file;
  }

  List<Sentence> cut(CharSequence text, int length) {
    var sentences = new ArrayList<Sentence>();
    var raw = new ArrayList<Raw>();
    boolean pause = false;
    int from = -1;
    int i = 0;
    while (i < length) {
      char c = text.charAt(i);
      int end = wordEnd(text, i, length);
      if (end > i) {
        if (from < 0) {
          from = i;
        }
        raw.add(new Raw(form(text, i, end), i, end, pause && !raw.isEmpty()));
        pause = false;
        i = end;
        if (raw.size() >= MOST_WORDS) {
          finish(text, raw, from, i, false, sentences);
          from = -1;
        }
        continue;
      }
      if (c == '.' || c == '!' || c == '?' || c == '…') {
        int stop = i;
        boolean asked = false;
        int dots = 0;
        while (stop < length && isStop(text.charAt(stop))) {
          asked |= text.charAt(stop) == '?';
          dots += text.charAt(stop) == '.' ? 1 : 0;
          stop++;
        }
        if (!raw.isEmpty() && endsSentence(text, raw, i, stop, length, dots == stop - i)) {
          finish(text, raw, from, stop, asked, sentences);
          from = -1;
        }
        pause = true;
        i = stop;
        continue;
      }
      if (c == '\n') {
        int lines = 0;
        int after = i;
        while (after < length && Character.isWhitespace(text.charAt(after))) {
          lines += text.charAt(after) == '\n' ? 1 : 0;
          after++;
        }
        if (lines > 1 && !raw.isEmpty()) {
          finish(text, raw, from, i, false, sentences);
          from = -1;
        }
        pause = true;
        i = after;
        continue;
      }
      if (!Character.isWhitespace(c) && !isQuiet(text, i, length)) {
        pause = true;
      }
      i++;
    }
    if (!raw.isEmpty()) {
      finish(text, raw, from, raw.getLast().end, false, sentences);
    }
    return sentences;
  }

  private static boolean isStop(char c) {
    return c == '.' || c == '!' || c == '?' || c == '…';
  }

  /** Quotation marks, and a hyphen or slash inside a word, part nothing. */
  private static boolean isQuiet(CharSequence text, int i, int length) {
    char c = text.charAt(i);
    if (c == '"'
        || c == '“'
        || c == '”'
        || c == '„'
        || c == '*'
        || c == '_'
        || c == '#'
        || Letters.isApostrophe(c)) {
      return true;
    }
    return (c == '-' || c == '/' || c == '&' || c == '+')
        && i > 0
        && i + 1 < length
        && !Character.isWhitespace(text.charAt(i - 1))
        && !Character.isWhitespace(text.charAt(i + 1));
  }

  private boolean endsSentence(
      CharSequence text, List<Raw> raw, int dot, int stop, int length, boolean onlyDots) {
    var before = raw.getLast();
    if (stop >= length) {
      return true;
    }
    char next = text.charAt(stop);
    if (!onlyDots) {
      return true;
    }
    boolean one = stop - dot == 1;
    if (Character.isWhitespace(next) || next == '"' || next == ')' || next == '”') {
      int after = stop;
      while (after < length && !Character.isLetterOrDigit(text.charAt(after))) {
        after++;
      }
      if (one && (file.shortForms.contains(before.form) || isOrdinal(raw))) {
        return false;
      }
      if (one && isInitial(text, before)) {
        // "at 8 p.m. We leave then": only a capital shows that a sentence ended there.
        return before.form.equals("m")
            && after < length
            && Character.isUpperCase(text.charAt(after));
      }
      return one || after >= length || Character.isUpperCase(text.charAt(after));
    }
    return Character.isUpperCase(next)
        && before.end - before.start > 1
        && !file.shortForms.contains(before.form);
  }

  /** "am 3. Mai": a short number after a word that leads to a date. */
  private boolean isOrdinal(List<Raw> raw) {
    var number = raw.getLast().form;
    return raw.size() > 1
        && number.length() <= 2
        && Character.isDigit(number.charAt(0))
        && file.beforeOrdinals.contains(raw.get(raw.size() - 2).form);
  }

  /** A single letter before the full stop: "p.m.", "U.S.". */
  private static boolean isInitial(CharSequence text, Raw before) {
    return before.end - before.start == 1
        && Character.isLetter(text.charAt(before.start))
        && before.start > 0
        && text.charAt(before.start - 1) == '.';
  }

  private static int wordEnd(CharSequence text, int i, int length) {
    char c = text.charAt(i);
    if (c == '<' || c == '@') {
      int end = i + 1;
      while (end < length
          && end - i < 40
          && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
        end++;
      }
      if (c == '<') {
        return end > i + 1 && end < length && text.charAt(end) == '>' ? end + 1 : i;
      }
      return end > i + 1 ? end : i;
    }
    if (c == '$' || c == '£' || c == '€' || c == '₹') {
      return i + 1;
    }
    if (Character.isDigit(c)) {
      int end = i + 1;
      while (end < length && isNumberPart(text, end, length)) {
        end++;
      }
      return end;
    }
    if (Character.isLetter(c)) {
      if (startsLink(text, i, length)) {
        int end = i;
        while (end < length && !Character.isWhitespace(text.charAt(end))) {
          end++;
        }
        return end;
      }
      int end = i + 1;
      while (end < length && end - i < 60 && isLetterPart(text, end, length)) {
        end++;
      }
      return end;
    }
    if (Character.isHighSurrogate(c)
        && i + 1 < length
        && Character.isLowSurrogate(text.charAt(i + 1))) {
      return i + 2;
    }
    return Character.getType(c) == Character.OTHER_SYMBOL ? i + 1 : i;
  }

  private static boolean isNumberPart(CharSequence text, int i, int length) {
    char c = text.charAt(i);
    if (Character.isDigit(c)) {
      return true;
    }
    return (c == '.' || c == ',' || c == ':' || c == '/')
        && i + 1 < length
        && Character.isDigit(text.charAt(i + 1));
  }

  private static boolean isLetterPart(CharSequence text, int i, int length) {
    char c = text.charAt(i);
    if (Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK) {
      return true;
    }
    return Letters.isApostrophe(c) && i + 1 < length && Character.isLetter(text.charAt(i + 1));
  }

  private static boolean startsLink(CharSequence text, int i, int length) {
    return startsWith(text, i, length, "http:")
        || startsWith(text, i, length, "https:")
        || startsWith(text, i, length, "www.");
  }

  private static boolean startsWith(CharSequence text, int i, int length, String beginning) {
    if (i + beginning.length() > length) {
      return false;
    }
    for (int k = 0; k < beginning.length(); k++) {
      if (Character.toLowerCase(text.charAt(i + k)) != beginning.charAt(k)) {
        return false;
      }
    }
    return true;
  }

  private static String form(CharSequence text, int start, int end) {
    char c = text.charAt(start);
    if (c == '$') {
      return "dollar";
    }
    if (c == '@') {
      return "someone";
    }
    if (c == '<') {
      var name = text.subSequence(start + 1, end - 1).toString();
      return name.equals("num") ? "0" : Letters.plain(name);
    }
    if (Character.isLetter(c) && end - start > 4 && startsLink(text, start, end)) {
      return "url";
    }
    return Letters.plain(text.subSequence(start, end).toString());
  }

  private void finish(
      CharSequence text,
      List<Raw> raw,
      int from,
      int to,
      boolean question,
      List<Sentence> sentences) {
    var words = new ArrayList<Word>(raw.size() + 4);
    for (int i = 0; i < raw.size(); i++) {
      var token = raw.get(i);
      boolean pause = token.pause;
      for (var form : expanded(raw, i)) {
        words.add(new Word(form, token.start, token.end, pause, file.lexicon.slotsOf(form)));
        pause = false;
      }
    }
    raw.clear();
    int end = words.getLast().end();
    words.add(new Word(Word.END, end, end, true, file.lexicon.slotsOf(Word.END)));
    sentences.add(new Sentence(words, new Span(from, to), question, new long[words.size()]));
  }

  private List<String> expanded(List<Raw> raw, int i) {
    var token = raw.get(i);
    var form = token.form;
    var found = expansion(form, raw, i);
    if (found != null) {
      return found;
    }
    int apostrophe = form.indexOf('\'');
    if (apostrophe > 0) {
      var without = form.replace("'", "");
      found = expansion(without, raw, i);
      if (found != null) {
        return found;
      }
      if (!form.endsWith("'s")) {
        return List.of(without);
      }
      var owner = form.substring(0, form.length() - 2);
      var is = expansion("'s", raw, i);
      if (is == null) {
        return List.of(owner);
      }
      var words = new ArrayList<String>();
      words.add(owner);
      words.addAll(is);
      return words;
    }
    if (form.length() > 3 && !file.lexicon.knows(form)) {
      var shorter = Letters.withoutDrawl(form);
      found = expansion(shorter, raw, i);
      return found == null ? List.of(file.lexicon.meant(shorter)) : found;
    }
    return List.of(form);
  }

  private @Nullable List<String> expansion(String form, List<Raw> raw, int i) {
    var expansions = file.expansions.get(form);
    if (expansions == null) {
      return null;
    }
    for (var expansion : expansions) {
      if (expansion.next() != Rule.NO_SLOT
          && (i + 1 == raw.size() || !fills(raw.get(i + 1).form, expansion.next()))) {
        continue;
      }
      if (expansion.after() != Rule.NO_SLOT) {
        boolean start = i == 0 || raw.get(i).pause;
        boolean fits = start ? expansion.atStart() : fills(raw.get(i - 1).form, expansion.after());
        if (!fits) {
          continue;
        }
      }
      return expansion.words();
    }
    return null;
  }

  private boolean fills(String form, int slot) {
    return (file.lexicon.slotsOf(form)[slot >> 6] & (1L << slot)) != 0;
  }
}
