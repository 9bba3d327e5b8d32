package org.answerable.doors.desk;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.answerable.doors.frame.Page;
import org.answerable.doors.model.MoreHints;
import org.answerable.doors.words.Checked;
import org.answerable.doors.words.Checking;
import org.answerable.doors.words.Matter;
import org.answerable.doors.words.Preferences;
import org.answerable.facts.Role;
import org.answerable.facts.Talking;
import org.answerable.facts.Tongue;
import org.answerable.language.Finding;
import org.answerable.language.Language;
import org.answerable.language.Meaning;
import org.answerable.sight.Who;
import org.answerable.views.cases.CaseView.Head;
import org.answerable.views.cases.CaseView.Person;
import org.answerable.views.cases.CaseView.Whole;
import org.answerable.views.duty.Diary;
import org.answerable.work.cases.NextWord;
import org.answerable.work.people.Phrases;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Brings together what the hints beside a reply need to know of its case. */
@Component
final class Hinting {

  private final Checking checking;
  private final Preferences preferences;
  private final Phrases phrases;
  private final MoreHints model;

  Hinting(Checking checking, Preferences preferences, Phrases phrases, MoreHints model) {
    this.checking = checking;
    this.preferences = preferences;
    this.phrases = phrases;
    this.model = model;
  }

  /**
   * The hints for what stands in the composer.
   *
   * @param missed when the customer should have heard; null where they did
   * @param asked whether somebody had these words checked
   * @param more whether a model is asked too, which takes its time; nobody waits for it who did not
   *     have the desk's own hints before
   */
  HintsPanel panel(
      Page page,
      Who me,
      Whole whole,
      Diary diary,
      @Nullable Instant missed,
      ReplyForm form,
      boolean asked,
      boolean more) {
    var url = "/cases/" + whole.head().id();
    if (!preferences.wantsHints(me.person())) {
      return new HintsPanel(page, url, false, asked, false, Checked.NOTHING);
    }
    var head = whole.head();
    var theirs = tongue(page, head);
    var tongue = likely(form.written(), theirs);
    var matter =
        new Matter(
            Rows.customer(page, head.customer()),
            tongue,
            phrases.language(tongue.locale()),
            zone(head),
            missed,
            head.danger() || isGrave(whole, theirs),
            above(me, whole),
            head.policy(),
            diary);
    var next = form.nextWord(page.times());
    var chosen = next instanceof NextWord.By by ? by.at() : null;
    var text = form.written();
    var added = more ? model.about(text, tongue) : List.<Finding>of();
    return new HintsPanel(
        page,
        url,
        true,
        asked,
        model.isOn(),
        checking.check(page, me, matter, text, chosen, added));
  }

  /** One writes to customers in their own language, where it is known. */
  private static Tongue tongue(Page page, Head head) {
    var known = head.customerTongue();
    return known == null
        ? page.sentences().tongue()
        : Tongue.valueOf(known.toUpperCase(Locale.ROOT));
  }

  private static @Nullable ZoneId zone(Head head) {
    var zone = head.customerZone();
    try {
      return zone == null ? null : ZoneId.of(zone);
    } catch (DateTimeException e) {
      return null; // a zone that this Java does not know: their time is not shown beside ours
    }
  }

  private static Tongue likely(String text, Tongue otherwise) {
    return Tongue.of(Language.likely(text, otherwise.locale()));
  }

  /**
   * Whether anything that the customer ever wrote here speaks of harm or of the law. Their messages
   * were read when they came, and what was found is kept; only the subject was not.
   */
  private static boolean isGrave(Whole whole, Tongue theirs) {
    return whole.entries().stream()
            .anyMatch(one ->
                one.fact() instanceof Talking.Found found && found.sign() == Talking.Sign.DANGER)
        || isGrave(whole.head().subject(), theirs);
  }

  private static boolean isGrave(@Nullable String text, Tongue theirs) {
    return text != null
        && Language.of(likely(text, theirs).locale())
            .read(org.answerable.language.Role.CUSTOMER, text)
            .says(Meaning.DANGER);
  }

  /** Who is asked before responsibility is taken: the nearest above the writer. */
  private static String above(Who me, Whole whole) {
    return whole.people().values().stream()
        .filter(one -> one.active() && !one.id().equals(me.person()))
        .filter(one -> one.role().atLeast(Role.LEADER) || (one.role() == Role.LEAD && one.inTeam()))
        .min(Comparator.comparing(Person::role).thenComparing(Person::name))
        .map(Person::name)
        .orElse("");
  }
}
