package org.answerable.doors.mail.reading;

import org.jspecify.annotations.Nullable;

/**
 * The marks by which machines say that they are machines.
 *
 * @param autoSubmitted the first word of {@code Auto-Submitted} in lower case; null when absent
 * @param precedence in lower case; null when absent
 * @param list whether any {@code List-*} header is there
 * @param suppress whether {@code X-Auto-Response-Suppress} asks for silence, or another header that
 *     means the same
 * @param nullReturnPath whether the envelope, or else {@code Return-Path}, names no sender
 * @param daemon whether the sender is a mailer-daemon or postmaster
 * @param service whether the sender names itself a service nobody reads: no-reply and its kin
 * @param report whether the content is a delivery status or a receipt
 */
public record Machine(
    @Nullable String autoSubmitted,
    @Nullable String precedence,
    boolean list,
    boolean suppress,
    boolean nullReturnPath,
    boolean daemon,
    boolean service,
    boolean report) {

  /** True when {@code Auto-Submitted} says anything but "no". */
  public boolean automatic() {
    return autoSubmitted != null && !autoSubmitted.equals("no");
  }

  /** True when RFC 3834 lets a machine answer; own addresses are for the caller to know. */
  public boolean mayBeAnsweredByMachine() {
    return !automatic()
        && !list
        && !suppress
        && !nullReturnPath
        && !daemon
        && !report
        && !(precedence != null
            && (precedence.equals("bulk")
                || precedence.equals("list")
                || precedence.equals("junk")
                || precedence.equals("auto_reply")));
  }

  MailKind kind() {
    if (report || daemon) return MailKind.BOUNCE;
    if (automatic() || "auto_reply".equals(precedence)) return MailKind.AUTO_REPLY;
    if (list || "list".equals(precedence)) return MailKind.LIST;
    if ("bulk".equals(precedence) || "junk".equals(precedence)) return MailKind.BULK;
    return nullReturnPath ? MailKind.AUTO_REPLY : MailKind.PERSON;
  }
}
