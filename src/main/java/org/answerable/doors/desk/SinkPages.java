package org.answerable.doors.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.answerable.doors.entrance.Site;
import org.answerable.doors.frame.NotHere;
import org.answerable.doors.frame.Page;
import org.answerable.doors.frame.Shown;
import org.answerable.doors.mail.Sink;
import org.answerable.sight.Who;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The sink of a demo: nothing leaves the machine, and everything can be read. */
@Controller
class SinkPages {

  private static final int MAILS_MAX = 25;

  private final Frames frames;
  private final Sink sink;
  private final Pattern ours;

  SinkPages(Frames frames, Sink sink, Site site) {
    this.frames = frames;
    this.sink = sink;
    this.ours = Pattern.compile(Pattern.quote(site.link("/c/").toString()) + "[a-z0-9]+");
  }

  @GetMapping("/sink")
  ModelAndView sink(HttpServletRequest request, Who me) {
    var mails = sink.newest(MAILS_MAX).orElseThrow(NotHere::new);
    var frame = frames.of(request, me, "sink");
    return Shown.page(
        "desk/sink",
        new SinkPage(frame, mails.stream().map(one -> mail(frame.page(), one)).toList()));
  }

  private SinkPage.Mail mail(Page page, Sink.Unsent one) {
    return new SinkPage.Mail(
        page.say("sink.about", one.from(), one.to(), page.times().at(one.at())),
        one.subject(),
        "/cases/" + one.in(),
        pieces(one.text()));
  }

  private List<SinkPage.Piece> pieces(String text) {
    var pieces = new ArrayList<SinkPage.Piece>();
    var found = ours.matcher(text);
    int done = 0;
    while (found.find()) {
      pieces.add(new SinkPage.Piece(text.substring(done, found.start()), false));
      pieces.add(new SinkPage.Piece(found.group(), true));
      done = found.end();
    }
    pieces.add(new SinkPage.Piece(text.substring(done), false));
    return List.copyOf(pieces);
  }
}
