package org.answerable.doors.words;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.answerable.facts.Tongue;
import org.answerable.language.Meaning;
import org.jspecify.annotations.Nullable;

/**
 * Why a thing that words do matters, and how to say it better.
 *
 * @param why one paragraph each
 * @param pairs the same said before and after
 * @param instead what one click puts in place of a sentence; null where nothing would fit
 * @param then what one click puts after it
 */
public record Guide(
    Meaning meaning,
    String title,
    List<String> why,
    List<Pair> pairs,
    @Nullable String instead,
    @Nullable String then) {

  public record Pair(String before, String after) {}

  public Guide {
    why = List.copyOf(why);
    pairs = List.copyOf(pairs);
  }

  /** Where it stands: {@code /guides/blame-other}. */
  public String path() {
    return path(meaning);
  }

  static String path(Meaning meaning) {
    return "/guides/" + slug(meaning);
  }

  /** The same in the language somebody writes in, where the page is in another. */
  static String path(Meaning meaning, Tongue written, Tongue page) {
    return written == page
        ? path(meaning)
        : path(meaning) + "?lang=" + written.locale().getLanguage();
  }

  private static String slug(Meaning meaning) {
    return meaning.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The meaning whose guide has this name; empty where there is none. */
  public static Optional<Meaning> named(String slug) {
    for (var meaning : Meaning.values()) {
      if (slug(meaning).equals(slug)) {
        return Optional.of(meaning);
      }
    }
    return Optional.empty();
  }
}
