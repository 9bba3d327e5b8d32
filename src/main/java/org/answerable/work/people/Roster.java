package org.answerable.work.people;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.answerable.calendar.Hours;
import org.answerable.calendar.Policy;
import org.answerable.calendar.WorkingTime;
import org.answerable.facts.Role;
import org.answerable.facts.StaffId;
import org.answerable.facts.TeamId;
import org.answerable.facts.Teaming.Giving;
import org.answerable.facts.Tongue;
import org.jspecify.annotations.Nullable;

/**
 * Who there is around one team: what a decision about the team's cases may know of people. A value,
 * read once by {@link Rosters}; it names everyone of the team, everyone above, and whoever was
 * asked for, and knows nothing of anybody else.
 */
public final class Roster {

  private static final Comparator<Member> BY_ID = Comparator.comparing(one -> one.id().value());

  private final TeamId team;
  private final StaffId dutyLead;
  private final Giving giving;
  private final Hours hours;
  private final Policy policy;
  private final boolean live;
  private final Map<StaffId, Member> people;

  /**
   * @param inTeam whether they are of this team, or only above it or asked for
   * @param hours theirs; null where they work when the team does
   */
  public record Member(
      StaffId id,
      boolean inTeam,
      Role role,
      Tongue tongue,
      boolean active,
      @Nullable Hours hours,
      Person.@Nullable Away away) {}

  /** A team opens again, and its duty lead holds what comes. */
  public record NextOpening(Instant at, StaffId holder) {}

  public Roster(
      TeamId team,
      StaffId dutyLead,
      Giving giving,
      Hours hours,
      Policy policy,
      boolean live,
      List<Member> people) {
    this.team = team;
    this.dutyLead = dutyLead;
    this.giving = giving;
    this.hours = hours;
    this.policy = policy;
    this.live = live;
    this.people = new TreeMap<>(Comparator.comparing(StaffId::value));
    people.forEach(one -> this.people.put(one.id(), one));
  }

  public TeamId team() {
    return team;
  }

  /** Who holds what reached the team and nobody has taken. */
  public StaffId dutyLead() {
    return dutyLead;
  }

  public Giving giving() {
    return giving;
  }

  /** The defaults that hold for what is promised now. */
  public Policy policy() {
    return policy;
  }

  /** Whether the desk speaks to the outside yet. */
  public boolean isLive() {
    return live;
  }

  /** The team's working time. */
  public WorkingTime time() {
    return new WorkingTime(hours);
  }

  /**
   * A person's working time; the team's where they have none of their own or are not known here.
   */
  public WorkingTime time(StaffId who) {
    var one = people.get(who);
    var own = one == null ? null : one.hours();
    return new WorkingTime(own == null ? hours : own);
  }

  /** Whether somebody may own, decide and be promised to. */
  public boolean isActive(StaffId who) {
    var one = people.get(who);
    return one != null && one.active();
  }

  /** Everyone known here who may act. */
  public Set<StaffId> active() {
    return ids(people.values().stream().filter(Member::active).toList());
  }

  /** Whoever is of the team and may act. */
  public Set<StaffId> members() {
    return ids(people.values().stream().filter(one -> one.inTeam() && one.active()).toList());
  }

  public @Nullable Member member(StaffId who) {
    return people.get(who);
  }

  /** Whether somebody works then: active, within their hours, not away. */
  public boolean isOnDuty(StaffId who, Instant at) {
    var one = people.get(who);
    return one != null && one.active() && !isAway(one, at) && time(who).isOpen(at);
  }

  /** Whoever of the team works then, by id. */
  public List<StaffId> onDuty(Instant at) {
    return people.values().stream()
        .filter(one -> one.inTeam() && isOnDuty(one.id(), at))
        .map(Member::id)
        .toList();
  }

  /**
   * When somebody works next, from {@code at} on; empty where they have no working time within a
   * year or are not active.
   */
  public Optional<Instant> nextOnDuty(StaffId who, Instant at) {
    var one = people.get(who);
    var time = time(who);
    if (one == null || !one.active() || !time.everOpens(at)) {
      return Optional.empty();
    }
    var opening = time.nextOpening(at);
    var away = one.away();
    if (away == null || !away.covers(opening)) {
      return Optional.of(opening);
    }
    return time.everOpens(away.until())
        ? Optional.of(time.nextOpening(away.until()))
        : Optional.empty();
  }

  /** When the team works next, from {@code at} on, and who holds what comes meanwhile. */
  public NextOpening nextOpening(Instant at) {
    return new NextOpening(time().nextOpening(at), dutyLead);
  }

  /** Leads of the team, then leaders, then administrators: whom one asks above. All active. */
  public List<StaffId> above() {
    var above = new ArrayList<Member>();
    for (var one : people.values()) {
      boolean asked = one.role().atLeast(Role.LEADER) || (one.role() == Role.LEAD && one.inTeam());
      if (one.active() && asked) {
        above.add(one);
      }
    }
    above.sort(Comparator.comparing(Member::role).thenComparing(BY_ID));
    return above.stream().map(Member::id).toList();
  }

  /**
   * The last who owes what all others let break: a leader, or else an administrator; of the team
   * first. Where there is none above, the duty lead.
   */
  public StaffId leader() {
    return people.values().stream()
        .filter(one -> one.active() && one.role().atLeast(Role.LEADER))
        .min(
            Comparator.comparing(Member::role)
                .thenComparing(one -> !one.inTeam())
                .thenComparing(BY_ID))
        .map(Member::id)
        .orElse(dutyLead);
  }

  /** Who owes next when {@code who} let it break: the duty lead, then the leader, who stays. */
  public StaffId nextUp(StaffId who) {
    return who.equals(dutyLead) || who.equals(leader()) ? leader() : dutyLead;
  }

  private static boolean isAway(Member one, Instant at) {
    var away = one.away();
    return away != null && away.covers(at);
  }

  private static Set<StaffId> ids(List<Member> members) {
    return members.stream().map(Member::id).collect(Collectors.toUnmodifiableSet());
  }
}
