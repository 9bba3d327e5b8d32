package org.answerable.views.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.answerable.calendar.Hours;
import org.answerable.calendar.Policy;
import org.answerable.calendar.Week;
import org.answerable.calendar.WorkingTime;
import org.answerable.facts.CaseId;
import org.answerable.facts.Channel;
import org.answerable.facts.CommitmentId;
import org.answerable.facts.ConfigFact;
import org.answerable.facts.Kind;
import org.answerable.facts.MessageId;
import org.answerable.facts.Participating;
import org.answerable.facts.PartyId;
import org.answerable.facts.Region;
import org.answerable.facts.Role;
import org.answerable.facts.StaffId;
import org.answerable.facts.Talking;
import org.answerable.facts.TeamId;
import org.answerable.ledger.reading.Chains;
import org.answerable.ledger.reading.Entry;
import org.answerable.sight.Sight;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** One case from its first word to its last, for staff and for the one who asked. */
@Component
public final class CaseView {

  /** A case that is longer shows its newest part; there is none in a thousand. */
  private static final int ENTRIES_MAX = 1000;

  private static final String HEAD =
      """
      select ledger.now() as now, k.chain_id, k.number, k.subject, k.preview, k.stage, k.outcome,
             k.ended_at, k.channel, k.opened_at, k.owner_id, k.taken, k.team_id, k.complaint, k.danger,
             k.chases, k.next_kind, k.next_due_at, k.answered_at, k.newest_message, k.party_id,
             k.version, o.name as owner, o.shown as owner_shown, t.name as team, t.zone as team_zone,
             t.region, t.hours as team_hours, t.lead_id, b.name as brand, p.name as customer,
             p.address, u.tongue as customer_tongue, u.zone as customer_zone, u.met_at, y.desk,
             e.chain_id as earlier_id, e.number as earlier_number, l.chain_id as later_id,
             l.number as later_number,
             (select count(*)
                from work.parties x
                join work.cases q on q.chain_id = x.chain_id
               where x.customer_id = p.customer_id
                 and x.chain_id <> k.chain_id
                 and (:all or q.owner_id = :me or q.team_id = any(:teams::uuid[]))) as others
        from work.cases k
        join work.teams t on t.chain_id = k.team_id
        left join work.company y on true
        left join work.people o on o.chain_id = k.owner_id
        left join work.brands b on b.brand_id = k.brand_id
        left join work.parties p on p.chain_id = k.chain_id and p.party_id = k.party_id
        left join work.customers u on u.chain_id = p.customer_id
        left join work.cases e
               on e.chain_id = k.earlier_id
              and (:all or e.owner_id = :me or e.team_id = any(:teams::uuid[]))
        left join lateral (
             select x.chain_id, x.number
               from work.cases x
              where x.earlier_id = k.chain_id
                and (:all or x.owner_id = :me or x.team_id = any(:teams::uuid[]))
              order by x.number desc
              limit 1) l on true
       where k.chain_id = :case
         and (:all or k.owner_id = :me or k.team_id = any(:teams::uuid[]) or k.chain_id = :shown)
       limit 1
      """;

  private static final String PROMISES =
      """
      select c.id, c.kind, c.debtor_id, c.given_at, c.due_at, c.ending, c.ended_at, c.evidence,
             c.corrected_at, c.follows, work.standing(c.due_at, c.ending) as standing
        from work.commitments c
        join work.cases k on k.chain_id = c.chain_id
       where c.chain_id = :case
         and (:all or k.owner_id = :me or k.team_id = any(:teams::uuid[]) or k.chain_id = :shown)
       order by c.given_at, c.id
       limit 1000
      """;

  /** Whoever is of the team or above it, and whoever did something in the case. */
  private static final String PEOPLE =
      """
      with k as materialized (
             select chain_id, team_id, owner_id
               from work.cases
              where chain_id = :case
                and (:all or owner_id = :me or team_id = any(:teams::uuid[]) or chain_id = :shown)),
           team as materialized (
             select m.person_id
               from k
               join work.team_members m on m.chain_id = k.team_id),
           concerned as (
             select person_id from team
              union
             select owner_id from k
              union
             select w.author_id from k join views.messages w on w.chain_id = k.chain_id
              union
             select c.debtor_id from k join work.commitments c on c.chain_id = k.chain_id
              union
             select a.chain_id from k join work.people a on a.role in ('leader', 'admin'))
      select p.chain_id, p.name, p.shown, p.role, p.locked,
             p.chain_id in (select person_id from team) as in_team
        from concerned
        join work.people p on p.chain_id = concerned.person_id
       order by p.name, p.chain_id
       limit 1000
      """;

  private static final String PARTICIPANTS =
      """
      select p.party_id, p.name, p.address, p.since_seq is not null and p.until_seq is null as present
        from work.participants p
        join work.cases k on k.chain_id = p.chain_id
       where p.chain_id = :case
         and (:all or k.owner_id = :me or k.team_id = any(:teams::uuid[]) or k.chain_id = :shown)
       order by p.since_seq nulls last, p.party_id
       limit 200
      """;

  private final JdbcClient db;
  private final Chains chains;

  CaseView(JdbcClient db, Chains chains) {
    this.db = db;
    this.chains = chains;
  }

  /**
   * The case as it stands.
   *
   * @param subject what it is called; empty where that was erased
   * @param owner the owner's name, {@code ownerShown} what customers read
   * @param customer their name, else their address; empty where both were erased
   * @param otherCases how many other cases this customer has or had
   * @param team the team's name, {@code lead} its duty lead
   * @param earlier the case that this one follows on, {@code later} the newest that follows on it
   * @param time the team's working time
   */
  public record Head(
      Instant now,
      CaseId id,
      long number,
      String subject,
      String stage,
      @Nullable String outcome,
      @Nullable Instant ended,
      Channel channel,
      Instant opened,
      StaffId ownerId,
      String owner,
      String ownerShown,
      boolean taken,
      TeamId teamId,
      String team,
      StaffId lead,
      String brand,
      PartyId party,
      String customer,
      String address,
      @Nullable String customerTongue,
      @Nullable String customerZone,
      @Nullable Instant customerSince,
      int otherCases,
      boolean complaint,
      boolean danger,
      int chases,
      @Nullable Linked earlier,
      @Nullable Linked later,
      @Nullable Kind nextKind,
      @Nullable Instant nextDue,
      boolean answered,
      @Nullable MessageId newest,
      long version,
      WorkingTime time,
      Policy policy) {

    public boolean open() {
      return outcome == null;
    }
  }

  /** Another case of the same matter, where the reader may see it. */
  public record Linked(CaseId id, long number) {}

  /**
   * Something owed in this case.
   *
   * @param standing {@code open}, {@code kept}, {@code broken}, {@code renegotiated} or {@code
   *     released}, for every reader now
   * @param corrected when it was really done, where a wrong record was put right
   */
  public record Promise(
      CommitmentId id,
      Kind kind,
      StaffId debtor,
      Instant given,
      Instant due,
      String standing,
      @Nullable Instant ended,
      @Nullable MessageId evidence,
      @Nullable Instant corrected,
      @Nullable CommitmentId follows) {

    public boolean isOpen() {
      return ended == null;
    }
  }

  /** Somebody who has or may have to do with it. */
  public record Person(
      StaffId id, String name, String shown, Role role, boolean active, boolean inTeam) {}

  /**
   * Somebody beside the customer.
   *
   * @param name their name, else their address; empty where both were erased
   * @param present whether they take part now; else they were offered, or did take part
   */
  public record Participant(PartyId id, String name, String address, boolean present) {}

  /** All of it: what stands, what is owed, what happened, and who they all are. */
  public record Whole(
      Head head,
      List<Promise> promises,
      List<Entry> entries,
      Map<StaffId, Person> people,
      List<Participant> participants) {

    /** Whether a message was heard from the customer, and not from somebody else who takes part. */
    public boolean isCustomers(Talking.MessageReceived heard) {
      return heard.from().equals(head.party());
    }

    /** Whoever else is known here under this id. */
    public Optional<Participant> participant(PartyId who) {
      return participants.stream().filter(one -> one.id().equals(who)).findFirst();
    }

    /** What customers read of somebody; empty where that was erased. */
    public String shown(StaffId who) {
      var person = people.get(who);
      return person == null ? "" : person.shown();
    }

    public String name(StaffId who) {
      var person = people.get(who);
      return person == null ? "" : person.name();
    }
  }

  /** The whole case; empty where there is none for this reader. */
  public Optional<Whole> read(Sight sight, CaseId id) {
    var head = head(sight, id);
    if (head.isEmpty()) {
      return Optional.empty();
    }
    var promises =
        sight
            .bind(db.sql(PROMISES))
            .param("case", id.value())
            .query((row, _) -> promise(row))
            .list();
    var people = new HashMap<StaffId, Person>();
    sight
        .bind(db.sql(PEOPLE))
        .param("case", id.value())
        .query((row, _) -> person(row))
        .list()
        .forEach(person -> people.put(person.id(), person));
    long after = Math.max(0, head.get().version() - ENTRIES_MAX);
    var entries = chains.read(id.chain(), after, ENTRIES_MAX);
    var participants = isWith(entries) ? participants(sight, id) : List.<Participant>of();
    return Optional.of(new Whole(head.get(), promises, entries, Map.copyOf(people), participants));
  }

  /** Nearly every case has its customer alone; nobody is asked about others there. */
  private static boolean isWith(List<Entry> entries) {
    return entries.size() == ENTRIES_MAX
        || entries.stream().anyMatch(entry -> entry.fact() instanceof Participating);
  }

  private List<Participant> participants(Sight sight, CaseId id) {
    return sight
        .bind(db.sql(PARTICIPANTS))
        .param("case", id.value())
        .query((row, _) -> participant(row))
        .list();
  }

  private static Participant participant(ResultSet row) throws SQLException {
    var name = text(row, "name");
    var address = text(row, "address");
    return new Participant(
        new PartyId(row.getObject("party_id", UUID.class)),
        name.isBlank() ? address : name,
        address,
        row.getBoolean("present"));
  }

  /** Only how it stands. */
  public Optional<Head> head(Sight sight, CaseId id) {
    return sight
        .bind(db.sql(HEAD))
        .param("case", id.value())
        .query((row, _) -> head(row))
        .optional();
  }

  private static Head head(ResultSet row) throws SQLException {
    var region = row.getString("region");
    var time =
        new WorkingTime(
            new Hours(
                Week.parse(row.getString("team_hours")),
                ZoneId.of(row.getString("team_zone")),
                Region.valueOf(region.toUpperCase(Locale.ROOT))));
    var desk = row.getString("desk");
    var kind = row.getString("next_kind");
    var newest = row.getObject("newest_message", UUID.class);
    var name = row.getString("customer");
    var address = text(row, "address");
    var subject = row.getString("subject");
    return new Head(
        instant(row, "now"),
        new CaseId(row.getObject("chain_id", UUID.class)),
        row.getLong("number"),
        subject == null || subject.isBlank() ? text(row, "preview") : subject,
        row.getString("stage"),
        row.getString("outcome"),
        maybe(row, "ended_at"),
        Channel.valueOf(row.getString("channel").toUpperCase(Locale.ROOT)),
        instant(row, "opened_at"),
        new StaffId(row.getObject("owner_id", UUID.class)),
        text(row, "owner"),
        text(row, "owner_shown"),
        row.getBoolean("taken"),
        new TeamId(row.getObject("team_id", UUID.class)),
        text(row, "team"),
        new StaffId(row.getObject("lead_id", UUID.class)),
        text(row, "brand"),
        new PartyId(row.getObject("party_id", UUID.class)),
        name == null || name.isBlank() ? address : name,
        address,
        row.getString("customer_tongue"),
        row.getString("customer_zone"),
        maybe(row, "met_at"),
        row.getInt("others"),
        row.getBoolean("complaint"),
        row.getBoolean("danger"),
        row.getInt("chases"),
        linked(row, "earlier"),
        linked(row, "later"),
        kind == null ? null : Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
        maybe(row, "next_due_at"),
        row.getObject("answered_at") != null,
        newest == null ? null : new MessageId(newest),
        row.getLong("version"),
        time,
        Policy.of(
            desk == null
                ? ConfigFact.Desk.RETAIL
                : ConfigFact.Desk.valueOf(desk.toUpperCase(Locale.ROOT))));
  }

  private static @Nullable Linked linked(ResultSet row, String which) throws SQLException {
    var id = row.getObject(which + "_id", UUID.class);
    return id == null ? null : new Linked(new CaseId(id), row.getLong(which + "_number"));
  }

  private static Promise promise(ResultSet row) throws SQLException {
    var evidence = row.getObject("evidence", UUID.class);
    var follows = row.getObject("follows", UUID.class);
    return new Promise(
        new CommitmentId(row.getObject("id", UUID.class)),
        Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        new StaffId(row.getObject("debtor_id", UUID.class)),
        instant(row, "given_at"),
        instant(row, "due_at"),
        row.getString("standing"),
        maybe(row, "ended_at"),
        evidence == null ? null : new MessageId(evidence),
        maybe(row, "corrected_at"),
        follows == null ? null : new CommitmentId(follows));
  }

  private static Person person(ResultSet row) throws SQLException {
    return new Person(
        new StaffId(row.getObject("chain_id", UUID.class)),
        text(row, "name"),
        text(row, "shown"),
        Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
        !row.getBoolean("locked"),
        row.getBoolean("in_team"));
  }

  static String text(ResultSet row, String column) throws SQLException {
    var text = row.getString(column);
    return text == null ? "" : text;
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static @Nullable Instant maybe(ResultSet row, String column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
