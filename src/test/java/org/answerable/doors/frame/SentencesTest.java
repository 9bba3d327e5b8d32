package org.answerable.doors.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.answerable.facts.ConfigFact;
import org.answerable.facts.Kind;
import org.answerable.facts.Receiving;
import org.answerable.facts.Role;
import org.answerable.facts.Talking;
import org.answerable.facts.Tongue;
import org.junit.jupiter.api.Test;

/** Every sentence on every page is in the bundle, and every sentence in the bundle is on a page. */
class SentencesTest {

  private static final Path TEMPLATES = Path.of("src/main/jte");
  private static final Path LAYOUT = TEMPLATES.resolve("layout");
  private static final Path PORTAL = Path.of("src/main/java/org/answerable/doors/portal");

  /** What the layouts say around the desk's own pages. */
  private static final Pattern DESK_FRAME = Pattern.compile("^(rail|live)\\.");

  private static final List<Path> JAVA =
      List.of(
          Path.of("src/main/java/org/answerable/doors/frame"),
          Path.of("src/main/java/org/answerable/doors/entrance"),
          Path.of("src/main/java/org/answerable/doors/desk"),
          Path.of("src/main/java/org/answerable/doors/portal"),
          Path.of("src/main/java/org/answerable/doors/words"),
          Path.of("src/main/java/org/answerable/doors/demo"));

  /** A text in Java or in a template that is the whole name of a sentence. */
  private static final Pattern NAME = Pattern.compile("\"([a-z][a-z0-9_-]*(?:\\.[a-z0-9_-]+)+)\"");

  /** A text that is put together with a word of an enum: the beginning of some names. */
  private static final Pattern BEGINNING =
      Pattern.compile("\"([a-z][a-z0-9_-]*(?:[.-][a-z0-9_-]+)*\\.)\"");

  private static final Pattern SAID =
      Pattern.compile("\\bsay\\(\\s*\"([a-z][a-z0-9_.-]*[a-z0-9_])\"");

  private final Sentences english = Sentences.in(Tongue.EN);

  @Test
  void whatPagesSayIsInTheBundle() throws IOException {
    var missing = new TreeSet<String>();
    for (var source : sources()) {
      var said = SAID.matcher(source);
      while (said.find()) {
        if (!english.keys().contains(said.group(1))) {
          missing.add(said.group(1));
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void whatIsInTheBundleIsSaidSomewhere() throws IOException {
    var names = new TreeSet<String>();
    var beginnings = new TreeSet<String>();
    for (var source : sources()) {
      NAME.matcher(source).results().forEach(found -> names.add(found.group(1)));
      BEGINNING.matcher(source).results().forEach(found -> beginnings.add(found.group(1)));
    }
    var unused = new TreeSet<>(english.keys());
    unused.removeAll(names);
    unused.removeIf(key -> beginnings.stream().anyMatch(key::startsWith));
    assertThat(unused).isEmpty();
  }

  @Test
  void everyWordOfAnEnumThatAPageCanMeetHasItsSentence() {
    var needed = new TreeSet<String>();
    for (var kind : Kind.values()) {
      needed.add("owe." + word(kind));
      needed.add("promise." + word(kind));
      if (kind != Kind.AMENDS) {
        needed.add("their.broken." + word(kind));
      }
      if (!kind.keptByDesk() && kind != Kind.AMENDS) {
        needed.add("their.kept." + word(kind));
      }
    }
    for (var why : Talking.NotTold.Why.values()) {
      needed.add("not-told." + word(why));
    }
    for (var hold : Receiving.Hold.values()) {
      needed.add("hold." + word(hold));
    }
    for (var mark : Talking.Mark.values()) {
      needed.add("mark." + word(mark));
    }
    for (var role : Role.values()) {
      needed.add("role." + word(role));
    }
    for (var tongue : Tongue.values()) {
      needed.add("tongue." + word(tongue));
    }
    for (var desk : ConfigFact.Desk.values()) {
      needed.add("set-up.kind." + word(desk));
    }
    for (var outcome : org.answerable.work.cases.Outcome.values()) {
      needed.add("outcome." + word(outcome));
      needed.add("their.outcome." + word(outcome));
    }
    for (var channel : org.answerable.facts.Channel.values()) {
      needed.add("channel." + word(channel));
    }
    needed.removeAll(english.keys());
    assertThat(needed).isEmpty();
  }

  @Test
  void everySentenceCanBeSaidWithItsNumbers() {
    for (var tongue : Tongue.values()) {
      var sentences = Sentences.in(tongue);
      for (var key : sentences.keys()) {
        for (int number : new int[] {0, 1, 2, 17}) {
          // A sentence takes its arguments in any number: what it does not name is left out.
          var said =
              key.startsWith("time.pattern.")
                  ? sentences.say(key)
                  : sentences.say(key, number, number, number, number);
          assertThat(said).as(key).isNotBlank().doesNotContain("{").doesNotContain("  ");
        }
      }
    }
  }

  /** All that a customer can read; a language that lacks one of these would mix two on a page. */
  @Test
  void whatCustomersReadIsSaidInEveryLanguage() throws IOException {
    var read = new TreeSet<String>();
    for (var source : sources(List.of(PORTAL), List.of(TEMPLATES.resolve("portal"), LAYOUT))) {
      NAME.matcher(source).results().map(found -> found.group(1)).forEach(read::add);
      BEGINNING
          .matcher(source)
          .results()
          .flatMap(found -> english.keys().stream().filter(key -> key.startsWith(found.group(1))))
          .forEach(read::add);
    }
    english.keys().stream()
        .filter(key -> key.startsWith("their.") || key.startsWith("time."))
        .forEach(read::add);
    read.retainAll(english.keys());
    read.removeIf(key -> DESK_FRAME.matcher(key).find());
    assertThat(read).hasSizeGreaterThan(100);
    for (var tongue : Tongue.values()) {
      assertThat(read).as(tongue.name()).isSubsetOf(written(tongue).stringPropertyNames());
    }
  }

  @Test
  void aTranslationSaysWhatTheEnglishSaysAndNothingElse() throws IOException {
    for (var tongue : Tongue.values()) {
      var translated = written(tongue);
      assertThat(translated.stringPropertyNames()).isSubsetOf(english.keys());
      for (var key : translated.stringPropertyNames()) {
        assertThat(gaps(translated.getProperty(key)))
            .as(tongue + " " + key)
            .isEqualTo(gaps(written(Tongue.EN).getProperty(key)));
      }
    }
  }

  private static Set<String> gaps(String sentence) {
    return Pattern.compile("\\{(\\d)")
        .matcher(sentence)
        .results()
        .map(found -> found.group(1))
        .collect(java.util.stream.Collectors.toCollection(TreeSet::new));
  }

  private static Properties written(Tongue tongue) throws IOException {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(bundle(tongue))) {
      properties.load(reader);
    }
    return properties;
  }

  private static Path bundle(Tongue tongue) {
    return Path.of("src/main/resources/messages", tongue.locale().getLanguage() + ".properties");
  }

  /** In a pattern a straight one begins what is not read; a page would lose words. */
  @Test
  void quotationMarksAreOfTheKindThatIsPrinted() throws IOException {
    for (var tongue : Tongue.values()) {
      assertThat(Files.readString(bundle(tongue))).doesNotContain("'");
    }
  }

  @Test
  void templatesHaveNoSentencesOfTheirOwn() throws IOException {
    var strays = new ArrayList<String>();
    for (var template : files(TEMPLATES, ".jte")) {
      for (var stray : strays(Files.readString(template))) {
        strays.add(TEMPLATES.relativize(template) + ": " + stray);
      }
    }
    assertThat(strays).isEmpty();
  }

  @Test
  void aStraySentenceWouldBeFound() {
    assertThat(strays("<p>Good morning</p>")).containsExactly("Good morning");
    assertThat(strays("<input placeholder=\"Your name\">")).containsExactly("Your name");
    assertThat(strays("<p title=\"${page.say(\"a.b\")}\">${page.say(\"a.b\")} · </p>")).isEmpty();
  }

  /** Words between tags, and in the attributes that people hear or read. */
  private static Set<String> strays(String template) {
    var text = template.replaceAll("(?m)^\\s*@(import|param)\\b.*$", "");
    text = text.replaceAll("(?s)<meta name=\"htmx-config\"[^>]*>", "");
    text = withoutCalls(text);
    var strays = new TreeSet<String>();
    var attributes =
        Pattern.compile("\\b(?:alt|title|placeholder|aria-label)=\"([^\"]*)\"").matcher(text);
    while (attributes.find()) {
      keep(strays, attributes.group(1));
    }
    for (var piece : text.replaceAll("(?s)<(code|kbd)[^>]*>.*?</\\1>", "").split("<[^>]*>", -1)) {
      keep(strays, piece);
    }
    return strays;
  }

  private static void keep(Set<String> strays, String piece) {
    var words = piece.strip();
    if (Pattern.compile("\\p{L}{2,}").matcher(words).find()) {
      strays.add(words);
    }
  }

  /** Takes away what a template computes: expressions, calls and conditions, brackets and all. */
  private static String withoutCalls(String text) {
    var left = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '$' && i + 1 < text.length() && text.charAt(i + 1) == '{') {
        i = after(text, i + 1, '{', '}') - 1;
      } else if (c == '@' && i + 1 < text.length() && Character.isLetter(text.charAt(i + 1))) {
        int end = i + 1;
        while (end < text.length()
            && (Character.isLetterOrDigit(text.charAt(end))
                || ".-".indexOf(text.charAt(end)) >= 0)) {
          end++;
        }
        boolean layout =
            text.startsWith("@template.layout", i) && text.indexOf("content = @`", i) > 0;
        if (layout
            && text.substring(i, Math.min(text.length(), i + 400)).contains("content = @`")) {
          i = text.indexOf("content = @`", i) + "content = @`".length() - 1;
        } else if (end < text.length() && text.charAt(end) == '(') {
          i = after(text, end, '(', ')') - 1;
        } else {
          i = end - 1;
        }
      } else {
        left.append(c);
      }
    }
    return left.toString().replace("`)", "");
  }

  private static int after(String text, int open, char opening, char closing) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      if (text.charAt(i) == opening) {
        depth++;
      } else if (text.charAt(i) == closing && --depth == 0) {
        return i + 1;
      }
    }
    return text.length();
  }

  private static List<String> sources() throws IOException {
    return sources(JAVA, List.of(TEMPLATES));
  }

  private static List<String> sources(List<Path> java, List<Path> templates) throws IOException {
    var sources = new ArrayList<String>();
    for (var folder : templates) {
      for (var template : files(folder, ".jte")) {
        sources.add(Files.readString(template));
      }
    }
    for (var folder : java) {
      if (Files.isDirectory(folder)) {
        for (var file : files(folder, ".java")) {
          sources.add(Files.readString(file));
        }
      }
    }
    return sources;
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (var all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  private static String word(Enum<?> word) {
    return word.name().toLowerCase(java.util.Locale.ROOT);
  }
}
