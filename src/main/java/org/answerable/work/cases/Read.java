package org.answerable.work.cases;

import java.util.List;
import org.answerable.facts.Talking.Sign;

/**
 * What was read in one message, as a judgement may know it: what the words tell and where they
 * stand, never the words.
 *
 * @param passages at most one for each sign
 * @param gist what the message as a whole comes to, where it is plain
 */
record Read(List<Passage> passages, Gist gist) {

  static final Read NOTHING = new Read(List.of(), Gist.MORE);

  Read {
    passages = List.copyOf(passages);
  }

  /** What a message says and nothing else; everything that is not plain is {@link #MORE}. */
  enum Gist {
    SOLVED,
    NOT_SOLVED,
    THANKS,
    MORE
  }

  /** The chars from {@code from} up to {@code until} of the part {@code body}. */
  record Passage(Sign sign, int from, int until) {}
}
