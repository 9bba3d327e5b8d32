package org.answerable.doors.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import org.answerable.doors.frame.NotHere;
import org.answerable.doors.frame.Shown;
import org.answerable.doors.words.Guide;
import org.answerable.doors.words.GuideBook;
import org.answerable.doors.words.Preferences;
import org.answerable.facts.Tongue;
import org.answerable.language.Role;
import org.answerable.sight.Who;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What words do, why it matters, and how to say it better. */
@Controller
@RequestMapping("/guides")
class GuidePages {

  private final Frames frames;
  private final Preferences preferences;

  GuidePages(Frames frames, Preferences preferences) {
    this.frames = frames;
    this.preferences = preferences;
  }

  @GetMapping
  ModelAndView all(
      @RequestParam(required = false) @Nullable String lang, HttpServletRequest request, Who me) {
    var frame = frames.of(request, me, "");
    var book = book(frame, lang);
    return Shown.page(
        "desk/guides",
        new GuidesPage(
            frame,
            lang(book),
            book.guides().stream().filter(one -> one.meaning().side() == Role.AGENT).toList(),
            book.guides().stream().filter(one -> one.meaning().side() == Role.CUSTOMER).toList(),
            tongues(frame, book, ""),
            preferences.wantsHints(me.person())));
  }

  @GetMapping("/{name}")
  ModelAndView one(
      @PathVariable String name,
      @RequestParam(required = false) @Nullable String lang,
      HttpServletRequest request,
      Who me) {
    var meaning = Guide.named(name).orElseThrow(NotHere::new);
    var frame = frames.of(request, me, "");
    var book = book(frame, lang);
    return Shown.page(
        "desk/guide",
        new GuidePage(frame, lang(book), book.guide(meaning), tongues(frame, book, "/" + name)));
  }

  @PostMapping("/hints")
  ModelAndView hints(@RequestParam boolean on, Who me) {
    preferences.wantHints(me.person(), on);
    return Shown.goTo("/guides");
  }

  /** In the language that was asked for, else in the page's. */
  private static GuideBook book(Frame frame, @Nullable String lang) {
    for (var tongue : Tongue.values()) {
      if (tongue.locale().toLanguageTag().equals(lang)) {
        return GuideBook.in(tongue);
      }
    }
    return GuideBook.in(frame.page().sentences().tongue());
  }

  private static List<GuidePage.Tongue> tongues(Frame frame, GuideBook book, String name) {
    return Arrays.stream(Tongue.values())
        .filter(one -> one != book.tongue())
        .map(one -> {
          var lang = one.locale().toLanguageTag();
          return new GuidePage.Tongue(
              frame.say("tongue." + lang), lang, "/guides" + name + "?lang=" + lang);
        })
        .toList();
  }

  private static String lang(GuideBook book) {
    return book.tongue().locale().toLanguageTag();
  }
}
