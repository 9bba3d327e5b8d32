package org.answerable.work.post;

import java.sql.Types;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.answerable.facts.Id;
import org.answerable.facts.MailFact;
import org.answerable.facts.Receiving;
import org.answerable.ledger.reading.ChainKind;
import org.answerable.ledger.reading.Change;
import org.answerable.ledger.reading.Entry;
import org.answerable.ledger.reading.Erased;
import org.answerable.ledger.reading.Preview;
import org.answerable.ledger.reading.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Each received mail as it stands. */
@Component
final class MailsTable implements Table {

  private static final String PUT =
      """
      insert into work.mails as m (
             chain_id, way, mailbox_id, size, received_at, name, digest, state, hold, tries, repeats,
             case_id, message_id, readable, sender, subject, preview, shown_seq, sender_key,
             last_entry_hash)
      values (:chain, :way, :mailbox, :size, :received, :name, :digest, :state, :hold, :tries, :repeats,
             :case, :message, :readable, :sender, :subject, :preview, :shownSeq, :senderKey, :head)
          on conflict (chain_id) do update
         set name = case when 1 = any (:namesGone) then null else m.name end,
             digest = case when 1 = any (:digestsGone) then null else m.digest end,
             state = excluded.state,
             hold = excluded.hold,
             tries = excluded.tries,
             repeats = excluded.repeats,
             case_id = excluded.case_id,
             message_id = excluded.message_id,
             readable = excluded.readable,
             sender = case
                        when excluded.shown_seq > 0 then excluded.sender
                        when m.shown_seq = any (:sendersGone) then null
                        else m.sender
                      end,
             sender_key = case
                            when excluded.shown_seq > 0 then excluded.sender_key
                            when m.shown_seq = any (:keysGone) then null
                            else m.sender_key
                          end,
             subject = case
                         when excluded.shown_seq > 0 then excluded.subject
                         when m.shown_seq = any (:subjectsGone) then null
                         else m.subject
                       end,
             preview = case
                         when excluded.shown_seq > 0 then excluded.preview
                         when m.shown_seq = any (:previewsGone) then 'erased'
                         else m.preview
                       end,
             shown_seq = greatest(m.shown_seq, excluded.shown_seq),
             last_entry_hash = excluded.last_entry_hash
      """;

  private final JdbcClient db;

  MailsTable(JdbcClient db) {
    this.db = db;
  }

  @Override
  public ChainKind kind() {
    return ChainKind.MAIL;
  }

  @Override
  public List<Rows> rows() {
    return List.of(new Rows("work.mails", "chain_id"));
  }

  @Override
  public void apply(Change change) {
    var mail = (Mail) change.after();
    var received = mail.received();
    var at = mail.at();
    if (received == null || at == null) {
      throw new IllegalStateException("Mail " + mail.id() + " was never received");
    }
    Entry first = null;
    Entry shown = null;
    for (var entry : change.entries()) {
      switch ((MailFact) entry.fact()) {
        case Receiving.MailReceived _ -> first = entry;
        case Receiving.MailHeld _, Receiving.MailFiled _ -> shown = shows(entry) ? entry : shown;
        case MailFact _ -> {}
      }
    }
    var erased = Erased.of(change);
    db.sql(PUT)
        .param("chain", change.chain().value())
        .param("way", lower(received.way()))
        .param("mailbox", id(received.mailbox()), Types.OTHER)
        .param("size", received.size())
        .param("received", at.atOffset(ZoneOffset.UTC))
        .param("name", text(first, "name"), Types.VARCHAR)
        .param("digest", text(first, "digest"), Types.VARCHAR)
        .param("state", lower(mail.state()))
        .param("hold", mail.hold() == null ? null : lower(mail.hold()), Types.VARCHAR)
        .param("tries", mail.tries())
        .param("repeats", mail.repeats())
        .param("case", id(mail.in()), Types.OTHER)
        .param("message", id(mail.as()), Types.OTHER)
        .param("readable", mail.readable())
        .param("sender", text(shown, "from"), Types.VARCHAR)
        .param("subject", text(shown, "subject"), Types.VARCHAR)
        .param("preview", shown == null ? null : Preview.of(shown, "body"), Types.VARCHAR)
        .param("shownSeq", shown == null ? 0 : shown.seq())
        .param("senderKey", text(shown, "sender"), Types.VARCHAR)
        .param("head", change.head())
        .param("namesGone", erased.seqs("name"))
        .param("digestsGone", erased.seqs("digest"))
        .param("sendersGone", erased.seqs("from"))
        .param("keysGone", erased.seqs("sender"))
        .param("subjectsGone", erased.seqs("subject"))
        .param("previewsGone", erased.seqs("body"))
        .update();
  }

  /** A mail may lack any of them, and still shows the others. */
  private static boolean shows(Entry entry) {
    return List.of("from", "subject", "body").stream().anyMatch(entry.parts()::has);
  }

  private static @Nullable String text(@Nullable Entry entry, String part) {
    return entry == null ? null : entry.parts().text(part);
  }

  private static @Nullable Object id(@Nullable Id id) {
    return id == null ? null : id.value();
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
