package org.answerable.language;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.answerable.language.TimeWish.Day;
import org.answerable.language.TimeWish.Part;
import org.answerable.language.TimeWish.Period;
import org.jspecify.annotations.Nullable;

/**
 * Finds times in the words of a sentence. The words of a language are data; the grammar is the same
 * for all: a day with a time, a length, the end of a period, a vague word. From each word it looks
 * ahead a fixed number of words at most.
 */
final class TimeFinder {
  /** What a word may stand for; a word may stand for several. */
  private final Map<String, Set<String>> meanings = new HashMap<>();

  private final boolean dayFirst;

  TimeFinder(String code, String file) {
    dayFirst = code.equals("de");
    for (var line : (Iterable<String>) file.lines()::iterator) {
      if (line.isBlank() || line.startsWith("//")) {
        continue;
      }
      var parts = line.strip().split("\\s+");
      for (int i = 1; i < parts.length; i++) {
        meanings.computeIfAbsent(Letters.plain(parts[i]), _ -> new TreeSet<>()).add(parts[0]);
      }
    }
  }

  List<FoundTime> find(Sentence sentence) {
    var found = new ArrayList<FoundTime>();
    var words = sentence.words();
    int at = 0;
    while (at < words.size()) {
      var here = new Reader(words, at);
      var wish = here.wish();
      if (wish == null) {
        at++;
        continue;
      }
      found.add(new FoundTime(new Span(words.get(at).start(), words.get(here.at - 1).end()), wish));
      at = here.at;
    }
    return found;
  }

  /** Reads forward from one word; on failure nothing is kept. */
  private final class Reader {
    private final List<Word> words;
    private final int from;
    private int at;

    Reader(List<Word> words, int from) {
      this.words = words;
      this.from = from;
      this.at = from;
    }

    @Nullable TimeWish wish() {
      for (int form = 0; form < 5; form++) {
        at = from;
        var wish =
            switch (form) {
              case 0 -> period();
              case 1 -> length();
              case 2 -> dayThenTime();
              case 3 -> timeThenDay();
              default -> take("vague") ? new TimeWish.Vague() : null;
            };
        if (wish != null) {
          return wish;
        }
      }
      return null;
    }

    private Set<String> meanings() {
      return at < words.size()
          ? TimeFinder.this.meanings.getOrDefault(words.get(at).form(), Set.of())
          : Set.of();
    }

    private boolean take(String meaning) {
      if (!meanings().contains(meaning)) {
        return false;
      }
      at++;
      return true;
    }

    private int numbered(String prefix) {
      for (var meaning : meanings()) {
        if (meaning.startsWith(prefix)) {
          at++;
          return Integer.parseInt(meaning.substring(prefix.length()));
        }
      }
      return -1;
    }

    /** "next week", "by the end of the month", "before the weekend". */
    private @Nullable TimeWish period() {
      boolean led = take("by") | take("on") | take("within");
      while (take("the")) {
        led = true;
      }
      if (take("weekend")) {
        return led ? new TimeWish.EndOf(Period.WEEK, false) : null;
      }
      if (take("endofday")) {
        return new TimeWish.On(new Day.Ahead(0), null, null);
      }
      boolean end = take("end");
      while (end && take("the")) {
        led = true;
      }
      boolean next = take("next");
      boolean current = !next && take("this");
      if (end && take("working")) {
        led = true;
      }
      if (!end && !next && !current) {
        return null;
      }
      if (meanings().contains("unit.weeks")) {
        at++;
        return new TimeWish.EndOf(Period.WEEK, next);
      }
      if (meanings().contains("unit.months")) {
        at++;
        return new TimeWish.EndOf(Period.MONTH, next);
      }
      if (end
          && (meanings().contains("unit.days")
              || meanings().contains("working")
              || take("today"))) {
        if (meanings().contains("unit.days") || meanings().contains("working")) {
          at++;
        }
        return new TimeWish.On(new Day.Ahead(0), null, null);
      }
      if (current) {
        var part = part();
        return part == null ? null : new TimeWish.On(new Day.Ahead(0), null, part);
      }
      return null;
    }

    /** "within two working days", "in an hour", "3-5 business days". */
    private @Nullable TimeWish length() {
      boolean led = take("within");
      take("the");
      take("the");
      led |= take("next");
      boolean half = take("half");
      int amount = amount();
      if (amount < 0) {
        return null;
      }
      take("the");
      int back = at;
      if (take("link") || (at < words.size() && words.get(at).form().equals("to"))) {
        int upper = amount();
        if (upper >= amount) {
          amount = upper;
        } else {
          at = back;
        }
      } else {
        int upper = amount();
        if (upper > amount) {
          amount = upper;
        } else {
          at = back;
        }
      }
      take("further");
      boolean working = take("working");
      if (take("workingday")) {
        return new TimeWish.Within(amount, ChronoUnit.DAYS, true);
      }
      for (var unit :
          List.of(
              ChronoUnit.MINUTES,
              ChronoUnit.HOURS,
              ChronoUnit.DAYS,
              ChronoUnit.WEEKS,
              ChronoUnit.MONTHS)) {
        if (take("unit." + unit.name().toLowerCase(Locale.ROOT))) {
          if (half && unit == ChronoUnit.HOURS) {
            return new TimeWish.Within(30, ChronoUnit.MINUTES, working);
          }
          // "an hour" alone is a length, no promise of a time: it needs a word that leads to it.
          return amount == 1 && !led ? null : new TimeWish.Within(amount, unit, working);
        }
      }
      return null;
    }

    private int amount() {
      int word = numbered("number.");
      if (word >= 0) {
        // "a couple of", "a few"
        if (word == 1) {
          int more = numbered("number.");
          if (more > 1) {
            word = more;
          }
        }
        return word;
      }
      int number = number();
      return number > 1000 ? -1 : number;
    }

    private int number() {
      if (at >= words.size()) {
        return -1;
      }
      var form = words.get(at).form();
      if (form.length() > 4) {
        return -1;
      }
      for (int i = 0; i < form.length(); i++) {
        if (form.charAt(i) < '0' || form.charAt(i) > '9') {
          return -1;
        }
      }
      if (form.isEmpty()) {
        return -1;
      }
      at++;
      return Integer.parseInt(form);
    }

    /** "by Friday 5 pm", "tomorrow morning", "on the 3rd". */
    private @Nullable TimeWish dayThenTime() {
      boolean by = take("by");
      boolean on = take("on");
      by |= take("by");
      on |= take("on");
      boolean the = take("the");
      if (take("later")) {
        return take("today") ? new TimeWish.On(new Day.Ahead(0), null, null) : null;
      }
      var clockFirst = at;
      var day = day(on || by || the);
      if (day == null) {
        at = clockFirst;
        return null;
      }
      // "tonight" is today and the evening.
      var part = words.get(at - 1).form().equals("tonight") ? Part.EVENING : null;
      int after = at;
      take("on");
      take("by");
      take("the");
      var time = time(after != at);
      if (time == null) {
        at = after;
        if (take("first") && take("thing")) {
          part = Part.MORNING;
          after = at;
        } else {
          at = after;
        }
        var named = part();
        if (named != null) {
          part = named;
        } else if (dayFirst && meanings().contains("tomorrow")) {
          // "Freitag morgen", "morgen früh": the second word is the part of the day.
          at++;
          part = Part.MORNING;
        }
      } else {
        part = null;
      }
      return new TimeWish.On(day, time, part);
    }

    /** "at 5 pm tomorrow", "by 17:00". */
    private @Nullable TimeWish timeThenDay() {
      boolean led = take("by");
      led |= take("on");
      led |= take("by");
      var time = time(led);
      Part part = null;
      if (time == null) {
        if (!led) {
          return null;
        }
        part = part();
        if (part == null) {
          return null;
        }
      }
      int after = at;
      take("on");
      take("the");
      var day = day(false);
      if (day == null) {
        at = after;
        day = new Day.Ahead(0);
      }
      return new TimeWish.On(day, time, part);
    }

    private @Nullable Part part() {
      for (var part : Part.values()) {
        if (take("part." + part.name().toLowerCase(Locale.ROOT))) {
          return part;
        }
      }
      return null;
    }

    private @Nullable Day day(boolean led) {
      int begin = at;
      if (take("today")) {
        return new Day.Ahead(0);
      }
      if (take("tomorrow")) {
        return new Day.Ahead(1);
      }
      if (take("day-after")) {
        return new Day.Ahead(2);
      }
      boolean next = take("next");
      if (!next) {
        take("this");
      }
      int weekday = numbered("weekday.");
      if (weekday > 0) {
        return new Day.Weekday(DayOfWeek.of(weekday), next && !dayFirst);
      }
      at = begin;
      int month = numbered("month.");
      if (month > 0) {
        int number = number();
        if (number >= 1 && number <= 31) {
          take("ordinal");
          return new Day.Date(Month.of(month), number, year());
        }
        at = begin;
        return null;
      }
      var dated = dotted();
      if (dated != null) {
        return dated;
      }
      int number = number();
      if (number >= 1 && number <= 31) {
        boolean ordinal = take("ordinal");
        take("the");
        int named = numbered("month.");
        if (named > 0) {
          return new Day.Date(Month.of(named), number, year());
        }
        if (ordinal || (dayFirst && led && !meanings().contains("oclock") && lacksUnit())) {
          return new Day.OfMonth(number);
        }
      }
      at = begin;
      return null;
    }

    private boolean lacksUnit() {
      return meanings().stream().noneMatch(m -> m.startsWith("unit.") || m.startsWith("working"));
    }

    private @Nullable Integer year() {
      int back = at;
      int year = number();
      if (year >= 1970 && year < 2200) {
        return year;
      }
      at = back;
      return null;
    }

    /** "03.05.2027", "3.5.": only where the day comes first without doubt. */
    private @Nullable Day dotted() {
      if (at >= words.size()) {
        return null;
      }
      var form = words.get(at).form();
      if (form.length() > 10 || form.indexOf('.') < 1 || !Character.isDigit(form.charAt(0))) {
        return null;
      }
      var parts = form.split("\\.");
      if (parts.length < 2 || parts.length > 3) {
        return null;
      }
      var numbers = new int[3];
      for (int i = 0; i < parts.length; i++) {
        if (parts[i].isEmpty()
            || parts[i].length() > 4
            || !parts[i].chars().allMatch(c -> c >= '0' && c <= '9')) {
          return null;
        }
        numbers[i] = Integer.parseInt(parts[i]);
      }
      if (!dayFirst && parts.length < 3) {
        return null;
      }
      if (numbers[0] < 1 || numbers[0] > 31 || numbers[1] < 1 || numbers[1] > 12) {
        return null;
      }
      Integer year = null;
      if (parts.length == 3) {
        year = numbers[2] < 100 ? numbers[2] + 2000 : numbers[2];
      }
      at++;
      return new Day.Date(Month.of(numbers[1]), numbers[0], year);
    }

    /** "5 pm", "17:30", "17 Uhr", and where something leads to it also "5". */
    private @Nullable LocalTime time(boolean led) {
      int begin = at;
      if (at >= words.size()) {
        return null;
      }
      var form = words.get(at).form();
      int colon = form.indexOf(':') > 0 ? form.indexOf(':') : form.indexOf('.');
      int hour;
      int minute = 0;
      boolean exact = false;
      if (colon > 0 && form.length() <= 5 && form.length() - colon == 3) {
        hour = digits(form.substring(0, colon));
        minute = digits(form.substring(colon + 1));
        exact = form.charAt(colon) == ':';
        at++;
      } else {
        hour = number();
      }
      if (hour < 0 || hour > 24 || minute < 0 || minute > 59) {
        at = begin;
        return null;
      }
      boolean oclock = take("oclock");
      boolean pm = take("pm") || spelled("p");
      boolean am = !pm && (take("am") || spelled("a"));
      take("oclock");
      if (am && dayFirst) {
        am = false;
        at--;
      }
      if (pm && hour < 12) {
        hour += 12;
      }
      if (am && hour == 12) {
        hour = 0;
      }
      if (!(pm || am || oclock || exact)
          && !(led && hour <= 24 && !dayFirst && !meanings().contains("ordinal") && lacksUnit())) {
        at = begin;
        return null;
      }
      return hour == 24 ? LocalTime.of(23, 59) : LocalTime.of(hour, minute);
    }

    /** "p.m." is cut into "p" and "m". */
    private boolean spelled(String letter) {
      if (at + 1 < words.size()
          && words.get(at).form().equals(letter)
          && words.get(at + 1).form().equals("m")) {
        at += 2;
        return true;
      }
      return false;
    }

    private static int digits(String text) {
      if (text.isEmpty()
          || text.length() > 2
          || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return -1;
      }
      return Integer.parseInt(text);
    }
  }
}
