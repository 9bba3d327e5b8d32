package org.answerable.work.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.answerable.calendar.Hours;
import org.answerable.calendar.Week;
import org.answerable.facts.BrandId;
import org.answerable.facts.ChainId;
import org.answerable.facts.ConfigFact;
import org.answerable.facts.DayHours;
import org.answerable.facts.MailboxId;
import org.answerable.facts.PersonFact;
import org.answerable.facts.Region;
import org.answerable.facts.Role;
import org.answerable.facts.StaffId;
import org.answerable.facts.TeamFact;
import org.answerable.facts.TeamId;
import org.answerable.facts.Teaming.Giving;
import org.answerable.facts.Tongue;
import org.answerable.ledger.writing.Verdict;
import org.answerable.work.people.People.Newcomer;
import org.junit.jupiter.api.Test;

/** Thousands of random histories try to break what must always hold of people and teams. */
class PeopleHistoryTest {

  private static final int HISTORIES = 10_000;
  private static final int STEPS = 40;

  @Test
  void aTeamAlwaysHasAnActiveDutyLeadAndTheCompanyAnAdministrator() {
    for (long n = 0; n < HISTORIES; n++) {
      long seed = n;
      var world = new World(seed);
      for (int m = 0; m < STEPS; m++) {
        int step = m;
        var did = world.something();
        world.check(() -> "seed " + seed + ", step " + step + ": " + did);
      }
    }
  }

  @Test
  void theHistoriesReachWhatTheyShouldTry() {
    var seen =
        LongStream.range(0, 300)
            .boxed()
            .flatMap(seed -> {
              var world = new World(seed);
              var results = new ArrayList<String>();
              for (int step = 0; step < STEPS; step++) {
                results.add(world.something());
              }
              return results.stream().map(did -> did.replaceAll("\\[.*", ""));
            })
            .collect(Collectors.toSet());
    assertThat(seen)
        .contains(
            "lockOut Out",
            "lockOut LastAdmin",
            "lockOut AlreadyOut",
            "lockOut NotAllowed",
            "leave HoldsDuty",
            "leave Changed",
            "lead Changed",
            "lead IsLockedOut",
            "role LastAdmin",
            "role Changed",
            "letIn LetIn",
            "found Founded",
            "found LeadIsLockedOut",
            "join IsLockedOut",
            "hours NoHours",
            "hours Changed");
  }

  /** The folds of all chains, changed by verdicts only. */
  private static final class World {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private final Random random;
    private final Map<StaffId, Person> people = new LinkedHashMap<>();
    private final Map<TeamId, Team> teams = new LinkedHashMap<>();
    private Company company = Company.BLANK;
    private long next = 1;

    World(long seed) {
      random = new Random(seed);
      var day = PeopleRoom.firstDay();
      var ids =
          new Companies.Founding.Founded(
              new StaffId(id()), new TeamId(id()), new BrandId(id()), new MailboxId(id()));
      carryOut(Companies.found(company, day, ids, NOW));
    }

    String something() {
      var who = anyone();
      var by = acting(anyone());
      var team = anyTeam();
      return switch (random.nextInt(10)) {
        case 0 -> "add " + carryOut(add(by));
        case 1 -> "role " + carryOut(People.changeRole(who, role(), colleagues(), by));
        case 2, 3 -> "lockOut " + carryOut(lockOut(who, by));
        case 4 -> "letIn " + carryOut(People.letIn(who, by));
        case 5 -> "join " + carryOut(Teams.join(team, who, by));
        case 6 -> "leave " + carryOut(Teams.leave(team, who.id(), by));
        case 7 -> "lead " + carryOut(Teams.nameDutyLead(team, who, by));
        case 8 -> "found " + carryOut(found(who, by));
        default -> "hours " + carryOut(Teams.setHours(team, week(), Region.NONE, NOW, by));
      };
    }

    private Verdict<?> add(Acting by) {
      var newcomer =
          new Newcomer("N", "N", "n@northwind.example", role(), Tongue.EN, ZoneOffset.UTC);
      return People.join(new StaffId(id()), newcomer, "n@northwind.example", false, by);
    }

    private Verdict<?> lockOut(Person who, Acting by) {
      var successors = LockOuts.successors(who.id(), teams.values(), colleagues());
      return LockOuts.lockOut(who, "why", teams.values(), successors, colleagues(), by);
    }

    private Verdict<?> found(Person lead, Acting by) {
      var hours = new Hours(week(), ZoneOffset.UTC, Region.NONE);
      return Teams.found(
          new TeamId(id()), "T", lead.id(), lead.isActive(), hours, Giving.TAKEN, NOW, by);
    }

    /** Plain comparisons, because they are made 400,000 times. */
    void check(Supplier<String> what) {
      if (people.values().stream().noneMatch(one -> one.isActive() && one.role() == Role.ADMIN)) {
        throw new AssertionError("No active administrator, " + what.get());
      }
      for (var team : teams.values()) {
        if (!isWell(team)) {
          throw new AssertionError("No team to rely on: " + team + ", " + what.get());
        }
      }
    }

    private boolean isWell(Team team) {
      var lead = team.lead();
      var leading = lead == null ? null : people.get(lead);
      return leading != null
          && leading.isActive()
          && team.members().contains(leading.id())
          && !team.hours().week().isEmpty()
          && people.keySet().containsAll(team.members());
    }

    private String carryOut(Verdict<?> verdict) {
      for (var said : verdict.said()) {
        var chain = Objects.requireNonNull(said.chain(), "each fact of people names its chain");
        switch (said.fact()) {
          case PersonFact fact ->
              people.compute(
                  new StaffId(chain.value()),
                  (id, one) -> (one == null ? Person.blank(id) : one).after(fact, NOW));
          case TeamFact fact ->
              teams.compute(
                  new TeamId(chain.value()),
                  (id, one) -> (one == null ? Team.blank(id) : one).after(fact, NOW));
          case ConfigFact fact -> {
            assertThat(chain).isEqualTo(ChainId.CONFIG);
            company = company.after(fact, NOW);
          }
          default -> throw new AssertionError("No fact of people: " + said.fact());
        }
      }
      return verdict.result().toString();
    }

    private Acting acting(Person who) {
      var in =
          teams.values().stream()
              .filter(team -> team.members().contains(who.id()))
              .map(Team::id)
              .collect(Collectors.toSet());
      return new Acting(who.id(), who.isActive(), who.role(), Set.copyOf(in));
    }

    private List<Colleague> colleagues() {
      return people.values().stream()
          .map(one -> new Colleague(one.id(), one.role(), one.isActive()))
          .toList();
    }

    private Person anyone() {
      return List.copyOf(people.values()).get(random.nextInt(people.size()));
    }

    private Team anyTeam() {
      return List.copyOf(teams.values()).get(random.nextInt(teams.size()));
    }

    private Role role() {
      return random.nextBoolean() ? Role.ADMIN : Role.values()[random.nextInt(4)];
    }

    private Week week() {
      return random.nextInt(4) == 0 ? Week.daily(DayHours.OFF) : Week.weekdays(9, 17);
    }

    private UUID id() {
      return new UUID(0x7000, next++);
    }
  }
}
