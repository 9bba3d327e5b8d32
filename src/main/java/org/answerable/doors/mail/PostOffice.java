package org.answerable.doors.mail;

import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.util.UUID;
import org.answerable.doors.command.BeforeDoorsOpen;
import org.answerable.facts.CaseFact;
import org.answerable.facts.CaseId;
import org.answerable.facts.Ending;
import org.answerable.facts.Erasing;
import org.answerable.facts.Ids;
import org.answerable.facts.MessageId;
import org.answerable.facts.Owning;
import org.answerable.facts.Participating;
import org.answerable.facts.PartyId;
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
      insert into doors.outgoing (
             id, chain_id, seq, recipient, party_id, message_id, state, next_at, why, made_at)
      values (:id, :chain, :seq, :recipient, :party, :message, :state, ledger.now(), :why,
             ledger.now())
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
      case Owning _, Participating _, Promising _, Erasing _ -> null;
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
    put(entry, letter, null, to.get().address(), to.get().live());
    if (isOurs(entry)) {
      for (var one : addressing.participants(Sight.of(id))) {
        // Where somebody's address was erased, there is nobody to write to any more.
        if (one.follows(entry.seq()) && one.address() != null) {
          put(entry, letter, one.party(), one.address(), to.get().live());
        }
      }
    }
  }

  /**
   * What one of us wrote goes to everybody who takes part, each in a letter of their own. What the
   * desk says by itself, and what somebody's yes leads to, concerns the customer alone.
   */
  private static boolean isOurs(Entry entry) {
    return entry.fact() instanceof Talking.MessageSent || entry.fact() instanceof Ending.Declined;
  }

  private void put(
      Entry entry,
      MessageId letter,
      @Nullable PartyId party,
      @Nullable String address,
      boolean live) {
    boolean sendable = address != null && Mailbox.of(null, address) != null;
    var name = entry.chain() + ":" + entry.seq() + (party == null ? "" : ":" + party);
    db.sql(PUT)
        .param("id", UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.US_ASCII)))
        .param("party", party == null ? null : party.value(), Types.OTHER)
        .param("chain", entry.chain().value())
        .param("seq", entry.seq())
        .param("recipient", address == null ? "" : address)
        .param("message", letter.value())
        .param("state", state(live, sendable))
        .param("why", sendable ? null : "no address", Types.VARCHAR)
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
