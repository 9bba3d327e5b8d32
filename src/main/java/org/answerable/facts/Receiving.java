package org.answerable.facts;

import org.jspecify.annotations.Nullable;

/** A mail's way from the door to its case. */
public sealed interface Receiving extends MailFact {

  /** The way a mail came in. */
  enum Way {
    SMTP,
    PIPE,
    DEMO
  }

  /** Kept, before anybody looks at it. Parts: {@code raw}, {@code envelope}. */
  @Stored("mail.received")
  record MailReceived(Way way, @Nullable MailboxId mailbox, long size) implements Receiving {}

  /**
   * Another try to read it begins; counted before the work, so that a mail that kills us is known.
   */
  @Stored("mail.tried")
  record MailTried(int attempt) implements Receiving {}

  /** It stands in this case, as this message. */
  @Stored("mail.filed")
  record MailFiled(CaseId in, MessageId as, Filing how, boolean readable) implements Receiving {}

  /** Why it stands where it does. */
  enum Filing {
    NEW_CASE,
    REPLY,
    /** Joined by its token, but not written by the token's recipient. */
    UNVERIFIED_REPLY,
    /** Made a case by a person from the tray. */
    FROM_TRAY,
    /** A report that a message of ours did not arrive. */
    DELIVERY_REPORT
  }

  /** It looks like no case and waits in the tray for a person. */
  @Stored("mail.held")
  record MailHeld(Hold why) implements Receiving {}

  /** What makes a mail look like no case. */
  enum Hold {
    AUTOMATIC,
    BOUNCE,
    LIST,
    BULK,
    SPAM,
    OWN,
    STORM,
    UNKNOWN_MAILBOX
  }

  /** The same mail as {@code of} came once more. */
  @Stored("mail.repeated")
  record MailRepeated(MailId of) implements Receiving {}

  /** A person looked at it in the tray: no case. */
  @Stored("mail.set_aside")
  record MailSetAside(StaffId by) implements Receiving {}
}
