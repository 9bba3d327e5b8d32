package org.answerable.facts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What was said in a case, by whom, and whether it arrived. */
public sealed interface Talking extends CaseFact {

  /**
   * A customer, or someone from outside, wrote. Parts: {@code from}, {@code subject}, {@code body},
   * {@code html}, {@code att.1} and so on; {@code partly} where not all of it could be read. {@code
   * mail} names the received mail it came from.
   */
  @Stored("message.received")
  record MessageReceived(
      MessageId id,
      PartyId from,
      Channel channel,
      Trust trust,
      Sender sender,
      @Nullable MailId mail)
      implements Talking {}

  /** How sure we are who wrote. */
  enum Trust {
    /** The operator's own mail server vouched for the sender, or a signed link was used. */
    VERIFIED,
    /** Nobody said anything about the sender; shown calmly as not verified. */
    SILENT,
    /** Somebody else than the token's recipient, or a sender that failed: hidden from customers. */
    UNVERIFIED
  }

  /** Whether a person wrote. */
  enum Sender {
    PERSON,
    MACHINE
  }

  /**
   * A public reply. Parts: {@code subject}, {@code body}. {@code seen} is the newest message the
   * writer saw.
   */
  @Stored("message.sent")
  record MessageSent(MessageId id, StaffId by, @Nullable MessageId seen, boolean asks)
      implements Talking {}

  /** A note for the team alone, or a call written down. Part: {@code body}. */
  @Stored("note.written")
  record NoteWritten(MessageId id, StaffId by, Channel channel) implements Talking {}

  /** The desk told the customer who answers and by when. Ends the wait of {@code of} to say so. */
  @Stored("case.acknowledged")
  record Acknowledged(MessageId id, CommitmentId of) implements Talking {}

  /** The desk did not tell the customer; the promise stands and a person sees why. */
  @Stored("case.not_told")
  record NotTold(CommitmentId of, Why why) implements Talking {

    /** What held the letter back. */
    public enum Why {
      /** The sender is a machine. */
      MACHINE,
      /** The sender's mail failed its check. */
      UNVERIFIED,
      /** This address was told of another case within a day. */
      TOLD_TODAY,
      /** More new addresses wrote within the hour than the mailbox answers by itself. */
      TOO_MANY_NEW,
      /** A mail storm from this sender. */
      STORM,
      /** The desk is not live yet. */
      QUIET,
      /** No address to write to. */
      NO_ADDRESS,
      /** The customer's words tell of danger: a person answers, nothing does by itself. */
      DANGER
    }
  }

  /** The desk wrote because the customer was silent. */
  @Stored("case.wrote_again")
  record WroteAgain(MessageId id, CommitmentId of) implements Talking {}

  /** The desk asked once more whether it is solved; it acts again at {@code acts}. */
  @Stored("case.reminded")
  record Reminded(MessageId id, CommitmentId of, Instant acts) implements Talking {}

  /** A message could finally not be delivered. The owner owes a new update by another way. */
  @Stored("message.undelivered")
  record Undelivered(MessageId id) implements Talking {}

  /**
   * The customer said in message {@code in} that another time suits better than that of {@code of}.
   * A wish: the promise stands until somebody gives it another time and tells them.
   */
  @Stored("time.wished")
  record TimeWished(MessageId in, CommitmentId of, Instant at) implements Talking {}

  /** A person said what a customer's message is. */
  @Stored("message.marked")
  record Marked(MessageId id, Mark mark, StaffId by) implements Talking {}

  /**
   * The desk read something in a customer's own new words: the chars from {@code from} up to {@code
   * until} of that message's part {@code body}. Where they stand is all that is kept beside the
   * words, so that nothing is left when those are erased. A person's mark goes above it.
   */
  @Stored("message.found")
  record Found(MessageId id, Sign sign, int from, int until) implements Talking {}

  /** What a customer's words can tell. */
  enum Sign {
    /** Asks where it stands, or repeats a contact. */
    CHASE,
    /** Thinks badly of the house, its people or what it sells. */
    DISSATISFACTION,
    /** Wants us to admit something, to apologise or to answer for it. */
    ADMISSION_ASKED,
    /** Praises people or service. */
    PRAISE,
    /** It works, it is settled. */
    SOLVED,
    /** It did not help, or it is back. */
    NOT_SOLVED,
    /** Nothing but thanks. */
    THANKS,
    /** Self-harm, a threat, injury, fire, a child, a lawyer's letter. */
    DANGER
  }

  /** What a message can be besides words. */
  enum Mark {
    /** Only thanks: reopens nothing. */
    THANKS,
    /** Asked for news that we should have given first. */
    CHASE,
    /** Dissatisfaction that expects an answer. */
    COMPLAINT
  }
}
