package org.answerable.language;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A phrase that somebody added for their own desk: plain words, no pattern.
 *
 * @param words at least two, or one of four letters; {@code ...} stands for up to three words
 */
public record OwnPhrase(Meaning meaning, String words) {

  public static final int WORDS_MAX = 12;
  public static final int CHARS_MAX = 120;

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

  /** What is written together stands for two words, as in every text that is read. */
  private static final String[][] CONTRACTIONS = {
    {"can't", "can not"},
    {"cannot", "can not"},
    {"won't", "will not"},
    {"n't", " not"},
    {"i'm", "i am"},
    {"'re", " are"},
    {"'ve", " have"},
    {"'ll", " will"},
    {"it's", "it is"},
    {"that's", "that is"},
    {"what's", "what is"},
    {"where's", "where is"},
    {"there's", "there is"},
    {"let's", "let us"},
  };

  public OwnPhrase {
    words = words.strip().replaceAll("\\s+", " ").replace('’', '\'').replace("…", "...");
    if (words.length() > CHARS_MAX) {
      throw new IllegalArgumentException("A phrase has at most " + CHARS_MAX + " letters");
    }
    pattern(words);
  }

  /** How the names of their rules begin. */
  static final String NAME = "own-";

  /** Whether a finding by the rule of this name was taught by the desk itself. */
  static boolean isRuleOf(String rule) {
    return rule.startsWith(NAME);
  }

  /** The lines of a rule file that find it. */
  String rule(String name) {
    return "rule "
        + meaning.side().name().toLowerCase(Locale.ROOT)
        + " "
        + meaning
        + " "
        + name
        + "\n  why   a phrase of this desk\n  if    "
        + pattern(words)
        + "\n";
  }

  private static String pattern(String words) {
    var text = Normalizer.normalize(words, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    for (var one : CONTRACTIONS) {
      text = text.replace(one[0], one[1]);
    }
    var pattern = new StringBuilder();
    int count = 0;
    int letters = 0;
    boolean gap = false;
    for (var word : text.replace("...", " ... ").strip().split("[\\s,;:!?]+")) {
      if (word.equals("...")) {
        gap = count > 0;
        continue;
      }
      var plain = word.endsWith(".") ? word.substring(0, word.length() - 1) : word;
      if (!WORD.matcher(plain).matches()) {
        throw new IllegalArgumentException("\"" + word + "\" is no plain word");
      }
      pattern.append(gap ? " ~3 " : count > 0 ? " " : "").append(plain);
      gap = false;
      count++;
      letters += plain.length();
    }
    if (count == 0 || (count == 1 && letters < 4)) {
      throw new IllegalArgumentException("A phrase has two words, or one of four letters");
    }
    if (count > WORDS_MAX) {
      throw new IllegalArgumentException("A phrase has at most " + WORDS_MAX + " words");
    }
    return pattern.toString();
  }
}
