package org.answerable.language;

import java.util.Locale;

/**
 * The plain form of a word: lower case, one kind of apostrophe, umlauts written out. Rules and
 * texts go through it alike.
 */
final class Letters {
  private Letters() {}

  static String plain(String word) {
    boolean easy = true;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c > 127 || (c >= 'A' && c <= 'Z')) {
        easy = false;
        break;
      }
    }
    if (easy) {
      return word;
    }
    var lower = word.toLowerCase(Locale.ROOT);
    var plain = new StringBuilder(lower.length() + 4);
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      switch (c) {
        case 'ä' -> plain.append("ae");
        case 'ö' -> plain.append("oe");
        case 'ü' -> plain.append("ue");
        case 'ß' -> plain.append("ss");
        case 'é', 'è', 'ê' -> plain.append('e');
        case 'à', 'á', 'â' -> plain.append('a');
        default -> plain.append(isApostrophe(c) ? '\'' : c);
      }
    }
    return plain.toString();
  }

  static boolean isApostrophe(char c) {
    return c == '\'' || c == '’' || c == '‘' || c == '`' || c == '´' || c == 'ʼ';
  }

  /** Every doubled letter once. */
  static String single(String word) {
    var single = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      if (i == 0 || word.charAt(i) != word.charAt(i - 1)) {
        single.append(word.charAt(i));
      }
    }
    return single.toString();
  }

  /** "sooo" is "so": three equal letters or more become one. */
  static String withoutDrawl(String word) {
    StringBuilder kept = null;
    int run = 1;
    for (int i = 1; i <= word.length(); i++) {
      if (i < word.length()
          && word.charAt(i) == word.charAt(i - 1)
          && Character.isLetter(word.charAt(i))) {
        run++;
        continue;
      }
      if (run >= 3 && kept == null) {
        kept = new StringBuilder(word.substring(0, i - run));
      }
      if (kept != null) {
        kept.repeat(word.charAt(i - 1), run >= 3 ? 1 : run);
      }
      run = 1;
    }
    return kept == null ? word : kept.toString();
  }
}
