package org.answerable.work.people;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.Set;
import org.answerable.calendar.Hours;
import org.answerable.calendar.Week;
import org.answerable.facts.ChainId;
import org.answerable.facts.Erasing;
import org.answerable.facts.Fact;
import org.answerable.facts.Region;
import org.answerable.facts.StaffId;
import org.answerable.facts.TeamFact;
import org.answerable.facts.TeamId;
import org.answerable.facts.Teaming;
import org.answerable.facts.Teaming.Giving;
import org.answerable.ledger.reading.ChainKind;
import org.answerable.ledger.writing.Subject;
import org.answerable.ledger.writing.Subjects;
import org.jspecify.annotations.Nullable;

/**
 * Some people who answer together, as the team's chain tells it.
 *
 * @param lead the duty lead; null only before the team is founded
 */
public record Team(
    TeamId id, @Nullable StaffId lead, Set<StaffId> members, Hours hours, Giving giving)
    implements Subject<Team> {

  /** When a team works until it says otherwise. */
  public static final Week USUAL = Week.weekdays(9, 17);

  /** How the chains of teams are folded. */
  public static final Subjects<Team> SUBJECTS =
      new Subjects<>() {
        @Override
        public ChainKind kind() {
          return ChainKind.TEAM;
        }

        @Override
        public Team blank(ChainId chain) {
          return Team.blank(new TeamId(chain.value()));
        }
      };

  public Team {
    members = Set.copyOf(members);
  }

  static Team blank(TeamId id) {
    var usual = new Hours(USUAL, ZoneOffset.UTC, Region.NONE);
    return new Team(id, null, Set.of(), usual, Giving.GIVEN_OUT);
  }

  public boolean isFounded() {
    return lead != null;
  }

  public boolean isLedBy(StaffId who) {
    return who.equals(lead);
  }

  @Override
  public Team after(Fact fact, Instant recorded) {
    if (!(fact instanceof TeamFact ours)) {
      throw new IllegalArgumentException("Nothing of a team: " + fact);
    }
    return switch (ours) {
      case Teaming teaming -> after(teaming);
      case Erasing _ -> this;
    };
  }

  private Team after(Teaming fact) {
    return switch (fact) {
      case Teaming.TeamFounded(var first, ZoneId zone, var how) ->
          new Team(id, first, Set.of(first), new Hours(hours.week(), zone, hours.region()), how);
      case Teaming.MemberJoined(var who) -> new Team(id, lead, plus(who), hours, giving);
      case Teaming.MemberLeft(var who) -> new Team(id, lead, minus(who), hours, giving);
      case Teaming.DutyLeadNamed(var who) -> new Team(id, who, members, hours, giving);
      case Teaming.TeamHoursSet set -> new Team(id, lead, members, hours(set), giving);
      case Teaming.GivingChanged(var how) -> new Team(id, lead, members, hours, how);
    };
  }

  private Hours hours(Teaming.TeamHoursSet set) {
    var week =
        new Week(set.mon(), set.tue(), set.wed(), set.thu(), set.fri(), set.sat(), set.sun());
    return new Hours(week, hours.zone(), set.region());
  }

  private Set<StaffId> plus(StaffId who) {
    var more = new LinkedHashSet<>(members);
    more.add(who);
    return more;
  }

  private Set<StaffId> minus(StaffId who) {
    var fewer = new LinkedHashSet<>(members);
    fewer.remove(who);
    return fewer;
  }
}
