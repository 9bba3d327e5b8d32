package org.answerable.work.cases;

import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.answerable.facts.CaseFact;
import org.answerable.facts.CaseId;
import org.answerable.facts.Ending;
import org.answerable.facts.Erasing;
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

/** Each case as it stands: one row, written once per command. */
@Component
final class CasesTable implements Table {

  private static final String PUT =
      """
      insert into work.cases as k (
             chain_id, number, team_id, brand_id, owner_id, taken, channel, party_id, opened_at,
             target_at, stage, outcome, ended_at, subject, subject_seq, preview, preview_seq,
             newest_message, next_id, next_kind, next_due_at, told_at, answered_at, heard_at, step_at,
             complaint, chases, danger, earlier_id, empties, version, last_entry_hash)
      values (:chain, :number, :team, :brand, :owner, :taken, :channel, :party, :opened,
             :target, :stage, :outcome, :ended, :subject, :subjectSeq, :preview, :previewSeq,
             :newest, :nextId, :nextKind, :nextDue, :told, :answered, :heard, :step,
             :complaint, :chases, :danger, :earlier, :empties, :version, :head)
          on conflict (chain_id) do update
         set owner_id = excluded.owner_id,
             taken = excluded.taken,
             stage = excluded.stage,
             outcome = excluded.outcome,
             ended_at = excluded.ended_at,
             subject = case when k.subject_seq = any (:subjectsGone) then null else k.subject end,
             preview = case
                         when excluded.preview_seq > 0 then excluded.preview
                         when k.preview_seq = any (:previewsGone) then 'erased'
                         else k.preview
                       end,
             preview_seq = greatest(k.preview_seq, excluded.preview_seq),
             newest_message = excluded.newest_message,
             next_id = excluded.next_id,
             next_kind = excluded.next_kind,
             next_due_at = excluded.next_due_at,
             told_at = coalesce(k.told_at, excluded.told_at),
             answered_at = coalesce(k.answered_at, excluded.answered_at),
             heard_at = greatest(k.heard_at, excluded.heard_at),
             step_at = greatest(k.step_at, excluded.step_at),
             complaint = excluded.complaint,
             chases = excluded.chases,
             danger = excluded.danger,
             earlier_id = coalesce(k.earlier_id, excluded.earlier_id),
             empties = excluded.empties,
             version = excluded.version,
             last_entry_hash = excluded.last_entry_hash
      """;

  private final JdbcClient db;

  CasesTable(JdbcClient db) {
    this.db = db;
  }

  @Override
  public ChainKind kind() {
    return ChainKind.CASE;
  }

  @Override
  public List<Rows> rows() {
    return List.of(new Rows("work.cases", "chain_id"));
  }

  @Override
  public void apply(Change change) {
    var c = (Case) change.after();
    var began = c.began();
    var news = News.of(change);
    var erased = Erased.of(change);
    var next = c.nextWord();
    var step = c.step();
    db.sql(PUT)
        .param("chain", change.chain().value())
        .param("number", began.number())
        .param("team", began.team().value())
        .param("brand", began.brand().value())
        .param("owner", c.owner().value())
        .param("taken", c.taken())
        .param("channel", lower(began.channel()))
        .param("party", began.customer().value())
        .param("opened", at(began.at()))
        .param("target", at(began.target()))
        .param("stage", lower(c.stage()))
        .param("outcome", c.outcome() == null ? null : lower(c.outcome()), Types.VARCHAR)
        .param("ended", at(c.outcome() == null ? null : c.ended()), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("subject", news.subject, Types.VARCHAR)
        .param("subjectSeq", news.subjectSeq)
        .param("preview", news.preview)
        .param("previewSeq", news.previewSeq)
        .param("newest", c.newest() == null ? null : c.newest().value(), Types.OTHER)
        .param("nextId", next == null ? null : next.id().value(), Types.OTHER)
        .param("nextKind", next == null ? null : lower(next.kind()), Types.VARCHAR)
        .param("nextDue", at(next == null ? null : next.due()), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("told", at(news.told), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("answered", at(news.answered), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("heard", at(news.heard == null ? began.at() : news.heard))
        .param("step", at(step == null ? began.at() : step))
        .param("complaint", c.complaint())
        .param("chases", c.chased().size())
        .param("danger", c.danger())
        .param("earlier", news.earlier == null ? null : news.earlier.value(), Types.OTHER)
        .param("empties", c.empties())
        .param("version", change.last().seq())
        .param("head", change.head())
        .param("subjectsGone", erased.seqs("subject"))
        .param("previewsGone", erased.seqs("body"))
        .update();
  }

  /** What the entries of one change tell beside the case itself. */
  private static final class News {
    @Nullable String subject;
    long subjectSeq;
    String preview = "";
    long previewSeq;
    @Nullable Instant told;
    @Nullable Instant answered;
    @Nullable Instant heard;
    @Nullable CaseId earlier;

    static News of(Change change) {
      var news = new News();
      for (var entry : change.entries()) {
        news.add(entry);
      }
      return news;
    }

    private void add(Entry entry) {
      switch ((CaseFact) entry.fact()) {
        case Owning.CaseOpened _ -> {
          subject = entry.parts().text("subject");
          subjectSeq = entry.seq();
        }
        case Owning.FollowsOn f -> earlier = f.earlier();
        case Owning.Taken _, Owning.OwnerMoved _, Owning.TakenUp _ -> {}
        case Talking talking -> add(entry, talking);
        case Ending.Declined _ -> answered = answered == null ? entry.at() : answered;
        case Participating _, Promising _, Ending _, Erasing _ -> {}
      }
    }

    private void add(Entry entry, Talking fact) {
      switch (fact) {
        case Talking.MessageReceived m -> {
          if (m.trust() != Talking.Trust.UNVERIFIED) {
            shown(entry);
            heard = entry.at();
          }
        }
        case Talking.MessageSent _ -> {
          shown(entry);
          told = told == null ? entry.at() : told;
          answered = answered == null ? entry.at() : answered;
        }
        case Talking.Acknowledged _ -> told = told == null ? entry.at() : told;
        case Talking.NoteWritten _,
            Talking.Found _,
            Talking.Marked _,
            Talking.NotTold _,
            Talking.WroteAgain _,
            Talking.Reminded _,
            Talking.Undelivered _,
            Talking.TimeWished _ -> {}
      }
    }

    private void shown(Entry entry) {
      preview = Preview.of(entry, "body");
      previewSeq = entry.seq();
    }
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
