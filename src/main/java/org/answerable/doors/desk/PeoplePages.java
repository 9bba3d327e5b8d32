package org.answerable.doors.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.answerable.calendar.Week;
import org.answerable.doors.entrance.Invitations;
import org.answerable.doors.entrance.Passwords;
import org.answerable.doors.entrance.Zones;
import org.answerable.doors.frame.NotHere;
import org.answerable.doors.frame.Page;
import org.answerable.doors.frame.Shown;
import org.answerable.facts.CommandId;
import org.answerable.facts.Ids;
import org.answerable.facts.Role;
import org.answerable.facts.StaffId;
import org.answerable.facts.TeamId;
import org.answerable.facts.Tongue;
import org.answerable.ledger.reading.Actor;
import org.answerable.ledger.reading.Via;
import org.answerable.ledger.writing.Command;
import org.answerable.ledger.writing.CommandReused;
import org.answerable.sight.Sight;
import org.answerable.sight.Who;
import org.answerable.views.today.Staff;
import org.answerable.work.people.Companies;
import org.answerable.work.people.Duty;
import org.answerable.work.people.LockOuts;
import org.answerable.work.people.People;
import org.answerable.work.people.Teams;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Looking after those who answer: for administrators. */
@Controller
class PeoplePages {

  private static final int PEOPLE_MAX = 500;

  private final Frames frames;
  private final Staff staff;
  private final People people;
  private final Teams teams;
  private final Duty duty;
  private final LockOuts lockOuts;
  private final Companies companies;
  private final Invitations invitations;
  private final Passwords passwords;

  PeoplePages(
      Frames frames,
      Staff staff,
      People people,
      Teams teams,
      Duty duty,
      LockOuts lockOuts,
      Companies companies,
      Invitations invitations,
      Passwords passwords) {
    this.frames = frames;
    this.staff = staff;
    this.people = people;
    this.teams = teams;
    this.duty = duty;
    this.lockOuts = lockOuts;
    this.companies = companies;
    this.invitations = invitations;
    this.passwords = passwords;
  }

  @GetMapping("/people")
  ModelAndView people(HttpServletRequest request, Who me) {
    return page(HttpStatus.OK, request, me, "", null);
  }

  @PostMapping("/people")
  ModelAndView add(
      @RequestParam String name,
      @RequestParam String shown,
      @RequestParam String address,
      @RequestParam Role role,
      @RequestParam Tongue tongue,
      @RequestParam String zone,
      @RequestParam UUID team,
      HttpServletRequest request,
      Who me,
      CommandId command) {
    admin(me);
    ZoneId where;
    try {
      where = ZoneId.of(zone);
    } catch (DateTimeException e) {
      return refused(request, me, "people.refused.zone");
    }
    var newcomer =
        new People.Newcomer(name.strip(), shown.strip(), address.strip(), role, tongue, where);
    People.Joining joining;
    try {
      joining = people.add(newcomer, act(me, command, "add " + newcomer + team));
    } catch (CommandReused e) {
      return page(HttpStatus.CONFLICT, request, me, "settings.refused.sent-before", null);
    }
    return switch (joining) {
      case People.Joining.Joined(var id) -> joined(request, me, id, new TeamId(team), command);
      case People.Joining.AddressTaken() -> refused(request, me, "people.refused.taken");
      case People.Joining.AddressUnusable() -> refused(request, me, "people.refused.address");
      case People.Joining.NameMissing() -> refused(request, me, "people.refused.name");
      case People.Joining.NotAllowed _ -> refused(request, me, "refused.may-not");
    };
  }

  private ModelAndView joined(
      HttpServletRequest request, Who me, StaffId id, TeamId team, CommandId command) {
    teams.join(team, id, act(me, new CommandId(Ids.following(command, 1)), ""));
    return page(HttpStatus.OK, request, me, "people.done.added", id);
  }

  /** A new link to set a password; it is shown once. */
  @PostMapping("/people/{id}/link")
  ModelAndView link(@PathVariable StaffId id, HttpServletRequest request, Who me) {
    admin(me);
    return page(HttpStatus.OK, request, me, "people.done.link", id);
  }

  @PostMapping("/people/{id}/lock-out")
  ModelAndView lockOut(
      @PathVariable StaffId id,
      @RequestParam String why,
      HttpServletRequest request,
      Who me,
      CommandId command) {
    admin(me);
    return switch (lockOuts.lockOut(id, why.strip(), act(me, command, "out " + id + why))) {
      case LockOuts.LockingOut.Out _, LockOuts.LockingOut.AlreadyOut() -> {
        passwords.endSessions(id);
        yield Shown.goTo("/people");
      }
      case LockOuts.LockingOut.LastAdmin() -> refused(request, me, "people.refused.last-admin");
      case LockOuts.LockingOut.NotAllowed _ -> refused(request, me, "refused.may-not");
    };
  }

  @PostMapping("/people/{id}/let-in")
  ModelAndView letIn(
      @PathVariable StaffId id, HttpServletRequest request, Who me, CommandId command) {
    admin(me);
    return switch (people.letIn(id, act(me, command, "in " + id))) {
      case People.LettingIn.LetIn(), People.LettingIn.NotLockedOut() -> Shown.goTo("/people");
      case People.LettingIn.NotAllowed _ -> refused(request, me, "refused.may-not");
    };
  }

  @PostMapping("/people/{id}/role")
  ModelAndView role(
      @PathVariable StaffId id,
      @RequestParam Role role,
      HttpServletRequest request,
      Who me,
      CommandId command) {
    admin(me);
    return switch (people.changeRole(id, role, act(me, command, "role " + id + role))) {
      case People.RoleChange.Changed _ -> {
        if (!id.equals(me.person())) {
          passwords.endSessions(id);
        }
        yield Shown.goTo("/people");
      }
      case People.RoleChange.LastAdmin() -> refused(request, me, "people.refused.last-admin");
      case People.RoleChange.IsLockedOut() -> refused(request, me, "people.refused.locked");
      case People.RoleChange.NotAllowed _ -> refused(request, me, "refused.may-not");
    };
  }

  @PostMapping("/people/{id}/hours")
  ModelAndView hours(
      @PathVariable StaffId id,
      @RequestParam int from,
      @RequestParam int to,
      HttpServletRequest request,
      Who me,
      CommandId command) {
    admin(me);
    if (from < 0 || to > 24 || from >= to) {
      return refused(request, me, "people.refused.hours");
    }
    var act = act(me, command, "hours " + id + from + "-" + to);
    return changed(request, me, duty.setHours(id, Week.weekdays(from, to), act));
  }

  @PostMapping("/people/{id}/away")
  ModelAndView away(
      @PathVariable StaffId id,
      @RequestParam String until,
      HttpServletRequest request,
      Who me,
      CommandId command) {
    admin(me);
    var times = frames.of(request, me, "people").page().times();
    var end = times.fromField(until);
    if (end == null) {
      return refused(request, me, "refused.no-time");
    }
    var act = act(me, command, "away " + id + end);
    return changed(request, me, duty.away(id, times.now(), end, act));
  }

  @PostMapping("/people/{id}/back")
  ModelAndView back(
      @PathVariable StaffId id, HttpServletRequest request, Who me, CommandId command) {
    admin(me);
    return changed(request, me, duty.back(id, act(me, command, "back " + id)));
  }

  private ModelAndView changed(HttpServletRequest request, Who me, Duty.DutyChange result) {
    return switch (result) {
      case Duty.DutyChange.Changed(), Duty.DutyChange.NotAway() -> Shown.goTo("/people");
      case Duty.DutyChange.AlreadyOver _ -> refused(request, me, "people.refused.over");
      case Duty.DutyChange.IsLockedOut() -> refused(request, me, "people.refused.locked");
      case Duty.DutyChange.NotAllowed _ -> refused(request, me, "refused.may-not");
    };
  }

  /** From now on the desk speaks to the outside. */
  @PostMapping("/go-live")
  ModelAndView goLive(HttpServletRequest request, Who me, CommandId command) {
    admin(me);
    return switch (companies.goLive(act(me, command, "live"))) {
      case Companies.CompanyChange.Changed(), Companies.CompanyChange.AlreadyLive() -> {
        var frame = frames.of(request, me, "today");
        yield Shown.page(
            "desk/told",
            new Told(
                frame, frame.say(frame.wayOut() ? "live.done" : "live.done-no-way"), "/today"));
      }
      case Companies.CompanyChange.NotSetUp() -> refused(request, me, "people.refused.not-set-up");
      case Companies.CompanyChange.BrandAdded _,
          Companies.CompanyChange.MailboxAdded _,
          Companies.CompanyChange.AddressTaken _,
          Companies.CompanyChange.AddressUnusable _,
          Companies.CompanyChange.NameMissing _,
          Companies.CompanyChange.UnknownBrand _,
          Companies.CompanyChange.UnknownTeam _,
          Companies.CompanyChange.NotAllowed _ ->
          refused(request, me, "refused.may-not");
    };
  }

  private static Command act(Who me, CommandId command, String content) {
    return new Command(command, Actor.of(me.person()), Via.WEB, content);
  }

  private static void admin(Who me) {
    if (!me.role().atLeast(Role.ADMIN)) {
      throw new NotHere();
    }
  }

  private ModelAndView refused(HttpServletRequest request, Who me, String key) {
    return page(HttpStatus.UNPROCESSABLE_ENTITY, request, me, key, null);
  }

  private ModelAndView page(
      HttpStatus status, HttpServletRequest request, Who me, String key, @Nullable StaffId invite) {
    admin(me);
    var sight = Sight.of(me);
    var frame = frames.of(request, me, "people");
    var all = staff.people(sight, PEOPLE_MAX);
    var invited = invite == null ? null : invited(all, invite);
    return Shown.page(
        status,
        "desk/people",
        new PeoplePage(
            frame,
            all.stream().map(one -> person(frame.page(), one, me)).toList(),
            staff.teams(sight, PEOPLE_MAX).stream()
                .map(one -> new CasePage.Option(one.id().toString(), one.name()))
                .toList(),
            options(frame.page(), "role.", Role.values()),
            options(frame.page(), "tongue.", Tongue.values()),
            Zones.all(),
            frame.page().times().zone().getId(),
            key.isEmpty() ? "" : frame.say(key),
            status != HttpStatus.OK,
            invited == null ? "" : invitations.issue(invited.id()).toString(),
            invited == null ? "" : invited.name(),
            status != HttpStatus.OK && request.getRequestURI().equals("/people")
                ? given(request)
                : Map.of()));
  }

  private static Map<String, String> given(HttpServletRequest request) {
    var given = new HashMap<String, String>();
    request.getParameterMap().forEach((name, values) -> given.put(name, values[0]));
    return Map.copyOf(given);
  }

  private static Staff.Colleague invited(List<Staff.Colleague> all, StaffId id) {
    return all.stream()
        .filter(one -> one.id().equals(id) && !one.locked())
        .findFirst()
        .orElseThrow(NotHere::new);
  }

  private static List<CasePage.Option> options(Page page, String prefix, Enum<?>[] values) {
    return Arrays.stream(values)
        .map(one -> new CasePage.Option(one.name(), page.say(prefix + Rows.word(one))))
        .toList();
  }

  private static PeoplePage.Person person(Page page, Staff.Colleague one, Who me) {
    var chips = new ArrayList<Frame.Chip>();
    chips.add(Frame.Chip.plain(page.say("role." + one.role().name().toLowerCase(Locale.ROOT))));
    if (one.locked()) {
      chips.add(Frame.Chip.broken(page.say("people.locked")));
    }
    var until = one.awayUntil();
    if (until != null) {
      chips.add(Frame.Chip.due(page.say("team.away", page.times().at(until))));
    }
    return new PeoplePage.Person(
        one.id().toString(),
        one.name(),
        Page.initials(one.name()),
        page.say(
            "people.about",
            one.address(),
            one.shown(),
            one.teams().isEmpty() ? page.say("people.no-team") : one.teams()),
        List.copyOf(chips),
        one.locked(),
        until != null,
        one.id().equals(me.person()),
        one.role().name());
  }
}
