package org.answerable.work.people;

import static org.answerable.ledger.writing.Said.said;
import static org.answerable.ledger.writing.Verdict.agreed;
import static org.answerable.ledger.writing.Verdict.refused;

import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.answerable.facts.BrandId;
import org.answerable.facts.ChainId;
import org.answerable.facts.Role;
import org.answerable.facts.StaffId;
import org.answerable.facts.TeamId;
import org.answerable.facts.Tongue;
import org.answerable.facts.Working;
import org.answerable.ledger.writing.Command;
import org.answerable.ledger.writing.Desk;
import org.answerable.ledger.writing.Verdict;
import org.answerable.ledger.writing.Words;
import org.answerable.sight.Who;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The people who answer: who they are, and what becomes of them. Locking somebody out is {@link
 * LockOuts}' affair, their hours are {@link Duty}'s.
 *
 * <p>Whatever changes who is an administrator or who is locked out first takes the chain of the
 * settings, so that two such commands cannot each rely on what the other takes away.
 */
@Component
public final class People {

  private static final String BY_ADDRESS =
      """
      select chain_id
        from work.people
       where address = :address
         and not locked
      """;

  private static final String WHO =
      """
      select p.role, m.chain_id as team_id, b.brand_id
        from work.people p
        left join work.team_members m on m.person_id = p.chain_id
        left join work.mailboxes b on b.team_id = m.chain_id
       where p.chain_id = :person
         and not p.locked
       limit 1000
      """;

  private final Desk desk;
  private final Registers registers;
  private final JdbcClient db;

  People(Desk desk, Registers registers, JdbcClient db) {
    this.desk = desk;
    this.registers = registers;
    this.db = db;
  }

  /**
   * Who somebody is.
   *
   * @param shown what customers read
   * @param address where they sign in; compared in small letters
   */
  public record Newcomer(
      String name, String shown, String address, Role role, Tongue tongue, ZoneId zone) {

    Words words(String key) {
      return Words.of("name", name).and("shown", shown).and("address", key);
    }
  }

  /** How adding a person ends. */
  public sealed interface Joining {
    record Joined(StaffId id) implements Joining {}

    /** Somebody signs in with this address already. */
    record AddressTaken() implements Joining {}

    /** This cannot be an address. */
    record AddressUnusable() implements Joining {}

    /** A person needs a name, and one that customers read. */
    record NameMissing() implements Joining {}

    record NotAllowed(Role needed) implements Joining {}
  }

  /** How changing somebody's role ends. */
  public sealed interface RoleChange {
    record Changed(Role role) implements RoleChange {}

    /** Somebody must be left who can undo it. */
    record LastAdmin() implements RoleChange {}

    record IsLockedOut() implements RoleChange {}

    record NotAllowed(Role needed) implements RoleChange {}
  }

  /** How letting somebody in again ends. */
  public sealed interface LettingIn {
    record LetIn() implements LettingIn {}

    record NotLockedOut() implements LettingIn {}

    record NotAllowed(Role needed) implements LettingIn {}
  }

  /** How telling of a new secret ends. */
  public sealed interface SecretChange {
    record Told() implements SecretChange {}

    record IsLockedOut() implements SecretChange {}
  }

  /** The active person who signs in with this address. */
  public Optional<StaffId> find(String address) {
    var key = Addresses.key(address);
    return key == null
        ? Optional.empty()
        : db.sql(BY_ADDRESS)
            .param("address", key)
            .query((row, _) -> new StaffId(row.getObject("chain_id", UUID.class)))
            .optional();
  }

  /** Who somebody is now; empty where they are locked out or unknown. Ask for each request. */
  public Optional<Who> who(StaffId person) {
    var rows =
        db.sql(WHO)
            .param("person", person.value())
            .query((row, _) ->
                new WhoRow(
                    row.getString("role"),
                    row.getObject("team_id", UUID.class),
                    row.getObject("brand_id", UUID.class)))
            .list();
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    var teams = new HashSet<TeamId>();
    var brands = new HashSet<BrandId>();
    for (var row : rows) {
      if (row.team() != null) {
        teams.add(new TeamId(row.team()));
      }
      if (row.brand() != null) {
        brands.add(new BrandId(row.brand()));
      }
    }
    return Optional.of(new Who(person, Registers.role(rows.getFirst().role()), teams, brands));
  }

  private record WhoRow(String role, @Nullable UUID team, @Nullable UUID brand) {}

  /** Adds a person, who can sign in as soon as a secret of theirs is set. */
  public Joining add(Newcomer newcomer, Command command) {
    return desk.decide(
        command,
        Joining.class,
        pen -> {
          pen.begin(Company.SUBJECTS, ChainId.CONFIG);
          var key = Addresses.key(newcomer.address());
          var verdict =
              join(
                  new StaffId(pen.now().newId()),
                  newcomer,
                  key,
                  registers.isAddressTaken(key),
                  registers.acting(command.actor()));
          if (verdict.result() instanceof Joining.Joined(var id)) {
            pen.begin(Person.SUBJECTS, id);
          }
          return verdict;
        });
  }

  /** Changes what somebody may do. */
  public RoleChange changeRole(StaffId who, Role role, Command command) {
    return desk.decide(
        command,
        RoleChange.class,
        pen -> {
          pen.begin(Company.SUBJECTS, ChainId.CONFIG);
          var person = pen.hold(Person.SUBJECTS, who);
          return changeRole(
              person, role, registers.colleagues(), registers.acting(command.actor()));
        });
  }

  /** Undoes a locking out. What they held before stays where it went. */
  public LettingIn letIn(StaffId who, Command command) {
    return desk.decide(
        command,
        LettingIn.class,
        pen -> {
          pen.begin(Company.SUBJECTS, ChainId.CONFIG);
          return letIn(pen.hold(Person.SUBJECTS, who), registers.acting(command.actor()));
        });
  }

  /** Writes down that somebody has a new password; its hash is kept by whoever checks it. */
  public SecretChange secretChanged(StaffId who, Command command) {
    return desk.about(Person.SUBJECTS, who, command)
        .decide(SecretChange.class, (person, _) -> secretChanged(person));
  }

  static Verdict<Joining> join(
      StaffId id, Newcomer newcomer, @Nullable String key, boolean taken, Acting by) {
    if (!by.isAtLeast(Role.ADMIN)) {
      return refused(new Joining.NotAllowed(Role.ADMIN));
    }
    if (key == null) {
      return refused(new Joining.AddressUnusable());
    }
    if (newcomer.name().isBlank() || newcomer.shown().isBlank()) {
      return refused(new Joining.NameMissing());
    }
    if (taken) {
      return refused(new Joining.AddressTaken());
    }
    var joined = new Working.PersonJoined(newcomer.role(), newcomer.tongue(), newcomer.zone());
    return agreed(new Joining.Joined(id), List.of(said(id.chain(), joined, newcomer.words(key))));
  }

  static Verdict<RoleChange> changeRole(
      Person person, Role role, Collection<Colleague> colleagues, Acting by) {
    var me = by.who();
    if (!by.isAtLeast(Role.ADMIN) || me == null) {
      return refused(new RoleChange.NotAllowed(Role.ADMIN));
    }
    if (!person.isActive()) {
      return refused(new RoleChange.IsLockedOut());
    }
    if (person.role() == role) {
      return refused(new RoleChange.Changed(role));
    }
    if (isLastAdmin(person, colleagues)) {
      return refused(new RoleChange.LastAdmin());
    }
    return agreed(
        new RoleChange.Changed(role),
        List.of(said(person.id().chain(), new Working.RoleChanged(role, me), Words.NONE)));
  }

  static Verdict<LettingIn> letIn(Person person, Acting by) {
    var me = by.who();
    if (!by.isAtLeast(Role.ADMIN) || me == null) {
      return refused(new LettingIn.NotAllowed(Role.ADMIN));
    }
    if (!person.lockedOut()) {
      return refused(new LettingIn.NotLockedOut());
    }
    return agreed(
        new LettingIn.LetIn(),
        List.of(said(person.id().chain(), new Working.LetIn(me), Words.NONE)));
  }

  static Verdict<SecretChange> secretChanged(Person person) {
    return person.isActive()
        ? agreed(new SecretChange.Told(), new Working.SecretChanged())
        : refused(new SecretChange.IsLockedOut());
  }

  /** Whether nobody else could undo what is done to this person. */
  static boolean isLastAdmin(Person person, Collection<Colleague> colleagues) {
    return person.role() == Role.ADMIN
        && colleagues.stream()
            .noneMatch(other ->
                other.active() && other.role() == Role.ADMIN && !other.id().equals(person.id()));
  }
}
