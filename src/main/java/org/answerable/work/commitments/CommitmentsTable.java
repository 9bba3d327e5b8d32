package org.answerable.work.commitments;

import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.answerable.facts.CaseFact;
import org.answerable.facts.CommitmentId;
import org.answerable.facts.Ending;
import org.answerable.facts.Erasing;
import org.answerable.facts.Id;
import org.answerable.facts.Owning;
import org.answerable.facts.Participating;
import org.answerable.facts.Promising;
import org.answerable.facts.Talking;
import org.answerable.ledger.reading.ChainKind;
import org.answerable.ledger.reading.Change;
import org.answerable.ledger.reading.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.stereotype.Component;

/**
 * The one table of everything owed; its open rows are the clock's schedule and everyone's Today.
 */
@Component
final class CommitmentsTable implements Table {

  private static final String PUT =
      """
      insert into work.commitments (
             id, chain_id, kind, debtor_sort, debtor_id, creditor_sort, creditor_id, given_at, due_at,
             zone, acts_at, follows, ending, ended_at, evidence, replaced_by, corrected_at)
      values (:id, :chain, :kind, :debtorSort, :debtor, :creditorSort, :creditor, :given, :due,
             :zone, :acts, :follows, :ending, :ended, :evidence, :replacedBy, :corrected)
          on conflict (id) do update
         set debtor_id = excluded.debtor_id,
             acts_at = excluded.acts_at,
             ending = excluded.ending,
             ended_at = excluded.ended_at,
             evidence = excluded.evidence,
             replaced_by = excluded.replaced_by,
             corrected_at = excluded.corrected_at
      """;

  private final NamedParameterJdbcTemplate db;

  CommitmentsTable(DataSource app) {
    this.db = new NamedParameterJdbcTemplate(app);
  }

  @Override
  public ChainKind kind() {
    return ChainKind.CASE;
  }

  @Override
  public List<Rows> rows() {
    return List.of(new Rows("work.commitments", "chain_id"));
  }

  @Override
  public void apply(Change change) {
    var touched = touched(change);
    var book = ((HasCommitments) change.after()).book();
    var rows =
        book.all().stream()
            .filter(c -> touched.moved() ? c.isOpen() || touched.has(c) : touched.has(c))
            .map(c -> row(change, c))
            .toArray(SqlParameterSource[]::new);
    if (rows.length > 0) {
      db.batchUpdate(PUT, rows);
    }
  }

  /** What the entries changed: some commitments, or whoever owes them. */
  private record Touched(Set<CommitmentId> ids, boolean moved) {
    boolean has(Commitment c) {
      return ids.contains(c.id());
    }
  }

  private static Touched touched(Change change) {
    var ids = new HashSet<CommitmentId>();
    boolean moved = false;
    for (var entry : change.entries()) {
      switch ((CaseFact) entry.fact()) {
        case Promising promising -> touch(ids, promising);
        case Talking talking -> touch(ids, talking);
        case Owning _ -> moved = true;
        case Participating _, Ending _, Erasing _ -> {}
      }
    }
    return new Touched(ids, moved);
  }

  private static void touch(Set<CommitmentId> ids, Promising fact) {
    switch (fact) {
      case Promising.Given given -> ids.add(given.id());
      case Promising.Kept kept -> ids.add(kept.id());
      case Promising.Renegotiated renegotiated -> ids.add(renegotiated.id());
      case Promising.Released released -> ids.add(released.id());
      case Promising.Broken broken -> ids.add(broken.id());
      case Promising.Corrected corrected -> ids.add(corrected.id());
      case Promising.Objected _ -> {}
    }
  }

  private static void touch(Set<CommitmentId> ids, Talking fact) {
    switch (fact) {
      case Talking.Acknowledged acknowledged -> ids.add(acknowledged.of());
      case Talking.NotTold notTold -> ids.add(notTold.of());
      case Talking.WroteAgain again -> ids.add(again.of());
      case Talking.Reminded reminded -> ids.add(reminded.of());
      case Talking.MessageReceived _,
          Talking.MessageSent _,
          Talking.NoteWritten _,
          Talking.Undelivered _,
          Talking.Found _,
          Talking.TimeWished _,
          Talking.Marked _ -> {}
    }
  }

  private static SqlParameterSource row(Change change, Commitment c) {
    return new MapSqlParameterSource()
        .addValue("id", c.id().value())
        .addValue("chain", change.chain().value())
        .addValue("kind", lower(c.kind()))
        .addValue("debtorSort", lower(c.from().sort()))
        .addValue("debtor", c.from().id())
        .addValue("creditorSort", lower(c.to().sort()))
        .addValue("creditor", c.to().id())
        .addValue("given", at(c.given()), Types.TIMESTAMP_WITH_TIMEZONE)
        .addValue("due", at(c.due()), Types.TIMESTAMP_WITH_TIMEZONE)
        .addValue("zone", c.zone().getId())
        .addValue("acts", at(c.acts()), Types.TIMESTAMP_WITH_TIMEZONE)
        .addValue("follows", id(c.follows()), Types.OTHER)
        .addValue("ending", c.ending() == null ? null : lower(c.ending()), Types.VARCHAR)
        .addValue("ended", at(c.ended()), Types.TIMESTAMP_WITH_TIMEZONE)
        .addValue("evidence", id(c.evidence()), Types.OTHER)
        .addValue("replacedBy", id(c.replacedBy()), Types.OTHER)
        .addValue("corrected", at(c.corrected()), Types.TIMESTAMP_WITH_TIMEZONE);
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable UUID id(@Nullable Id id) {
    return id == null ? null : id.value();
  }

  private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
