package org.answerable.views.cases;

import java.sql.Types;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.answerable.facts.CaseFact;
import org.answerable.facts.Ending;
import org.answerable.facts.Erasing;
import org.answerable.facts.MessageId;
import org.answerable.facts.Owning;
import org.answerable.facts.Participating;
import org.answerable.facts.Promising;
import org.answerable.facts.Talking;
import org.answerable.ledger.reading.ChainKind;
import org.answerable.ledger.reading.Change;
import org.answerable.ledger.reading.Entry;
import org.answerable.ledger.reading.Erased;
import org.answerable.ledger.reading.Preview;
import org.answerable.ledger.reading.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was said, by whom and when, with its beginning; the words themselves stay in the ledger. */
@Component
final class MessagesTable implements Table {

  private static final String PUT =
      """
      insert into views.messages (
             chain_id, seq, id, sort, author_id, at, channel, trust, machine, asks, mail_id, files,
             preview, mark, failed)
      values (:chain, :seq, :id, :sort, :author, :at, :channel, :trust, :machine, :asks, :mail, :files,
             :preview, null, false)
      """;

  private static final String MARK =
      """
      update views.messages
         set mark = :mark
       where chain_id = :chain
         and id = :id
      """;

  private static final String FAIL =
      """
      update views.messages
         set failed = true
       where chain_id = :chain
         and id = :id
      """;

  private static final String FORGET =
      """
      update views.messages
         set preview = 'erased'
       where chain_id = :chain
         and seq = any (:seqs)
      """;

  private final JdbcClient db;

  MessagesTable(JdbcClient db) {
    this.db = db;
  }

  @Override
  public ChainKind kind() {
    return ChainKind.CASE;
  }

  @Override
  public List<Rows> rows() {
    return List.of(new Rows("views.messages", "chain_id"));
  }

  @Override
  public void apply(Change change) {
    for (var entry : change.entries()) {
      switch ((CaseFact) entry.fact()) {
        case Talking talking -> apply(entry, talking);
        case Ending.Declined d -> put(entry, d.id(), "sent", d.by().value(), "desk", null, null);
        case Erasing.ErasureExecuted _ -> forget(change);
        case Ending _, Owning _, Participating _, Promising _ -> {}
      }
    }
  }

  private void apply(Entry entry, Talking fact) {
    switch (fact) {
      case Talking.MessageReceived m ->
          put(entry, m.id(), "heard", null, lower(m.channel()), m, null);
      case Talking.MessageSent m -> put(entry, m.id(), "sent", m.by().value(), "desk", null, m);
      case Talking.NoteWritten m ->
          put(entry, m.id(), "note", m.by().value(), lower(m.channel()), null, null);
      case Talking.Acknowledged m -> put(entry, m.id(), "letter", null, "mail", null, null);
      case Talking.WroteAgain m -> put(entry, m.id(), "letter", null, "mail", null, null);
      case Talking.Reminded m -> put(entry, m.id(), "letter", null, "mail", null, null);
      case Talking.Undelivered u ->
          db.sql(FAIL).param("chain", entry.chain().value()).param("id", u.id().value()).update();
      case Talking.Marked m ->
          db.sql(MARK)
              .param("chain", entry.chain().value())
              .param("id", m.id().value())
              .param("mark", lower(m.mark()))
              .update();
      case Talking.Found _, Talking.NotTold _, Talking.TimeWished _ -> {}
    }
  }

  private void put(
      Entry entry,
      MessageId id,
      String sort,
      @Nullable UUID author,
      String channel,
      Talking.@Nullable MessageReceived heard,
      Talking.@Nullable MessageSent sent) {
    var mail = heard == null || heard.mail() == null ? null : heard.mail().value();
    db.sql(PUT)
        .param("chain", entry.chain().value())
        .param("seq", entry.seq())
        .param("id", id.value())
        .param("sort", sort)
        .param("author", author, Types.OTHER)
        .param("at", entry.at().atOffset(ZoneOffset.UTC))
        .param("channel", channel)
        .param("trust", heard == null ? null : lower(heard.trust()), Types.VARCHAR)
        .param("machine", heard != null && heard.sender() == Talking.Sender.MACHINE)
        .param("asks", sent != null && sent.asks())
        .param("mail", mail, Types.OTHER)
        .param(
            "files",
            (int) entry.parts().all().stream().filter(p -> p.name().startsWith("att.")).count())
        .param("preview", Preview.of(entry, "body"))
        .update();
  }

  private void forget(Change change) {
    db.sql(FORGET)
        .param("chain", change.chain().value())
        .param("seqs", Erased.of(change).seqs("body"))
        .update();
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
