package org.answerable.doors.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.answerable.doors.frame.NotHere;
import org.answerable.doors.frame.Page;
import org.answerable.doors.frame.Shown;
import org.answerable.doors.mail.Filer;
import org.answerable.facts.CommandId;
import org.answerable.facts.MailId;
import org.answerable.ledger.reading.Actor;
import org.answerable.ledger.reading.Via;
import org.answerable.ledger.writing.Command;
import org.answerable.sight.Sight;
import org.answerable.sight.Who;
import org.answerable.views.cases.CaseLists;
import org.answerable.work.cases.Filings;
import org.answerable.work.post.Post;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** What looks like no case, and what could not be filed: a person looks at each. */
@Controller
@RequestMapping("/tray")
class Tray {

  private static final int MAILS_MAX = 100;
  private static final int STORMS_MAX = 5;

  private final Frames frames;
  private final CaseLists lists;
  private final Post post;
  private final Filer filer;

  Tray(Frames frames, CaseLists lists, Post post, Filer filer) {
    this.frames = frames;
    this.lists = lists;
    this.post = post;
    this.filer = filer;
  }

  @GetMapping
  ModelAndView tray(HttpServletRequest request, Who me) {
    return page(HttpStatus.OK, request, me, "");
  }

  @PostMapping("/{mail}/set-aside")
  ModelAndView setAside(
      @PathVariable MailId mail, HttpServletRequest request, Who me, CommandId command) {
    mine(mail, me);
    var act = Command.of(command, Actor.of(me.person()), Via.WEB);
    frames.changed(me);
    return switch (post.setAside(mail, me.person(), act)) {
      case Post.Putting.Done() -> Shown.goTo("/tray");
      case Post.Putting.NotThere _ -> page(HttpStatus.CONFLICT, request, me, "tray.refused.gone");
    };
  }

  @PostMapping("/{mail}/case")
  ModelAndView makeCase(
      @PathVariable MailId mail, HttpServletRequest request, Who me, CommandId command)
      throws IOException {
    mine(mail, me);
    frames.changed(me);
    return switch (filer.fromTray(mail, me.person(), command)) {
      case Filings.Filed.AsCase(var id, _) -> Shown.goTo("/cases/" + id);
      case Filings.Filed.AsReply(var id, _) -> Shown.goTo("/cases/" + id);
      case Filings.Filed.NotWaiting() ->
          page(HttpStatus.CONFLICT, request, me, "tray.refused.gone");
    };
  }

  private void mine(MailId mail, Who me) {
    if (!lists.isOurs(Sight.of(me), mail)) {
      throw new NotHere();
    }
  }

  private ModelAndView page(HttpStatus status, HttpServletRequest request, Who me, String key) {
    var frame = frames.of(request, me, "tray");
    var mails = lists.tray(Sight.of(me), MAILS_MAX + 1);
    return Shown.page(
        status,
        "desk/tray",
        new TrayPage(
            frame,
            mails.stream().limit(MAILS_MAX).map(one -> mail(frame.page(), one)).toList(),
            lists.storms(Sight.of(me), STORMS_MAX).stream()
                .map(one -> storm(frame.page(), one))
                .toList(),
            mails.size() > MAILS_MAX,
            key.isEmpty() ? "" : frame.say(key)));
  }

  private static String storm(Page page, CaseLists.Storm one) {
    return page.say("tray.storm", one.sender(), one.mails(), page.times().at(one.last()));
  }

  private static TrayPage.Mail mail(Page page, CaseLists.Waiting one) {
    var hold = one.hold();
    var sender = one.sender().isEmpty() ? page.say("tray.nobody") : one.sender();
    return new TrayPage.Mail(
        one.id().toString(),
        hold == null
            ? Frame.Chip.broken(page.say("tray.unfiled", one.tries()))
            : Frame.Chip.plain(page.say("hold." + hold)),
        one.subject().isEmpty() ? page.say("tray.no-subject") : one.subject(),
        page.say("tray.about", sender, one.mailbox(), page.times().at(one.received()))
            + (one.repeats() == 0 ? "" : " · " + page.say("tray.repeats", one.repeats())),
        one.preview(),
        hold != null);
  }
}
