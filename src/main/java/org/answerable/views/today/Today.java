package org.answerable.views.today;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.answerable.facts.CaseId;
import org.answerable.facts.CommitmentId;
import org.answerable.facts.Kind;
import org.answerable.sight.Sight;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What one person owes, in the order people expect to hear, and what else concerns them today. */
@Component
public final class Today {

  /** Amends stand where the promise stood that they follow: the customer has waited since then. */
  private static final String OWED =
      """
      with first as materialized (
             select c.id, c.kind, c.due_at, missed.due_at as missed_at, k.chain_id, k.number,
                    k.subject, k.preview, k.taken, k.party_id
               from work.commitments c
               join work.cases k on k.chain_id = c.chain_id
               left join work.commitments missed on missed.id = c.follows
              where c.debtor_id = :me
                and c.ended_at is null
                and c.kind not in ('write_again', 'asked')
                and (:all or k.owner_id = :me or k.team_id = any(:teams::uuid[]))
              order by least(c.due_at, missed.due_at), c.id
              limit :limit)
      select f.*, p.name as customer, p.address
        from first f
        left join work.parties p on p.chain_id = f.chain_id and p.party_id = f.party_id
       order by least(f.due_at, f.missed_at), f.id
      """;

  /** And, before all others, where words of danger wait for their owner or the duty lead. */
  private static final String UNTAKEN =
      """
      select k.chain_id, k.number, k.subject, k.preview, k.next_due_at, k.opened_at,
             p.name as customer, p.address, o.name as owner, k.owner_id = :me as held_by_me, k.danger
        from work.cases k
        left join work.parties p on p.chain_id = k.chain_id and p.party_id = k.party_id
        left join work.people o on o.chain_id = k.owner_id
       where (k.team_id = any(:teams::uuid[]) and k.outcome is null and not k.taken and not k.danger)
          or (k.danger
              and (k.owner_id = :me
                   or exists (select from work.teams t
                               where t.chain_id = k.team_id and t.lead_id = :me)))
       order by k.danger desc, k.next_due_at nulls last, k.chain_id
       limit :limit
      """;

  /** Half an hour before it is due, and after, everyone of the team sees it. */
  private static final String HELP =
      """
      select c.id, c.kind, c.due_at, missed.due_at as missed_at, k.chain_id, k.number, k.subject,
             k.preview, k.taken, p.name as customer, p.address, d.name as debtor
        from work.commitments c
        join work.cases k on k.chain_id = c.chain_id
        join work.people d on d.chain_id = c.debtor_id
        left join work.parties p on p.chain_id = k.chain_id and p.party_id = k.party_id
        left join work.commitments missed on missed.id = c.follows
       where c.ended_at is null
         and c.kind not in ('write_again', 'asked')
         and c.due_at < ledger.now() + interval '30 minutes'
         and c.debtor_id <> :me
         and k.team_id = any(:teams::uuid[])
       order by c.due_at, c.id
       limit :limit
      """;

  /** Each half has an index of its own; asked for as one, neither could be used. */
  private static final String OUTCOMES =
      """
      with latest as (
             (select k.chain_id, k.ended_at
                from work.cases k
               where k.owner_id = :me
                 and k.outcome in ('confirmed', 'unconfirmed', 'withdrawn')
                 and k.ended_at > ledger.now() - interval '3 days'
               order by k.ended_at desc, k.chain_id
               limit :limit)
             union all
             (select k.chain_id, k.ended_at
                from work.cases k
               where k.owner_id = :me
                 and k.outcome is null
                 and k.stage = 'asked'
               order by k.chain_id
               limit :limit)
              order by ended_at desc nulls last, chain_id
              limit :limit)
      select k.chain_id, k.number, k.subject, k.preview, k.stage, k.outcome, k.ended_at,
             coalesce(k.ended_at, a.given_at) as since, a.due_at, p.name as customer, p.address
        from latest l
        join work.cases k on k.chain_id = l.chain_id
        left join work.parties p on p.chain_id = k.chain_id and p.party_id = k.party_id
        left join work.commitments a
               on a.chain_id = k.chain_id and a.kind = 'asked' and a.ended_at is null
       order by k.ended_at desc nulls last, k.chain_id
      """;

  /**
   * A person's message that came by a token of the case and not surely from whom it was given to.
   * It moves nothing, so without this nobody would see it. It is done when one of us wrote since,
   * or added its sender; what stands in a case that has ended is shown for two weeks.
   */
  private static final String UNVERIFIED =
      """
      select k.chain_id, k.number, k.subject, k.preview, p.name as customer, p.address, m.seq, m.at
        from (select distinct on (m.chain_id) m.chain_id, m.seq, m.id, m.at
                from views.messages m
               where m.trust = 'unverified'
                 and not m.machine
                 and m.at > (select ledger.now()) - interval '14 days'
               order by m.chain_id, m.seq desc) m
        join work.cases k on k.chain_id = m.chain_id
        join work.teams t on t.chain_id = k.team_id
        join work.people o on o.chain_id = k.owner_id
        left join work.parties p on p.chain_id = k.chain_id and p.party_id = k.party_id
       where (k.owner_id = :me or (o.locked and t.lead_id = :me))
         and exists (select
                       from views.messages e
                      where e.chain_id = m.chain_id
                        and e.seq < m.seq)
         and not exists (select
                           from views.messages e
                          where e.chain_id = m.chain_id
                            and e.seq > m.seq
                            and e.sort in ('sent', 'note'))
         and not exists (select
                           from work.participants e
                          where e.chain_id = m.chain_id
                            and e.message_id = m.id
                            and e.since_seq is not null)
       order by m.at, k.chain_id
       limit :limit
      """;

  private final JdbcClient db;

  Today(JdbcClient db) {
    this.db = db;
  }

  /**
   * One thing that somebody owes.
   *
   * @param missed when it should have been, for amends
   * @param customer their name, else their address; empty where both were erased
   * @param debtor whose word it is; empty for the reader's own
   */
  public record Owed(
      CommitmentId id,
      Kind kind,
      Instant due,
      @Nullable Instant missed,
      CaseId caseId,
      long number,
      String subject,
      String customer,
      boolean taken,
      String debtor) {}

  /**
   * A case that nobody has taken, or one with words of danger that none of us has answered.
   *
   * @param holder the name of the owner: the duty lead, where nobody has taken it
   */
  public record Untaken(
      CaseId caseId,
      long number,
      String subject,
      String customer,
      @Nullable Instant due,
      Instant opened,
      String holder,
      boolean heldByMe,
      boolean danger) {}

  /**
   * A case whose customer was asked whether it is solved, or said.
   *
   * @param outcome null where they were asked and have not said
   * @param since when they were asked, or when it ended
   * @param comesBack when the desk comes back to it, where they were asked
   */
  public record Asked(
      CaseId caseId,
      long number,
      String subject,
      String customer,
      @Nullable String outcome,
      @Nullable Instant since,
      @Nullable Instant comesBack) {}

  /**
   * A case in which somebody else than its customer wrote, and none of us has acted on it.
   *
   * @param seq where the newest such message stands
   */
  public record Unverified(
      CaseId caseId, long number, String subject, String customer, long seq, Instant at) {}

  /** Where one owns the case; where its owner has left, for the duty lead. The oldest first. */
  public List<Unverified> unverified(Sight sight, int limit) {
    return sight
        .bind(db.sql(UNVERIFIED))
        .param("limit", limit)
        .query((row, _) ->
            new Unverified(
                new CaseId(row.getObject("chain_id", UUID.class)),
                row.getLong("number"),
                subject(row),
                customer(row),
                row.getLong("seq"),
                Working.given(row, "at")))
        .list();
  }

  public List<Owed> owed(Sight sight, int limit) {
    return sight.bind(db.sql(OWED)).param("limit", limit).query((row, _) -> owed(row, "")).list();
  }

  public List<Owed> others(Sight sight, int limit) {
    return sight
        .bind(db.sql(HELP))
        .param("limit", limit)
        .query((row, _) -> owed(row, text(row, "debtor")))
        .list();
  }

  public List<Untaken> untaken(Sight sight, int limit) {
    return sight
        .bind(db.sql(UNTAKEN))
        .param("limit", limit)
        .query((row, _) ->
            new Untaken(
                new CaseId(row.getObject("chain_id", UUID.class)),
                row.getLong("number"),
                subject(row),
                customer(row),
                Working.instant(row, "next_due_at"),
                Working.given(row, "opened_at"),
                text(row, "owner"),
                row.getBoolean("held_by_me"),
                row.getBoolean("danger")))
        .list();
  }

  public List<Asked> outcomes(Sight sight, int limit) {
    return sight
        .bind(db.sql(OUTCOMES))
        .param("limit", limit)
        .query((row, _) ->
            new Asked(
                new CaseId(row.getObject("chain_id", UUID.class)),
                row.getLong("number"),
                subject(row),
                customer(row),
                row.getString("outcome"),
                Working.instant(row, "since"),
                Working.instant(row, "due_at")))
        .list();
  }

  private static Owed owed(ResultSet row, String debtor) throws SQLException {
    return new Owed(
        new CommitmentId(row.getObject("id", UUID.class)),
        Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        Working.given(row, "due_at"),
        Working.instant(row, "missed_at"),
        new CaseId(row.getObject("chain_id", UUID.class)),
        row.getLong("number"),
        subject(row),
        customer(row),
        row.getBoolean("taken"),
        debtor);
  }

  /** What a case is called: its subject, or how its last message begins. */
  static String subject(ResultSet row) throws SQLException {
    var subject = row.getString("subject");
    return subject == null || subject.isBlank() ? text(row, "preview") : subject;
  }

  static String customer(ResultSet row) throws SQLException {
    var name = row.getString("customer");
    return name == null || name.isBlank() ? text(row, "address") : name;
  }

  static String text(ResultSet row, String column) throws SQLException {
    var text = row.getString(column);
    return text == null ? "" : text;
  }
}
