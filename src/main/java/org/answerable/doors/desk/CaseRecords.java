package org.answerable.doors.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.answerable.doors.files.Downloads;
import org.answerable.doors.frame.NotHere;
import org.answerable.doors.frame.Shown;
import org.answerable.doors.mail.CleanHtml;
import org.answerable.facts.CaseId;
import org.answerable.facts.Talking;
import org.answerable.ledger.reading.Chains;
import org.answerable.sight.Sight;
import org.answerable.sight.Who;
import org.answerable.views.cases.CaseView;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** What stands behind a case's page: its whole history, and the files that were sent with it. */
@Controller
@RequestMapping("/cases/{id}")
class CaseRecords {

  private final Frames frames;
  private final CaseView view;
  private final Chains chains;

  CaseRecords(Frames frames, CaseView view, Chains chains) {
    this.frames = frames;
    this.view = view;
    this.chains = chains;
  }

  @GetMapping("/history")
  ModelAndView history(@PathVariable CaseId id, HttpServletRequest request, Who me) {
    var frame = frames.of(request, me, "cases");
    var whole = view.read(Sight.of(me), id).orElseThrow(NotHere::new);
    var head = whole.head();
    return Shown.page(
        "desk/history",
        new HistoryPage(
            frame,
            "/cases/" + id,
            frame.say("history.back", Frame.number(head.number()), head.subject()),
            head.subject(),
            new Worded(frame.page(), whole).history()));
  }

  /** A mail as it was laid out, cleaned now, in a page that can do nothing. */
  @GetMapping("/messages/{seq}/html")
  void html(@PathVariable CaseId id, @PathVariable long seq, Who me, HttpServletResponse response)
      throws IOException {
    if (view.head(Sight.of(me), id).isEmpty()) {
      throw new NotHere();
    }
    var part = chains.part(id.chain(), seq, "html");
    var text = part == null ? null : part.text();
    if (text == null) {
      throw new NotHere();
    }
    response.setContentType("text/html;charset=UTF-8");
    response.setHeader("Content-Security-Policy", CleanHtml.CONTENT_SECURITY_POLICY);
    response.setHeader("X-Frame-Options", "SAMEORIGIN");
    response.getWriter().write(CleanHtml.document(CleanHtml.clean(text, _ -> null)));
  }

  /** A mail byte for byte as it came in, for whoever has to read what the desk could not. */
  @GetMapping("/messages/{seq}/raw")
  void raw(@PathVariable CaseId id, @PathVariable long seq, Who me, HttpServletResponse response)
      throws IOException {
    if (view.head(Sight.of(me), id).isEmpty()) {
      throw new NotHere();
    }
    for (var entry : chains.read(id.chain(), seq - 1, 1)) {
      if (entry.fact() instanceof Talking.MessageReceived heard && heard.mail() != null) {
        var info = Downloads.info(chains.part(heard.mail().chain(), 1, "raw"));
        if (info != null) {
          Downloads.give(info, chains, response);
          return;
        }
      }
    }
    throw new NotHere();
  }

  /** Always to be saved, never shown in place. */
  @GetMapping("/files/{seq}/{name}")
  void file(
      @PathVariable CaseId id,
      @PathVariable long seq,
      @PathVariable String name,
      Who me,
      HttpServletResponse response)
      throws IOException {
    if (view.head(Sight.of(me), id).isEmpty()) {
      throw new NotHere();
    }
    var info = Downloads.info(chains.part(id.chain(), seq, name));
    if (info == null) {
      throw new NotHere();
    }
    Downloads.give(info, chains, response);
  }
}
