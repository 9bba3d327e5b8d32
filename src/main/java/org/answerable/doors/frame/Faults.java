package org.answerable.doors.frame;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.answerable.facts.Ids;
import org.answerable.ledger.writing.CommandReused;
import org.answerable.ledger.writing.NoSuchChain;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/**
 * What a browser is told when something is not there, not allowed or broken: a sentence, and for a
 * fault of ours an id under which the log has the rest.
 */
@Controller
@ControllerAdvice
public class Faults implements ErrorController {

  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

  private final Pages pages;

  Faults(Pages pages) {
    this.pages = pages;
  }

  /** There is nothing here, or it is not for whoever asked: both are told the same. */
  @ExceptionHandler({NotHere.class, NoSuchChain.class, MethodArgumentTypeMismatchException.class})
  public ModelAndView notHere(HttpServletRequest request) {
    return page(request, HttpStatus.NOT_FOUND, "");
  }

  /** The same form with other content: what was meant the second time was not done. */
  @ExceptionHandler(CommandReused.class)
  ModelAndView used(HttpServletRequest request) {
    return page(request, HttpStatus.UNPROCESSABLE_ENTITY, "");
  }

  @RequestMapping("/error")
  ModelAndView error(HttpServletRequest request) {
    var told = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    var status = told instanceof Integer code ? HttpStatus.resolve(code) : null;
    if (status == null) {
      status = told == null ? HttpStatus.NOT_FOUND : HttpStatus.INTERNAL_SERVER_ERROR;
    }
    if (!status.is5xxServerError()) {
      return page(request, status, "");
    }
    var id = Ids.fresh().toString();
    var cause = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    LOG.error("Fault {} while answering {}", id, request.getMethod(), cause);
    return page(request, status, id);
  }

  private ModelAndView page(HttpServletRequest request, HttpStatus status, String id) {
    var page = pages.ofAnyone(request);
    var sort =
        switch (status.value()) {
          case 403 -> "forbidden";
          case 404, 405 -> "not-found";
          case 409 -> "conflict";
          case 413 -> "too-large";
          case 422 -> "used";
          case 429 -> "too-many";
          default -> status.is4xxClientError() ? "unclear" : "fault";
        };
    return Shown.page(
        status,
        "layout/fault",
        new Fault(
            page,
            status.value(),
            page.say("fault." + sort + ".title"),
            page.say("fault." + sort + ".sentence"),
            id));
  }
}
