package org.answerable.work.people;

import java.time.Instant;
import java.util.Comparator;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.answerable.facts.StaffId;

/** Who answers for what has just come. */
public final class Owners {

  private Owners() {}

  /**
   * @param taken false where it is the duty lead, who holds it until somebody takes it
   */
  public record Choice(StaffId owner, boolean taken) {}

  /**
   * Of those of the team who are on duty and able to help, whoever has the least open work. Where
   * the team lets people take cases, or nobody fits, the duty lead holds it.
   *
   * @param able who could help: language, skill, authority
   * @param load somebody's open work; may be a moment old
   */
  public static Choice choose(
      Roster roster, Predicate<StaffId> able, ToIntFunction<StaffId> load, Instant now) {
    return switch (roster.giving()) {
      case GIVEN_OUT ->
          roster.onDuty(now).stream()
              .filter(able)
              .min(Comparator.comparingInt(load).thenComparing(StaffId::value))
              .map(owner -> new Choice(owner, true))
              .orElseGet(() -> new Choice(roster.dutyLead(), false));
      case TAKEN -> new Choice(roster.dutyLead(), false);
    };
  }
}
