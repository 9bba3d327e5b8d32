package org.answerable.doors.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.answerable.calendar.Hours;
import org.answerable.calendar.Week;
import org.answerable.doors.entrance.Zones;
import org.answerable.doors.frame.NotHere;
import org.answerable.doors.frame.Page;
import org.answerable.doors.frame.Shown;
import org.answerable.facts.BrandId;
import org.answerable.facts.CommandId;
import org.answerable.facts.DayHours;
import org.answerable.facts.Region;
import org.answerable.facts.Role;
import org.answerable.facts.StaffId;
import org.answerable.facts.TeamId;
import org.answerable.facts.Teaming.Giving;
import org.answerable.ledger.reading.Actor;
import org.answerable.ledger.reading.Via;
import org.answerable.ledger.writing.Command;
import org.answerable.ledger.writing.CommandReused;
import org.answerable.sight.Sight;
import org.answerable.sight.Who;
import org.answerable.views.today.Settings;
import org.answerable.views.today.Staff;
import org.answerable.work.people.Companies;
import org.answerable.work.people.Teams;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** How the desk is set up, after its first day: for administrators. */
@Controller
@RequestMapping("/settings")
class SettingsPages {

  private static final int ROWS_MAX = 500;
  private static final int NAME_MAX = 200;
  private static final Set<String> DONE = Set.of("brand", "mailbox", "team", "changed");

  private final Frames frames;
  private final Settings settings;
  private final Staff staff;
  private final Companies companies;
  private final Teams teams;

  SettingsPages(Frames frames, Settings settings, Staff staff, Companies companies, Teams teams) {
    this.frames = frames;
    this.settings = settings;
    this.staff = staff;
    this.companies = companies;
    this.teams = teams;
  }

  @GetMapping
  ModelAndView show(
      @RequestParam(required = false) @Nullable String done, HttpServletRequest request, Who me) {
    var key = done != null && DONE.contains(done) ? "settings.done." + done : "";
    return page(HttpStatus.OK, request, me, key);
  }

  @PostMapping("/brands")
  ModelAndView addBrand(
      @RequestParam String name,
      @RequestParam String domain,
      HttpServletRequest request,
      Who me,
      CommandId command) {
    admin(me);
    if (name.length() > NAME_MAX || domain.length() > NAME_MAX) {
      return refused(request, me, "settings.refused.long");
    }
    var act = act(me, command, "brand " + name + domain);
    return once(
        request,
        me,
        () -> changed(request, me, "brand", companies.addBrand(name.strip(), blank(domain), act)));
  }

  @PostMapping("/mailboxes")
  ModelAndView addMailbox(
      @RequestParam String address,
      @RequestParam UUID brand,
      @RequestParam UUID team,
      HttpServletRequest request,
      Who me,
      CommandId command) {
    admin(me);
    var act = act(me, command, "mailbox " + address + brand + team);
    return once(
        request,
        me,
        () ->
            changed(
                request,
                me,
                "mailbox",
                companies.addMailbox(address.strip(), new BrandId(brand), new TeamId(team), act)));
  }

  private ModelAndView changed(
      HttpServletRequest request, Who me, String done, Companies.CompanyChange result) {
    return switch (result) {
      case Companies.CompanyChange.Changed(),
          Companies.CompanyChange.BrandAdded _,
          Companies.CompanyChange.MailboxAdded _,
          Companies.CompanyChange.AlreadyLive() ->
          done(done);
      case Companies.CompanyChange.AddressTaken() -> refused(request, me, "settings.refused.taken");
      case Companies.CompanyChange.AddressUnusable() ->
          refused(request, me, "people.refused.address");
      case Companies.CompanyChange.NameMissing() -> refused(request, me, "settings.refused.name");
      case Companies.CompanyChange.UnknownBrand(), Companies.CompanyChange.UnknownTeam() ->
          refused(request, me, "settings.refused.unknown");
      case Companies.CompanyChange.NotSetUp() -> refused(request, me, "people.refused.not-set-up");
      case Companies.CompanyChange.NotAllowed _ -> refused(request, me, "refused.may-not");
    };
  }

  @PostMapping("/teams")
  ModelAndView found(
      @RequestParam String name,
      @RequestParam UUID lead,
      @RequestParam String zone,
      @RequestParam Region region,
      @RequestParam Giving giving,
      @RequestParam(required = false) @Nullable List<DayOfWeek> days,
      @RequestParam String from,
      @RequestParam String to,
      HttpServletRequest request,
      Who me,
      CommandId command) {
    admin(me);
    var week = week(days, from, to);
    var where = zone(zone);
    if (week == null || where == null) {
      return refused(request, me, where == null ? "people.refused.zone" : "people.refused.hours");
    }
    if (name.length() > NAME_MAX) {
      return refused(request, me, "settings.refused.long");
    }
    var act = act(me, command, "team " + name + lead + where + week.words() + region + giving);
    return once(
        request,
        me,
        () ->
            switch (teams.found(
                name.strip(), new StaffId(lead), new Hours(week, where, region), giving, act)) {
              case Teams.Founding.Founded _ -> done("team");
              case Teams.Founding.LeadIsLockedOut _ ->
                  refused(request, me, "settings.refused.lead");
              case Teams.Founding.NameMissing() -> refused(request, me, "settings.refused.name");
              case Teams.Founding.NoHours() -> refused(request, me, "settings.refused.never");
              case Teams.Founding.NotAllowed _ -> refused(request, me, "refused.may-not");
            });
  }

  @PostMapping("/teams/{id}/hours")
  ModelAndView hours(
      @PathVariable TeamId id,
      @RequestParam Region region,
      @RequestParam(required = false) @Nullable List<DayOfWeek> days,
      @RequestParam String from,
      @RequestParam String to,
      HttpServletRequest request,
      Who me,
      CommandId command) {
    admin(me);
    var week = week(days, from, to);
    if (week == null) {
      return refused(request, me, "people.refused.hours");
    }
    var act = act(me, command, "hours " + week.words() + region);
    return team(request, me, () -> teams.setHours(id, week, region, act));
  }

  @PostMapping("/teams/{id}/duty-lead")
  ModelAndView dutyLead(
      @PathVariable TeamId id,
      @RequestParam UUID who,
      HttpServletRequest request,
      Who me,
      CommandId command) {
    admin(me);
    var act = act(me, command, "lead " + who);
    return team(request, me, () -> teams.nameDutyLead(id, new StaffId(who), act));
  }

  @PostMapping("/teams/{id}/giving")
  ModelAndView giving(
      @PathVariable TeamId id,
      @RequestParam Giving giving,
      HttpServletRequest request,
      Who me,
      CommandId command) {
    admin(me);
    var act = act(me, command, "giving " + giving);
    return team(request, me, () -> teams.changeGiving(id, giving, act));
  }

  @PostMapping("/teams/{id}/join")
  ModelAndView join(
      @PathVariable TeamId id,
      @RequestParam UUID who,
      HttpServletRequest request,
      Who me,
      CommandId command) {
    admin(me);
    var act = act(me, command, "join " + who);
    return team(request, me, () -> teams.join(id, new StaffId(who), act));
  }

  @PostMapping("/teams/{id}/leave")
  ModelAndView leave(
      @PathVariable TeamId id,
      @RequestParam UUID who,
      HttpServletRequest request,
      Who me,
      CommandId command) {
    admin(me);
    var act = act(me, command, "leave " + who);
    return team(request, me, () -> teams.leave(id, new StaffId(who), act));
  }

  private ModelAndView team(HttpServletRequest request, Who me, Supplier<Teams.TeamChange> act) {
    return once(
        request,
        me,
        () ->
            switch (act.get()) {
              case Teams.TeamChange.Changed() -> done("changed");
              case Teams.TeamChange.AlreadyIn _ ->
                  conflict(request, me, "settings.refused.already-in");
              case Teams.TeamChange.NotIn _ -> conflict(request, me, "settings.refused.not-in");
              case Teams.TeamChange.HoldsDuty _ ->
                  conflict(request, me, "settings.refused.holds-duty");
              case Teams.TeamChange.IsLockedOut _ -> conflict(request, me, "people.refused.locked");
              case Teams.TeamChange.NoHours() -> refused(request, me, "settings.refused.never");
              case Teams.TeamChange.NotAllowed _ -> refused(request, me, "refused.may-not");
            });
  }

  private static ModelAndView done(String what) {
    return Shown.goTo("/settings?done=" + what);
  }

  /** The same page sent again with other values: only the first of them counted. */
  private ModelAndView once(HttpServletRequest request, Who me, Supplier<ModelAndView> act) {
    try {
      return act.get();
    } catch (CommandReused e) {
      return conflict(request, me, "settings.refused.sent-before");
    }
  }

  private static @Nullable String blank(String text) {
    return text.isBlank() ? null : text.strip();
  }

  private static @Nullable ZoneId zone(String zone) {
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      return null; // none of those that are offered
    }
  }

  /** The same hours on each of these days; null where they are no hours of a day. */
  private static @Nullable Week week(@Nullable List<DayOfWeek> days, String from, String to) {
    int first;
    int last;
    try {
      first = Integer.parseInt(from.strip());
      last = Integer.parseInt(to.strip());
    } catch (NumberFormatException e) {
      return null; // not a whole hour: the page says what is needed
    }
    if (first < 0 || last > 24 || first >= last) {
      return null;
    }
    var open = days == null ? List.<DayOfWeek>of() : days;
    var hours =
        Arrays.stream(DayOfWeek.values())
            .map(day -> open.contains(day) ? DayHours.of(first, last) : DayHours.OFF)
            .toList();
    return new Week(
        hours.get(0),
        hours.get(1),
        hours.get(2),
        hours.get(3),
        hours.get(4),
        hours.get(5),
        hours.get(6));
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
    return page(HttpStatus.UNPROCESSABLE_ENTITY, request, me, key);
  }

  private ModelAndView conflict(HttpServletRequest request, Who me, String key) {
    return page(HttpStatus.CONFLICT, request, me, key);
  }

  private ModelAndView page(HttpStatus status, HttpServletRequest request, Who me, String key) {
    admin(me);
    var sight = Sight.of(me);
    var frame = frames.of(request, me, "settings");
    var page = frame.page();
    var people = staff.people(sight, ROWS_MAX).stream().filter(one -> !one.locked()).toList();
    var all = settings.teams(sight, ROWS_MAX);
    var brands = settings.brands(sight, ROWS_MAX);
    return Shown.page(
        status,
        "desk/settings",
        new SettingsPage(
            frame,
            brands.stream().map(one -> new SettingsPage.Named(one.name(), one.domain())).toList(),
            settings.mailboxes(sight, ROWS_MAX).stream()
                .map(one ->
                    new SettingsPage.Named(
                        one.address(), page.say("settings.reaches", one.brand(), one.team())))
                .toList(),
            all.stream().map(one -> team(page, one, people)).toList(),
            brands.stream()
                .map(one -> new CasePage.Option(one.id().toString(), one.name()))
                .toList(),
            all.stream().map(one -> new CasePage.Option(one.id().toString(), one.name())).toList(),
            people.stream().map(SettingsPages::option).toList(),
            Arrays.stream(DayOfWeek.values())
                .map(day -> new CasePage.Option(day.name(), page.times().weekday(day)))
                .toList(),
            Arrays.stream(Region.values()).map(one -> region(page, one)).toList(),
            Arrays.stream(Giving.values())
                .map(one ->
                    new CasePage.Option(one.name(), page.say("settings.giving." + Rows.word(one))))
                .toList(),
            Zones.all(),
            key.isEmpty() ? "" : page.say(key),
            status != HttpStatus.OK,
            status == HttpStatus.OK ? "" : request.getRequestURI(),
            given(request)));
  }

  private static Map<String, List<String>> given(HttpServletRequest request) {
    var given = new HashMap<String, List<String>>();
    request.getParameterMap().forEach((name, values) -> given.put(name, List.of(values)));
    return Map.copyOf(given);
  }

  private static CasePage.Option option(Staff.Colleague one) {
    return new CasePage.Option(one.id().toString(), one.name());
  }

  private static CasePage.Option region(Page page, Region region) {
    return new CasePage.Option(
        region.name(),
        region == Region.NONE ? page.say("settings.region.none") : region.name().replace('_', '-'));
  }

  private static SettingsPage.Team team(
      Page page, Settings.Team team, List<Staff.Colleague> people) {
    var names =
        people.stream().collect(Collectors.toMap(Staff.Colleague::id, Staff.Colleague::name));
    var week = team.hours().week();
    var days = new ArrayList<String>();
    var from = "9";
    var to = "18";
    for (var day : DayOfWeek.values()) {
      var spans = week.on(day).spans();
      if (!spans.isEmpty()) {
        if (days.isEmpty()) {
          from = Integer.toString(spans.getFirst().from() / 60);
          to = Integer.toString(spans.getLast().to() / 60);
        }
        days.add(day.name());
      }
    }
    return new SettingsPage.Team(
        team.id().toString(),
        team.name(),
        team.lead().toString(),
        names.getOrDefault(team.lead(), ""),
        page.say(
            "settings.team.more",
            names.getOrDefault(team.lead(), ""),
            week(page, week),
            team.hours().zone().getId()),
        List.copyOf(days),
        from,
        to,
        team.hours().region().name(),
        team.giving().name(),
        people.stream()
            .filter(one -> team.members().contains(one.id()))
            .map(SettingsPages::option)
            .toList(),
        people.stream()
            .filter(one -> !team.members().contains(one.id()))
            .map(SettingsPages::option)
            .toList());
  }

  /** {@code Mon–Fri 9:00–18:00, Sat 10:00–14:00}: days with the same hours together. */
  private static String week(Page page, Week week) {
    var said = new ArrayList<String>();
    var first = DayOfWeek.MONDAY;
    for (var day : DayOfWeek.values()) {
      boolean ends = day == DayOfWeek.SUNDAY || !week.on(day).equals(week.on(day.plus(1)));
      if (ends && !week.on(day).spans().isEmpty()) {
        var from = page.times().weekday(first);
        var days = first == day ? from : from + "–" + page.times().weekday(day);
        var hours =
            week.on(day).spans().stream()
                .map(span -> clock(span.from()) + "–" + clock(span.to()))
                .collect(Collectors.joining(", "));
        said.add(days + " " + hours);
      }
      if (ends) {
        first = day.plus(1);
      }
    }
    return String.join(", ", said);
  }

  private static String clock(int minutes) {
    return "%d:%02d".formatted(minutes / 60, minutes % 60);
  }
}
