package org.answerable.doors.desk;

import java.util.List;

/**
 * Today, already worded.
 *
 * @param head how many people wait, as a sentence
 * @param danger where somebody may be in danger and none of us has answered
 * @param mine what the reader owes; {@code more} when not all of it is shown
 * @param strangers where somebody else than the customer wrote
 * @param others what others of the team owe and may need help with
 * @param untaken what nobody has taken
 * @param asked whether it solved the problem
 */
public record TodayPage(
    Frame frame,
    String head,
    String clock,
    List<Row> danger,
    List<Row> mine,
    boolean more,
    List<Row> strangers,
    List<Row> others,
    List<Row> untaken,
    List<Row> asked) {

  /**
   * One line.
   *
   * @param what what is to be done, or the case's name
   * @param about number, subject and what was said
   * @param button what its link is called; {@code strong} where it is the first thing to do
   * @param take where one takes the case; empty where nothing can be taken
   */
  public record Row(
      Frame.Chip chip,
      String href,
      String what,
      String about,
      String button,
      boolean strong,
      String take) {}
}
