package org.answerable.doors.desk;

import jakarta.servlet.http.HttpServletRequest;
import org.answerable.doors.frame.Shown;
import org.answerable.sight.Who;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Which keys there are, and whether one wants them. */
@Controller
class KeyPages {

  private final Frames frames;

  KeyPages(Frames frames) {
    this.frames = frames;
  }

  @GetMapping("/keys")
  ModelAndView keys(HttpServletRequest request, Who me) {
    return Shown.page("desk/keys", frames.of(request, me, ""));
  }
}
