package org.answerable.views.letters;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.answerable.facts.Kind;
import org.answerable.facts.MessageId;
import org.answerable.facts.PartyId;
import org.answerable.facts.Tongue;
import org.answerable.sight.Sight;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what a letter about one case needs, as it stands now. */
@Component
public final class Addressing {

  private static final String OF_CASE =
      """
      select k.number, k.subject, k.party_id, k.stage, k.next_kind, k.next_due_at, k.opened_at,
             p.name, p.address,
             coalesce(c.tongue, 'en') as tongue, coalesce(c.zone, t.zone) as zone,
             b.name as brand, m.address as mailbox,
             o.shown as owner, y.live_at is not null as live
        from work.cases k
        join work.teams t on t.chain_id = k.team_id
        join work.brands b on b.brand_id = k.brand_id
        join work.people o on o.chain_id = k.owner_id
        left join work.parties p on p.chain_id = k.chain_id and p.party_id = k.party_id
        left join work.customers c on c.chain_id = p.customer_id
        left join work.company y on true
        left join lateral (select address
                             from work.mailboxes
                            where brand_id = k.brand_id
                            order by team_id = k.team_id desc, address
                            limit 1) m on true
       where k.chain_id = :shown
       limit 1
      """;

  private static final String PARTICIPANTS =
      """
      select p.party_id, p.name, p.address, p.tongue, p.message_id, p.since_seq,
             p.until_seq is null as present
        from work.participants p
        join work.cases k on k.chain_id = p.chain_id
       where k.chain_id = :shown
         and p.since_seq is not null
       order by p.since_seq, p.party_id
       limit 200
      """;

  private final JdbcClient db;

  Addressing(JdbcClient db) {
    this.db = db;
  }

  /**
   * A case as a letter about it needs it.
   *
   * @param address null where none is known, or it was erased
   * @param mailbox null where the brand has none
   * @param owner what customers read of the owner
   * @param nextDue the next word; null once the case has ended
   * @param zone the customer's where it is known, else the team's
   */
  public record Addressed(
      long number,
      @Nullable String subject,
      PartyId party,
      @Nullable String name,
      @Nullable String address,
      Tongue tongue,
      ZoneId zone,
      String brand,
      @Nullable String mailbox,
      String owner,
      String stage,
      @Nullable Kind nextKind,
      @Nullable Instant nextDue,
      Instant opened,
      boolean live) {}

  /** For whoever may see the one case that {@code sight} shows. */
  public Optional<Addressed> of(Sight sight) {
    return sight.bind(db.sql(OF_CASE)).query((row, _) -> addressed(row)).optional();
  }

  /**
   * Somebody who takes part in a case beside its customer, or did.
   *
   * @param address null where it was erased
   * @param through the message by which they were added: what their letters are about
   * @param since the entry that they were added by; they see what follows it
   * @param present whether they still take part
   */
  public record Participant(
      PartyId party,
      @Nullable String name,
      @Nullable String address,
      Tongue tongue,
      MessageId through,
      long since,
      boolean present) {

    /** Whether they are to get what stands at {@code seq}. */
    public boolean follows(long seq) {
      return present && since < seq;
    }
  }

  /** Everybody who was ever added to the one case that {@code sight} shows. */
  public List<Participant> participants(Sight sight) {
    return sight.bind(db.sql(PARTICIPANTS)).query((row, _) -> participant(row)).list();
  }

  private static Participant participant(ResultSet row) throws SQLException {
    return new Participant(
        new PartyId(row.getObject("party_id", UUID.class)),
        row.getString("name"),
        row.getString("address"),
        Tongue.valueOf(row.getString("tongue").toUpperCase(Locale.ROOT)),
        new MessageId(row.getObject("message_id", UUID.class)),
        row.getLong("since_seq"),
        row.getBoolean("present"));
  }

  private static Addressed addressed(ResultSet row) throws SQLException {
    var kind = row.getString("next_kind");
    var due = row.getObject("next_due_at", OffsetDateTime.class);
    return new Addressed(
        row.getLong("number"),
        row.getString("subject"),
        new PartyId(row.getObject("party_id", UUID.class)),
        row.getString("name"),
        row.getString("address"),
        Tongue.valueOf(row.getString("tongue").toUpperCase(Locale.ROOT)),
        ZoneId.of(row.getString("zone")),
        orEmpty(row.getString("brand")),
        row.getString("mailbox"),
        orEmpty(row.getString("owner")),
        row.getString("stage"),
        kind == null ? null : Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
        due == null ? null : due.toInstant(),
        row.getObject("opened_at", OffsetDateTime.class).toInstant(),
        row.getBoolean("live"));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
