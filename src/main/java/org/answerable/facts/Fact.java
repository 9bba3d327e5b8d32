package org.answerable.facts;

/**
 * Something that has happened. A fact <em>is</em> the header of its entry: ids, words of an enum,
 * numbers, instants, never text and nothing personal. What was said stands beside it, as parts that
 * can be erased.
 *
 * <p>Components may be of these types only: {@link Id}s, enums, {@code long}, {@code int}, {@code
 * boolean}, {@link java.time.Instant}, {@link java.time.LocalDate}, {@link java.time.ZoneId},
 * {@link Party}, {@link DayHours}, {@code List<PartRef>}. Absent means none.
 */
public sealed interface Fact
    permits CaseFact, MailFact, CustomerFact, PersonFact, TeamFact, ConfigFact, SystemFact {}
