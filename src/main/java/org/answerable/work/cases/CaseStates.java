package org.answerable.work.cases;

import java.util.Locale;
import java.util.UUID;
import org.answerable.facts.CaseId;
import org.answerable.facts.CommitmentId;
import org.answerable.facts.Kind;
import org.answerable.facts.MessageId;
import org.answerable.facts.PartyId;
import org.answerable.facts.StaffId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How a case stands, for whoever drives the desk without a page: stories and their tests. A page
 * asks its view, with a sight.
 */
@Component
public final class CaseStates {

  private static final String STATE =
      """
      select owner_id, party_id, newest_message, stage, outcome
        from work.cases
       where chain_id = :id
      """;

  private static final String OWED =
      """
      select id
        from work.commitments
       where chain_id = :id
         and kind = :kind
         and ended_at is null
       order by due_at
       limit 1
      """;

  private final JdbcClient db;

  CaseStates(JdbcClient db) {
    this.db = db;
  }

  /** A case as a story needs it. */
  public record State(
      StaffId owner,
      PartyId party,
      @Nullable MessageId newest,
      String stage,
      @Nullable String outcome) {
    public boolean isOpen() {
      return outcome == null;
    }
  }

  public State of(CaseId id) {
    return db.sql(STATE)
        .param("id", id.value())
        .query((row, _) -> {
          var newest = row.getObject("newest_message", UUID.class);
          return new State(
              new StaffId(row.getObject("owner_id", UUID.class)),
              new PartyId(row.getObject("party_id", UUID.class)),
              newest == null ? null : new MessageId(newest),
              row.getString("stage"),
              row.getString("outcome"));
        })
        .single();
  }

  /** The open commitment of a kind that is due first. */
  public CommitmentId owed(CaseId id, Kind kind) {
    return db.sql(OWED)
        .param("id", id.value())
        .param("kind", kind.name().toLowerCase(Locale.ROOT))
        .query((row, _) -> new CommitmentId(row.getObject(1, UUID.class)))
        .single();
  }
}
