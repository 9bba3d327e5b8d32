package org.answerable.doors.words;

import org.answerable.calendar.Policy;
import org.answerable.facts.Role;
import org.answerable.sight.Who;
import org.springframework.stereotype.Component;

/**
 * The line as a kind of desk draws it for a role, until rights are kept for each person. Who
 * administers has no money of their own by that: they decide as those who answer do.
 */
@Component
final class DeskWaterline implements Waterline {

  @Override
  public Alone of(Who who, Policy policy) {
    boolean above = who.role() == Role.LEAD || who.role() == Role.LEADER;
    return switch (policy.desk()) {
      case RETAIL ->
          new Alone.Money(who.role() == Role.LEADER ? 2500 : who.role() == Role.LEAD ? 500 : 50);
      case SOFTWARE -> above ? new Alone.Money(2500) : new Alone.Credit(5, 500);
      case COMPLAINTS -> new Alone.Money(above ? 1000 : 100);
    };
  }
}
