package org.answerable;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.answerable.calendar.Hours;
import org.answerable.calendar.Week;
import org.answerable.facts.BrandId;
import org.answerable.facts.CaseId;
import org.answerable.facts.Channel;
import org.answerable.facts.CommandId;
import org.answerable.facts.ConfigFact;
import org.answerable.facts.DayHours;
import org.answerable.facts.Fact;
import org.answerable.facts.Ids;
import org.answerable.facts.MailId;
import org.answerable.facts.MailboxId;
import org.answerable.facts.MessageId;
import org.answerable.facts.PartyId;
import org.answerable.facts.Receiving;
import org.answerable.facts.Region;
import org.answerable.facts.Role;
import org.answerable.facts.StaffId;
import org.answerable.facts.Talking.Sender;
import org.answerable.facts.Talking.Trust;
import org.answerable.facts.TeamId;
import org.answerable.facts.Teaming.Giving;
import org.answerable.facts.Tongue;
import org.answerable.ledger.reading.Actor;
import org.answerable.ledger.reading.Chains;
import org.answerable.ledger.reading.Entry;
import org.answerable.ledger.reading.Via;
import org.answerable.ledger.writing.Command;
import org.answerable.ledger.writing.Opening;
import org.answerable.ledger.writing.Words;
import org.answerable.sight.Who;
import org.answerable.work.cases.Cases;
import org.answerable.work.cases.Filings;
import org.answerable.work.cases.NextWord;
import org.answerable.work.cases.Replies;
import org.answerable.work.people.Companies;
import org.answerable.work.people.People;
import org.answerable.work.people.Teams;
import org.answerable.work.post.Post;
import org.jspecify.annotations.Nullable;

/** Northwind Home, small: Lena leads, Maya and Jonas answer, Priya writes about a lost parcel. */
public final class Northwind {

  public static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  public final House house;
  public final StaffId lena;
  public final StaffId maya;
  public final StaffId jonas;
  public final TeamId team;
  public final BrandId brand;
  public final MailboxId mailbox;

  private Northwind(House house, Giving giving) {
    this.house = house;
    house.room(Opening.class).open(null);
    var week = week();
    var founded =
        (Companies.Founding.Founded)
            house
                .room(Companies.class)
                .found(
                    new Companies.FirstDay(
                        "Northwind Home",
                        ConfigFact.Desk.RETAIL,
                        newcomer("Lena Schulz", "Lena", Role.ADMIN),
                        "Customer care",
                        new Hours(week, BERLIN, Region.NONE),
                        giving,
                        "Northwind Home",
                        "northwind.example",
                        "support@northwind.example"),
                    Command.ofDesk());
    this.lena = founded.admin();
    this.team = founded.team();
    this.brand = founded.brand();
    this.mailbox = founded.mailbox();
    this.maya = joined("Maya Okafor", "Maya");
    this.jonas = joined("Jonas Berg", "Jonas");
    house.room(Companies.class).goLive(command(lena));
  }

  /** With people who are given new cases by load. */
  public static Northwind in(House house) {
    return new Northwind(house, Giving.GIVEN_OUT);
  }

  /** With a duty lead who holds new cases until somebody takes them. */
  public static Northwind takingCases(House house) {
    return new Northwind(house, Giving.TAKEN);
  }

  private static Week week() {
    var day = DayHours.of(9, 18);
    return new Week(day, day, day, day, day, DayHours.OFF, DayHours.OFF);
  }

  private static People.Newcomer newcomer(String name, String shown, Role role) {
    var address = shown.toLowerCase(java.util.Locale.ROOT) + "@northwind.example";
    return new People.Newcomer(name, shown, address, role, Tongue.EN, BERLIN);
  }

  private StaffId joined(String name, String shown) {
    var joining = house.room(People.class).add(newcomer(name, shown, Role.AGENT), command(lena));
    var id = ((People.Joining.Joined) joining).id();
    house.room(Teams.class).join(team, id, command(lena));
    return id;
  }

  public static Command command(StaffId who) {
    return Command.of(Ids.command(), Actor.of(who), Via.WEB);
  }

  public Who who(StaffId person) {
    return house.room(People.class).who(person).orElseThrow();
  }

  public static CommandId once() {
    return Ids.command();
  }

  /** A mail comes in and is filed as a new case. */
  public CaseId mail(String from, String name, String subject, String body) {
    var mail = kept(subject + "\n\n" + body);
    var filed =
        house
            .room(Filings.class)
            .mailAsCase(
                mail,
                writing(from, name, subject, body, Trust.SILENT),
                new Filings.Place(team, brand),
                null,
                once());
    return switch (filed) {
      case Filings.Filed.AsCase(var id, _) -> id;
      // The doors are open, and the desk's own filer was quicker.
      case Filings.Filed.NotWaiting() -> filedBefore(mail);
      case Filings.Filed.AsReply _ -> throw new IllegalStateException(filed.toString());
    };
  }

  private CaseId filedBefore(MailId mail) {
    return house
        .db()
        .sql("select case_id from work.mails where chain_id = :mail and state = 'filed'")
        .param("mail", mail.value())
        .query((row, _) -> new CaseId(row.getObject(1, UUID.class)))
        .single();
  }

  /** A mail comes in by the token of the case's customer. */
  public Filings.Filed reply(CaseId id, String from, String body) {
    return reply(id, from, body, Trust.SILENT);
  }

  /** The same, with what was found out about the sender. */
  public Filings.Filed reply(CaseId id, String from, String body, Trust trust) {
    return byToken(id, party(id), from, "Priya Raman", body, trust);
  }

  /** The same, by the token of any party and under any name. */
  public Filings.Filed byToken(
      CaseId id, PartyId token, String from, String name, String body, Trust trust) {
    while (true) {
      var mail = kept(body);
      var filed =
          house
              .room(Filings.class)
              .mailAsReply(mail, writing(from, name, "Re", body, trust), id, token, once());
      // Where the doors are open, the desk's own filer may be quicker; then it comes once more.
      if (!(filed instanceof Filings.Filed.NotWaiting) || isKept(mail)) {
        return filed;
      }
    }
  }

  private boolean isKept(MailId mail) {
    return house
        .db()
        .sql("select state = 'kept' from work.mails where chain_id = :mail")
        .param("mail", mail.value())
        .query(Boolean.class)
        .single();
  }

  public static Filings.Writing writing(
      String from, @Nullable String name, String subject, String body, Trust trust) {
    var words = Words.of("from", from).and("subject", subject).and("body", body);
    return new Filings.Writing(
        new Filings.Author(from, name, Tongue.EN),
        subject,
        Channel.MAIL,
        Sender.PERSON,
        trust,
        true,
        words,
        Words.of("from", name + " <" + from + ">").and("sender", from).and("subject", subject));
  }

  /** Stores raw bytes as a received mail. */
  public MailId kept(String raw) {
    return ((Post.Keeping.Kept) keep(raw, null)).id();
  }

  /** A mail comes by SMTP; one with the digest of an earlier one is a repetition. */
  public Post.Keeping keptWithDigest(String digest, String raw) {
    return keep(raw, digest);
  }

  private Post.Keeping keep(String raw, @Nullable String digest) {
    try {
      Path file = Files.createTempFile("answerable-test", ".eml");
      Files.write(file, raw.getBytes(StandardCharsets.UTF_8));
      var keeping =
          house
              .room(Post.class)
              .keep(
                  new Post.Delivery(
                      digest == null ? Receiving.Way.PIPE : Receiving.Way.SMTP,
                      mailbox,
                      digest == null ? file.getFileName().toString() : null,
                      digest,
                      digest == null ? 0 : 7 * 24,
                      file,
                      Files.size(file),
                      MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)),
                      "to support@northwind.example"));
      Files.delete(file);
      return keeping;
    } catch (java.io.IOException | java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public Cases cases() {
    return house.room(Cases.class);
  }

  /** Replies, having seen everything. */
  public Replies.Reply answer(CaseId id, StaffId by, String body, NextWord next) {
    return cases()
        .reply(id, who(by), new Replies.Draft(newest(id), Set.of(), false, next), body, once());
  }

  public @Nullable MessageId newest(CaseId id) {
    var newest = one(id, "newest_message", UUID.class);
    return newest == null ? null : new MessageId(newest);
  }

  /** What happened to a case, of one sort. */
  public <F extends Fact> List<F> facts(CaseId id, Class<F> sort) {
    return house.room(Chains.class).read(id.chain(), 0, 1000).stream()
        .map(Entry::fact)
        .filter(sort::isInstance)
        .map(sort::cast)
        .toList();
  }

  public PartyId party(CaseId id) {
    return new PartyId(java.util.Objects.requireNonNull(one(id, "party_id", UUID.class)));
  }

  public StaffId ownerOf(CaseId id) {
    return new StaffId(java.util.Objects.requireNonNull(one(id, "owner_id", UUID.class)));
  }

  public String stageOf(CaseId id) {
    return java.util.Objects.requireNonNull(one(id, "stage", String.class));
  }

  public @Nullable String outcomeOf(CaseId id) {
    return one(id, "outcome", String.class);
  }

  /** How the commitments of a kind stand, in the order they were given. */
  public List<String> standing(CaseId id, String kind) {
    return house
        .db()
        .sql(
            """
            select work.standing(due_at, ending) as standing
              from work.commitments
             where chain_id = :id
               and kind = :kind
             order by given_at, id
             limit 100
            """)
        .param("id", id.value())
        .param("kind", kind)
        .query((row, _) -> row.getString(1))
        .list();
  }

  private <T> @Nullable T one(CaseId id, String column, Class<T> type) {
    return house
        .db()
        .sql("select " + column + " from work.cases where chain_id = :id")
        .param("id", id.value())
        .query((row, _) -> java.util.Optional.ofNullable(row.getObject(1, type)))
        .single()
        .orElse(null);
  }
}
