package org.answerable.doors.mail.reading;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a delivery status (RFC 3464) or a receipt (RFC 8098) says about a mail of ours.
 *
 * @param messageId of the mail it speaks about; null where it does not say
 * @param outcomes one for each recipient named
 */
public record Report(@Nullable String messageId, List<Outcome> outcomes) {

  /**
   * @param recipient address; empty when not named
   * @param action in lower case: failed, delayed, delivered, displayed …; empty when not named
   * @param status such as 5.1.1; empty when not named
   * @param diagnostic what the other server said; empty when not named
   */
  public record Outcome(String recipient, String action, String status, String diagnostic) {

    /** It finally did not arrive. */
    public boolean failed() {
      return action.equals("failed") || (action.isEmpty() && status.startsWith("5"));
    }
  }
}
