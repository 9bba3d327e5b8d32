/**
 * Mail in and out: the SMTP listener and the spool bring raw mail in, SMTP takes our letters out.
 *
 * <p>Begin with {@link org.answerable.doors.mail.reading.MailReader} for what a mail says, and with
 * {@link org.answerable.doors.mail.CleanHtml} for what of it may be shown. The one rule: a message
 * is never dropped. What cannot be read is kept raw and marked; nothing a stranger wrote may throw,
 * run, or reach a header of ours.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "facts",
      "sight",
      "language",
      "ledger::reading",
      "ledger::writing",
      "work.people",
      "work.post",
      "work.cases",
      "views.letters",
      "doors.command",
      "doors.files",
      "doors.links"
    })
package org.answerable.doors.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
