package org.answerable.doors.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.answerable.doors.frame.Folded;
import org.answerable.doors.frame.NotHere;
import org.answerable.doors.frame.Page;
import org.answerable.doors.frame.Shown;
import org.answerable.doors.model.MoreHints;
import org.answerable.facts.CommandId;
import org.answerable.facts.PhraseId;
import org.answerable.facts.Tongue;
import org.answerable.language.Language;
import org.answerable.language.Meaning;
import org.answerable.language.OwnPhrase;
import org.answerable.ledger.reading.Actor;
import org.answerable.ledger.reading.Via;
import org.answerable.ledger.writing.Command;
import org.answerable.sight.Sight;
import org.answerable.sight.Who;
import org.answerable.views.cases.Sayings;
import org.answerable.work.people.Phrases;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Teaching the desk phrases of its own: tried on what was really said, then taken into use. */
@Controller
@RequestMapping("/phrases")
class PhrasePages {

  /** So many of the newest messages are read to try a phrase. */
  private static final int TRIED_ON_MAX = 500;

  private static final int SHOWN_MAX = 20;
  private static final int SENTENCE_MAX = 200;

  private final Frames frames;
  private final Phrases phrases;
  private final Sayings sayings;
  private final MoreHints model;

  PhrasePages(Frames frames, Phrases phrases, Sayings sayings, MoreHints model) {
    this.frames = frames;
    this.phrases = phrases;
    this.sayings = sayings;
    this.model = model;
  }

  /** What stands in the form. */
  private record Form(Tongue tongue, Meaning meaning, String words) {
    static final Form EMPTY = new Form(Tongue.EN, Meaning.CHASE, "");

    /** Null where it is no phrase. */
    @Nullable OwnPhrase phrase() {
      try {
        return new OwnPhrase(meaning, words);
      } catch (IllegalArgumentException e) {
        return null;
      }
    }
  }

  @GetMapping
  ModelAndView show(HttpServletRequest request, Who me) {
    return page(HttpStatus.OK, request, me, "", Form.EMPTY, null);
  }

  @PostMapping("/try")
  ModelAndView tryOut(
      @RequestParam Tongue tongue,
      @RequestParam Meaning meaning,
      @RequestParam String words,
      HttpServletRequest request,
      Who me) {
    admin(me);
    var form = new Form(tongue, meaning, words);
    var phrase = form.phrase();
    var language = phrase == null ? null : learned(tongue, phrase);
    if (phrase == null || language == null) {
      return refused(
          HttpStatus.UNPROCESSABLE_ENTITY, request, me, form, "phrases.refused.unusable");
    }
    var frame = frames.of(request, me, "phrases");
    return page(HttpStatus.OK, request, me, "", form, tried(frame.page(), me, form, language));
  }

  @PostMapping
  ModelAndView add(
      @RequestParam Tongue tongue,
      @RequestParam Meaning meaning,
      @RequestParam String words,
      HttpServletRequest request,
      Who me,
      CommandId command) {
    admin(me);
    var form = new Form(tongue, meaning, words);
    var phrase = form.phrase();
    if (phrase == null) {
      return refused(
          HttpStatus.UNPROCESSABLE_ENTITY, request, me, form, "phrases.refused.unusable");
    }
    return switch (phrases.add(tongue, phrase, act(me, command))) {
      case Phrases.Adding.Added _ -> Shown.goTo("/phrases");
      case Phrases.Adding.Unusable() ->
          refused(HttpStatus.UNPROCESSABLE_ENTITY, request, me, form, "phrases.refused.unusable");
      case Phrases.Adding.TooMany(var most) ->
          refused(HttpStatus.CONFLICT, request, me, form, "phrases.refused.many", most);
      case Phrases.Adding.NotAllowed() -> throw new NotHere();
    };
  }

  @PostMapping("/{id}/withdraw")
  ModelAndView withdraw(
      @PathVariable PhraseId id, HttpServletRequest request, Who me, CommandId command) {
    admin(me);
    return switch (phrases.withdraw(id, act(me, command))) {
      case Phrases.Withdrawing.Withdrawn() -> Shown.goTo("/phrases");
      case Phrases.Withdrawing.NotInForce() ->
          refused(HttpStatus.CONFLICT, request, me, Form.EMPTY, "phrases.refused.gone");
      case Phrases.Withdrawing.NotAllowed() -> throw new NotHere();
    };
  }

  private static void admin(Who me) {
    if (!me.role().atLeast(org.answerable.facts.Role.ADMIN)) {
      throw new NotHere();
    }
  }

  private static Command act(Who me, CommandId command) {
    return Command.of(command, Actor.of(me.person()), Via.WEB);
  }

  /** The present rules and one phrase more; null where it would not even find itself. */
  private @Nullable Language learned(Tongue tongue, OwnPhrase phrase) {
    try {
      return Language.of(tongue.locale()).withPhrases(List.of(phrase));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** What the phrase finds that the present rules do not. */
  private PhrasesPage.Tried tried(Page page, Who me, Form form, Language learned) {
    var side = form.meaning().side();
    boolean ours = side == org.answerable.language.Role.AGENT;
    var present = phrases.language(form.tongue().locale());
    var found = new ArrayList<PhrasesPage.Found>();
    int read = 0;
    int hits = 0;
    for (var saying : sayings.latest(Sight.of(me), ours, TRIED_ON_MAX)) {
      var text = Folded.of(saying.text()).text();
      if (!Language.likely(text, form.tongue().locale()).equals(form.tongue().locale())) {
        continue;
      }
      read++;
      for (var finding : learned.read(side, text).findings()) {
        if (!finding.rule().startsWith("own-")
            || present.read(side, finding.sentence().of(text)).says(form.meaning())) {
          continue;
        }
        hits++;
        if (found.size() < SHOWN_MAX) {
          found.add(
              new PhrasesPage.Found(
                  "/cases/" + saying.in() + "#m" + saying.seq(),
                  cut(finding.sentence().of(text)),
                  page.times().at(saying.at())));
        }
      }
    }
    return new PhrasesPage.Tried(page.say("phrases.tried", read, hits), found, true);
  }

  private static String cut(String text) {
    var words = text.strip().replaceAll("\\s+", " ");
    int end = Math.min(words.length(), SENTENCE_MAX);
    if (end == words.length()) {
      return words;
    }
    return words.substring(0, Character.isHighSurrogate(words.charAt(end - 1)) ? end - 1 : end)
        + "…";
  }

  private ModelAndView refused(
      HttpStatus status,
      HttpServletRequest request,
      Who me,
      Form form,
      String key,
      Object... args) {
    admin(me);
    var frame = frames.of(request, me, "phrases");
    return page(status, request, me, frame.say(key, args), form, null);
  }

  private ModelAndView page(
      HttpStatus status,
      HttpServletRequest request,
      Who me,
      String refused,
      Form form,
      PhrasesPage.@Nullable Tried tried) {
    admin(me);
    var frame = frames.of(request, me, "phrases");
    var page = frame.page();
    return Shown.page(
        status,
        "desk/phrases",
        new PhrasesPage(
            frame,
            refused,
            phrases.inForce().stream().map(one -> taught(page, one)).toList(),
            Arrays.stream(Tongue.values())
                .map(one -> new CasePage.Option(one.name(), page.say("tongue." + lower(one))))
                .toList(),
            List.of(
                group(page, "phrases.theirs", org.answerable.language.Role.CUSTOMER),
                group(page, "phrases.ours", org.answerable.language.Role.AGENT)),
            form.tongue().name(),
            form.meaning().name(),
            form.words(),
            tried,
            model(page)));
  }

  private String model(Page page) {
    var counts = model.counts();
    return model.isOn()
        ? page.say(
            "phrases.model-on", counts.asked(), counts.answered(), counts.late(), counts.failed())
        : page.say("phrases.model-off");
  }

  private static PhrasesPage.Taught taught(Page page, Phrases.Phrase one) {
    return new PhrasesPage.Taught(
        one.id().toString(),
        one.own().words(),
        page.say("meaning." + lower(one.own().meaning())),
        page.say(
            "phrases.since",
            page.say("tongue." + lower(one.tongue())),
            page.times().at(one.added())));
  }

  private static PhrasesPage.Group group(
      Page page, String label, org.answerable.language.Role side) {
    return new PhrasesPage.Group(
        page.say(label),
        Arrays.stream(Meaning.values())
            .filter(one -> one.side() == side)
            .map(one -> new CasePage.Option(one.name(), page.say("meaning." + lower(one))))
            .toList());
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
