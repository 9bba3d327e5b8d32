package org.answerable.doors.command;

import java.net.URI;
import java.util.List;

/** What a room has to say to whoever started the desk, once its doors are open. */
@FunctionalInterface
public interface SaidWhenReady {

  /**
   * Whole sentences, one a line; none when there is nothing to say.
   *
   * @param links the beginning of every address of this desk
   */
  List<String> lines(URI links);
}
