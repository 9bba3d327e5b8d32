package org.answerable.doors.entrance;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import org.answerable.calendar.Hours;
import org.answerable.calendar.Week;
import org.answerable.doors.command.SetupCode;
import org.answerable.doors.entrance.SetUpPage.Form;
import org.answerable.doors.frame.NotHere;
import org.answerable.doors.frame.Pages;
import org.answerable.doors.frame.Shown;
import org.answerable.facts.CommandId;
import org.answerable.facts.ConfigFact;
import org.answerable.facts.Ids;
import org.answerable.facts.Region;
import org.answerable.facts.Role;
import org.answerable.facts.StaffId;
import org.answerable.facts.Teaming.Giving;
import org.answerable.facts.Tongue;
import org.answerable.ledger.reading.Actor;
import org.answerable.ledger.reading.Via;
import org.answerable.ledger.writing.Command;
import org.answerable.work.people.Companies;
import org.answerable.work.people.People;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * The first day: company, kind of desk, first person, first team, brand and mailbox in one act.
 * Opened by the code that was printed at the start, and gone afterwards.
 */
@Controller
@RequestMapping("/set-up")
class SettingUp {

  private final SetupCode code;
  private final Companies companies;
  private final People people;
  private final Passwords passwords;
  private final Tries tries;
  private final Pages pages;

  SettingUp(
      SetupCode code,
      Companies companies,
      People people,
      Passwords passwords,
      Tries tries,
      Pages pages) {
    this.code = code;
    this.companies = companies;
    this.people = people;
    this.passwords = passwords;
    this.tries = tries;
    this.pages = pages;
  }

  @GetMapping
  ModelAndView ask(@ModelAttribute Form form, HttpServletRequest request) {
    if (code.isDone()) {
      throw new NotHere();
    }
    return page(HttpStatus.OK, form, "", request);
  }

  @PostMapping
  ModelAndView found(@ModelAttribute Form form, CommandId command, HttpServletRequest request) {
    if (code.isDone()) {
      throw new NotHere();
    }
    if (!tries.allow("set-up", request.getRemoteAddr(), 20, Duration.ofMinutes(15))) {
      return page(HttpStatus.TOO_MANY_REQUESTS, form, "sign-in.too-often", request);
    }
    if (!code.matches(form.text("code"))) {
      return refused(form, "set-up.wrong.code", request);
    }
    var password = form.password();
    if (password == null || !Passwords.isUsable(password)) {
      return refused(form, "password.unusable", request);
    }
    var day = day(form);
    if (day == null) {
      return refused(form, "set-up.wrong.hours", request);
    }
    return switch (companies.found(day, new Command(command, Actor.SYSTEM, Via.WEB, ""))) {
      case Companies.Founding.Founded done -> in(done.admin(), password, command, request);
      // The first part of an earlier try was done, its answer was lost: the code still vouches.
      case Companies.Founding.AlreadyFounded() ->
          people
              .find(form.text("address"))
              .map(who -> in(who, password, command, request))
              .orElseGet(() -> refused(form, "set-up.wrong.founded", request));
      case Companies.Founding.AddressUnusable(var address) ->
          refused(form, "set-up.wrong.address", request, address);
      case Companies.Founding.NameMissing() -> refused(form, "set-up.wrong.name", request);
      case Companies.Founding.NoHours() -> refused(form, "set-up.wrong.hours", request);
    };
  }

  private ModelAndView in(
      StaffId who, String password, CommandId command, HttpServletRequest request) {
    passwords.set(who, password, "", new CommandId(Ids.following(command, 1)));
    code.used();
    SignedIn.begin(request, who);
    return Shown.goTo("/today");
  }

  private static Companies.@Nullable FirstDay day(Form form) {
    try {
      int from = Integer.parseInt(form.text("from"));
      int to = Integer.parseInt(form.text("to"));
      if (from < 0 || to > 24 || from >= to) {
        return null;
      }
      var zone = ZoneId.of(form.text("zone"));
      return new Companies.FirstDay(
          form.text("company"),
          ConfigFact.Desk.valueOf(form.text("kind")),
          new People.Newcomer(
              form.text("name"),
              form.text("shown"),
              form.text("address"),
              Role.ADMIN,
              Tongue.EN,
              zone),
          form.text("team"),
          new Hours(Week.weekdays(from, to), zone, Region.NONE),
          Giving.valueOf(form.text("giving")),
          form.text("brand"),
          null,
          form.text("mailbox"));
    } catch (DateTimeException | IllegalArgumentException e) {
      return null; // not a number, a zone or one of the choices: the page says what is needed
    }
  }

  private ModelAndView refused(
      Form form, String wrong, HttpServletRequest request, Object... args) {
    return page(HttpStatus.UNPROCESSABLE_ENTITY, form, wrong, request, args);
  }

  private ModelAndView page(
      HttpStatus status, Form form, String wrong, HttpServletRequest request, Object... args) {
    var page = pages.of(request);
    var said = args.length == 0 ? new Object[] {Passwords.LETTERS_MIN} : args;
    return Shown.page(
        status,
        "entrance/set-up",
        new SetUpPage(
            page,
            form,
            Zones.all(),
            wrong.isEmpty() ? "" : page.say(wrong, said),
            Passwords.LETTERS_MIN));
  }
}
