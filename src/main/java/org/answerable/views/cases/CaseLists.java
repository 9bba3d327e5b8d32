package org.answerable.views.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.answerable.facts.CaseId;
import org.answerable.facts.Kind;
import org.answerable.facts.MailId;
import org.answerable.sight.Sight;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lists of cases, and the tray of what is none yet. */
@Component
public final class CaseLists {

  private static final String MINE =
      """
      select k.chain_id, k.number, k.subject, k.preview, k.stage, k.outcome, k.ended_at, k.taken,
             k.next_kind, k.next_due_at, k.heard_at, p.name as customer, p.address
        from work.cases k
        left join work.parties p on p.chain_id = k.chain_id and p.party_id = k.party_id
       where k.owner_id = :me
         and k.outcome is null
       order by k.next_due_at nulls last, k.chain_id
       limit :limit
      """;

  private static final String ENDED =
      """
      select k.chain_id, k.number, k.subject, k.preview, k.stage, k.outcome, k.ended_at, k.taken,
             k.next_kind, k.next_due_at, k.heard_at, p.name as customer, p.address
        from work.cases k
        left join work.parties p on p.chain_id = k.chain_id and p.party_id = k.party_id
       where k.owner_id = :me
         and k.ended_at > ledger.now() - interval '14 days'
       order by k.ended_at desc, k.chain_id
       limit :limit
      """;

  /** Held ones, and those that were kept and not filed within a minute. */
  private static final String TRAY =
      """
      select m.chain_id, m.state, m.hold, m.received_at, m.sender, m.subject, m.preview, m.tries,
             m.repeats, b.address as mailbox
        from work.mails m
        left join work.mailboxes b on b.mailbox_id = m.mailbox_id
       where (m.state = 'held'
              or (m.state = 'kept' and m.received_at < ledger.now() - interval '1 minute'))
         and (:all or b.team_id = any(:teams::uuid[]))
       order by m.state desc, m.received_at
       limit :limit
      """;

  private static final String IS_OURS =
      """
      select exists (select
                       from work.mails m
                       left join work.mailboxes b on b.mailbox_id = m.mailbox_id
                      where m.chain_id = :mail
                        and (:all or b.team_id = any(:teams::uuid[])))
      """;

  /** Twenty mails of one sender within ten minutes, at any time of the last day. */
  private static final String STORMS =
      """
      select lately.sender_key, count(*) as mails, max(lately.received_at) as last
        from (select m.sender_key, m.received_at,
                     m.received_at - lag(m.received_at, 19) over (partition by m.sender_key
                                                                     order by m.received_at) as took
                from work.mails m
                left join work.mailboxes b on b.mailbox_id = m.mailbox_id
               where m.sender_key is not null
                 and m.received_at > (select ledger.now()) - interval '24 hours'
                 and (:all or b.team_id = any(:teams::uuid[]))
               limit 100000) lately
       group by lately.sender_key
      having bool_or(lately.took <= interval '10 minutes')
       order by mails desc, lately.sender_key
       limit :limit
      """;

  private final JdbcClient db;

  CaseLists(JdbcClient db) {
    this.db = db;
  }

  /** A case in a list. */
  public record Line(
      CaseId id,
      long number,
      String subject,
      String customer,
      String stage,
      @Nullable String outcome,
      @Nullable Instant ended,
      boolean taken,
      @Nullable Kind nextKind,
      @Nullable Instant nextDue,
      Instant heard) {}

  /**
   * A mail that is no case yet.
   *
   * @param hold why it was held; null where it was stored and could not be filed
   * @param repeats how often the same came again
   */
  public record Waiting(
      MailId id,
      @Nullable String hold,
      Instant received,
      String sender,
      String subject,
      String preview,
      int tries,
      int repeats,
      String mailbox) {}

  public List<Line> mine(Sight sight, int limit) {
    return lines(sight, MINE, limit);
  }

  public List<Line> ended(Sight sight, int limit) {
    return lines(sight, ENDED, limit);
  }

  public List<Waiting> tray(Sight sight, int limit) {
    return sight
        .bind(db.sql(TRAY))
        .param("limit", limit)
        .query((row, _) ->
            new Waiting(
                new MailId(row.getObject("chain_id", UUID.class)),
                row.getString("state").equals("held") ? row.getString("hold") : null,
                CaseView.instant(row, "received_at"),
                CaseView.text(row, "sender"),
                CaseView.text(row, "subject"),
                CaseView.text(row, "preview"),
                row.getInt("tries"),
                row.getInt("repeats"),
                CaseView.text(row, "mailbox")))
        .list();
  }

  /** A sender whose mail the desk answers by itself no more, because too much came at once. */
  public record Storm(String sender, long mails, Instant last) {}

  /** The storms of the last day, the greatest first. */
  public List<Storm> storms(Sight sight, int limit) {
    return sight
        .bind(db.sql(STORMS))
        .param("limit", limit)
        .query((row, _) ->
            new Storm(
                CaseView.text(row, "sender_key"),
                row.getLong("mails"),
                CaseView.instant(row, "last")))
        .list();
  }

  /** Whether a mail came to this reader's teams, whatever has become of it since. */
  public boolean isOurs(Sight sight, MailId mail) {
    return sight
        .bind(db.sql(IS_OURS))
        .param("mail", mail.value())
        .query((row, _) -> row.getBoolean(1))
        .single();
  }

  private List<Line> lines(Sight sight, String query, int limit) {
    return sight.bind(db.sql(query)).param("limit", limit).query((row, _) -> line(row)).list();
  }

  private static Line line(ResultSet row) throws SQLException {
    var subject = row.getString("subject");
    var name = row.getString("customer");
    var kind = row.getString("next_kind");
    return new Line(
        new CaseId(row.getObject("chain_id", UUID.class)),
        row.getLong("number"),
        subject == null || subject.isBlank() ? CaseView.text(row, "preview") : subject,
        name == null || name.isBlank() ? CaseView.text(row, "address") : name,
        row.getString("stage"),
        row.getString("outcome"),
        CaseView.maybe(row, "ended_at"),
        row.getBoolean("taken"),
        kind == null ? null : Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
        CaseView.maybe(row, "next_due_at"),
        CaseView.instant(row, "heard_at"));
  }
}
