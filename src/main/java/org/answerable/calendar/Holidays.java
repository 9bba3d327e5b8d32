package org.answerable.calendar;

import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.answerable.facts.Region;

/** Days on which a whole region does not work. Read once for each region and year, then kept. */
final class Holidays {

  private static final Map<InYear, Set<LocalDate>> KNOWN = new ConcurrentHashMap<>();

  private Holidays() {}

  private record InYear(Region region, int year) {}

  static boolean isHoliday(LocalDate day, Region region) {
    return region != Region.NONE
        && KNOWN.computeIfAbsent(new InYear(region, day.getYear()), Holidays::read).contains(day);
  }

  // The library looks for its own parts when it is first used and does so badly from two threads.
  private static synchronized Set<LocalDate> read(InYear in) {
    var calendar = HolidayManager.getInstance(ManagerParameters.create(country(in.region())));
    var part = part(in.region());
    return calendar.getHolidays(Year.of(in.year()), part).stream()
        // What is only remembered or celebrated closes no desk.
        .filter(holiday -> holiday.getType() != HolidayType.OBSERVANCE)
        // A holiday moved to the next working day closes the desk then; its own day is a weekend.
        .flatMap(holiday ->
            Stream.concat(Stream.of(holiday.getActualDate()), holiday.getObservedDate().stream()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String country(Region region) {
    return region.name().substring(0, 2).toLowerCase(java.util.Locale.ROOT);
  }

  /** The library's name for a part of a country, where it has one. */
  private static String[] part(Region region) {
    return switch (region) {
      case NONE, DE, AT, CH, ES, FR, GB, IE, IT, NL, PL, SE, US -> new String[0];
      case DE_BE -> new String[] {"be"};
      case DE_BW -> new String[] {"bw"};
      case DE_BY -> new String[] {"by"};
      case DE_HE -> new String[] {"he"};
      case DE_HH -> new String[] {"hh"};
      case DE_NW -> new String[] {"nw"};
      case DE_SN -> new String[] {"sn"};
      case GB_EN -> new String[] {"eng"};
      case GB_SC -> new String[] {"sct"};
    };
  }
}
