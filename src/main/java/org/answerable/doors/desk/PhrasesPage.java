package org.answerable.doors.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The desk's own phrases, and one that is being tried.
 *
 * @param refused why the last step was not done; empty where it was
 * @param model whether a language model is asked too, and how that went
 * @param tried what a phrase would find; null where none was tried
 */
public record PhrasesPage(
    Frame frame,
    String refused,
    List<Taught> taught,
    List<CasePage.Option> tongues,
    List<Group> meanings,
    String tongue,
    String meaning,
    String words,
    @Nullable Tried tried,
    String model) {

  /** A phrase in force. */
  public record Taught(String id, String words, String meaning, String about) {}

  /** Meanings of one side, under a heading. */
  public record Group(String label, List<CasePage.Option> options) {}

  /** What was looked at, and what the phrase would find in it. */
  public record Tried(String summary, List<Found> found, boolean usable) {}

  /** One sentence it would find. */
  public record Found(String href, String sentence, String about) {}
}
