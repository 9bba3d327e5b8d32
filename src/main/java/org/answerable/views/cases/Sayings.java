package org.answerable.views.cases;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.answerable.facts.CaseId;
import org.answerable.facts.StaffId;
import org.answerable.facts.TeamId;
import org.answerable.sight.Sight;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was said lately, in its own words, for those who may read it: never more than asked for. */
@Component
public final class Sayings {

  private static final String LATEST =
      """
      select m.chain_id, m.seq, m.author_id, m.at, u.tongue, p.data
        from views.messages m
        join work.cases k on k.chain_id = m.chain_id
        join ledger.part p on p.chain_id = m.chain_id and p.seq = m.seq and p.name = 'body'
        left join work.parties y on y.chain_id = k.chain_id and y.party_id = k.party_id
        left join work.customers u on u.chain_id = y.customer_id
       where m.sort = :sort
         and not m.machine
         and p.data is not null
         and (:all or k.owner_id = :me or k.team_id = any(:teams::uuid[]) or k.chain_id = :shown)
       order by m.at desc, m.chain_id, m.seq
       limit :limit
      """;

  private static final String OF_TEAM =
      """
      select m.chain_id, m.seq, m.author_id, m.at, u.tongue, p.data
        from views.messages m
        join work.cases k on k.chain_id = m.chain_id
        join ledger.part p on p.chain_id = m.chain_id and p.seq = m.seq and p.name = 'body'
        left join work.parties y on y.chain_id = k.chain_id and y.party_id = k.party_id
        left join work.customers u on u.chain_id = y.customer_id
       where m.sort = 'sent'
         and m.author_id is not null
         and m.at > ledger.now() - interval '28 days'
         and k.team_id = :team
         and p.data is not null
         and (:all or k.owner_id = :me or k.team_id = any(:teams::uuid[]) or k.chain_id = :shown)
       order by m.at desc, m.chain_id, m.seq
       limit :limit
      """;

  private final JdbcClient db;

  Sayings(JdbcClient db) {
    this.db = db;
  }

  /**
   * One message.
   *
   * @param by who of us wrote it; null for the customer's
   * @param tongue the customer's, where it is known
   */
  public record Saying(
      CaseId in,
      long seq,
      @Nullable StaffId by,
      Instant at,
      @Nullable String tongue,
      String text) {}

  /** The newest messages of customers, or of ours to them. */
  public List<Saying> latest(Sight sight, boolean ours, int limit) {
    return sight
        .bind(db.sql(LATEST))
        .param("sort", ours ? "sent" : "heard")
        .param("limit", limit)
        .query((row, _) -> saying(row))
        .list();
  }

  /** What one team wrote to customers in four weeks, the newest first. */
  public List<Saying> ofTeam(Sight sight, TeamId team, int limit) {
    return sight
        .bind(db.sql(OF_TEAM))
        .param("team", team.value())
        .param("limit", limit)
        .query((row, _) -> saying(row))
        .list();
  }

  private static Saying saying(ResultSet row) throws SQLException {
    var author = row.getObject("author_id", UUID.class);
    return new Saying(
        new CaseId(row.getObject("chain_id", UUID.class)),
        row.getLong("seq"),
        author == null ? null : new StaffId(author),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getString("tongue"),
        new String(row.getBytes("data"), StandardCharsets.UTF_8));
  }
}
