package org.answerable.doors.frame;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** A template with the one record it draws. */
public final class Shown {

  static final String MODEL = "shown";

  private Shown() {}

  public static ModelAndView page(String template, Object shown) {
    return page(HttpStatus.OK, template, shown);
  }

  public static ModelAndView page(HttpStatusCode status, String template, Object shown) {
    var page = new ModelAndView(template);
    page.addObject(MODEL, shown);
    page.setStatus(status);
    return page;
  }

  /** There is nothing to show, and what stands on the page stays. */
  public static ModelAndView nothing() {
    var nothing = new ModelAndView((request, model, response) -> {});
    nothing.setStatus(HttpStatus.NO_CONTENT);
    return nothing;
  }

  /**
   * After a change: the browser asks for the page anew, so that loading it again repeats nothing.
   */
  public static ModelAndView goTo(String path) {
    var away = new RedirectView(path, false, true, false);
    away.setStatusCode(HttpStatus.SEE_OTHER);
    away.setExpandUriTemplateVariables(false);
    return new ModelAndView(away);
  }
}
