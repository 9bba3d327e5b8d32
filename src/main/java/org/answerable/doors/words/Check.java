package org.answerable.doors.words;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.answerable.doors.frame.Page;
import org.answerable.doors.frame.Times;
import org.answerable.doors.words.Checked.Good;
import org.answerable.doors.words.Checked.Hint;
import org.answerable.doors.words.Checked.Promise;
import org.answerable.doors.words.Checked.Way;
import org.answerable.facts.Kind;
import org.answerable.language.Finding;
import org.answerable.language.FoundTime;
import org.answerable.language.Meaning;
import org.answerable.language.Reading;
import org.answerable.language.Role;
import org.answerable.language.Span;
import org.answerable.language.TimeWish;
import org.answerable.sight.Who;
import org.answerable.views.duty.Diary;
import org.answerable.views.duty.Diary.Standing;
import org.jspecify.annotations.Nullable;

/** One reading of one text. */
final class Check {

  /** More than a glance can hold helps nobody. */
  private static final int OF_A_SENTENCE = 2;

  private static final int HINTS_MAX = 12;
  private static final int CHOICES = 2;
  private static final int GREETING_MAX = 60;

  /** Read well wherever they stand; a promise has a hint of its own. */
  private static final Set<Meaning> GOOD =
      EnumSet.of(
          Meaning.APOLOGY, Meaning.TAKES_RESPONSIBILITY, Meaning.OWNERSHIP, Meaning.REMEDY_OFFER);

  /** Parts of an apology: they read well where one is due. */
  private static final Set<Meaning> PARTS = EnumSet.of(Meaning.EXPLANATION, Meaning.PREVENTION);

  private final Page page;
  private final Who me;
  private final Matter matter;
  private final String text;
  private final @Nullable Instant chosen;
  private final Waterline.Alone alone;
  private final GuideBook book;
  private final Spoken spoken;
  private final Reading reading;
  private final List<Finding> findings;
  private final List<FoundTime> times;
  private final List<Diary.Offer> choices;
  private final int greeted;
  private boolean toldAlone;

  Check(
      Page page,
      Who me,
      Matter matter,
      String text,
      @Nullable Instant chosen,
      Waterline.Alone alone,
      List<Finding> more) {
    this.page = page;
    this.me = me;
    this.matter = matter;
    this.text = text;
    this.chosen = chosen == null ? null : chosen.truncatedTo(ChronoUnit.MINUTES);
    this.alone = alone;
    this.book = GuideBook.in(matter.tongue());
    this.spoken = new Spoken(book, page.now(), page.times().zone(), matter.zone());
    this.reading = matter.language().read(Role.AGENT, text);
    this.findings = with(more);
    this.times = matter.language().times(text);
    this.choices = matter.diary().choices(CHOICES);
    this.greeted = greeted();
  }

  Checked all() {
    var hints = new ArrayList<Hint>();
    var perSentence = new HashMap<Span, Integer>();
    for (var finding : inOrder()) {
      var hint = hint(finding);
      if (hint != null
          && hints.size() < HINTS_MAX
          && perSentence.merge(finding.sentence(), 1, Integer::sum) <= OF_A_SENTENCE) {
        hints.add(hint);
      }
    }
    var soon = choices.isEmpty() ? null : choices.getFirst().at();
    hints.addAll(new Missing(page, matter, text, reading, spoken, soon, greeted).hints());
    return new Checked(hints, good());
  }

  /** What the rules found, and what they did not find themselves in the same sentence. */
  private List<Finding> with(List<Finding> more) {
    var all = new ArrayList<>(reading.findings());
    for (var one : more) {
      for (var sentence : reading.sentences()) {
        boolean inside =
            sentence.start() <= one.words().start() && one.words().end() <= endOf(sentence);
        boolean known =
            all.stream()
                .anyMatch(it -> it.meaning() == one.meaning() && it.sentence().equals(sentence));
        if (inside && !known) {
          all.add(new Finding(one.meaning(), sentence, one.words(), one.rule(), one.why()));
        }
      }
    }
    return all;
  }

  /** Of a sentence first what names its words, then what all of it only points to. */
  private List<Finding> inOrder() {
    return findings.stream()
        .sorted(
            Comparator.<Finding>comparingInt(one -> one.sentence().start())
                .thenComparing(one -> !one.isWritten())
                .thenComparingInt(one -> one.words().start())
                .thenComparing(Finding::meaning))
        .toList();
  }

  private @Nullable Hint hint(Finding finding) {
    return switch (finding.meaning()) {
      case PROMISE_DATED -> promise(finding);
      case PROMISE_VAGUE -> vague(finding);
      case SYMPATHY_ONLY -> matter.missed() == null ? null : hint(finding, ways(finding));
      case NON_APOLOGY, BLAME_CUSTOMER, BLAME_OTHER, EXCUSE, INABILITY, WAIT_AND_HOPE ->
          hint(finding, ways(finding));
      case TAKES_RESPONSIBILITY -> matter.grave() ? askedFirst(finding) : null;
      case APOLOGY, OWNERSHIP, REMEDY_OFFER, EXPLANATION, PREVENTION -> null;
      case CHASE,
          DISSATISFACTION,
          ABOVE_AND_BEYOND,
          SOLVED,
          NOT_SOLVED,
          ADMISSION_ASKED,
          THANKS,
          DANGER ->
          null;
    };
  }

  /** "I look into it. You will hear from me by Monday." gives a time, if one sentence later. */
  private boolean isTimedAfter(Finding vague) {
    int next = reading.sentences().indexOf(vague.sentence()) + 1;
    return next > 0
        && next < reading.sentences().size()
        && reading.findings().stream()
            .anyMatch(one ->
                one.meaning() == Meaning.PROMISE_DATED
                    && one.sentence().equals(reading.sentences().get(next)));
  }

  private Hint hint(Finding finding, List<Way> ways) {
    var more = page.say("hint." + word(finding.meaning()) + ".more");
    boolean offers =
        finding.meaning() == Meaning.BLAME_OTHER || finding.meaning() == Meaning.INABILITY;
    var said = offers ? together(more, alone()) : more;
    return hint(finding, finding.words(), said, ways);
  }

  private Hint hint(Finding finding, Span words, String more, List<Way> ways) {
    return new Hint(
        "due",
        page.say("hint." + word(finding.meaning()) + ".chip"),
        words.start(),
        words.end(),
        words.of(text),
        "",
        more,
        ways,
        guide(finding.meaning()));
  }

  /** What the writer decides alone is said once. */
  private String alone() {
    if (toldAlone) {
      return "";
    }
    toldAlone = true;
    return switch (alone) {
      case Waterline.Alone.Money(var euros) -> page.say("alone.money", euros);
      case Waterline.Alone.Credit(var percent, var euros) ->
          page.say("alone.credit", percent, euros);
    };
  }

  // Better ways

  private List<Way> ways(Finding finding) {
    var guide = book.guide(finding.meaning());
    var ways = new ArrayList<Way>();
    int end = endOf(finding.sentence());
    var instead = guide.instead();
    if (instead != null) {
      int start = startOf(finding.sentence());
      if (instead.contains("{by}")) {
        for (var choice : choices) {
          var put = instead.replace("{by}", spoken.by(choice.at()));
          var said = ways.isEmpty() ? instead.replace("{by}", "…") : "";
          ways.add(timed(finding, ways.size(), said, start, end, put, choice, Kind.NEXT_UPDATE));
        }
      } else {
        ways.add(
            way(finding, ways.size(), page.say("way.instead"), instead, start, end, instead, null));
      }
    }
    var then = guide.then();
    if (then != null && !then.contains("{by}")) {
      ways.add(way(finding, ways.size(), page.say("way.then"), then, end, end, " " + then, null));
    }
    return ways;
  }

  private @Nullable Hint vague(Finding finding) {
    var sentence = finding.sentence();
    var soon = book.find("soonish", text, sentence.start(), sentence.end());
    if (soon == null && isTimedAfter(finding)) {
      return null;
    }
    var guide = book.guide(Meaning.PROMISE_VAGUE);
    int end = endOf(sentence);
    var kind = kind(finding);
    var ways = new ArrayList<Way>();
    for (var choice : choices) {
      var by = spoken.by(choice.at());
      ways.add(
          soon == null
              ? timed(
                  finding,
                  ways.size(),
                  ways.isEmpty() ? String.valueOf(guide.then()).replace("{by}", "…") : "",
                  end,
                  end,
                  " " + String.valueOf(guide.then()).replace("{by}", by),
                  choice,
                  Kind.NEXT_UPDATE)
              : timed(finding, ways.size(), "", soon.start(), soon.end(), by, choice, kind));
    }
    var words = finding.words();
    var marked =
        soon == null
            ? words
            : new Span(Math.min(words.start(), soon.start()), Math.max(words.end(), soon.end()));
    var more =
        soon == null
            ? page.say("hint.promise_vague.more")
            : page.say("hint.promise_vague.more-of", soon.of(text));
    return hint(finding, marked, more, ways);
  }

  private Way timed(
      Finding finding,
      int n,
      String said,
      int start,
      int end,
      String put,
      Diary.Offer offer,
      Kind kind) {
    return way(finding, n, label(offer), said, start, end, put, promise(kind, offer.at()));
  }

  private Way way(
      Finding finding,
      int n,
      String label,
      String said,
      int start,
      int end,
      String put,
      @Nullable Promise promise) {
    return new Way(key(finding, n), label, said, start, end, put, promise, false);
  }

  private static String key(Finding finding, int n) {
    return finding.meaning() + "." + finding.words().start() + "." + n;
  }

  private Promise promise(Kind kind, Instant at) {
    return Promise.of(page, kind, at);
  }

  /** A time, and who keeps it where that is not whoever answers. */
  private String label(Diary.Offer offer) {
    var at = page.times().at(offer.at());
    var by = offer.standIn();
    return by == null ? at : page.say("way.by", at, by.name());
  }

  // Promises found

  private @Nullable Hint promise(Finding finding) {
    var found = time(finding.sentence());
    if (found == null) {
      return null;
    }
    var customer = matter.zone() == null ? matter.diary().team().zone() : matter.zone();
    var meant = matter.diary().meant(found.wish(), page.times().zone(), customer);
    if (meant.isEmpty()) {
      return null;
    }
    var at = meant.get().truncatedTo(ChronoUnit.MINUTES);
    var kind = kind(finding);
    var words = finding.words();
    var marked =
        new Span(
            Math.min(words.start(), found.words().start()),
            Math.max(words.end(), found.words().end()));
    var standing = matter.diary().standing(at);
    boolean set = at.equals(chosen);
    return new Hint(
        "promise",
        page.say(set ? "hint.promise.set" : "hint.promise.chip"),
        marked.start(),
        marked.end(),
        marked.of(text),
        page.times().spoken(at),
        together(there(at), page.say("hint.promise.what", owed(kind)), note(standing)),
        set ? List.of() : ways(finding, found, kind, at, standing),
        guide(Meaning.PROMISE_DATED));
  }

  /** The first time in a sentence; "3 pm (9 am where you are)" means the first. */
  private @Nullable FoundTime time(Span sentence) {
    for (var one : times) {
      if (one.words().start() >= sentence.start()
          && one.words().end() <= sentence.end()
          && !(one.wish() instanceof TimeWish.Vague)) {
        return one;
      }
    }
    return null;
  }

  private static String together(String... said) {
    return Arrays.stream(said).filter(one -> !one.isEmpty()).collect(Collectors.joining(" "));
  }

  private String owed(Kind kind) {
    return page.say("owe." + word(kind), matter.customer());
  }

  /** The customer's time, where their clock says another. */
  private String there(Instant at) {
    if (matter.zone() == null || spoken.sameClock(at)) {
      return "";
    }
    var theirs = new Times(page.now(), matter.zone(), page.sentences());
    return page.say("hint.promise.there", theirs.at(at), matter.customer());
  }

  private String note(Standing standing) {
    var whose = matter.diary().whose();
    boolean mine = whose.id().equals(me.person());
    return switch (standing) {
      case Standing.Free() -> mine ? "" : page.say("hint.promise.theirs", whose.name());
      case Standing.StoodIn(var by) ->
          mine
              ? page.say("hint.promise.you-are-off", by.name())
              : page.say("hint.promise.is-off", whose.name(), by.name());
      case Standing.Full _ -> page.say("hint.promise.full");
      case Standing.Closed _ -> page.say("hint.promise.closed");
      case Standing.Past() -> page.say("hint.promise.past");
      case Standing.TooFar(var farthest) ->
          page.say("hint.promise.too-far", page.times().at(farthest));
    };
  }

  private List<Way> ways(
      Finding finding, FoundTime found, Kind kind, Instant at, Standing standing) {
    var ways = new ArrayList<Way>();
    switch (standing) {
      case Standing.Free _, Standing.StoodIn _ ->
          ways.add(way(finding, 0, page.say("way.promise"), "", 0, 0, "", promise(kind, at)));
      case Standing.Full(var instead) -> instead(ways, finding, found, kind, instead);
      case Standing.Closed(var instead) -> instead(ways, finding, found, kind, instead);
      case Standing.Past _, Standing.TooFar _ -> {
        for (var choice : choices) {
          ways.add(
              timed(
                  finding,
                  ways.size(),
                  "",
                  found.words().start(),
                  found.words().end(),
                  spoken.by(choice.at()),
                  choice,
                  kind));
        }
      }
    }
    ways.add(
        new Way(
            key(finding, ways.size()),
            page.say("way.change"),
            "",
            0,
            0,
            "",
            promise(kind, at),
            true));
    return ways;
  }

  private void instead(
      List<Way> ways, Finding finding, FoundTime found, Kind kind, @Nullable Instant instead) {
    if (instead == null) {
      return;
    }
    var by = matter.diary().standing(instead) instanceof Standing.StoodIn(var other) ? other : null;
    ways.add(
        timed(
            finding,
            ways.size(),
            "",
            found.words().start(),
            found.words().end(),
            spoken.by(instead),
            new Diary.Offer(instead, by, false),
            kind));
  }

  /** What is promised, as far as the words tell. */
  private Kind kind(Finding finding) {
    int from = finding.sentence().start();
    int to = finding.sentence().end();
    if (book.find("calls", text, from, to) != null) {
      return Kind.CALLBACK;
    }
    boolean remedy =
        reading.findings().stream()
            .anyMatch(one ->
                one.meaning() == Meaning.REMEDY_OFFER && one.sentence().equals(finding.sentence()));
    if (remedy) {
      return Kind.REMEDY;
    }
    if (book.find("hears", text, from, to) != null) {
      return Kind.NEXT_UPDATE;
    }
    return book.find("answers", text, from, to) != null ? Kind.ANSWER : Kind.ACTION;
  }

  private Hint askedFirst(Finding finding) {
    return new Hint(
        "due",
        page.say("hint.asked-first.chip"),
        finding.words().start(),
        finding.words().end(),
        finding.words().of(text),
        "",
        page.say("hint.asked-first.more"),
        List.of(),
        guide(Meaning.TAKES_RESPONSIBILITY));
  }

  private List<Good> good() {
    var good = new ArrayList<Good>();
    for (var meaning : GOOD) {
      boolean half = meaning == Meaning.APOLOGY && reading.says(Meaning.SYMPATHY_ONLY);
      boolean asked = meaning == Meaning.TAKES_RESPONSIBILITY && matter.grave();
      if (reading.says(meaning) && !half && !asked) {
        good.add(new Good(page.say("good." + word(meaning)), guide(meaning)));
      }
    }
    for (var meaning : PARTS) {
      if (matter.missed() != null && reading.says(meaning)) {
        good.add(new Good(page.say("good." + word(meaning)), guide(meaning)));
      }
    }
    return good;
  }

  // Where sentences begin and end

  /** After "Dear Priya,"; 0 where nobody is greeted. */
  private int greeted() {
    int from = 0;
    while (from < text.length() && Character.isWhitespace(text.charAt(from))) {
      from++;
    }
    var greeting = book.find("greetings", text, from, Math.min(text.length(), from + 20));
    if (greeting == null || greeting.start() != from) {
      return 0;
    }
    int end = Math.min(text.length(), from + GREETING_MAX);
    for (int i = greeting.end(); i < end; i++) {
      char c = text.charAt(i);
      if (c == ',' || c == '!' || c == '\n') {
        int after = i + 1;
        while (after < text.length() && Character.isWhitespace(text.charAt(after))) {
          after++;
        }
        return after;
      }
      if (c == '.' || c == '?') {
        return 0;
      }
    }
    return 0;
  }

  private int startOf(Span sentence) {
    return sentence.start() < greeted && greeted < sentence.end() ? greeted : sentence.start();
  }

  private int endOf(Span sentence) {
    int end = sentence.end();
    while (end < text.length() && ".!?…)\"”".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    return end;
  }

  private String guide(Meaning meaning) {
    return Guide.path(meaning, matter.tongue(), page.sentences().tongue());
  }

  private static String word(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
