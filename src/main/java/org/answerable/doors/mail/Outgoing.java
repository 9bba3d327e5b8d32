package org.answerable.doors.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.answerable.facts.CaseId;
import org.answerable.facts.Ids;
import org.answerable.facts.MessageId;
import org.answerable.facts.PartyId;
import org.answerable.work.cases.Filings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sends what waits, each letter once. A row is claimed by a lease, and "data started" is committed
 * before the content goes out; a sender whose lease is gone stops. What may have been sent and may
 * not have been is uncertain: a person decides, it is never sent again by itself.
 */
final class Outgoing {

  private static final Logger log = LoggerFactory.getLogger(Outgoing.class);

  /** F-05: after these waits hourly, for two days in all. */
  private static final List<Duration> WAITS =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofMinutes(60));

  private static final int TRIES_MAX = WAITS.size() + 46;
  private static final int AT_ONCE = 10;

  private static final String CLAIM =
      """
      update doors.outgoing
         set state = 'claimed',
             lease = :lease,
             lease_until = clock_timestamp() + interval '35 minutes',
             tries = tries + 1
       where id in (select id
                      from doors.outgoing
                     where state in ('queued', 'deferred')
                       and next_at <= clock_timestamp()
                     order by next_at
                     limit :limit
                       for update skip locked)
      returning id, chain_id, seq, recipient, party_id, message_id, tries
      """;

  private static final String START =
      """
      update doors.outgoing
         set state = 'data_started'
       where id = :id
         and lease = :lease
         and state = 'claimed'
      """;

  private static final String END =
      """
      update doors.outgoing
         set state = :state,
             why = :why,
             next_at = clock_timestamp() + make_interval(secs => :wait),
             lease = null,
             lease_until = null,
             ended_at = case when :state = 'deferred' then null else clock_timestamp() end
       where id = :id
         and lease = :lease
      """;

  /** Whoever held these is gone: not started is sent anew, started may have arrived. */
  private static final String RECLAIM =
      """
      update doors.outgoing
         set state = case state when 'claimed' then 'queued' else 'uncertain' end,
             why = case state when 'claimed' then why else 'the sender ended while sending' end,
             lease = null,
             lease_until = null
       where state in ('claimed', 'data_started')
         and lease_until < clock_timestamp()
      """;

  /** At a start of the only node: what this desk itself left behind need not wait for its lease. */
  private static final String LEFT_BEHIND =
      """
      update doors.outgoing
         set lease_until = clock_timestamp() - interval '1 second'
       where state in ('claimed', 'data_started')
      """;

  private final JdbcClient db;
  private final Letters letters;
  private final Filings filings;
  private final SmtpOut smtp;

  Outgoing(JdbcClient db, Letters letters, Filings filings, SmtpOut smtp) {
    this.db = db;
    this.letters = letters;
    this.filings = filings;
    this.smtp = smtp;
  }

  /**
   * @param party to whom, where that is not the customer
   */
  private record Row(
      UUID id,
      CaseId in,
      long seq,
      String recipient,
      @Nullable PartyId party,
      MessageId message,
      int tries) {}

  /** Puts back what an earlier run of the only node left behind. */
  void afterStart() {
    db.sql(LEFT_BEHIND).update();
    db.sql(RECLAIM).update();
  }

  /** Sends what is due; returns how many were tried. */
  int sendAll() {
    db.sql(RECLAIM).update();
    var lease = Ids.fresh();
    var rows =
        db.sql(CLAIM)
            .param("lease", lease)
            .param("limit", AT_ONCE)
            .query((row, _) -> row(row))
            .list();
    rows.forEach(row -> send(row, lease));
    return rows.size();
  }

  private static Row row(ResultSet row) throws SQLException {
    var party = row.getObject("party_id", UUID.class);
    return new Row(
        row.getObject("id", UUID.class),
        new CaseId(row.getObject("chain_id", UUID.class)),
        row.getLong("seq"),
        row.getString("recipient"),
        party == null ? null : new PartyId(party),
        new MessageId(row.getObject("message_id", UUID.class)),
        row.getInt("tries"));
  }

  private void send(Row row, UUID lease) {
    try {
      var letter = letters.of(row.in(), row.seq(), row.recipient(), row.party());
      if (letter == null) {
        failed(row, lease, "There is no address to send it to, or it was erased");
        return;
      }
      end(row, lease, smtp.send(letter, () -> start(row, lease)));
    } catch (LeaseLost e) {
      log.warn("Letter {} is another node's now", row.id());
    } catch (RuntimeException e) {
      log.error("Letter {} could not be worded or sent; it is tried again", row.id(), e);
      deferred(row, lease, "The desk could not send it: " + e.getClass().getSimpleName());
    }
  }

  /** The lease ran out while this sender waited: somebody else has the letter. */
  private static final class LeaseLost extends RuntimeException {}

  private void start(Row row, UUID lease) {
    if (db.sql(START).param("id", row.id()).param("lease", lease).update() != 1) {
      throw new LeaseLost();
    }
  }

  private void end(Row row, UUID lease, SmtpOut.Result result) {
    switch (result) {
      case SmtpOut.Result.Accepted _ -> put(row, lease, "accepted", null, Duration.ZERO);
      case SmtpOut.Result.Deferred(var why, _) -> deferred(row, lease, why);
      case SmtpOut.Result.Failed(var why, _) -> failed(row, lease, why);
      case SmtpOut.Result.Uncertain(var why) -> put(row, lease, "uncertain", why, Duration.ZERO);
    }
  }

  private void deferred(Row row, UUID lease, String why) {
    if (row.tries() >= TRIES_MAX) {
      failed(row, lease, why);
      return;
    }
    var wait = row.tries() <= WAITS.size() ? WAITS.get(row.tries() - 1) : Duration.ofHours(1);
    put(row, lease, "deferred", why, wait);
  }

  /** It will not arrive: the case says so, and its owner owes the customer another way. */
  private void failed(Row row, UUID lease, String why) {
    filings.undelivered(row.in(), row.message(), row.party(), null, null, Ids.command());
    put(row, lease, "failed", why, Duration.ZERO);
  }

  private void put(Row row, UUID lease, String state, @Nullable String why, Duration wait) {
    db.sql(END)
        .param("id", row.id())
        .param("lease", lease)
        .param("state", state)
        .param("why", why, java.sql.Types.VARCHAR)
        .param("wait", wait.toSeconds())
        .update();
  }
}
