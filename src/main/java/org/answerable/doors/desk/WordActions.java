package org.answerable.doors.desk;

import jakarta.servlet.http.HttpServletRequest;
import org.answerable.doors.frame.Shown;
import org.answerable.doors.words.Preferences;
import org.answerable.facts.CaseId;
import org.answerable.sight.Who;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Hints for words that are not sent yet. They come in, are read, and are gone: nothing of them is
 * stored or logged, which is why they come by POST, whose content no log of requests holds.
 */
@Controller
@RequestMapping("/cases/{id}/words")
class WordActions {

  private final CasePages pages;
  private final Preferences preferences;

  WordActions(CasePages pages, Preferences preferences) {
    this.pages = pages;
    this.preferences = preferences;
  }

  /** With a script that asks at every pause in typing: the hints alone. */
  @PostMapping(headers = "X-Part=hints")
  ModelAndView hints(
      @PathVariable CaseId id, @ModelAttribute ReplyForm form, HttpServletRequest request, Who me) {
    return Shown.page("desk/hints", pages.hints(request, me, id, form, false));
  }

  /** The same with what a model adds, where there is one; asked after the others are shown. */
  @PostMapping(headers = "X-Part=more-hints")
  ModelAndView moreHints(
      @PathVariable CaseId id, @ModelAttribute ReplyForm form, HttpServletRequest request, Who me) {
    return Shown.page("desk/hints", pages.hints(request, me, id, form, true));
  }

  /** Without one: the page with the hints, and with the way that was chosen among them. */
  @PostMapping
  ModelAndView checked(
      @PathVariable CaseId id,
      @ModelAttribute ReplyForm form,
      @RequestParam(required = false) @Nullable String way,
      HttpServletRequest request,
      Who me) {
    return pages.checked(request, me, id, form, way);
  }

  @PostMapping("/off")
  ModelAndView off(
      @PathVariable CaseId id, @ModelAttribute ReplyForm form, HttpServletRequest request, Who me) {
    preferences.wantHints(me.person(), false);
    return pages.checked(request, me, id, form, null);
  }

  @PostMapping("/on")
  ModelAndView on(
      @PathVariable CaseId id, @ModelAttribute ReplyForm form, HttpServletRequest request, Who me) {
    preferences.wantHints(me.person(), true);
    return pages.checked(request, me, id, form, null);
  }
}
