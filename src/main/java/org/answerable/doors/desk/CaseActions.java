package org.answerable.doors.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.answerable.doors.files.Uploads;
import org.answerable.doors.frame.Shown;
import org.answerable.facts.CaseId;
import org.answerable.facts.Channel;
import org.answerable.facts.CommandId;
import org.answerable.facts.CommitmentId;
import org.answerable.facts.MessageId;
import org.answerable.facts.PartyId;
import org.answerable.facts.StaffId;
import org.answerable.facts.Talking;
import org.answerable.ledger.writing.CommandReused;
import org.answerable.sight.Who;
import org.answerable.work.cases.Cases;
import org.answerable.work.cases.Endings;
import org.answerable.work.cases.NextWord;
import org.answerable.work.cases.Participants;
import org.answerable.work.cases.Promises;
import org.answerable.work.cases.Replies;
import org.answerable.work.cases.Takings;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/**
 * What can be done on the page of a case. Each result is a page; a refusal keeps what was written.
 */
@Controller
@RequestMapping("/cases/{id}")
class CaseActions {

  /** The longest text that a part holds, with room for its bytes. */
  private static final int TEXT_MAX = 20_000;

  private final Cases cases;
  private final CasePages pages;
  private final Frames frames;

  CaseActions(Cases cases, CasePages pages, Frames frames) {
    this.cases = cases;
    this.pages = pages;
    this.frames = frames;
  }

  @GetMapping
  ModelAndView show(@PathVariable CaseId id, HttpServletRequest request, Who me) {
    return pages.show(request, me, id);
  }

  /** Asked by the page from time to time: nothing new is no content, and something new ends it. */
  @GetMapping("/newer")
  ModelAndView newer(
      @PathVariable CaseId id,
      @RequestParam(defaultValue = "") String seen,
      HttpServletRequest request,
      Who me) {
    return pages.newer(request, me, id, seen);
  }

  @PostMapping("/take")
  ModelAndView take(
      @PathVariable CaseId id, HttpServletRequest request, Who me, CommandId command) {
    var act = new Act(id, request, me, ReplyForm.EMPTY);
    return switch (cases.take(id, me, command)) {
      case Takings.Taking.Yours() -> act.done();
      case Takings.Taking.OwnedBy(var owner) -> act.conflict("refused.owned-by", owner);
      case Takings.Taking.NotOfTheTeam() -> act.refused("refused.not-of-team");
      case Takings.Taking.CaseEnded() -> act.conflict("refused.ended");
      case Takings.Taking.MayNotAct() -> act.refused("refused.may-not");
    };
  }

  @PostMapping("/move")
  ModelAndView move(
      @PathVariable CaseId id,
      @RequestParam UUID to,
      @RequestParam String why,
      HttpServletRequest request,
      Who me,
      CommandId command) {
    var act = new Act(id, request, me, ReplyForm.EMPTY);
    if (why.isBlank()) {
      return act.refused("refused.no-reason");
    }
    return switch (cases.move(id, me, new StaffId(to), cut(why), command)) {
      case Takings.Moving.Moved _, Takings.Moving.AlreadyTheirs _ -> act.done();
      case Takings.Moving.CannotOwn(var who) -> act.refused("refused.cannot-own", who);
      case Takings.Moving.CaseEnded() -> act.conflict("refused.ended");
    };
  }

  @PostMapping("/reply")
  ModelAndView reply(
      @PathVariable CaseId id,
      @ModelAttribute ReplyForm form,
      @RequestParam(required = false) @Nullable List<MultipartFile> files,
      HttpServletRequest request,
      Who me,
      CommandId command) {
    var act = new Act(id, request, me, form);
    var unfit = act.unfit();
    if (unfit != null) {
      return unfit;
    }
    var next = form.nextWord(frames.times(me));
    if (next == null) {
      return act.refused("refused.no-time");
    }
    return act.with(
        files,
        enclosed ->
            sent(act, cases.reply(id, me, form.draft(next), form.text(), enclosed, command)));
  }

  private static ModelAndView sent(Act act, Replies.Reply result) {
    return switch (result) {
      case Replies.Reply.Sent _ -> act.done();
      case Replies.Reply.NewerMessage _ -> act.conflict("refused.newer");
      case Replies.Reply.TimeIsPast(var at) -> act.refused("refused.past", at);
      case Replies.Reply.TooFar(var farthest) -> act.refused("refused.too-far", farthest);
      case Replies.Reply.NobodyOnDuty(var at, var instead) ->
          act.refused("refused.nobody-there", at, instead);
      case Replies.Reply.NoWaiting() -> act.refused("refused.no-waiting");
      case Replies.Reply.CaseEnded() -> act.conflict("refused.ended");
      case Replies.Reply.MayNotAct() -> act.refused("refused.may-not");
    };
  }

  @PostMapping("/note")
  ModelAndView note(
      @PathVariable CaseId id,
      @ModelAttribute ReplyForm form,
      @RequestParam(required = false) @Nullable List<MultipartFile> files,
      HttpServletRequest request,
      Who me,
      CommandId command) {
    var act = new Act(id, request, me, form);
    var unfit = act.unfit();
    if (unfit != null) {
      return unfit;
    }
    return act.with(
        files,
        enclosed ->
            switch (cases.note(id, me, Channel.DESK, form.text(), enclosed, command)) {
              case Replies.Note.Written _ -> act.done();
              case Replies.Note.MayNotAct() -> act.refused("refused.may-not");
            });
  }

  @PostMapping("/promises/{which}/new-time")
  ModelAndView newTime(
      @PathVariable CaseId id,
      @PathVariable CommitmentId which,
      @ModelAttribute ReplyForm form,
      HttpServletRequest request,
      Who me,
      CommandId command) {
    var act = new Act(id, request, me, form);
    if (form.text().isEmpty()) {
      return act.refused("refused.no-words");
    }
    var at = frames.times(me).fromField(form.at());
    if (at == null) {
      return act.refused("refused.no-time");
    }
    var by = new NextWord.By(form.promised(), at, form.wished());
    return act.once(() ->
        switch (cases.newTime(id, me, which, by, form.seenMessage(), cut(form.text()), command)) {
          case Replies.NewTime.Told _ -> act.done();
          case Replies.NewTime.NotOwed() -> act.conflict("refused.not-owed");
          case Replies.NewTime.Refused(var why) -> sent(act, why);
        });
  }

  @PostMapping("/promises/{which}/keep")
  ModelAndView keep(
      @PathVariable CaseId id,
      @PathVariable CommitmentId which,
      @RequestParam String note,
      HttpServletRequest request,
      Who me,
      CommandId command) {
    var act = new Act(id, request, me, ReplyForm.EMPTY);
    if (note.isBlank()) {
      return act.refused("refused.no-words");
    }
    return act.once(() ->
        switch (cases.keep(id, me, which, cut(note), command)) {
          case Promises.Keeping.Noted _ -> act.done();
          case Promises.Keeping.NotOwed() -> act.conflict("refused.not-owed");
          case Promises.Keeping.OwedBy(var who) -> act.refused("refused.owed-by", who);
          case Promises.Keeping.MayNotAct() -> act.refused("refused.may-not");
        });
  }

  @PostMapping("/promises/{which}/correct")
  ModelAndView correct(
      @PathVariable CaseId id,
      @PathVariable CommitmentId which,
      @RequestParam String at,
      @RequestParam String why,
      HttpServletRequest request,
      Who me,
      CommandId command) {
    var act = new Act(id, request, me, ReplyForm.EMPTY);
    var done = frames.times(me).fromField(at);
    if (done == null) {
      return act.refused("refused.no-time");
    }
    if (why.isBlank()) {
      return act.refused("refused.no-reason");
    }
    return act.once(() ->
        switch (cases.correct(id, me, which, done, cut(why), command)) {
          case Promises.Correction.Recorded _ -> act.done();
          case Promises.Correction.NotBroken() -> act.conflict("refused.not-broken");
          case Promises.Correction.WasLate(var due) -> act.refused("refused.was-late", due);
          case Promises.Correction.NotYetGiven(var given) ->
              act.refused("refused.not-yet-given", given);
          case Promises.Correction.OwedBy(var who) -> act.refused("refused.owed-by", who);
          case Promises.Correction.MayNotAct() -> act.refused("refused.may-not");
        });
  }

  @PostMapping("/word")
  ModelAndView word(
      @PathVariable CaseId id,
      @RequestParam Cases.Noted what,
      @RequestParam(required = false) @Nullable UUID message,
      @RequestParam String words,
      HttpServletRequest request,
      Who me,
      CommandId command) {
    var act = new Act(id, request, me, ReplyForm.EMPTY);
    if (message == null && words.isBlank()) {
      return act.refused("refused.no-word");
    }
    return act.once(() ->
        switch (cases.noteTheirWord(id, me, what, message(message), cut(words), command)) {
          case Endings.TheirWord.Recorded _ -> act.done();
          case Endings.TheirWord.AlreadyEnded(var how) ->
              act.conflict("refused.already-ended", how);
          case Endings.TheirWord.TooLongAgo() -> act.refused("refused.too-long-ago");
          case Endings.TheirWord.NoSuchMessage _ -> act.refused("refused.no-message");
          case Endings.TheirWord.MayNotAct() -> act.refused("refused.may-not");
        });
  }

  @PostMapping("/decline")
  ModelAndView decline(
      @PathVariable CaseId id,
      @RequestParam UUID door,
      @RequestParam String reason,
      @RequestParam String alternative,
      @RequestParam(required = false) @Nullable String outside,
      @RequestParam(required = false) @Nullable UUID seen,
      HttpServletRequest request,
      Who me,
      CommandId command) {
    var act = new Act(id, request, me, ReplyForm.EMPTY);
    if (reason.isBlank() || alternative.isBlank()) {
      return act.refused("refused.no-alternative");
    }
    var elsewhere = outside == null ? null : cut(outside);
    return act.once(() ->
        closed(
            act,
            cases.decline(
                id,
                me,
                new StaffId(door),
                cut(reason),
                cut(alternative),
                elsewhere,
                message(seen),
                command)));
  }

  @PostMapping("/no-answer")
  ModelAndView noAnswer(
      @PathVariable CaseId id,
      @RequestParam String why,
      @RequestParam(required = false) @Nullable UUID seen,
      HttpServletRequest request,
      Who me,
      CommandId command) {
    var act = new Act(id, request, me, ReplyForm.EMPTY);
    return act.once(
        () -> closed(act, cases.needsNoAnswer(id, me, cut(why), message(seen), command)));
  }

  @PostMapping("/no-case")
  ModelAndView noCase(
      @PathVariable CaseId id,
      @RequestParam String why,
      @RequestParam(required = false) @Nullable UUID seen,
      HttpServletRequest request,
      Who me,
      CommandId command) {
    var act = new Act(id, request, me, ReplyForm.EMPTY);
    return act.once(() -> closed(act, cases.isNoCase(id, me, cut(why), message(seen), command)));
  }

  private static ModelAndView closed(Act act, Endings.Closing result) {
    return switch (result) {
      case Endings.Closing.Ended _ -> act.done();
      case Endings.Closing.AlreadyEnded(var how) -> act.conflict("refused.already-ended", how);
      case Endings.Closing.NoSuchDoor(var door) -> act.refused("refused.no-door", door);
      case Endings.Closing.NewerMessage _ -> act.conflict("refused.newer-end");
      case Endings.Closing.NeedsSomeoneElse() -> act.refused("refused.someone-else");
      case Endings.Closing.AskTheCustomer() -> act.refused("refused.ask-customer");
      case Endings.Closing.MayNotAct() -> act.refused("refused.may-not");
    };
  }

  @PostMapping("/messages/{message}/mark")
  ModelAndView mark(
      @PathVariable CaseId id,
      @PathVariable MessageId message,
      @RequestParam Talking.Mark mark,
      HttpServletRequest request,
      Who me,
      CommandId command) {
    var act = new Act(id, request, me, ReplyForm.EMPTY);
    return act.once(() ->
        switch (cases.mark(id, me, message, mark, command)) {
          case Endings.Marking.Done() -> act.done();
          case Endings.Marking.NoSuchMessage _ -> act.refused("refused.no-message");
          case Endings.Marking.MayNotAct() -> act.refused("refused.may-not");
        });
  }

  @PostMapping("/messages/{message}/add")
  ModelAndView add(
      @PathVariable CaseId id,
      @PathVariable MessageId message,
      HttpServletRequest request,
      Who me,
      CommandId command) {
    var act = new Act(id, request, me, ReplyForm.EMPTY);
    return act.once(() ->
        switch (cases.addParticipant(id, me, message, command)) {
          case Participants.Adding.Added _ -> act.done();
          case Participants.Adding.NoSuchOffer _ -> act.refused("refused.no-offer");
          case Participants.Adding.AlreadyTakesPart _ -> act.conflict("refused.takes-part");
          case Participants.Adding.TooMany(var most) -> act.refused("refused.too-many", most);
          case Participants.Adding.CaseEnded() -> act.conflict("refused.ended-add");
          case Participants.Adding.MayNotAct() -> act.refused("refused.may-not");
        });
  }

  @PostMapping("/participants/{party}/remove")
  ModelAndView remove(
      @PathVariable CaseId id,
      @PathVariable PartyId party,
      HttpServletRequest request,
      Who me,
      CommandId command) {
    var act = new Act(id, request, me, ReplyForm.EMPTY);
    return act.once(() ->
        switch (cases.removeParticipant(id, me, party, command)) {
          case Participants.Removing.Removed _ -> act.done();
          case Participants.Removing.TakesNoPart _ -> act.conflict("refused.takes-no-part");
          case Participants.Removing.MayNotAct() -> act.refused("refused.may-not");
        });
  }

  private static @Nullable MessageId message(@Nullable UUID id) {
    return id == null ? null : new MessageId(id);
  }

  private static String cut(String text) {
    var words = text.strip().replace("\r\n", "\n");
    return words.length() <= TEXT_MAX ? words : words.substring(0, TEXT_MAX);
  }

  /** One thing that is being done, and the pages it can end with. */
  private final class Act {
    private final CaseId id;
    private final HttpServletRequest request;
    private final Who me;
    private final ReplyForm form;
    private boolean files;

    Act(CaseId id, HttpServletRequest request, Who me, ReplyForm form) {
      this.id = id;
      this.request = request;
      this.me = me;
      this.form = form;
    }

    ModelAndView done() {
      frames.changed(me);
      return Shown.goTo("/cases/" + id);
    }

    ModelAndView refused(String key, Object... args) {
      return pages.refused(
          request, me, id, HttpStatus.UNPROCESSABLE_ENTITY, form, files, key, args);
    }

    /** Why these words cannot be sent or kept; null where they can. */
    @Nullable ModelAndView unfit() {
      if (form.text().isEmpty()) {
        return refused("refused.no-words");
      }
      return form.text().length() > TEXT_MAX ? refused("refused.too-long", TEXT_MAX) : null;
    }

    /** Something changed meanwhile: both texts are on the page, and nothing is lost. */
    ModelAndView conflict(String key, Object... args) {
      return pages.refused(request, me, id, HttpStatus.CONFLICT, form, files, key, args);
    }

    /**
     * With the files of the form; a browser forgets which ones, so a refusal asks for them anew.
     */
    ModelAndView with(
        @Nullable List<MultipartFile> sent, Function<Replies.Enclosed, ModelAndView> act) {
      try (var uploads = Uploads.of(sent)) {
        var problem = uploads.problem();
        if (problem != null) {
          return refused("files." + Rows.word(problem), Uploads.FILES_MAX, Uploads.MEGABYTES_MAX);
        }
        files = !uploads.isEmpty();
        return once(() -> act.apply(new Replies.Enclosed(uploads.words(), uploads.content())));
      }
    }

    /** The same page sent again with other words: they are shown, and wait to be sent. */
    ModelAndView once(Supplier<ModelAndView> act) {
      try {
        return act.get();
      } catch (CommandReused e) {
        return conflict("refused.sent-before");
      }
    }
  }
}
