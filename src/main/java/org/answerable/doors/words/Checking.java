package org.answerable.doors.words;

import java.time.Instant;
import java.util.List;
import org.answerable.doors.frame.Page;
import org.answerable.language.Finding;
import org.answerable.sight.Who;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what somebody is writing, and says what it may do to the one who reads it. */
@Component
public final class Checking {

  private final Waterline waterline;

  Checking(Waterline waterline) {
    this.waterline = waterline;
  }

  /**
   * @param page whose language the hints are said in
   * @param text as it stands in its field, with line feeds alone
   * @param chosen the time that the reply promises already; null where it does not
   * @param more what somebody else found in the same text, beside the rules
   */
  public Checked check(
      Page page, Who me, Matter matter, String text, @Nullable Instant chosen, List<Finding> more) {
    return new Check(page, me, matter, text, chosen, waterline.of(me, matter.policy()), more).all();
  }
}
