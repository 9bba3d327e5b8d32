package org.answerable.facts;

import java.util.ArrayList;
import java.util.List;

/**
 * The working hours of one weekday in local time, as spans of minutes since midnight, in order and
 * apart from each other; an empty list is a day off. 1440 is the end of the day.
 */
public record DayHours(List<Span> spans) {

  public static final DayHours OFF = new DayHours(List.of());

  /** From a minute of the day to another, the end not included. */
  public record Span(int from, int to) {
    public Span {
      if (from < 0 || to > 1440 || from >= to) {
        throw new IllegalArgumentException(
            "A span of working time runs from an earlier to a later minute of one day, not from "
                + from
                + " to "
                + to);
      }
    }
  }

  public DayHours {
    spans = List.copyOf(spans);
    for (int i = 1; i < spans.size(); i++) {
      if (spans.get(i).from() < spans.get(i - 1).to()) {
        throw new IllegalArgumentException("Spans of a day overlap or are out of order: " + spans);
      }
    }
    if (spans.size() > 4) {
      throw new IllegalArgumentException("At most four spans a day, not " + spans.size());
    }
  }

  /** One span, given in hours. */
  public static DayHours of(int fromHour, int toHour) {
    return new DayHours(List.of(new Span(fromHour * 60, toHour * 60)));
  }

  /** The word under which it is stored: {@code 540_720_780_1020}, or {@code off}. */
  public String word() {
    if (spans.isEmpty()) {
      return "off";
    }
    var words = new ArrayList<String>();
    for (var span : spans) {
      words.add(span.from() + "_" + span.to());
    }
    return String.join("_", words);
  }

  /** The hours that {@link #word()} wrote down. */
  public static DayHours parse(String word) {
    if (word.equals("off")) {
      return OFF;
    }
    String[] minutes = word.split("_", -1);
    if (minutes.length % 2 != 0) {
      throw new IllegalArgumentException("Hours of a day come in pairs, not as '" + word + "'");
    }
    var spans = new ArrayList<Span>();
    for (int i = 0; i < minutes.length; i += 2) {
      spans.add(new Span(Integer.parseInt(minutes[i]), Integer.parseInt(minutes[i + 1])));
    }
    return new DayHours(spans);
  }
}
