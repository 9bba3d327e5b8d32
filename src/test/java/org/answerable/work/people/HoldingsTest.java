package org.answerable.work.people;

import static org.answerable.work.people.PeopleRoom.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.answerable.facts.Role;
import org.answerable.facts.StaffId;
import org.answerable.facts.TeamId;
import org.answerable.ledger.writing.Pen;
import org.answerable.ledger.writing.Said;
import org.answerable.work.people.LockOuts.LockingOut;
import org.junit.jupiter.api.Test;

/** What somebody holds moves in the transaction that locks them out, or nothing happens. */
class HoldingsTest {

  /** Remembers what it was asked, and can fail. */
  static final class Remembering implements Holdings {
    final List<Map<TeamId, StaffId>> asked = new ArrayList<>();
    boolean fails;

    @Override
    public List<Said> move(StaffId leaving, Map<TeamId, StaffId> heirs, Pen pen) {
      asked.add(heirs);
      if (fails) {
        throw new IllegalStateException("A case could not be moved");
      }
      return List.of();
    }
  }

  @Test
  void whatALockedOutPersonHoldsGoesToTheDutyLeadsOfItsTeams() {
    try (var room = new PeopleRoom(Remembering.class)) {
      var holdings = room.bean(Remembering.class);
      var home = room.first.team();
      var ben = room.member("Ben", Role.AGENT);
      var anna = room.member("Anna", Role.LEAD);

      assertThat(room.lockOuts.lockOut(ben, "", by(room.first.admin())))
          .isEqualTo(new LockingOut.Out(0));
      assertThat(holdings.asked.removeLast()).isEqualTo(Map.of(home, room.first.admin()));

      var zoe = room.add("Zoe", Role.ADMIN);
      room.lockOuts.lockOut(room.first.admin(), "", by(zoe));
      assertThat(holdings.asked.removeLast())
          .as("the duty lead was locked out: the next one inherits")
          .isEqualTo(Map.of(home, anna));
    }
  }

  @Test
  void whereItCannotMoveNobodyIsLockedOut() {
    try (var room = new PeopleRoom(Remembering.class)) {
      var ben = room.member("Ben", Role.AGENT);
      room.bean(Remembering.class).fails = true;
      assertThatThrownBy(() -> room.lockOuts.lockOut(ben, "", by(room.first.admin())))
          .hasMessageContaining("could not be moved");
      assertThat(room.people.who(ben)).isPresent();
    }
  }

  @Test
  void aRefusalMovesNothing() {
    try (var room = new PeopleRoom(Remembering.class)) {
      room.lockOuts.lockOut(room.first.admin(), "", by(room.first.admin()));
      assertThat(room.bean(Remembering.class).asked).isEmpty();
    }
  }
}
