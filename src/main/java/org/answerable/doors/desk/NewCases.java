package org.answerable.doors.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Supplier;
import org.answerable.doors.frame.Shown;
import org.answerable.facts.Channel;
import org.answerable.facts.CommandId;
import org.answerable.facts.Talking.Sender;
import org.answerable.facts.Talking.Trust;
import org.answerable.facts.Tongue;
import org.answerable.ledger.writing.CommandReused;
import org.answerable.ledger.writing.Words;
import org.answerable.sight.Sight;
import org.answerable.sight.Who;
import org.answerable.views.today.Staff;
import org.answerable.work.cases.Filings;
import org.answerable.work.customers.Customers;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Somebody called or came by: a person writes it down, and it is a case like any other. */
@Controller
class NewCases {

  private static final int PLACES_MAX = 500;
  private static final int WORDS_MAX = 20_000;
  private static final int LINE_MAX = 200;

  /** Mail and the customer's own page make their cases themselves. */
  private static final List<Channel> CHANNELS = List.of(Channel.PHONE, Channel.DESK);

  private final Frames frames;
  private final Staff staff;
  private final Filings filings;

  NewCases(Frames frames, Staff staff, Filings filings) {
    this.frames = frames;
    this.staff = staff;
    this.filings = filings;
  }

  /**
   * The form as it was sent.
   *
   * @param place the team and the brand, as {@link Staff.Place#key} writes them
   * @param mine whether the writer answers for it
   */
  public record Form(
      @Nullable String name,
      @Nullable String address,
      @Nullable String subject,
      @Nullable String body,
      @Nullable Channel channel,
      @Nullable String place,
      @Nullable Boolean mine) {

    static final Form EMPTY = new Form(null, null, null, null, null, null, true);

    /** A field as it is shown again. */
    public String text(@Nullable String field) {
      return field == null ? "" : field.strip().replace("\r\n", "\n");
    }

    /** A box that is not ticked sends nothing. */
    public boolean isMine() {
      return Boolean.TRUE.equals(mine);
    }
  }

  @GetMapping("/cases/new")
  ModelAndView blank(HttpServletRequest request, Who me) {
    return page(HttpStatus.OK, request, me, Form.EMPTY, "");
  }

  @PostMapping("/cases/new")
  ModelAndView open(
      @ModelAttribute Form form, HttpServletRequest request, Who me, CommandId command) {
    var wrong = wrong(form);
    if (!wrong.isEmpty()) {
      return refused(form, request, me, wrong);
    }
    var place = staff.place(Sight.of(me), form.text(form.place()));
    if (place.isEmpty()) {
      return refused(form, request, me, "new.refused.place");
    }
    return once(
        form,
        request,
        me,
        () -> {
          var filed =
              filings.atTheDesk(
                  writing(form),
                  new Filings.Place(place.get().team(), place.get().brand()),
                  me.person(),
                  form.isMine(),
                  command);
          frames.changed(me);
          return switch (filed) {
            case Filings.Filed.AsCase(var id, _) -> Shown.goTo("/cases/" + id);
            case Filings.Filed.AsReply _, Filings.Filed.NotWaiting _ ->
                throw new IllegalStateException("A case was to be opened, not " + filed);
          };
        });
  }

  private static String wrong(Form form) {
    var address = form.text(form.address());
    if (form.text(form.body()).isEmpty()) {
      return "refused.no-words";
    }
    if (form.text(form.body()).length() > WORDS_MAX) {
      return "refused.too-long";
    }
    if (form.text(form.name()).isEmpty() && address.isEmpty()) {
      return "new.refused.nobody";
    }
    return address.isEmpty() || Customers.isAddress(address) ? "" : "people.refused.address";
  }

  private static Filings.Writing writing(Form form) {
    var name = line(form.text(form.name()));
    var address = form.text(form.address());
    var subject = line(form.text(form.subject()));
    var words = Words.of("body", form.text(form.body())).and("subject", subject);
    return new Filings.Writing(
        new Filings.Author(
            address.isEmpty() ? null : address, name.isEmpty() ? null : name, Tongue.EN),
        subject,
        form.channel() == null ? Channel.PHONE : form.channel(),
        Sender.PERSON,
        Trust.SILENT,
        true,
        words,
        Words.NONE);
  }

  private static String line(String text) {
    return text.length() <= LINE_MAX ? text : text.substring(0, LINE_MAX);
  }

  /** The same page sent again with other words: they are shown, and wait to be sent. */
  private ModelAndView once(
      Form form, HttpServletRequest request, Who me, Supplier<ModelAndView> act) {
    try {
      return act.get();
    } catch (CommandReused e) {
      return page(HttpStatus.CONFLICT, request, me, form, "refused.sent-before");
    }
  }

  private ModelAndView refused(Form form, HttpServletRequest request, Who me, String wrong) {
    return page(HttpStatus.UNPROCESSABLE_ENTITY, request, me, form, wrong);
  }

  private ModelAndView page(
      HttpStatus status, HttpServletRequest request, Who me, Form form, String wrong) {
    var frame = frames.of(request, me, "cases");
    return Shown.page(
        status,
        "desk/new-case",
        new NewCasePage(
            frame,
            CHANNELS.stream()
                .map(one -> new CasePage.Option(one.name(), frame.say("channel." + Rows.word(one))))
                .toList(),
            staff.places(Sight.of(me), PLACES_MAX).stream()
                .map(one -> new CasePage.Option(one.key(), one.name()))
                .toList(),
            form,
            wrong.isEmpty() ? "" : frame.say(wrong, WORDS_MAX)));
  }
}
