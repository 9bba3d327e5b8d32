package org.answerable.doors.command;

import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.answerable.language.Language;
import org.answerable.language.Meaning;
import org.answerable.language.Reading;
import org.answerable.language.Role;
import org.jspecify.annotations.Nullable;

/** Counts what messages say, per side and per conversation. Keeps no text and knows no person. */
final class WordsAudit {

  /** What is remembered of one conversation: nothing but what was said on either side. */
  private static final class Thread {
    boolean vague;
    boolean dated;
    boolean chased;
    boolean chasedAfterVague;
    boolean chasedAfterDated;
    boolean sorry;
    boolean answeredFor;
    boolean asked;
    boolean solved;
  }

  private final Language language;
  private final Map<Role, Integer> messages = new EnumMap<>(Role.class);
  private final Map<Role, Integer> sentences = new EnumMap<>(Role.class);
  private final Map<Meaning, Integer> found = new EnumMap<>(Meaning.class);
  private final Map<String, Thread> threads = new LinkedHashMap<>();

  WordsAudit(Language language) {
    this.language = language;
  }

  /** One message; those of a conversation come in order of time. */
  void add(@Nullable String conversation, Role role, String text) {
    var reading = language.read(role, text);
    messages.merge(role, 1, Integer::sum);
    sentences.merge(role, reading.sentences().size(), Integer::sum);
    for (var meaning : reading.meanings()) {
      found.merge(meaning, 1, Integer::sum);
    }
    if (conversation != null && !conversation.isBlank()) {
      follow(threads.computeIfAbsent(conversation, _ -> new Thread()), role, reading);
    }
  }

  private static void follow(Thread thread, Role role, Reading reading) {
    switch (role) {
      case AGENT -> {
        thread.vague |= reading.says(Meaning.PROMISE_VAGUE);
        thread.dated |= reading.says(Meaning.PROMISE_DATED);
        thread.sorry |= reading.says(Meaning.APOLOGY) || reading.says(Meaning.NON_APOLOGY);
        thread.answeredFor |= reading.says(Meaning.TAKES_RESPONSIBILITY);
      }
      case CUSTOMER -> {
        if (reading.says(Meaning.CHASE)) {
          thread.chased = true;
          thread.chasedAfterVague |= thread.vague;
          thread.chasedAfterDated |= thread.dated;
        }
        thread.asked |= reading.says(Meaning.ADMISSION_ASKED);
        thread.solved |= reading.says(Meaning.SOLVED);
      }
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
    out.printf(Locale.ROOT, "Conversations: %d%n", threads.size());
    line(out, "a promise without a time", count(t -> t.vague));
    line(out, "  … and the customer asked again after it", count(t -> t.chasedAfterVague));
    line(out, "a promise with a time", count(t -> t.dated));
    line(out, "  … and the customer asked again after it", count(t -> t.chasedAfterDated));
    line(out, "the customer asked where it stands", count(t -> t.chased));
    line(out, "sorry was said, in any form", count(t -> t.sorry));
    line(out, "  … and that it was us", count(t -> t.sorry && t.answeredFor));
    line(out, "the customer asked us to answer for it", count(t -> t.asked));
    line(out, "the customer said it was solved", count(t -> t.solved));
  }

  private int count(Predicate<Thread> wanted) {
    return (int) threads.values().stream().filter(wanted).count();
  }

  private void line(PrintWriter out, String what, int count) {
    out.printf(
        Locale.ROOT, "  %-42s %6d  %5.1f in 100%n", what, count, share(count, threads.size()));
  }

  private static double share(int count, int all) {
    return all == 0 ? 0 : 100.0 * count / all;
  }
}
