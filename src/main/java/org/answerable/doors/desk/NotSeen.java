package org.answerable.doors.desk;

import jakarta.servlet.http.HttpServletRequest;
import org.answerable.doors.frame.Faults;
import org.answerable.work.cases.Cases;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** A case that whoever acts may not see is not there for them, like one that never was. */
@ControllerAdvice
class NotSeen {

  private final Faults faults;

  NotSeen(Faults faults) {
    this.faults = faults;
  }

  @ExceptionHandler(Cases.NotSeen.class)
  ModelAndView notThere(HttpServletRequest request) {
    return faults.notHere(request);
  }
}
