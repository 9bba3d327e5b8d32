package org.answerable.doors.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.answerable.doors.entrance.Tries;
import org.answerable.doors.files.Downloads;
import org.answerable.doors.files.Uploads;
import org.answerable.doors.frame.NotHere;
import org.answerable.doors.frame.Page;
import org.answerable.doors.frame.Pages;
import org.answerable.doors.frame.Shown;
import org.answerable.doors.links.CaseTokens;
import org.answerable.doors.links.CaseTokens.Purpose;
import org.answerable.facts.CaseId;
import org.answerable.facts.CommandId;
import org.answerable.facts.CommitmentId;
import org.answerable.facts.Ids;
import org.answerable.facts.MessageId;
import org.answerable.facts.PartyId;
import org.answerable.facts.Tongue;
import org.answerable.ledger.reading.Chains;
import org.answerable.ledger.writing.Words;
import org.answerable.sight.Sight;
import org.answerable.views.cases.CaseView;
import org.answerable.work.cases.Cases;
import org.answerable.work.cases.Endings;
import org.answerable.work.cases.Filings;
import org.answerable.work.cases.Promises;
import org.answerable.work.cases.Wishes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** A customer's own page, and what they can do on it. */
@Controller
@RequestMapping("/c/{token}")
class TheirPages {

  private static final Duration AFTER_THE_END = Duration.ofDays(30);
  private static final int LETTERS_MAX = 20_000;
  private static final int WISH_LETTERS_MAX = 2_000;
  private static final int WRITES_MAX = 30;
  private static final Set<String> DONE =
      Set.of("written", "wished", "solved", "not-yet", "look", "objected");

  private final CaseTokens tokens;
  private final CaseView view;
  private final Chains chains;
  private final Cases cases;
  private final Filings filings;
  private final Pages pages;
  private final Tries tries;

  TheirPages(
      CaseTokens tokens,
      CaseView view,
      Chains chains,
      Cases cases,
      Filings filings,
      Pages pages,
      Tries tries) {
    this.tokens = tokens;
    this.view = view;
    this.chains = chains;
    this.cases = cases;
    this.filings = filings;
    this.pages = pages;
    this.tries = tries;
  }

  @GetMapping
  ModelAndView show(
      @PathVariable String token,
      @RequestParam(required = false) @Nullable String done,
      HttpServletRequest request) {
    var key = done != null && DONE.contains(done) ? "their.done." + done : "";
    return page(HttpStatus.OK, token, guest(token), key, "", request);
  }

  @PostMapping("/solved")
  ModelAndView solved(@PathVariable String token, CommandId command, HttpServletRequest request) {
    return theirWord(
        token, request, "solved", guest -> cases.confirm(guest.caseId(), guest.party(), command));
  }

  @PostMapping("/not-yet")
  ModelAndView notYet(@PathVariable String token, CommandId command, HttpServletRequest request) {
    return theirWord(
        token, request, "not-yet", guest -> cases.notYet(guest.caseId(), guest.party(), command));
  }

  private ModelAndView theirWord(
      String token,
      HttpServletRequest request,
      String done,
      Function<Guest, Endings.TheirWord> say) {
    var guest = guest(token);
    return switch (say.apply(guest)) {
      case Endings.TheirWord.Recorded _ -> Shown.goTo("/c/" + token + "?done=" + done);
      case Endings.TheirWord.AlreadyEnded _ ->
          page(HttpStatus.CONFLICT, token, guest, "their.refused.ended", "", request);
      case Endings.TheirWord.TooLongAgo(),
          Endings.TheirWord.NoSuchMessage _,
          Endings.TheirWord.MayNotAct() ->
          page(HttpStatus.CONFLICT, token, guest, "their.refused.long-ago", "", request);
    };
  }

  @PostMapping("/write")
  ModelAndView write(
      @PathVariable String token,
      @RequestParam String body,
      @RequestParam(required = false) @Nullable List<MultipartFile> files,
      CommandId command,
      HttpServletRequest request) {
    var guest = guest(token);
    var text = body.strip().replace("\r\n", "\n");
    try (var uploads = Uploads.of(files)) {
      var problem = uploads.problem();
      if (problem != null) {
        var why = "files." + problem.name().toLowerCase(java.util.Locale.ROOT);
        return page(
            HttpStatus.UNPROCESSABLE_ENTITY,
            token,
            guest,
            why,
            text,
            request,
            Uploads.FILES_MAX,
            Uploads.MEGABYTES_MAX);
      }
      return write(token, guest, text, uploads, command, request);
    }
  }

  private ModelAndView write(
      String token,
      Guest guest,
      String text,
      Uploads files,
      CommandId command,
      HttpServletRequest request) {
    if ((text.isEmpty() && files.isEmpty()) || text.length() > LETTERS_MAX) {
      var why = text.isEmpty() ? "their.refused.no-words" : "their.refused.too-long";
      return page(HttpStatus.UNPROCESSABLE_ENTITY, token, guest, why, text, request);
    }
    if (!tries.allow("portal", guest.caseId().toString(), WRITES_MAX, Duration.ofHours(1))) {
      return page(
          HttpStatus.TOO_MANY_REQUESTS, token, guest, "their.refused.too-often", text, request);
    }
    // Other words on the same page are another message, never a repetition of the first.
    var own = new CommandId(Ids.following(command, (text + files.content()).hashCode()));
    return switch (filings.onTheirPage(
        guest.caseId(), guest.party(), Words.of("body", text).and(files.words()), own)) {
      case Filings.Filed.AsReply _, Filings.Filed.AsCase _ ->
          Shown.goTo("/c/" + token + "?done=written");
      case Filings.Filed.NotWaiting() ->
          page(HttpStatus.CONFLICT, token, guest, "their.refused.long-ago", text, request);
    };
  }

  /** Another time suits them better: their wish, which changes nothing by itself. */
  @PostMapping("/promises/{which}/wish")
  ModelAndView wish(
      @PathVariable String token,
      @PathVariable CommitmentId which,
      @RequestParam String at,
      @RequestParam String words,
      CommandId command,
      HttpServletRequest request) {
    var guest = guest(token);
    var head = view.head(Sight.of(guest.caseId()), guest.caseId()).orElseThrow(NotHere::new);
    var wished = page(request, head).times().fromField(at);
    var text = words.strip();
    if (wished == null || text.length() > WISH_LETTERS_MAX) {
      return page(
          HttpStatus.UNPROCESSABLE_ENTITY,
          token,
          guest,
          wished == null ? "their.refused.wish-time" : "their.refused.too-long",
          text,
          request);
    }
    if (!tries.allow("portal", guest.caseId().toString(), WRITES_MAX, Duration.ofHours(1))) {
      return page(
          HttpStatus.TOO_MANY_REQUESTS, token, guest, "their.refused.too-often", text, request);
    }
    var own = new CommandId(Ids.following(command, (at + text).hashCode()));
    return switch (filings.wish(guest.caseId(), guest.party(), which, wished, text, own)) {
      case Wishes.Wishing.Heard _ -> Shown.goTo("/c/" + token + "?done=wished");
      case Wishes.Wishing.NotOwed() ->
          page(HttpStatus.CONFLICT, token, guest, "their.refused.wish-over", text, request);
      case Wishes.Wishing.TimeIsPast _ ->
          page(
              HttpStatus.UNPROCESSABLE_ENTITY,
              token,
              guest,
              "their.refused.wish-past",
              text,
              request);
      case Wishes.Wishing.TooFar _ ->
          page(
              HttpStatus.UNPROCESSABLE_ENTITY,
              token,
              guest,
              "their.refused.wish-far",
              text,
              request);
    };
  }

  @PostMapping("/look")
  ModelAndView look(@PathVariable String token, CommandId command, HttpServletRequest request) {
    var guest = guest(token);
    return switch (cases.look(guest.caseId(), guest.party(), command)) {
      case Endings.Looking.Looks _, Endings.Looking.AlreadyAsked _ ->
          Shown.goTo("/c/" + token + "?done=look");
      case Endings.Looking.NotTheirs() -> throw new NotHere();
      case Endings.Looking.TooLongAgo() ->
          page(HttpStatus.CONFLICT, token, guest, "their.refused.long-ago", "", request);
      case Endings.Looking.OnlyOnce() ->
          page(HttpStatus.CONFLICT, token, guest, "their.refused.once", "", request);
    };
  }

  @PostMapping("/object/{to}")
  ModelAndView object(
      @PathVariable String token,
      @PathVariable MessageId to,
      CommandId command,
      HttpServletRequest request) {
    var guest = guest(token);
    return switch (cases.object(guest.caseId(), guest.party(), to, command)) {
      case Promises.Objection.Heard _ -> Shown.goTo("/c/" + token + "?done=objected");
      case Promises.Objection.NothingToObjectTo() ->
          page(HttpStatus.CONFLICT, token, guest, "their.refused.object", "", request);
    };
  }

  /** What they sent us, or we them; nothing else of the case. */
  @GetMapping("/files/{seq}/{name}")
  void file(
      @PathVariable String token,
      @PathVariable long seq,
      @PathVariable String name,
      HttpServletResponse response)
      throws IOException {
    var chain = guest(token).caseId().chain();
    var entry = chains.read(chain, seq - 1, 1);
    if (entry.isEmpty()
        || entry.getFirst().seq() != seq
        || !TheirWords.isTheirs(entry.getFirst())) {
      throw new NotHere();
    }
    var info = Downloads.info(entry.getFirst().parts().get(name));
    if (info == null) {
      throw new NotHere();
    }
    Downloads.give(info, chains, response);
  }

  /** Whom a link lets in, and to which case. */
  private record Guest(CaseId caseId, PartyId party) {}

  /** A link is what it says only where it proves it; every other one opens nothing. */
  private Guest guest(String token) {
    var shown = CaseTokens.shown(token);
    if (shown == null) {
      throw new NotHere();
    }
    var head = view.head(Sight.of(shown.in()), shown.in()).orElseThrow(NotHere::new);
    if (!tokens.proves(shown, head.party(), Purpose.PAGE)) {
      throw new NotHere();
    }
    return new Guest(shown.in(), head.party());
  }

  /** In their own language and time, where these are known. */
  private Page page(HttpServletRequest request, CaseView.Head head) {
    var tongue = head.customerTongue();
    var zone = head.customerZone();
    return pages.of(
        request,
        tongue == null ? Tongue.EN : Tongue.valueOf(tongue.toUpperCase(java.util.Locale.ROOT)),
        zone == null ? head.time().zone() : java.time.ZoneId.of(zone),
        head.now());
  }

  private ModelAndView page(
      HttpStatus status,
      String token,
      Guest guest,
      String key,
      String draft,
      HttpServletRequest request,
      Object... args) {
    var whole = view.read(Sight.of(guest.caseId()), guest.caseId()).orElseThrow(NotHere::new);
    var head = whole.head();
    var page = page(request, head);
    var ended = head.ended();
    if (ended != null && ended.plus(AFTER_THE_END).isBefore(head.now())) {
      return Shown.page(HttpStatus.GONE, "portal/over", new TheirWords.Over(page, head.brand()));
    }
    var words = new TheirWords(page, whole, "/c/" + token);
    var said = key.isEmpty() ? "" : page.say(key, args);
    return Shown.page(status, "portal/case", words.page(said, status != HttpStatus.OK, draft));
  }
}
