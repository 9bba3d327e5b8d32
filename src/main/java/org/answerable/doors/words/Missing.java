package org.answerable.doors.words;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.answerable.doors.frame.Page;
import org.answerable.doors.words.Checked.Hint;
import org.answerable.doors.words.Checked.Promise;
import org.answerable.doors.words.Checked.Way;
import org.answerable.facts.Kind;
import org.answerable.language.Meaning;
import org.answerable.language.Reading;
import org.jspecify.annotations.Nullable;

/** What is still missing of an apology, only where one is due. */
final class Missing {

  private static final Set<Meaning> REPAIRS =
      EnumSet.of(Meaning.REMEDY_OFFER, Meaning.OWNERSHIP, Meaning.PROMISE_DATED);

  /** Whoever names a cause, however it reads, has said what happened. */
  private static final Set<Meaning> EXPLAINS =
      EnumSet.of(Meaning.EXPLANATION, Meaning.EXCUSE, Meaning.BLAME_OTHER, Meaning.BLAME_CUSTOMER);

  private final Page page;
  private final Matter matter;
  private final String text;
  private final Reading reading;
  private final GuideBook book;
  private final Spoken spoken;
  private final @Nullable Instant soon;
  private final int greeted;

  /**
   * @param soon the next time that can be promised; null where there is none
   * @param greeted where the words after the greeting begin
   */
  Missing(
      Page page,
      Matter matter,
      String text,
      Reading reading,
      Spoken spoken,
      @Nullable Instant soon,
      int greeted) {
    this.page = page;
    this.matter = matter;
    this.text = text;
    this.reading = reading;
    this.book = GuideBook.in(matter.tongue());
    this.spoken = spoken;
    this.soon = soon;
    this.greeted = greeted;
  }

  /** The parts of an apology that a reader would look for in vain, the most important first. */
  List<Hint> hints() {
    var hints = new ArrayList<Hint>();
    var missed = matter.missed();
    if (missed == null && !matter.grave()) {
      return hints;
    }
    if (matter.grave()) {
      hints.add(asked());
    }
    var parts = new ArrayList<String>();
    var ways = new ArrayList<Way>();
    if (missed != null && !matter.grave() && !reading.says(Meaning.TAKES_RESPONSIBILITY)) {
      part(parts, ways, "responsibility", greeted, book.phrase("responsibility"), null);
    }
    if (soon != null && REPAIRS.stream().noneMatch(reading::says)) {
      var put = book.phrase("repair", spoken.by(soon));
      part(parts, ways, "repair", text.length(), put, Promise.of(page, Kind.NEXT_UPDATE, soon));
    }
    if (!reading.says(Meaning.APOLOGY)) {
      part(parts, ways, "regret", greeted, book.phrase(matter.grave() ? "care" : "regret"), null);
    }
    if (!parts.isEmpty()) {
      hints.add(missing("missing.chip", parts, ways, Meaning.APOLOGY));
    } else if (missed != null && !matter.grave()) {
      couldBeSaid(hints);
    }
    return hints;
  }

  /**
   * The two lesser parts, once nothing weightier is missing: what happened, and what was changed.
   */
  private void couldBeSaid(List<Hint> hints) {
    boolean told = EXPLAINS.stream().anyMatch(reading::says);
    boolean changed = reading.says(Meaning.PREVENTION);
    var parts = new ArrayList<String>();
    var ways = new ArrayList<Way>();
    if (!told) {
      part(parts, ways, "explanation", text.length(), book.phrase("explanation"), null);
    }
    if (!changed) {
      part(parts, ways, "prevention", text.length(), book.phrase("prevention"), null);
    }
    if (!parts.isEmpty()) {
      hints.add(
          missing("missing.also", parts, ways, told ? Meaning.PREVENTION : Meaning.EXPLANATION));
    }
  }

  private Hint missing(String chip, List<String> parts, List<Way> ways, Meaning guide) {
    return new Hint(
        "plain", page.say(chip), 0, 0, "", String.join(", ", parts), "", ways, guide(guide));
  }

  private void part(
      List<String> parts,
      List<Way> ways,
      String name,
      int at,
      String put,
      @Nullable Promise promise) {
    parts.add(page.say("missing." + name));
    ways.add(
        new Way(
            "MISSING." + name,
            page.say("missing." + name + ".go"),
            "",
            at,
            at,
            between(at, put),
            promise,
            false));
  }

  /** Below the waterline: asked for, and said that it is. */
  private Hint asked() {
    var ways = new ArrayList<Way>();
    var opening = book.phrase("asked").split("\\{0}", 2)[0];
    if (soon != null && !text.contains(opening)) {
      var put = book.phrase("asked", spoken.by(soon));
      ways.add(
          new Way(
              "ASKED",
              page.say("missing.asked.go"),
              "",
              text.length(),
              text.length(),
              between(text.length(), put),
              Promise.of(page, Kind.NEXT_UPDATE, soon),
              false));
    }
    return new Hint(
        "plain",
        page.say("missing.asked.chip"),
        0,
        0,
        "",
        "",
        matter.above().isEmpty()
            ? page.say("missing.asked.more")
            : page.say("missing.asked.more-of", matter.above()),
        ways,
        guide(Meaning.DANGER));
  }

  /** With a space where words stand beside it. */
  private String between(int at, String put) {
    var before = at > 0 && !Character.isWhitespace(text.charAt(at - 1)) ? " " : "";
    var after = at < text.length() && !Character.isWhitespace(text.charAt(at)) ? " " : "";
    return before + put + after;
  }

  private String guide(Meaning meaning) {
    return Guide.path(meaning, matter.tongue(), page.sentences().tongue());
  }
}
