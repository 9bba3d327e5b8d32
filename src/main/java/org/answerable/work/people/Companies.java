package org.answerable.work.people;

import static org.answerable.ledger.writing.Said.said;
import static org.answerable.ledger.writing.Verdict.agreed;
import static org.answerable.ledger.writing.Verdict.refused;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.answerable.calendar.Hours;
import org.answerable.facts.BrandId;
import org.answerable.facts.ChainId;
import org.answerable.facts.ConfigFact;
import org.answerable.facts.MailboxId;
import org.answerable.facts.Role;
import org.answerable.facts.StaffId;
import org.answerable.facts.TeamId;
import org.answerable.facts.Teaming.Giving;
import org.answerable.facts.Working;
import org.answerable.ledger.writing.Command;
import org.answerable.ledger.writing.Desk;
import org.answerable.ledger.writing.Said;
import org.answerable.ledger.writing.Verdict;
import org.answerable.ledger.writing.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The company: its first day, its name, the kind of its desk, its brands and mailboxes, and when it
 * begins to speak. Begin with {@link #found}, which makes all that a desk needs in one act.
 */
@Component
public final class Companies {

  private static final String BY_ADDRESS =
      """
      select mailbox_id, brand_id, team_id, address
        from work.mailboxes
       where address = :address
      """;

  /** The oldest: what names no mailbox of ours goes there. */
  private static final String FIRST =
      """
      select mailbox_id, brand_id, team_id, address
        from work.mailboxes
       order by mailbox_id
       limit 1
      """;

  private static final String IS_FOUNDED =
      """
      select exists (select from work.company)
      """;

  private final Desk desk;
  private final Registers registers;
  private final JdbcClient db;

  Companies(Desk desk, Registers registers, JdbcClient db) {
    this.desk = desk;
    this.registers = registers;
    this.db = db;
  }

  /**
   * All that is asked on the first day. Its hours' zone is the company's and the first person's.
   *
   * @param admin the first person, an administrator, who is the first team's duty lead
   * @param domain the brand's, or null
   */
  public record FirstDay(
      String company,
      ConfigFact.Desk kind,
      People.Newcomer admin,
      String team,
      Hours hours,
      Giving giving,
      String brand,
      @Nullable String domain,
      String mailbox) {}

  /** How the first day ends. */
  public sealed interface Founding {
    record Founded(StaffId admin, TeamId team, BrandId brand, MailboxId mailbox)
        implements Founding {}

    /** It was somebody else's set-up that won. */
    record AlreadyFounded() implements Founding {}

    /** The person's, or the mailbox's. */
    record AddressUnusable(String address) implements Founding {}

    record NameMissing() implements Founding {}

    record NoHours() implements Founding {}
  }

  /** How a change of the company's settings ends. */
  public sealed interface CompanyChange {
    record Changed() implements CompanyChange {}

    record BrandAdded(BrandId id) implements CompanyChange {}

    record MailboxAdded(MailboxId id) implements CompanyChange {}

    record AddressTaken() implements CompanyChange {}

    record AddressUnusable() implements CompanyChange {}

    record NameMissing() implements CompanyChange {}

    record UnknownBrand() implements CompanyChange {}

    record UnknownTeam() implements CompanyChange {}

    record AlreadyLive() implements CompanyChange {}

    /** A desk that speaks needs a name, a kind and a mailbox. */
    record NotSetUp() implements CompanyChange {}

    record NotAllowed(Role needed) implements CompanyChange {}
  }

  /** Where a mail to an address belongs. */
  public record Mailbox(MailboxId id, BrandId brand, TeamId team, String address) {}

  /** The mailbox with this address, in whatever letters it is written. */
  public Optional<Mailbox> mailbox(String address) {
    var key = Addresses.key(address);
    return key == null
        ? Optional.empty()
        : db.sql(BY_ADDRESS).param("address", key).query((row, _) -> mailbox(row)).optional();
  }

  /** The desk's first mailbox, for mail that names none; empty before the first day. */
  public Optional<Mailbox> firstMailbox() {
    return db.sql(FIRST).query((row, _) -> mailbox(row)).optional();
  }

  private static Mailbox mailbox(ResultSet row) throws SQLException {
    return new Mailbox(
        new MailboxId(row.getObject("mailbox_id", UUID.class)),
        new BrandId(row.getObject("brand_id", UUID.class)),
        new TeamId(row.getObject("team_id", UUID.class)),
        row.getString("address"));
  }

  /** Whether the set-up is done. */
  public boolean isFounded() {
    return db.sql(IS_FOUNDED).query((row, _) -> row.getBoolean(1)).single();
  }

  /** The first day, in one act: company, first person, team, brand, mailbox; or nothing. */
  public Founding found(FirstDay day, Command command) {
    return desk.decide(
        command,
        Founding.class,
        pen -> {
          var company = pen.begin(Company.SUBJECTS, ChainId.CONFIG);
          var now = pen.now();
          var team = new TeamId(now.newId());
          var admin = new StaffId(now.newId());
          var founded =
              new Founding.Founded(
                  admin, team, new BrandId(now.newId()), new MailboxId(now.newId()));
          var verdict = found(company, day, founded, now.instant());
          if (verdict.result() instanceof Founding.Founded) {
            pen.begin(Team.SUBJECTS, team);
            pen.begin(Person.SUBJECTS, admin);
          }
          return verdict;
        });
  }

  /** Names the company, or renames it. */
  public CompanyChange name(String name, ZoneId zone, Command command) {
    return change(command, (_, by) -> name(name, zone, by));
  }

  /** Chooses whose defaults hold for what is promised from now on. */
  public CompanyChange choose(ConfigFact.Desk kind, Command command) {
    return change(command, (company, by) -> choose(company, kind, by));
  }

  public CompanyChange addBrand(String name, @Nullable String domain, Command command) {
    return desk.decide(
        command,
        CompanyChange.class,
        pen -> {
          pen.begin(Company.SUBJECTS, ChainId.CONFIG);
          return addBrand(
              new BrandId(pen.now().newId()), name, domain, registers.acting(command.actor()));
        });
  }

  public CompanyChange addMailbox(String address, BrandId brand, TeamId team, Command command) {
    return desk.decide(
        command,
        CompanyChange.class,
        pen -> {
          var company = pen.begin(Company.SUBJECTS, ChainId.CONFIG);
          var key = Addresses.key(address);
          return addMailbox(
              company,
              new MailboxId(pen.now().newId()),
              key,
              registers.isMailboxTaken(key),
              new Company.Mailbox(brand, team),
              registers.teams().contains(team),
              registers.acting(command.actor()));
        });
  }

  /** From now on the desk speaks to the outside. */
  public CompanyChange goLive(Command command) {
    return change(command, Companies::goLive);
  }

  private CompanyChange change(
      Command command, BiFunction<Company, Acting, Verdict<CompanyChange>> rule) {
    return desk.decide(
        command,
        CompanyChange.class,
        pen -> {
          var company = pen.begin(Company.SUBJECTS, ChainId.CONFIG);
          return rule.apply(company, registers.acting(command.actor()));
        });
  }

  static Verdict<Founding> found(Company company, FirstDay day, Founding.Founded ids, Instant now) {
    if (company.isNamed()) {
      return refused(new Founding.AlreadyFounded());
    }
    var signIn = Addresses.key(day.admin().address());
    if (signIn == null) {
      return refused(new Founding.AddressUnusable(day.admin().address()));
    }
    var mailbox = Addresses.key(day.mailbox());
    if (mailbox == null) {
      return refused(new Founding.AddressUnusable(day.mailbox()));
    }
    if (day.company().isBlank()
        || day.team().isBlank()
        || day.brand().isBlank()
        || day.admin().name().isBlank()
        || day.admin().shown().isBlank()) {
      return refused(new Founding.NameMissing());
    }
    if (Teams.neverOpens(day.hours(), now)) {
      return refused(new Founding.NoHours());
    }
    var admin = day.admin();
    var facts = new ArrayList<Said>();
    facts.add(config(new ConfigFact.CompanyNamed(day.hours().zone()), named(day.company())));
    facts.add(config(new ConfigFact.DeskChosen(day.kind()), Words.NONE));
    facts.add(config(new ConfigFact.BrandAdded(ids.brand()), brand(day.brand(), day.domain())));
    facts.add(
        config(
            new ConfigFact.MailboxAdded(ids.mailbox(), ids.brand(), ids.team()),
            Words.of("address", mailbox)));
    facts.addAll(Teams.founding(ids.team(), day.team(), ids.admin(), day.hours(), day.giving()));
    facts.add(
        said(
            ids.admin().chain(),
            new Working.PersonJoined(Role.ADMIN, admin.tongue(), admin.zone()),
            admin.words(signIn)));
    return agreed(ids, facts);
  }

  static Verdict<CompanyChange> name(String name, ZoneId zone, Acting by) {
    if (!by.isAtLeast(Role.ADMIN)) {
      return refused(new CompanyChange.NotAllowed(Role.ADMIN));
    }
    return name.isBlank()
        ? refused(new CompanyChange.NameMissing())
        : changed(new ConfigFact.CompanyNamed(zone), named(name));
  }

  static Verdict<CompanyChange> choose(Company company, ConfigFact.Desk kind, Acting by) {
    if (!by.isAtLeast(Role.ADMIN)) {
      return refused(new CompanyChange.NotAllowed(Role.ADMIN));
    }
    return company.desk() == kind
        ? refused(new CompanyChange.Changed())
        : changed(new ConfigFact.DeskChosen(kind), Words.NONE);
  }

  static Verdict<CompanyChange> addBrand(
      BrandId id, String name, @Nullable String domain, Acting by) {
    if (!by.isAtLeast(Role.ADMIN)) {
      return refused(new CompanyChange.NotAllowed(Role.ADMIN));
    }
    return name.isBlank()
        ? refused(new CompanyChange.NameMissing())
        : agreed(
            new CompanyChange.BrandAdded(id),
            List.of(config(new ConfigFact.BrandAdded(id), brand(name, domain))));
  }

  static Verdict<CompanyChange> addMailbox(
      Company company,
      MailboxId id,
      @Nullable String key,
      boolean taken,
      Company.Mailbox mailbox,
      boolean teamIsKnown,
      Acting by) {
    if (!by.isAtLeast(Role.ADMIN)) {
      return refused(new CompanyChange.NotAllowed(Role.ADMIN));
    }
    if (key == null) {
      return refused(new CompanyChange.AddressUnusable());
    }
    if (taken) {
      return refused(new CompanyChange.AddressTaken());
    }
    if (!company.brands().contains(mailbox.brand())) {
      return refused(new CompanyChange.UnknownBrand());
    }
    if (!teamIsKnown) {
      return refused(new CompanyChange.UnknownTeam());
    }
    var added = new ConfigFact.MailboxAdded(id, mailbox.brand(), mailbox.team());
    return agreed(
        new CompanyChange.MailboxAdded(id), List.of(config(added, Words.of("address", key))));
  }

  static Verdict<CompanyChange> goLive(Company company, Acting by) {
    var me = by.who();
    if (!by.isAtLeast(Role.ADMIN) || me == null) {
      return refused(new CompanyChange.NotAllowed(Role.ADMIN));
    }
    if (company.isLive()) {
      return refused(new CompanyChange.AlreadyLive());
    }
    if (!company.isNamed() || company.desk() == null || company.mailboxes().isEmpty()) {
      return refused(new CompanyChange.NotSetUp());
    }
    return changed(new ConfigFact.WentLive(me), Words.NONE);
  }

  private static Verdict<CompanyChange> changed(ConfigFact fact, Words words) {
    return agreed(new CompanyChange.Changed(), List.of(config(fact, words)));
  }

  private static Said config(ConfigFact fact, Words words) {
    return said(ChainId.CONFIG, fact, words);
  }

  private static Words named(String name) {
    return Words.of("name", name);
  }

  private static Words brand(String name, @Nullable String domain) {
    return named(name).and("domain", domain);
  }
}
