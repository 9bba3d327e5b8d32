package org.answerable.doors.mail;

import org.answerable.doors.command.BeforeDoorsOpen.Opening;
import org.answerable.doors.command.Configuration;
import org.springframework.stereotype.Component;

/**
 * Whether letters have somewhere to go. Without a mail server a desk that is live writes letters
 * that wait, and every page for those who answer must say so.
 */
@Component
public final class WayOut {

  private final boolean open;

  WayOut(Configuration configuration, Opening opening) {
    this.open = configuration.smarthost() != null || opening instanceof Opening.Demo;
  }

  /** A server takes them, or, in a demo, the sink shows them. */
  public boolean isOpen() {
    return open;
  }
}
