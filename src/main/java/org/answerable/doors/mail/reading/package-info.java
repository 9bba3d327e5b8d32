/**
 * What a raw mail says: a pure reader of hostile bytes. Begin with {@link
 * org.answerable.doors.mail.reading.MailReader}. It never throws on content; the worst mail gives a
 * record of what could be read, with its {@link org.answerable.doors.mail.reading.Flaw flaws}.
 */
@NullMarked
package org.answerable.doors.mail.reading;

import org.jspecify.annotations.NullMarked;
