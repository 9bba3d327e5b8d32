package org.answerable.doors.mail;

import java.util.UUID;
import org.answerable.doors.command.BeforeDoorsOpen;
import org.answerable.facts.CaseFact;
import org.answerable.facts.CaseId;
import org.answerable.facts.Ending;
import org.answerable.facts.Erasing;
import org.answerable.facts.Ids;
import org.answerable.facts.MessageId;
import org.answerable.facts.Owning;
import org.answerable.facts.Promising;
import org.answerable.facts.Talking;
import org.answerable.ledger.reading.Entry;
import org.answerable.ledger.reading.Follower;
import org.answerable.sight.Sight;
import org.answerable.views.letters.Addressing;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Turns entries that are letters into rows that wait to be sent, after their commit and never
 * twice: one row for each entry and recipient. Until the desk is live its letters are quiet; in a
 * demo they are only shown.
 */
@Component
final class PostOffice implements Follower {

  private static final String PUT =
      """
      insert into doors.outgoing (id, chain_id, seq, recipient, message_id, state, next_at, why, made_at)
      values (:id, :chain, :seq, :recipient, :message, :state, ledger.now(), :why, ledger.now())
          on conflict (chain_id, seq, recipient) do nothing
      """;

  private final JdbcClient db;
  private final Addressing addressing;
  private final boolean demo;

  PostOffice(JdbcClient db, Addressing addressing, BeforeDoorsOpen.Opening opening) {
    this.db = db;
    this.addressing = addressing;
    this.demo = opening instanceof BeforeDoorsOpen.Opening.Demo;
  }

  @Override
  public String name() {
    return "post-office";
  }

  @Override
  public void follow(Entry entry) {
    if (entry.fact() instanceof CaseFact fact) {
      var letter = letter(fact, entry);
      if (letter != null) {
        put(entry, letter);
      }
    }
  }

  /** The letter that a fact is; null where it is none. */
  private static @Nullable MessageId letter(CaseFact fact, Entry entry) {
    return switch (fact) {
      case Talking talking ->
          switch (talking) {
            case Talking.MessageSent m -> m.id();
            case Talking.Acknowledged m -> m.id();
            case Talking.WroteAgain m -> m.id();
            case Talking.Reminded m -> m.id();
            case Talking.MessageReceived _,
                Talking.NotTold _,
                Talking.NoteWritten _,
                Talking.Undelivered _,
                Talking.Found _,
                Talking.TimeWished _,
                Talking.Marked _ ->
                null;
          };
      case Ending ending ->
          switch (ending) {
            case Ending.Declined d -> d.id();
            case Ending.Confirmed c -> noted(c, entry);
            case Ending.NotYet _,
                Ending.Unconfirmed _,
                Ending.Withdrawn _,
                Ending.Disagreed _,
                Ending.Noted _,
                Ending.NotACase _,
                Ending.Reopened _,
                Ending.LookAsked _ ->
                null;
          };
      case Owning _, Promising _, Erasing _ -> null;
    };
  }

  /**
   * What was said on the phone, or what the desk itself took for their yes, is sent to the one who
   * said it, to object to.
   */
  private static @Nullable MessageId noted(Ending.Confirmed confirmed, Entry entry) {
    boolean read = confirmed.how() == Ending.How.WORDS && confirmed.noted() == null;
    return confirmed.how() == Ending.How.SPOKEN || read
        ? new MessageId(Ids.following(entry.command(), 1000))
        : null;
  }

  private void put(Entry entry, MessageId letter) {
    var id = new CaseId(entry.chain().value());
    var to = addressing.of(Sight.of(id));
    if (to.isEmpty()) {
      return;
    }
    var address = to.get().address();
    boolean sendable = address != null && Mailbox.of(null, address) != null;
    db.sql(PUT)
        .param(
            "id",
            UUID.nameUUIDFromBytes(
                (entry.chain() + ":" + entry.seq())
                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
        .param("chain", entry.chain().value())
        .param("seq", entry.seq())
        .param("recipient", address == null ? "" : address)
        .param("message", letter.value())
        .param("state", state(to.get().live(), sendable))
        .param("why", sendable ? null : "no address", java.sql.Types.VARCHAR)
        .update();
  }

  private String state(boolean live, boolean sendable) {
    if (demo) {
      return "shown";
    }
    if (!live) {
      return "quiet";
    }
    return sendable ? "queued" : "failed";
  }
}
