package org.answerable.doors.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.answerable.doors.frame.Page;
import org.answerable.doors.frame.Shown;
import org.answerable.sight.Sight;
import org.answerable.sight.Who;
import org.answerable.views.cases.CaseLists;
import org.answerable.views.today.TeamNow;
import org.answerable.views.today.Today;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** My cases, and the team now. */
@Controller
class Lists {

  private static final int MINE_MAX = 200;
  private static final int TEAM_MAX = 30;
  private static final int PEOPLE_MAX = 300;

  private final Frames frames;
  private final CaseLists cases;
  private final TeamNow team;
  private final Today today;

  Lists(Frames frames, CaseLists cases, TeamNow team, Today today) {
    this.frames = frames;
    this.cases = cases;
    this.team = team;
    this.today = today;
  }

  @GetMapping("/cases")
  ModelAndView mine(HttpServletRequest request, Who me) {
    var sight = Sight.of(me);
    var frame = frames.of(request, me, "cases");
    var open = cases.mine(sight, MINE_MAX + 1);
    return Shown.page(
        "desk/cases",
        new ListPage(
            frame,
            open.stream().limit(MINE_MAX).map(one -> Rows.line(frame.page(), one)).toList(),
            open.size() > MINE_MAX,
            cases.ended(sight, 20).stream().map(one -> Rows.line(frame.page(), one)).toList()));
  }

  @GetMapping("/team")
  ModelAndView team(HttpServletRequest request, Who me) {
    var sight = Sight.of(me);
    var frame = frames.of(request, me, "team");
    var page = frame.page();
    return Shown.page(
        "desk/team",
        new TeamPage(
            frame,
            page.times().nowInWords(),
            team.due(sight, TEAM_MAX).stream().map(one -> Rows.team(page, one, false)).toList(),
            today.untaken(sight, TEAM_MAX).stream().map(one -> Rows.untaken(page, one)).toList(),
            team.stuck(sight, TEAM_MAX).stream().map(one -> Rows.team(page, one, true)).toList(),
            groups(page, team.people(sight, PEOPLE_MAX))));
  }

  private static List<TeamPage.Group> groups(Page page, List<TeamNow.Member> people) {
    int most = people.stream().mapToInt(TeamNow.Member::cases).max().orElse(0);
    var teams = new LinkedHashMap<String, List<TeamPage.Member>>();
    for (var one : people) {
      teams
          .computeIfAbsent(one.team(), _ -> new ArrayList<>())
          .add(
              new TeamPage.Member(
                  one.name(),
                  Page.initials(one.name()),
                  one.dutyLead(),
                  duty(page, one),
                  page.say("team.load", one.cases()),
                  most == 0 ? 0 : one.cases() * 100 / most));
    }
    return teams.entrySet().stream()
        .map(team -> new TeamPage.Group(team.getKey(), team.getValue()))
        .toList();
  }

  private static Frame.Chip duty(Page page, TeamNow.Member one) {
    var awayUntil = one.awayUntil();
    if (one.away() && awayUntil != null) {
      return Frame.Chip.plain(page.say("team.away", page.times().at(awayUntil)));
    }
    var until = one.until();
    return until == null
        ? Frame.Chip.plain(page.say("duty.off"))
        : new Frame.Chip("own", page.say("duty.until", page.times().clock(until)));
  }
}
