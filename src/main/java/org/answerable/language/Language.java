package org.answerable.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what people write and says, sentence by sentence, what the words do, and which words they
 * are.
 *
 * <p>An instance never changes and may be used by any number of threads. The time to read a text
 * grows with its length and with nothing else; {@link #LONGEST_TEXT} bounds it.
 */
public final class Language {
  /** Only so many chars of a text are read; {@link Reading#whole()} tells when there were more. */
  public static final int LONGEST_TEXT = 100_000;

  /** Languages that have a rule file. */
  public static final Set<String> KNOWN = Set.of("en", "de");

  private static final Map<String, Language> LOADED = new ConcurrentHashMap<>();

  private final String code;
  private final RuleFile file;
  private final Cutter cutter;
  private final TimeFinder times;
  private final List<PatternIndex> markIndexes;
  private final Map<Role, PatternIndex> ruleIndexes;
  private final List<Weigher> weighers;
  private final Map<Role, Learnt> learnt;
  private final Signs signs;

  private Language(String code, String name, String text, Map<Role, Learnt> learnt) {
    this.code = code;
    this.learnt = learnt;
    this.file = new RuleFile(name, text);
    this.cutter = new Cutter(file);
    this.signs = new Signs(file);
    this.times = new TimeFinder(code, resource(code + ".times"));
    var frequency = frequency();
    this.markIndexes =
        file.marks.stream()
            .map(mark -> new PatternIndex(owned(mark.when(), 0).toList(), frequency))
            .toList();
    this.ruleIndexes = new EnumMap<>(Role.class);
    for (var role : Role.values()) {
      var patterns =
          IntStream.range(0, file.rules.size())
              .boxed()
              .filter(i -> file.rules.get(i).side() == role)
              .flatMap(i -> owned(file.rules.get(i).when(), i))
              .toList();
      ruleIndexes.put(role, new PatternIndex(patterns, frequency));
    }
    this.weighers = file.weighings.stream().map(one -> new Weigher(one, frequency)).toList();
  }

  private static Stream<PatternIndex.Owned> owned(List<WordPattern> patterns, int owner) {
    return patterns.stream().map(one -> new PatternIndex.Owned(one, owner));
  }

  /**
   * The rules for a language, loaded once.
   *
   * @throws IllegalArgumentException when there is no rule file for the language; see {@link
   *     #KNOWN}
   */
  public static Language of(Locale locale) {
    var code = locale.getLanguage();
    if (!KNOWN.contains(code)) {
      throw new IllegalArgumentException(
          "no rules for the language \"" + code + "\", only for " + KNOWN);
    }
    return LOADED.computeIfAbsent(
        code,
        known -> new Language(known, known + ".rules", resource(known + ".rules"), learnt(known)));
  }

  private static Map<Role, Learnt> learnt(String code) {
    var learnt = new EnumMap<Role, Learnt>(Role.class);
    for (var role : Role.values()) {
      var name = code + "-" + role.name().toLowerCase(Locale.ROOT) + ".learnt";
      learnt.put(role, new Learnt(name, resource(name)));
    }
    return learnt;
  }

  /** Whether there is a rule file for the language. */
  public static boolean knows(Locale locale) {
    return KNOWN.contains(locale.getLanguage());
  }

  /** Words that are common in one of the known languages and seldom words of the other. */
  private static final Map<String, Set<String>> COMMON =
      Map.of(
          "en",
          words(
              "the and is to of my you your it not for have has this that with are been thank"
                  + " thanks please i i'm we be on at from when how can could would dear regards"
                  + " works now still working yes but hello"),
          "de",
          words(
              "der die das und ist nicht ich sie mein meine für mit ein eine wir auf habe hat haben"
                  + " danke vielen dank bitte jetzt noch immer ja aber hallo geht zu den dem guten"
                  + " tag sehr geehrte damen herren freundliche freundlichen grüße grüßen gruß kann"
                  + " kein keine mir uns ihre ihnen wie wann von bei bin wurde funktioniert"));

  private static Set<String> words(String parted) {
    return Set.of(parted.split(" "));
  }

  /**
   * The known language in which a text is probably written, by its most common words.
   *
   * @param otherwise where the text does not show it; English where nothing is known of that one
   */
  public static Locale likely(CharSequence text, Locale otherwise) {
    int english = 0;
    int german = 0;
    var words = text.toString().toLowerCase(Locale.ROOT).split("[^\\p{L}']+", 400);
    for (var word : words) {
      english += Objects.requireNonNull(COMMON.get("en")).contains(word) ? 1 : 0;
      german += Objects.requireNonNull(COMMON.get("de")).contains(word) ? 1 : 0;
    }
    if (english != german) {
      return english > german ? Locale.ENGLISH : Locale.GERMAN;
    }
    return knows(otherwise) ? otherwise : Locale.ENGLISH;
  }

  /**
   * These rules and more of them, written like the language's file, so that somebody can try a
   * phrase before it takes effect. Nothing that was loaded changes. What they find may be doubted
   * by what was learnt; phrases of somebody's own ({@link #withPhrases}) never are.
   *
   * @throws RuleFileException when the added lines cannot be understood; its line counts from the
   *     first added line
   */
  public Language with(String moreRules) {
    // Read twice: alone after the base it would report lines of the sum.
    var base = resource(code + ".rules");
    int baseLines = (int) base.lines().count();
    try {
      return new Language(code, "added rules", base.stripTrailing() + "\n" + moreRules, learnt);
    } catch (RuleFileException e) {
      int line = e.line() - (int) base.stripTrailing().lines().count();
      if (line < 1 || baseLines == 0) {
        throw e;
      }
      var message = String.valueOf(e.getMessage());
      throw new RuleFileException(
          "added rules", line, message.substring(message.indexOf(": ") + 2));
    }
  }

  /**
   * These rules and phrases of somebody's own: plain words in their order, {@code ...} between two
   * of them for up to three others. What is read by them has the rule's name {@code own-1}, {@code
   * own-2} and so on, in the order given.
   *
   * @throws IllegalArgumentException when a phrase cannot be understood, or would not be found in
   *     its own words
   */
  public Language withPhrases(List<OwnPhrase> phrases) {
    if (phrases.isEmpty()) {
      return this;
    }
    var rules = new StringBuilder();
    int number = 1;
    for (var one : phrases) {
      rules.append(one.rule(OwnPhrase.NAME + number++));
    }
    var learned = with(rules.toString());
    number = 1;
    for (var one : phrases) {
      var name = OwnPhrase.NAME + number++;
      var example = one.words().replace("...", " ");
      boolean finds =
          learned.read(one.meaning().side(), example).findings().stream()
              .anyMatch(f -> f.meaning() == one.meaning());
      if (!finds) {
        throw new IllegalArgumentException(name + " is not found in its own words: " + example);
      }
    }
    return learned;
  }

  /**
   * The times named in a text, in order, as wishes: {@link TimeWish#latest} makes them moments.
   * Only the first {@link #LONGEST_TEXT} chars are read.
   */
  public List<FoundTime> times(CharSequence text) {
    var found = new ArrayList<FoundTime>();
    for (var sentence : cutter.cut(text, Math.min(text.length(), LONGEST_TEXT))) {
      found.addAll(times.find(sentence));
    }
    return found;
  }

  private static String resource(String name) {
    var path = "/language/" + name;
    try (var in = Language.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("missing on the class path: " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  /**
   * How often each slot is filled in the file's own examples: tells the rare words from the common
   * ones.
   */
  private int[] frequency() {
    var counts = new int[file.lexicon.size()];
    for (var rule : file.rules) {
      for (var example : rule.yes()) {
        for (var sentence : cutter.cut(example, example.length())) {
          for (var word : sentence.words()) {
            for (int k = 0; k < word.slots().length; k++) {
              for (long rest = word.slots()[k]; rest != 0; rest &= rest - 1) {
                counts[(k << 6) + Long.numberOfTrailingZeros(rest)]++;
              }
            }
          }
        }
      }
    }
    return counts;
  }

  /** What a text says, written by somebody on this side. */
  public Reading read(Role side, CharSequence text) {
    int length = Math.min(text.length(), LONGEST_TEXT);
    var sentences = cutter.cut(text, length);
    for (var sentence : sentences) {
      mark(sentence);
    }
    var findings = new ArrayList<Finding>();
    for (var sentence : sentences) {
      var here = findings(sentence, sentences, side);
      if (side == Role.AGENT) {
        learnt(side).judge(signs, text, List.of(sentence), here);
        drop(here, false);
      }
      findings.addAll(here);
    }
    weighers.forEach(one -> one.weigh(side, text, length, sentences, findings));
    drop(findings, true);
    if (side == Role.CUSTOMER) {
      learnt(side).judge(signs, text, sentences, findings);
      drop(findings, true);
    }
    return new Reading(
        sentences.stream().map(Sentence::span).toList(), findings, length == text.length());
  }

  /**
   * What was only learnt takes nothing away from what is written.
   *
   * @param findings in a message, or in one of its sentences
   * @param anywhere whether it is a message
   */
  private void drop(List<Finding> findings, boolean anywhere) {
    for (var drop : file.drops) {
      if (drop.anywhere() != anywhere) {
        continue;
      }
      var when = findings.stream().filter(f -> f.meaning() == drop.when()).toList();
      boolean written = when.stream().anyMatch(Finding::isWritten);
      if (!when.isEmpty()) {
        findings.removeIf(f -> f.meaning() == drop.what() && (written || !f.isWritten()));
      }
    }
  }

  private PatternIndex rules(Role side) {
    return Objects.requireNonNull(ruleIndexes.get(side));
  }

  private Learnt learnt(Role side) {
    return learnt.getOrDefault(side, Learnt.NOTHING);
  }

  private void mark(Sentence sentence) {
    var slots = sentence.slots();
    long marked = 0;
    for (int i = 0; i < markIndexes.size(); i++) {
      for (var candidate : markIndexes.get(i).candidates(slots, marked)) {
        for (var match : candidate.pattern().matches(sentence)) {
          int id = Objects.requireNonNull(file.markIds.get(file.marks.get(i).name()));
          for (int k = match.first(); k <= match.last(); k++) {
            sentence.marks()[k] |= 1L << id;
          }
          marked |= 1L << id;
        }
      }
    }
  }

  private List<Finding> findings(Sentence sentence, List<Sentence> all, Role side) {
    var found = new EnumMap<Meaning, Finding>(Meaning.class);
    // Found by one word that may be doubted, so that a phrase may take its place.
    var doubtful = EnumSet.noneOf(Meaning.class);
    for (var candidate : rules(side).candidates(sentence.slots(), sentence.marked())) {
      var rule = file.rules.get(candidate.owner());
      boolean known =
          found.keySet().containsAll(rule.means())
              && rule.means().stream().noneMatch(doubtful::contains);
      if (known || !rule.asked().fits(sentence.question())) {
        continue;
      }
      var match = match(rule, candidate.pattern(), sentence);
      if (match == null || silenced(rule, sentence, all)) {
        continue;
      }
      var words = sentence.span(match);
      boolean sure = match.last() > match.first() || OwnPhrase.isRuleOf(rule.name());
      for (var meaning : rule.means()) {
        if (!found.containsKey(meaning) || (sure && doubtful.remove(meaning))) {
          found.put(meaning, new Finding(meaning, sentence.span(), words, rule.name(), rule.why()));
          if (!sure && learnt(side).doubts(meaning)) {
            doubtful.add(meaning);
          }
        }
      }
    }
    for (var add : file.adds) {
      var said = found.get(add.when());
      if (said != null) {
        found.putIfAbsent(
            add.what(),
            new Finding(add.what(), said.sentence(), said.words(), said.rule(), said.why()));
      }
    }
    var findings = new ArrayList<>(found.values());
    drop(findings, false);
    return findings;
  }

  private static WordPattern.@Nullable Match match(
      Rule rule, WordPattern pattern, Sentence sentence) {
    var matches = pattern.matches(sentence);
    if (matches.isEmpty()) {
      return null;
    }
    var excepted = new ArrayList<WordPattern.Match>();
    for (var except : rule.except()) {
      excepted.addAll(except.matches(sentence));
    }
    WordPattern.Match chosen = null;
    for (var match : matches) {
      if (chosen == null
          ? excepted.stream().noneMatch(match::overlaps)
          : match.first() == chosen.first()) {
        chosen = match;
      }
    }
    return chosen;
  }

  private static boolean silenced(Rule rule, Sentence sentence, List<Sentence> all) {
    for (var unless : rule.unless()) {
      if (!unless.matches(sentence).isEmpty()) {
        return true;
      }
    }
    for (var never : rule.never()) {
      for (var other : all) {
        if (!never.matches(other).isEmpty()) {
          return true;
        }
      }
    }
    if (rule.only() == Rule.NO_SLOT) {
      return false;
    }
    for (var other : all) {
      for (var word : other.words()) {
        if (!word.isEnd() && !word.fills(rule.only())) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * A language's rules with other points, for what learns and tries them.
   *
   * @param learnt of one side or both; where one is missing its rules speak alone
   */
  static Language taught(String code, Map<Role, Learnt> learnt) {
    return new Language(code, code + ".rules", resource(code + ".rules"), learnt);
  }

  /** A language's rules alone. */
  static Language ruled(String code) {
    return taught(code, Map.of());
  }

  /** What a text shows to the points, for what learns them. */
  void show(CharSequence text, Signs.Shown shown) {
    for (var sentence : cutter.cut(text, Math.min(text.length(), LONGEST_TEXT))) {
      mark(sentence);
      signs.of(sentence, text, shown);
    }
  }

  /** The weighings, for their own test. */
  List<Weighing> weighings() {
    return file.weighings;
  }

  /** The rules, for their own test. */
  List<Rule> rules() {
    return file.rules;
  }
}
