package org.answerable.ledger.writing;

import java.util.List;
import org.answerable.facts.ChainId;
import org.answerable.ledger.reading.ChainKind;

/** One kind of subject: how it begins, and what time does to it. */
public interface Subjects<S extends Subject<S>> {

  ChainKind kind();

  /** The subject of a chain in which nothing is written yet. */
  S blank(ChainId chain);

  /**
   * What the desk does by itself and what broke, up to {@code now}; recorded before anything else
   * is judged. Called inside the command's transaction with the chain locked; may read registers.
   */
  default List<Said> settle(S subject, Moment now) {
    return List.of();
  }
}
