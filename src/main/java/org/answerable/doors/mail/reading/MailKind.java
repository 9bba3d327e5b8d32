package org.answerable.doors.mail.reading;

/** Who or what sent a mail, as far as the mail itself says so. */
public enum MailKind {
  /** Nothing says that it is not a person. */
  PERSON,
  /** An automatic answer: out of office, "we received your message". */
  AUTO_REPLY,
  /** A delivery status or a reading receipt: it speaks about a mail of ours. */
  BOUNCE,
  LIST,
  BULK,
  /** From one of our own addresses. */
  OWN
}
