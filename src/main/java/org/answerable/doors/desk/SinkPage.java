package org.answerable.doors.desk;

import java.util.List;

/** What the demo would have sent. */
public record SinkPage(Frame frame, List<Mail> mails) {

  /**
   * One letter.
   *
   * @param pieces its text, cut so that each address of ours in it is a piece of its own
   */
  public record Mail(String about, String subject, String href, List<Piece> pieces) {}

  /** Some text; {@code link} where it is the address of a page of ours. */
  public record Piece(String text, boolean link) {}
}
