package org.answerable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.answerable.facts.DayHours;
import org.answerable.facts.Id;
import org.answerable.facts.Party;

/** What a fact may be made of, said a second time and without the codec. */
final class FactRules {

  private static final Set<Class<?>> PLAIN =
      Set.of(
          long.class,
          int.class,
          boolean.class,
          Instant.class,
          LocalDate.class,
          ZoneId.class,
          Party.class,
          DayHours.class);

  private FactRules() {}

  /** The components that could hold words. */
  static List<String> words(Class<?> fact) {
    return Arrays.stream(fact.getRecordComponents())
        .filter(it -> !PLAIN.contains(it.getType()))
        .filter(it -> !it.getType().isEnum())
        .filter(it -> !(Id.class.isAssignableFrom(it.getType()) && it.getType().isRecord()))
        .filter(it ->
            !it.getGenericType()
                .getTypeName()
                .equals("java.util.List<org.answerable.facts.PartRef>"))
        .map(it ->
            fact.getSimpleName() + "." + it.getName() + " is " + it.getGenericType().getTypeName())
        .toList();
  }
}
