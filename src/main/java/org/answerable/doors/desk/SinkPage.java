package org.answerable.doors.desk;

import java.util.List;

/** What a demo would have sent. */
public record SinkPage(Frame frame, List<Mail> mails) {

  /** One mail, as its reader would have found it. */
  public record Mail(String subject, String about, String text) {}
}
