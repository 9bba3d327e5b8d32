package org.answerable.work.cases;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.answerable.facts.Talking.Sign;
import org.answerable.facts.Tongue;
import org.answerable.language.Language;
import org.answerable.language.Meaning;
import org.answerable.language.Reading;
import org.answerable.language.Role;
import org.answerable.work.cases.Read.Gist;
import org.answerable.work.people.Phrases;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads what customers write, before it is judged. Only their own new words are read: what a mail
 * repeats of earlier ones tells what somebody else said.
 */
@Component
final class Hearing {

  /** A yes that is longer than this says more than yes. */
  private static final int PLAIN_CHARS_MAX = 400;

  /** Words that take something back, ask for more, or are not sure. */
  private static final Set<String> RESERVATIONS =
      Set.of(
          "but",
          "however",
          "except",
          "although",
          "though",
          "unless",
          "if",
          "until",
          "till",
          "yet",
          "still",
          "almost",
          "nearly",
          "partly",
          "partially",
          "mostly",
          "sometimes",
          "occasionally",
          "another",
          "other",
          "else",
          "question",
          "questions",
          "hope",
          "hopefully",
          "hoping",
          "think",
          "guess",
          "maybe",
          "perhaps",
          "probably",
          "might",
          "seems",
          "seem",
          "appears",
          "should",
          "would",
          "could",
          "not",
          "never",
          "no",
          "without",
          "unfortunately",
          "want",
          "need",
          "refund",
          "cancel",
          "yesterday",
          "gestern",
          "when",
          "why",
          "how",
          "who",
          "instead",
          "only",
          "aber",
          "jedoch",
          "allerdings",
          "ausser",
          "außer",
          "obwohl",
          "falls",
          "wenn",
          "bis",
          "noch",
          "fast",
          "teilweise",
          "manchmal",
          "frage",
          "fragen",
          "hoffe",
          "hoffentlich",
          "vielleicht",
          "wahrscheinlich",
          "scheint",
          "andere",
          "anderes",
          "anderen",
          "nicht",
          "kein",
          "keine",
          "nie",
          "ohne",
          "leider",
          "möchte",
          "brauche",
          "warum",
          "wieso",
          "wann",
          "wie",
          "nur",
          "stattdessen",
          "sollte",
          "könnte");

  private static final Pattern WORD = Pattern.compile("[\\p{L}']+");

  private final Phrases phrases;

  Hearing(Phrases phrases) {
    this.phrases = phrases;
  }

  /**
   * What a text tells.
   *
   * @param tongue the writer's, where the text itself does not show its language
   */
  Read read(@Nullable String body, Tongue tongue) {
    return read(body, tongue, phrases::language);
  }

  static Read read(@Nullable String body, Tongue tongue, Function<Locale, Language> languages) {
    if (body == null) {
      return Read.NOTHING;
    }
    var own = body.substring(0, endOfOwn(body));
    var reading = languages.apply(Language.likely(own, tongue.locale())).read(Role.CUSTOMER, own);
    var passages = new ArrayList<Read.Passage>();
    var seen = EnumSet.noneOf(Sign.class);
    for (var finding : reading.findings()) {
      var sign = sign(finding.meaning());
      if (sign != null && seen.add(sign)) {
        passages.add(new Read.Passage(sign, finding.words().start(), finding.words().end()));
      }
    }
    return new Read(passages, gist(reading, seen, own));
  }

  /** Where the first quoted line begins. */
  private static int endOfOwn(String body) {
    if (body.startsWith(">")) {
      return 0;
    }
    int quoted = body.indexOf("\n>");
    return quoted < 0 ? body.length() : quoted;
  }

  private static Gist gist(Reading reading, Set<Sign> signs, String text) {
    if (signs.equals(EnumSet.of(Sign.THANKS))) {
      return text.indexOf('?') < 0 ? Gist.THANKS : Gist.MORE;
    }
    var contrary = EnumSet.of(Sign.CHASE, Sign.DISSATISFACTION, Sign.ADMISSION_ASKED, Sign.DANGER);
    if (signs.contains(Sign.NOT_SOLVED)) {
      boolean both = signs.contains(Sign.SOLVED) || signs.contains(Sign.DANGER);
      return both || !isWritten(reading, Meaning.NOT_SOLVED) ? Gist.MORE : Gist.NOT_SOLVED;
    }
    contrary.retainAll(signs);
    boolean yes = isWritten(reading, Meaning.SOLVED) && contrary.isEmpty() && reading.whole();
    return yes && isPlain(text) ? Gist.SOLVED : Gist.MORE;
  }

  /** What only seems so is shown to a person, and nothing follows by itself. */
  private static boolean isWritten(Reading reading, Meaning meaning) {
    return reading.findings().stream()
        .anyMatch(finding -> finding.meaning() == meaning && finding.isWritten());
  }

  private static boolean isPlain(String text) {
    if (text.length() > PLAIN_CHARS_MAX || text.indexOf('?') >= 0) {
      return false;
    }
    var words = WORD.matcher(text.toLowerCase(Locale.ROOT).replace('’', '\''));
    while (words.find()) {
      var word = words.group();
      if (RESERVATIONS.contains(word) || word.endsWith("n't")) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Sign sign(Meaning meaning) {
    return switch (meaning) {
      case CHASE -> Sign.CHASE;
      case DISSATISFACTION -> Sign.DISSATISFACTION;
      case ADMISSION_ASKED -> Sign.ADMISSION_ASKED;
      case ABOVE_AND_BEYOND -> Sign.PRAISE;
      case SOLVED -> Sign.SOLVED;
      case NOT_SOLVED -> Sign.NOT_SOLVED;
      case THANKS -> Sign.THANKS;
      case DANGER -> Sign.DANGER;
      case APOLOGY,
          SYMPATHY_ONLY,
          TAKES_RESPONSIBILITY,
          NON_APOLOGY,
          PROMISE_DATED,
          PROMISE_VAGUE,
          OWNERSHIP,
          REMEDY_OFFER,
          EXPLANATION,
          PREVENTION,
          BLAME_CUSTOMER,
          BLAME_OTHER,
          EXCUSE,
          INABILITY,
          WAIT_AND_HOPE ->
          null;
    };
  }
}
