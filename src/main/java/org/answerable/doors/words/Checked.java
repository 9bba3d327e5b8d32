package org.answerable.doors.words;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.answerable.doors.frame.Page;
import org.answerable.facts.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What was found in the words that somebody writes, worded for them.
 *
 * @param hints in the order of the text; what is missing comes last
 * @param good what reads well
 */
public record Checked(List<Hint> hints, List<Good> good) {

  public static final Checked NOTHING = new Checked(List.of(), List.of());

  public Checked {
    hints = List.copyOf(hints);
    good = List.copyOf(good);
  }

  /**
   * One hint.
   *
   * @param sort {@code due} for words that may read badly, {@code promise} for a promise, {@code
   *     plain} for what is missing
   * @param chip the reason, in half a sentence
   * @param start where its words stand in the text, in UTF-16 units; {@code end} after them; the
   *     same where it is about no words
   * @param quote those words; empty where it is about none
   * @param strong what stands out of what is said, and {@code more} the rest of it
   * @param guide where it is explained
   */
  public record Hint(
      String sort,
      String chip,
      int start,
      int end,
      String quote,
      String strong,
      String more,
      List<Way> ways,
      String guide) {

    public Hint {
      ways = List.copyOf(ways);
    }
  }

  /**
   * A better way in one click.
   *
   * @param key says the same way for the same text every time
   * @param label what the button says, and {@code said} the words it writes; empty where the label
   *     says it all
   * @param start what the words replace; {@code end} the same where they are put in between
   * @param put the words; empty where nothing is written
   * @param promise what is promised with it; null where nothing is
   * @param open whether it only opens the field for another time
   */
  public record Way(
      String key,
      String label,
      String said,
      int start,
      int end,
      String put,
      @Nullable Promise promise,
      boolean open) {

    public boolean writes() {
      return end > start || !put.isEmpty();
    }
  }

  /**
   * A next word.
   *
   * @param kind as the composer's list of kinds names it
   * @param at the instant, {@code field} the same as a field for date and time holds it
   */
  public record Promise(String kind, Instant at, String field) {
    static Promise of(Page page, Kind kind, Instant at) {
      return new Promise(kind.name(), at, page.times().field(at));
    }
  }

  /** What reads well, and where it says why. */
  public record Good(String chip, String guide) {}

  /** The way of that key; empty where the text has none any more. */
  public Optional<Way> way(String key) {
    return hints.stream()
        .flatMap(hint -> hint.ways().stream())
        .filter(way -> way.key().equals(key))
        .findFirst();
  }
}
