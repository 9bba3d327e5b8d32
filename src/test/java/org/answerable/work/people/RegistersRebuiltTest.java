package org.answerable.work.people;

import static org.answerable.work.people.PeopleRoom.by;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.answerable.calendar.Week;
import org.answerable.facts.Erasing.ErasureExecuted;
import org.answerable.facts.Erasing.Ground;
import org.answerable.facts.Ids;
import org.answerable.facts.PartRef;
import org.answerable.facts.Region;
import org.answerable.facts.RequestId;
import org.answerable.facts.Role;
import org.answerable.facts.StaffId;
import org.answerable.facts.Teaming.Giving;
import org.answerable.ledger.internal.Rebuild;
import org.answerable.ledger.writing.Desk;
import org.answerable.ledger.writing.Verdict;
import org.junit.jupiter.api.Test;

/** The registers are what the facts add up to, also after words were erased. */
class RegistersRebuiltTest {

  @Test
  void rebuiltChainByChainTheyEqualTheLivingOnes() {
    try (var room = new PeopleRoom()) {
      live(room, new Random(7));
      erase(room, room.add("Gone", Role.AGENT), "name", "address");
      assertThat(room.rows("work.people").toString()).contains("name=null").doesNotContain("gone@");

      assertThat(compared(room)).isEmpty();
    }
  }

  @Test
  void aRowThatWasChangedBehindTheDesksBackIsFound() {
    try (var room = new PeopleRoom()) {
      room.member("Ben", Role.AGENT);
      var db = room.database.as("answerable_rebuild").client();
      db.sql("update work.people set role = 'admin' where shown = 'Ben'").update();
      db.sql("delete from work.team_members where person_id <> (select lead_id from work.teams)")
          .update();
      db.sql("update work.company set zone = 'UTC'").update();
      assertThat(compared(room))
          .containsExactlyInAnyOrder("work.people", "work.team_members", "work.company");
    }
  }

  @Test
  void anErasedAddressIsFreeAgain() {
    try (var room = new PeopleRoom()) {
      var ben = room.add("Ben", Role.AGENT);
      erase(room, ben, "address");
      assertThat(room.people.find("ben@northwind.example")).isEmpty();
      assertThat(room.add("Ben", Role.AGENT)).isNotEqualTo(ben);
    }
  }

  private static void live(PeopleRoom room, Random random) {
    var maya = room.first.admin();
    var home = room.first.team();
    room.teams.found(
        "Trade", maya, room.rosters.around(home).time().hours(), Giving.TAKEN, by(maya));
    for (int i = 0; i < 6; i++) {
      room.add("P" + i, Role.values()[random.nextInt(4)]);
    }
    var people = room.bean(Registers.class).colleagues();
    var teams = room.bean(Registers.class).teams();
    for (int i = 0; i < 80; i++) {
      var who = people.get(random.nextInt(people.size())).id();
      var team = teams.get(random.nextInt(teams.size()));
      var now = Instant.now();
      switch (random.nextInt(10)) {
        case 0 -> room.lockOuts.lockOut(who, "why", by(maya));
        case 1 -> room.people.letIn(who, by(maya));
        case 2 -> room.people.changeRole(who, Role.values()[random.nextInt(3)], by(maya));
        case 3 -> room.duty.away(who, now, now.plusSeconds(3600), by(maya));
        case 4 -> room.duty.back(who, by(maya));
        case 5 -> room.teams.leave(team, who, by(maya));
        case 6 -> room.teams.nameDutyLead(team, who, by(maya));
        case 7 -> room.duty.setHours(who, Week.weekdays(7, 12 + random.nextInt(9)), by(maya));
        case 8 -> room.teams.setHours(team, Week.weekdays(8, 18), Region.DE_BY, by(maya));
        default -> room.teams.join(team, who, by(maya));
      }
    }
    room.companies.name("Northwind House", PeopleRoom.BERLIN, by(maya));
    room.companies.goLive(by(maya));
  }

  private static void erase(PeopleRoom room, StaffId who, String... parts) {
    var targets = List.of(parts).stream().map(name -> new PartRef(1, name)).toList();
    room.bean(Desk.class)
        .about(Person.SUBJECTS, who, PeopleRoom.desk())
        .decide(
            Boolean.class,
            (_, _) ->
                Verdict.agreed(
                    true,
                    new ErasureExecuted(new RequestId(Ids.fresh()), Ground.REQUEST, targets)));
  }

  /** The tables that differ from what their entries add up to. */
  private static List<String> compared(PeopleRoom room) {
    var found = new ArrayList<String>();
    try (var context = room.as("answerable_rebuild")) {
      context.getBean(Rebuild.class).compare(difference -> found.add(difference.table()));
    }
    return found;
  }
}
