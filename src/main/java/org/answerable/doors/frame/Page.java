package org.answerable.doors.frame;

import java.time.Instant;
import org.answerable.facts.CommandId;
import org.answerable.facts.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;

/**
 * What every page is given beside its own record: the reader's language and zone, one now, and what
 * its forms must carry.
 *
 * @param csrf what a form says to show that it came from a page of ours
 * @param path where the page is, without its query
 */
public record Page(Sentences sentences, Times times, Form csrf, String path) {

  /** A hidden field that every form carries. */
  public record Form(String name, String value) {
    static Form of(@Nullable CsrfToken token) {
      return token == null
          ? new Form("_csrf", "")
          : new Form(token.getParameterName(), token.getToken());
    }
  }

  public String say(String key, Object... args) {
    return sentences.say(key, args);
  }

  /** The language tag of the page. */
  public String lang() {
    return sentences.tongue().locale().toLanguageTag();
  }

  public Instant now() {
    return times.now();
  }

  /** A new command's id: one for each form, so that a form posted twice is one act. */
  public CommandId command() {
    return Ids.command();
  }

  /** The letters that stand for a person: {@code MO} for Maya Okafor. */
  public static String initials(String name) {
    var words = name.strip().split("[\\s.@_-]+");
    var first = letter(words[0]);
    return words.length == 1 ? first : first + letter(words[words.length - 1]);
  }

  private static String letter(String word) {
    return word.isEmpty()
        ? ""
        : word.substring(0, word.offsetByCodePoints(0, 1)).toUpperCase(java.util.Locale.ROOT);
  }
}
