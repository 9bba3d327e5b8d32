package org.answerable.doors.words;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.answerable.facts.Tongue;
import org.answerable.language.Meaning;
import org.answerable.language.Span;
import org.jspecify.annotations.Nullable;

/** The guides of one language, and the words that are put into a reply in it. Read once. */
public final class GuideBook {

  private static final Map<Tongue, GuideBook> ALL = readAll();

  private final Tongue tongue;
  private final Map<Meaning, Guide> guides;
  private final Map<String, String> phrases;

  private GuideBook(Tongue tongue, Map<Meaning, Guide> guides, Map<String, String> phrases) {
    this.tongue = tongue;
    this.guides = guides;
    this.phrases = phrases;
  }

  public static GuideBook in(Tongue tongue) {
    var book = ALL.get(tongue);
    if (book == null) {
      throw new IllegalStateException("No guides were read for " + tongue);
    }
    return book;
  }

  public Tongue tongue() {
    return tongue;
  }

  /** Every guide, in the order of {@link Meaning}. */
  public List<Guide> guides() {
    return List.copyOf(guides.values());
  }

  public Guide guide(Meaning meaning) {
    var guide = guides.get(meaning);
    if (guide == null) {
      throw new IllegalStateException("No guide for " + meaning + " in " + tongue);
    }
    return guide;
  }

  /** A phrase with its gaps filled, in order. */
  String phrase(String name, String... filling) {
    var phrase = phrases.get(name);
    if (phrase == null) {
      throw new IllegalArgumentException("No phrase is called '" + name + "' in " + tongue);
    }
    for (int i = 0; i < filling.length; i++) {
      phrase = phrase.replace("{" + i + "}", filling[i]);
    }
    return phrase;
  }

  /**
   * Where one of a phrase's alternatives stands in a piece of a text, as whole words and however
   * they are capitalised; the alternatives are tried in their order. Null where none does.
   */
  @Nullable Span find(String phrase, String text, int from, int to) {
    for (var one : phrase(phrase).split("\\|")) {
      for (int at = from; at + one.length() <= to; at++) {
        int end = at + one.length();
        if (text.regionMatches(true, at, one, 0, one.length())
            && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)))
            && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)))) {
          return new Span(at, end);
        }
      }
    }
    return null;
  }

  private static Map<Tongue, GuideBook> readAll() {
    var all = new EnumMap<Tongue, GuideBook>(Tongue.class);
    for (var tongue : Tongue.values()) {
      all.put(tongue, read(tongue));
    }
    return Map.copyOf(all);
  }

  private static GuideBook read(Tongue tongue) {
    var name = "/guides/" + tongue.locale().getLanguage() + ".guides";
    try (var stream = GuideBook.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("There are no guides at " + name + " on the class path");
      }
      var text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return new Reader(name).read(tongue, text);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /** Reads a file of guides line by line; what it does not understand stops the start. */
  private static final class Reader {
    private final String name;
    private final Map<Meaning, Guide> guides = new EnumMap<>(Meaning.class);
    private final Map<String, String> phrases = new HashMap<>();
    private @Nullable Draft draft;

    Reader(String name) {
      this.name = name;
    }

    GuideBook read(Tongue tongue, String text) {
      int number = 0;
      for (var line : text.split("\n")) {
        number++;
        try {
          line(line.strip());
        } catch (IllegalArgumentException e) {
          throw new IllegalStateException(name + ", line " + number + ": " + e.getMessage(), e);
        }
      }
      finish();
      return new GuideBook(tongue, guides, phrases);
    }

    private void line(String line) {
      if (line.isEmpty() || line.startsWith("//")) {
        return;
      }
      var parts = line.split("\\s+", 2);
      if (parts.length < 2) {
        throw new IllegalArgumentException("a name without a text: " + line);
      }
      var key = parts[0];
      var text = parts[1];
      if (key.equals("phrase")) {
        var phrase = text.split("\\s+", 2);
        phrases.put(phrase[0], phrase.length < 2 ? "" : phrase[1]);
        return;
      }
      if (key.equals("guide")) {
        finish();
        draft = new Draft(Meaning.valueOf(text));
        return;
      }
      if (draft == null) {
        throw new IllegalArgumentException("no guide begins before this line");
      }
      draft.add(key, text);
    }

    private void finish() {
      if (draft != null) {
        guides.put(draft.meaning, draft.guide());
      }
    }
  }

  private static final class Draft {
    private final Meaning meaning;
    private final List<String> why = new ArrayList<>();
    private final List<String> before = new ArrayList<>();
    private final List<String> after = new ArrayList<>();
    private String title = "";
    private @Nullable String instead;
    private @Nullable String then;

    Draft(Meaning meaning) {
      this.meaning = meaning;
    }

    void add(String key, String text) {
      switch (key) {
        case "title" -> title = text;
        case "why" -> why.add(text);
        case "before" -> before.add(text);
        case "after" -> after.add(text);
        case "instead" -> instead = text;
        case "then" -> then = text;
        default -> throw new IllegalArgumentException("a guide has no line '" + key + "'");
      }
    }

    Guide guide() {
      if (title.isEmpty() || why.isEmpty() || before.isEmpty() || before.size() != after.size()) {
        throw new IllegalArgumentException(
            "the guide " + meaning + " needs a title, a why, and an after for each before");
      }
      var pairs = new ArrayList<Guide.Pair>();
      for (int i = 0; i < before.size(); i++) {
        pairs.add(new Guide.Pair(before.get(i), after.get(i)));
      }
      return new Guide(meaning, title, why, pairs, instead, then);
    }
  }
}
