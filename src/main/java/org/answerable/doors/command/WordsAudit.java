package org.answerable.doors.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.answerable.language.Language;
import org.answerable.language.Meaning;
import org.answerable.language.Role;
import org.jspecify.annotations.Nullable;

/** Counts what messages say, per side and per conversation. Keeps no text and knows no person. */
final class WordsAudit {

  /** What is remembered of one message: when, on which side, and what it said; not the words. */
  private record Said(String when, Role role, Set<Meaning> meanings) {}

  /** What one conversation adds up to. */
  private static final class Course {
    boolean vague;
    boolean dated;
    boolean chased;
    boolean chasedAfterVague;
    boolean chasedAfterDated;
    boolean sorry;
    boolean answeredFor;
    boolean asked;
    boolean solved;

    void follow(Said said) {
      var meanings = said.meanings;
      switch (said.role) {
        case AGENT -> {
          vague |= meanings.contains(Meaning.PROMISE_VAGUE);
          dated |= meanings.contains(Meaning.PROMISE_DATED);
          sorry |= meanings.contains(Meaning.APOLOGY) || meanings.contains(Meaning.NON_APOLOGY);
          answeredFor |= meanings.contains(Meaning.TAKES_RESPONSIBILITY);
        }
        case CUSTOMER -> {
          if (meanings.contains(Meaning.CHASE)) {
            chased = true;
            chasedAfterVague |= vague;
            chasedAfterDated |= dated;
          }
          asked |= meanings.contains(Meaning.ADMISSION_ASKED);
          solved |= meanings.contains(Meaning.SOLVED);
        }
      }
    }
  }

  private final Language language;
  private final Map<Role, Integer> messages = new EnumMap<>(Role.class);
  private final Map<Role, Integer> sentences = new EnumMap<>(Role.class);
  private final Map<Meaning, Integer> found = new EnumMap<>(Meaning.class);
  private final Map<String, List<Said>> threads = new LinkedHashMap<>();

  WordsAudit(Language language) {
    this.language = language;
  }

  /**
   * One message.
   *
   * @param when orders the messages of a conversation as text does; equal ones stay in the order
   *     they came
   */
  void add(@Nullable String conversation, String when, Role role, String text) {
    var reading = language.read(role, text);
    messages.merge(role, 1, Integer::sum);
    sentences.merge(role, reading.sentences().size(), Integer::sum);
    for (var meaning : reading.meanings()) {
      found.merge(meaning, 1, Integer::sum);
    }
    if (conversation != null && !conversation.isBlank()) {
      threads
          .computeIfAbsent(conversation, _ -> new ArrayList<>())
          .add(new Said(when, role, reading.meanings()));
    }
  }

  void print(PrintWriter out) {
    for (var role : Role.values()) {
      int all = messages.getOrDefault(role, 0);
      out.printf(
          Locale.ROOT,
          "%s: %d messages, %d sentences%n",
          role == Role.AGENT ? "Ours" : "Customers",
          all,
          sentences.getOrDefault(role, 0));
      for (var meaning : Meaning.values()) {
        if (meaning.side() == role) {
          int count = found.getOrDefault(meaning, 0);
          out.printf(
              Locale.ROOT,
              "  %-22s %6d  %5.1f in 100 messages%n",
              meaning,
              count,
              share(count, all));
        }
      }
    }
    if (threads.isEmpty()) {
      return;
    }
    var courses = courses();
    out.printf(Locale.ROOT, "Conversations: %d%n", courses.size());
    line(out, "a promise without a time", count(courses, t -> t.vague), courses.size());
    line(
        out,
        "  … and the customer asked again after it",
        count(courses, t -> t.chasedAfterVague),
        courses.size());
    line(out, "a promise with a time", count(courses, t -> t.dated), courses.size());
    line(
        out,
        "  … and the customer asked again after it",
        count(courses, t -> t.chasedAfterDated),
        courses.size());
    line(out, "the customer asked where it stands", count(courses, t -> t.chased), courses.size());
    line(out, "sorry was said, in any form", count(courses, t -> t.sorry), courses.size());
    line(
        out,
        "  … and that it was us",
        count(courses, t -> t.sorry && t.answeredFor),
        courses.size());
    line(
        out,
        "the customer asked us to answer for it",
        count(courses, t -> t.asked),
        courses.size());
    line(out, "the customer said it was solved", count(courses, t -> t.solved), courses.size());
  }

  private List<Course> courses() {
    var courses = new ArrayList<Course>();
    for (var thread : threads.values()) {
      var course = new Course();
      thread.stream().sorted(Comparator.comparing(Said::when)).forEach(course::follow);
      courses.add(course);
    }
    return courses;
  }

  private static int count(List<Course> courses, Predicate<Course> wanted) {
    return (int) courses.stream().filter(wanted).count();
  }

  private static void line(PrintWriter out, String what, int count, int all) {
    out.printf(Locale.ROOT, "  %-42s %6d  %5.1f in 100%n", what, count, share(count, all));
  }

  private static double share(int count, int all) {
    return all == 0 ? 0 : 100.0 * count / all;
  }
}
