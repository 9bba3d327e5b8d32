package org.answerable.doors.desk;

import java.util.List;
import org.answerable.doors.words.Guide;

/**
 * One guide.
 *
 * @param lang the language it is written in, which need not be the page's
 * @param tongues the other languages it is there in
 */
public record GuidePage(Frame frame, String lang, Guide guide, List<Tongue> tongues) {

  /** A language, and the page in it. */
  public record Tongue(String name, String lang, String url) {}
}
