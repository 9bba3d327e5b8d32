package org.answerable.doors.frame;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.answerable.facts.Ids;
import org.answerable.ledger.writing.CommandReused;
import org.answerable.ledger.writing.NoDatabase;
import org.answerable.ledger.writing.NoRoom;
import org.answerable.ledger.writing.NoSuchChain;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.TransactionException;
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

  /**
   * What a form brought, by whoever ends it with an error and knows that it is one of ours. Without
   * it nothing of a form is offered again.
   */
  public static final String WRITTEN = Faults.class.getName() + ".written";

  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

  private final Pages pages;

  Faults(Pages pages) {
    this.pages = pages;
  }

  /** There is nothing here, or it is not for whoever asked: both are told the same. */
  @ExceptionHandler({NotHere.class, NoSuchChain.class, MethodArgumentTypeMismatchException.class})
  public ModelAndView notHere(HttpServletRequest request) {
    return page(request, HttpStatus.NOT_FOUND, "", null);
  }

  /** The same form with other content: what was meant the second time was not done. */
  @ExceptionHandler(CommandReused.class)
  ModelAndView used(HttpServletRequest request) {
    return page(request, HttpStatus.UNPROCESSABLE_ENTITY, "", null);
  }

  /**
   * The database could not do what a form of ours asked for. What was written stands on the page,
   * to be sent again (F-03).
   */
  @ExceptionHandler({DataAccessException.class, TransactionException.class})
  ModelAndView notStored(RuntimeException fault, HttpServletRequest request) {
    return broken(request, HttpStatus.INTERNAL_SERVER_ERROR, fault, Written.of(request));
  }

  @RequestMapping("/error")
  ModelAndView error(HttpServletRequest request) {
    var told = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    var status = told instanceof Integer code ? HttpStatus.resolve(code) : null;
    if (status == null) {
      status = told == null ? HttpStatus.NOT_FOUND : HttpStatus.INTERNAL_SERVER_ERROR;
    }
    var written = (Written) request.getAttribute(WRITTEN);
    if (!status.is5xxServerError()) {
      return page(request, status, "", written);
    }
    var cause = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    return broken(request, status, cause, written);
  }

  private ModelAndView broken(
      HttpServletRequest request,
      HttpStatus status,
      @Nullable Throwable cause,
      @Nullable Written written) {
    var id = Ids.fresh().toString();
    LOG.error("Fault {} while answering {}", id, request.getMethod(), cause);
    return page(request, cause == null ? status : status(cause, status), id, written);
  }

  private static HttpStatus status(Throwable cause, HttpStatus otherwise) {
    if (NoRoom.isReasonOf(cause)) {
      return HttpStatus.INSUFFICIENT_STORAGE;
    }
    return NoDatabase.isReasonOf(cause) ? HttpStatus.SERVICE_UNAVAILABLE : otherwise;
  }

  private ModelAndView page(
      HttpServletRequest request, HttpStatus status, String id, @Nullable Written written) {
    var page = pages.ofAnyone(request);
    var sort =
        switch (status.value()) {
          case 401 -> "signed-out";
          case 403 -> "forbidden";
          case 404, 405 -> "not-found";
          case 409 -> "conflict";
          case 413 -> "too-large";
          case 422 -> "used";
          case 429 -> "too-many";
          case 503 -> "no-database";
          case 507 -> "no-room";
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
            id,
            written));
  }
}
