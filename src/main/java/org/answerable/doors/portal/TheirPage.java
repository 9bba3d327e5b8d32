package org.answerable.doors.portal;

import java.util.List;
import org.answerable.doors.frame.Page;

/**
 * A customer's own page, already worded.
 *
 * @param about the brand and the number
 * @param who who answers, as a sentence
 * @param next when they hear from us, as a sentence, with what else was promised
 * @param nextSort {@code ""}, {@code late} or {@code done}
 * @param wish where they can ask for another time; or empty
 * @param count how many promises were kept and missed
 * @param asked whether we asked them
 * @param asks whether they can say that it is solved or not
 * @param writes whether more can be written here
 * @param looks whether someone else can be asked to look
 * @param done what they just did, as a sentence; or empty
 */
public record TheirPage(
    Page page,
    String url,
    String about,
    String subject,
    String who,
    String whoMore,
    String initials,
    String next,
    List<String> nextMore,
    String nextSort,
    String wish,
    String count,
    List<Line> lines,
    boolean asked,
    boolean asks,
    boolean notYet,
    boolean writes,
    boolean looks,
    String done,
    boolean refused,
    String draft) {

  /**
   * One thing that was said or done.
   *
   * @param chip {@code kept}, {@code broken} or empty, with its word
   * @param object where they can say that this is not how it was; or empty
   * @param files what came with it
   */
  public record Line(
      String when,
      String machine,
      String full,
      String lead,
      String text,
      String sort,
      String chip,
      String object,
      List<File> files) {}

  /** A file to save. */
  public record File(String href, String name, String size) {}
}
