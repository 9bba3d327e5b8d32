package org.answerable.work.post;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.answerable.facts.Ids;
import org.answerable.facts.MailId;
import org.answerable.facts.MailboxId;
import org.answerable.facts.Receiving.Hold;
import org.answerable.facts.Receiving.MailHeld;
import org.answerable.facts.Receiving.MailReceived;
import org.answerable.facts.Receiving.MailRepeated;
import org.answerable.facts.Receiving.MailSetAside;
import org.answerable.facts.Receiving.MailTried;
import org.answerable.facts.Receiving.Way;
import org.answerable.facts.StaffId;
import org.answerable.ledger.reading.Actor;
import org.answerable.ledger.reading.Via;
import org.answerable.ledger.writing.Command;
import org.answerable.ledger.writing.Desk;
import org.answerable.ledger.writing.Said;
import org.answerable.ledger.writing.Verdict;
import org.answerable.ledger.writing.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps what comes in, before anybody reads it, and says what became of it. */
@Component
public final class Post {

  private static final String SAME_NAME =
      """
      select chain_id
        from work.mails
       where name = :name
      """;

  /** Within seven days; an hour where the mail has no Message-ID of its own. */
  private static final String SAME_MAIL =
      """
      select chain_id
        from work.mails
       where digest = :digest
         and received_at > (select ledger.now()) - make_interval(hours => :hours)
       order by received_at
       limit 1
      """;

  private static final String UNFILED =
      """
      select chain_id
        from work.mails
       where state = 'kept'
       order by tries, received_at, chain_id
       limit :limit
      """;

  private final JdbcClient db;
  private final Desk desk;
  private final Mails mails;

  Post(JdbcClient db, Desk desk, Mails mails) {
    this.db = db;
    this.desk = desk;
    this.mails = mails;
  }

  /**
   * A mail as it stands at the door.
   *
   * @param name of its file in the spool, where it came through the spool; the same name again is
   *     the same mail
   * @param digest of envelope, Message-ID and content, where it came by SMTP; the same digest again
   *     within {@code sameWithinHours} is the same mail
   * @param raw the bytes, in a file that stays until this returns
   * @param envelope who sent it to whom, one to a line
   */
  public record Delivery(
      Way way,
      @Nullable MailboxId mailbox,
      @Nullable String name,
      @Nullable String digest,
      int sameWithinHours,
      Path raw,
      long size,
      byte[] sha256,
      String envelope) {}

  /** What keeping a mail ends in: either way it is safe. */
  public sealed interface Keeping {
    record Kept(MailId id) implements Keeping {}

    /** It was here before; noted, nothing new. */
    record Repeated(MailId of) implements Keeping {}
  }

  /** Stores a mail; once this returns it is durable and will be filed. */
  public Keeping keep(Delivery delivery) {
    var command = new Command(Ids.command(), Actor.SYSTEM, Via.MAIL, "");
    return desk.decide(
        command,
        Keeping.class,
        pen -> {
          var earlier = earlier(delivery);
          if (earlier != null) {
            var mail = pen.hold(mails, earlier);
            return delivery.name() != null
                ? Verdict.refused(new Keeping.Repeated(mail.id()))
                : Verdict.agreed(new Keeping.Repeated(mail.id()), new MailRepeated(mail.id()));
          }
          var id = new MailId(pen.newId());
          pen.begin(mails, id);
          return Verdict.agreed(
              new Keeping.Kept(id),
              List.of(
                  Said.said(
                      id.chain(),
                      new MailReceived(delivery.way(), delivery.mailbox(), delivery.size()),
                      words(delivery))));
        });
  }

  private static Words words(Delivery delivery) {
    return Words.of("envelope", delivery.envelope())
        .and("name", delivery.name())
        .and("digest", delivery.digest())
        .file(
            "raw",
            "message.eml",
            "message/rfc822",
            delivery.raw(),
            delivery.size(),
            delivery.sha256());
  }

  private @Nullable MailId earlier(Delivery delivery) {
    if (delivery.name() != null) {
      return db.sql(SAME_NAME)
          .param("name", delivery.name())
          .query((row, _) -> new MailId(row.getObject(1, UUID.class)))
          .optional()
          .orElse(null);
    }
    if (delivery.digest() == null) {
      return null;
    }
    return db.sql(SAME_MAIL)
        .param("digest", delivery.digest())
        .param("hours", delivery.sameWithinHours())
        .query((row, _) -> new MailId(row.getObject(1, UUID.class)))
        .optional()
        .orElse(null);
  }

  /**
   * Mails that are kept and in no case yet: those tried least often first, so that what fails is
   * never in the way of what is new; among them the oldest.
   */
  public List<MailId> unfiled(int limit) {
    return db.sql(UNFILED)
        .param("limit", limit)
        .query((row, _) -> new MailId(row.getObject(1, UUID.class)))
        .list();
  }

  /** Whether a mail may still be read, and which try this is. */
  public sealed interface Try {
    record Go(int attempt) implements Try {}

    record NotWaiting() implements Try {}
  }

  /** Counts one more try before the work, so that a mail that kills the program is known by it. */
  public Try tryToRead(MailId id) {
    return desk.about(mails, id, Command.ofDesk())
        .decide(
            Try.class,
            (mail, _) ->
                mail.state() == Mail.State.KEPT
                    ? Verdict.agreed(new Try.Go(mail.tries() + 1), new MailTried(mail.tries() + 1))
                    : Verdict.refused(new Try.NotWaiting()));
  }

  /** What holding a mail, or setting one aside, ends in. */
  public sealed interface Putting {
    record Done() implements Putting {}

    /** Somebody else was quicker. */
    record NotThere(Mail.State state) implements Putting {}
  }

  /** Puts a mail that looks like no case into the tray, where a person decides. */
  public Putting hold(MailId id, Hold why, Words shown) {
    return desk.about(mails, id, Command.ofDesk())
        .decide(
            Putting.class,
            (mail, _) ->
                mail.state() == Mail.State.KEPT
                    ? Verdict.agreed(
                        new Putting.Done(), List.of(Said.said(new MailHeld(why), shown)))
                    : Verdict.refused(new Putting.NotThere(mail.state())));
  }

  /** A person looked at a mail in the tray: no case. */
  public Putting setAside(MailId id, StaffId by, Command command) {
    return desk.about(mails, id, command)
        .decide(
            Putting.class,
            (mail, _) ->
                mail.state() == Mail.State.HELD
                    ? Verdict.agreed(new Putting.Done(), new MailSetAside(by))
                    : Verdict.refused(new Putting.NotThere(mail.state())));
  }
}
