package org.answerable.work.people;

import static org.answerable.work.people.PeopleRoom.by;
import static org.answerable.work.people.PeopleRoom.desk;
import static org.answerable.work.people.PeopleRoom.newcomer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.answerable.calendar.Hours;
import org.answerable.calendar.Week;
import org.answerable.facts.ConfigFact;
import org.answerable.facts.DayHours;
import org.answerable.facts.Ids;
import org.answerable.facts.PartyId;
import org.answerable.facts.Region;
import org.answerable.facts.Role;
import org.answerable.facts.StaffId;
import org.answerable.facts.TeamId;
import org.answerable.facts.Teaming.Giving;
import org.answerable.ledger.reading.Actor;
import org.answerable.ledger.reading.Via;
import org.answerable.ledger.writing.Command;
import org.answerable.work.people.Companies.CompanyChange;
import org.answerable.work.people.Duty.DutyChange;
import org.answerable.work.people.LockOuts.LockingOut;
import org.answerable.work.people.People.Joining;
import org.answerable.work.people.People.RoleChange;
import org.answerable.work.people.Teams.TeamChange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** The whole room, on a real database and with the real pen. */
class PeopleTest {

  private PeopleRoom room;
  private StaffId maya;
  private TeamId home;

  @BeforeEach
  void theFirstDay() {
    room = new PeopleRoom();
    maya = room.first.admin();
    home = room.first.team();
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void theFirstDayMakesAllThatADeskNeedsInOneAct() {
    assertThat(room.companies.isFounded()).isTrue();
    assertThat(room.people.find(" MAYA@northwind.example ")).contains(maya);
    var who = room.people.who(maya).orElseThrow();
    assertThat(who.role()).isEqualTo(Role.ADMIN);
    assertThat(who.teams()).containsExactly(home);
    assertThat(who.brands()).containsExactly(room.first.brand());
    var mailbox = room.companies.mailbox("support@NORTHWIND.example").orElseThrow();
    assertThat(mailbox.team()).isEqualTo(home);
    var roster = room.rosters.around(home);
    assertThat(roster.dutyLead()).isEqualTo(maya);
    assertThat(roster.isLive()).isFalse();
    assertThat(roster.policy().desk()).isEqualTo(ConfigFact.Desk.RETAIL);
    assertThat(roster.time().hours())
        .isEqualTo(new Hours(Week.weekdays(9, 17), PeopleRoom.BERLIN, Region.DE));
  }

  @Test
  void aSecondFirstDayIsRefused() {
    assertThat(room.companies.found(PeopleRoom.firstDay(), desk()))
        .isEqualTo(new Companies.Founding.AlreadyFounded());
    assertThat(room.rows("work.teams")).hasSize(1);
  }

  @Test
  void aCommandGivenTwiceIsDoneOnce() {
    var command = by(maya);
    var once = room.people.add(newcomer("Ben", Role.AGENT), command);
    assertThat(room.people.add(newcomer("Ben", Role.AGENT), command)).isEqualTo(once);
    assertThat(room.rows("work.people")).hasSize(2);
    var team = Command.of(Ids.command(), Actor.of(maya), Via.WEB);
    var founded = found("Trade", maya, team);
    assertThat(found("Trade", maya, team)).isEqualTo(founded);
    assertThat(room.rows("work.teams")).hasSize(2);
  }

  @Test
  void anAddressSignsInOnePersonOnly() {
    room.add("Ben", Role.AGENT);
    assertThat(room.people.add(newcomer("BEN", Role.LEAD), by(maya)))
        .isEqualTo(new Joining.AddressTaken());
  }

  @Test
  void nobodyHasTwoPeopleBySendingTwoFormsAtOnce() throws Exception {
    Callable<Joining> add = () -> room.people.add(newcomer("Ben", Role.AGENT), by(maya));
    try (var pool = Executors.newFixedThreadPool(4)) {
      var results = pool.invokeAll(List.of(add, add, add, add));
      int joined = 0;
      for (var result : results) {
        joined += result.get() instanceof Joining.Joined ? 1 : 0;
      }
      assertThat(joined).isEqualTo(1);
    }
  }

  @Test
  void onlyAdministratorsAddPeopleAndChangeTheCompany() {
    var ben = room.member("Ben", Role.LEADER);
    assertThat(room.people.add(newcomer("Anna", Role.AGENT), by(ben)))
        .isEqualTo(new Joining.NotAllowed(Role.ADMIN));
    assertThat(room.companies.goLive(by(ben))).isEqualTo(new CompanyChange.NotAllowed(Role.ADMIN));
    assertThat(room.lockOuts.lockOut(maya, "", by(ben)))
        .isEqualTo(new LockingOut.NotAllowed(Role.ADMIN));
    var customer = Command.of(Ids.command(), Actor.customer(new PartyId(Ids.fresh())), Via.PORTAL);
    assertThat(room.companies.goLive(customer)).isEqualTo(new CompanyChange.NotAllowed(Role.ADMIN));
  }

  @Test
  void whoIsLockedOutSignsInNoMoreAndDecidesNothing() {
    var ben = room.member("Ben", Role.ADMIN);
    assertThat(room.lockOuts.lockOut(ben, "left us", by(maya))).isEqualTo(new LockingOut.Out(0));
    assertThat(room.people.find("ben@northwind.example")).isEmpty();
    assertThat(room.people.who(ben)).isEmpty();
    assertThat(room.companies.goLive(by(ben))).isEqualTo(new CompanyChange.NotAllowed(Role.ADMIN));
    assertThat(room.lockOuts.lockOut(ben, "again", by(maya)))
        .isEqualTo(new LockingOut.AlreadyOut());
    assertThat(room.people.letIn(ben, by(maya))).isEqualTo(new People.LettingIn.LetIn());
    assertThat(room.people.who(ben)).isPresent();
  }

  @Test
  void theLastAdministratorCanNeitherBeLockedOutNorMadeLess() {
    room.member("Ben", Role.LEADER);
    assertThat(room.lockOuts.lockOut(maya, "", by(maya))).isEqualTo(new LockingOut.LastAdmin());
    assertThat(room.people.changeRole(maya, Role.AGENT, by(maya)))
        .isEqualTo(new RoleChange.LastAdmin());
  }

  @Test
  void twoAdministratorsWhoLockEachOtherOutAtOnceLeaveOne() throws Exception {
    var ben = room.add("Ben", Role.ADMIN);
    try (var pool = Executors.newFixedThreadPool(2)) {
      var results =
          pool.invokeAll(
              List.of(
                  () -> room.lockOuts.lockOut(ben, "", by(maya)),
                  () -> room.lockOuts.lockOut(maya, "", by(ben))));
      int out = 0;
      for (var result : results) {
        out += result.get() instanceof LockingOut.Out ? 1 : 0;
      }
      assertThat(out).isEqualTo(1);
    }
  }

  @Test
  void aDutyLeadWhoIsLockedOutIsFollowedAtOnce() {
    var ben = room.member("Ben", Role.AGENT);
    var anna = room.member("Anna", Role.LEAD);
    room.add("Zoe", Role.LEADER);
    var chris = room.add("Chris", Role.ADMIN);
    assertThat(room.lockOuts.lockOut(maya, "", by(chris))).isInstanceOf(LockingOut.Out.class);
    assertThat(room.rosters.around(home).dutyLead()).as("a lead of the team").isEqualTo(anna);
    room.lockOuts.lockOut(anna, "", by(chris));
    assertThat(room.rosters.around(home).dutyLead()).as("whoever is left in it").isEqualTo(ben);
    room.lockOuts.lockOut(ben, "", by(chris));
    var roster = room.rosters.around(home);
    assertThat(roster.isActive(roster.dutyLead())).as("a leader from outside").isTrue();
    assertThat(roster.members()).containsExactly(roster.dutyLead());
  }

  @Test
  void aDutyLeadLeavesOnlyWhenAnotherWasNamed() {
    var ben = room.member("Ben", Role.AGENT);
    assertThat(room.teams.leave(home, maya, by(maya))).isEqualTo(new TeamChange.HoldsDuty(maya));
    assertThat(room.teams.nameDutyLead(home, ben, by(maya))).isEqualTo(new TeamChange.Changed());
    assertThat(room.teams.leave(home, maya, by(maya))).isEqualTo(new TeamChange.Changed());
    assertThat(room.rosters.around(home).members()).containsExactly(ben);
  }

  @Test
  void aTeamIsFoundedWithALeadWhoMayActAndWithHours() {
    var ben = room.add("Ben", Role.AGENT);
    room.lockOuts.lockOut(ben, "", by(maya));
    assertThat(found("Trade", ben, by(maya))).isEqualTo(new Teams.Founding.LeadIsLockedOut(ben));
    var stranger = new StaffId(Ids.fresh());
    assertThat(found("Trade", stranger, by(maya)))
        .isEqualTo(new Teams.Founding.LeadIsLockedOut(stranger));
    var never = new Hours(Week.daily(DayHours.OFF), PeopleRoom.BERLIN, Region.NONE);
    assertThat(room.teams.found("Trade", maya, never, Giving.TAKEN, by(maya)))
        .isEqualTo(new Teams.Founding.NoHours());
    assertThat(room.rows("work.teams")).hasSize(1);
  }

  @Test
  void aRefusalLeavesNoTraceInTheLedger() {
    var before = room.rows("ledger.pending");
    var chains = "select count(*) from ledger.chain";
    assertThat(room.db.sql(chains).query(Integer.class).single()).isEqualTo(3);
    found("", maya, by(maya));
    room.people.add(newcomer("Maya", Role.AGENT), by(maya));
    assertThat(room.rows("ledger.pending")).isEqualTo(before);
    assertThat(room.db.sql(chains).query(Integer.class).single()).isEqualTo(3);
  }

  @Test
  void leadsLeadTheirOwnTeams() {
    var anna = room.member("Anna", Role.LEAD);
    var ben = room.add("Ben", Role.AGENT);
    var trade = ((Teams.Founding.Founded) found("Trade", ben, by(maya))).id();
    assertThat(room.teams.join(home, ben, by(anna))).isEqualTo(new TeamChange.Changed());
    assertThat(room.teams.join(trade, anna, by(anna)))
        .isEqualTo(new TeamChange.NotAllowed(Role.LEAD));
    assertThat(room.teams.join(home, ben, by(ben))).isEqualTo(new TeamChange.NotAllowed(Role.LEAD));
    assertThat(room.teams.join(home, ben, by(anna))).isEqualTo(new TeamChange.AlreadyIn(ben));
  }

  @Test
  void aPersonSettlesTheirOwnDutyAndALeadThatOfOthers() {
    var anna = room.member("Anna", Role.LEAD);
    var ben = room.member("Ben", Role.AGENT);
    var mornings = Week.weekdays(8, 12);
    assertThat(room.duty.setHours(ben, mornings, by(ben))).isEqualTo(new DutyChange.Changed());
    assertThat(room.duty.setHours(ben, mornings, by(anna))).isEqualTo(new DutyChange.Changed());
    assertThat(room.duty.setHours(anna, mornings, by(ben)))
        .isEqualTo(new DutyChange.NotAllowed(Role.LEAD));
    assertThat(room.rosters.around(home).time(ben).hours().week()).isEqualTo(mornings);
    assertThat(room.rosters.around(home).time(anna).hours().week()).isEqualTo(Week.weekdays(9, 17));
  }

  @Test
  void whoIsAwayIsNotOnDutyUntilTheyAreBack() {
    var ben = room.member("Ben", Role.AGENT);
    var now = Instant.now();
    var always = Week.daily(DayHours.of(0, 24));
    room.duty.setHours(ben, always, by(ben));
    room.teams.setHours(home, always, Region.NONE, by(maya));
    assertThat(room.rosters.around(home).onDuty(now)).containsExactlyInAnyOrder(maya, ben);
    assertThat(room.duty.away(ben, now, now.minusSeconds(5), by(ben)))
        .isEqualTo(new DutyChange.AlreadyOver(now.minusSeconds(5)));
    var until = now.plus(Duration.ofDays(2));
    assertThat(room.duty.away(ben, now, until, by(ben))).isEqualTo(new DutyChange.Changed());
    var roster = room.rosters.around(home);
    assertThat(roster.onDuty(now.plusSeconds(1))).containsExactly(maya);
    assertThat(roster.nextOnDuty(ben, now.plusSeconds(1)).orElseThrow())
        .isCloseTo(until, within(1, ChronoUnit.MILLIS));
    assertThat(room.duty.back(ben, by(ben))).isEqualTo(new DutyChange.Changed());
    assertThat(room.duty.back(ben, by(ben))).isEqualTo(new DutyChange.NotAway());
    assertThat(room.rosters.around(home).onDuty(now)).contains(ben);
  }

  @Test
  void theDeskGoesLiveOnceAndOnlyWhenItIsSetUp() {
    assertThat(room.companies.goLive(by(maya))).isEqualTo(new CompanyChange.Changed());
    assertThat(room.rosters.around(home).isLive()).isTrue();
    assertThat(room.companies.goLive(by(maya))).isEqualTo(new CompanyChange.AlreadyLive());
  }

  @Test
  void aMailboxBelongsToAKnownBrandAndTeamAndHasAnAddressOfItsOwn() {
    var added = (CompanyChange.BrandAdded) room.companies.addBrand("Kontor", null, by(maya));
    assertThat(room.companies.addMailbox("Hilfe@kontor.example", added.id(), home, by(maya)))
        .isInstanceOf(CompanyChange.MailboxAdded.class);
    assertThat(room.companies.addMailbox("hilfe@kontor.example", added.id(), home, by(maya)))
        .isEqualTo(new CompanyChange.AddressTaken());
    assertThat(room.companies.addMailbox("no address", added.id(), home, by(maya)))
        .isEqualTo(new CompanyChange.AddressUnusable());
    assertThat(
            room.companies.addMailbox(
                "x@kontor.example", added.id(), new TeamId(Ids.fresh()), by(maya)))
        .isEqualTo(new CompanyChange.UnknownTeam());
    assertThat(room.people.who(maya).orElseThrow().brands()).hasSize(2);
    assertThat(room.companies.choose(ConfigFact.Desk.COMPLAINTS, by(maya)))
        .isEqualTo(new CompanyChange.Changed());
    assertThat(room.rosters.around(home).policy().desk()).isEqualTo(ConfigFact.Desk.COMPLAINTS);
  }

  @Test
  void nobodyChangesARegisterWithoutAnEntry() {
    assertThatThrownBy(() -> room.db.sql("update work.people set role = 'admin'").update())
        .isInstanceOf(DataAccessException.class)
        .hasMessageContaining("without an entry");
    assertThatThrownBy(() -> room.db.sql("delete from work.team_members").update())
        .isInstanceOf(DataAccessException.class)
        .hasMessageContaining("without an entry");
  }

  @Test
  void aTeamThatIsNotThereIsAFaultWithItsName() {
    var nowhere = new TeamId(Ids.fresh());
    assertThatThrownBy(() -> room.rosters.around(nowhere))
        .isInstanceOf(Rosters.UnknownTeam.class)
        .hasMessageContaining(nowhere.toString());
  }

  private Teams.Founding found(String name, StaffId lead, Command command) {
    var hours = new Hours(Week.weekdays(8, 18), PeopleRoom.BERLIN, Region.NONE);
    return room.teams.found(name, lead, hours, Giving.TAKEN, command);
  }
}
