package org.answerable.doors.desk;

import jakarta.servlet.http.HttpServletRequest;
import org.answerable.doors.frame.NotHere;
import org.answerable.doors.frame.Shown;
import org.answerable.doors.mail.Sink;
import org.answerable.sight.Who;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** A demo's letters; a real desk has no such page. */
@Controller
class SinkPages {

  private static final int MAILS_MAX = 30;

  private final Frames frames;
  private final Sink sink;

  SinkPages(Frames frames, Sink sink) {
    this.frames = frames;
    this.sink = sink;
  }

  @GetMapping("/sink")
  ModelAndView sink(HttpServletRequest request, Who me) {
    if (!sink.isThere()) {
      throw new NotHere();
    }
    var frame = frames.of(request, me, "sink");
    var mails =
        sink.newest(MAILS_MAX).stream()
            .map(one ->
                new SinkPage.Mail(
                    one.subject(),
                    frame.say("sink.about", one.to(), frame.page().times().at(one.made())),
                    one.text()))
            .toList();
    return Shown.page(HttpStatus.OK, "desk/sink", new SinkPage(frame, mails));
  }
}
