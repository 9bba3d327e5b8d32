package org.answerable.doors.mail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import org.answerable.facts.MailboxId;
import org.answerable.facts.Receiving.Way;
import org.answerable.ledger.writing.NoRoom;
import org.answerable.work.people.Companies;
import org.answerable.work.post.Post;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Takes mail from whichever door and stores it, before anybody reads it. What was once answered
 * with "taken" is in the database.
 */
@Component
final class Letterbox implements Incoming {

  /**
   * The same mail again within a week is the same mail; within an hour where it has no Message-ID.
   */
  private static final int SAME_HOURS = 7 * 24;

  private static final int SAME_HOURS_NAMELESS = 1;

  private static final Logger log = LoggerFactory.getLogger(Letterbox.class);

  private final Post post;
  private final Companies companies;
  private final MailBell bell;

  Letterbox(Post post, Companies companies, MailBell bell) {
    this.post = post;
    this.companies = companies;
    this.bell = bell;
  }

  @Override
  public Taken take(Received mail) {
    try {
      var from = mail.envelopeFrom() == null ? "" : mail.envelopeFrom();
      var content = ContentDigest.of(mail.raw(), from, mail.envelopeTo());
      var taken =
          switch (mail.door()) {
            case PIPE -> List.of(keep(mail, content, null, mail.key(), null));
            case SMTP -> throughSmtp(mail, content);
          };
      bell.ring();
      return taken.stream().anyMatch(Post.Keeping.Kept.class::isInstance)
          ? new Taken.Stored(reference(taken.getFirst()))
          : new Taken.Known(reference(taken.getFirst()));
    } catch (DataAccessException | TransactionException e) {
      if (NoRoom.isReasonOf(e)) {
        log.error(
            "The database's disk is full; mail stays with its senders until there is room", e);
        return new Taken.NoRoom();
      }
      throw e;
    } catch (IOException e) {
      return new Taken.Later(
          "The mail's file " + mail.raw().getFileName() + " cannot be read: " + e);
    }
  }

  /** One mail to two of our mailboxes is two: each belongs to its own team. */
  private List<Post.Keeping> throughSmtp(Received mail, ContentDigest content) {
    var mailboxes = new LinkedHashSet<MailboxId>();
    for (var to : mail.envelopeTo()) {
      companies.mailbox(to).ifPresent(box -> mailboxes.add(box.id()));
    }
    var kept = new ArrayList<Post.Keeping>();
    if (mailboxes.isEmpty()) {
      kept.add(keep(mail, content, null, null, content.same()));
    }
    for (var box : mailboxes) {
      kept.add(keep(mail, content, box, null, content.same() + "." + box));
    }
    return kept;
  }

  private Post.Keeping keep(
      Received mail,
      ContentDigest content,
      @Nullable MailboxId mailbox,
      @Nullable String name,
      @Nullable String digest) {
    var way =
        switch (mail.door()) {
          case SMTP -> Way.SMTP;
          case PIPE -> Way.PIPE;
        };
    return post.keep(
        new Post.Delivery(
            way,
            mailbox,
            name,
            digest,
            content.hasMessageId() ? SAME_HOURS : SAME_HOURS_NAMELESS,
            mail.raw(),
            content.size(),
            content.whole(),
            Envelope.of(mail).text()));
  }

  private static String reference(Post.Keeping keeping) {
    return switch (keeping) {
      case Post.Keeping.Kept(var id) -> id.toString();
      case Post.Keeping.Repeated(var of) -> of.toString();
    };
  }

  /** Whether mail for this address is ours: a mailbox, or a reply address at a mailbox's domain. */
  boolean isOurs(String address) {
    if (companies.mailbox(address).isPresent()) {
      return true;
    }
    var local = address.toLowerCase(Locale.ROOT);
    return ReplyAddress.token(local) != null;
  }
}
