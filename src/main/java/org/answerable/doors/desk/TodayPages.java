package org.answerable.doors.desk;

import jakarta.servlet.http.HttpServletRequest;
import org.answerable.doors.frame.Page;
import org.answerable.doors.frame.Shown;
import org.answerable.facts.CommandId;
import org.answerable.sight.Sight;
import org.answerable.sight.Who;
import org.answerable.views.today.Today;
import org.answerable.work.cases.Cases;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** What I owe, in the order it is due. */
@Controller
class TodayPages {

  private static final int ROWS_MAX = 50;
  private static final int BESIDE_MAX = 8;

  private final Frames frames;
  private final Today today;
  private final Cases cases;

  TodayPages(Frames frames, Today today, Cases cases) {
    this.frames = frames;
    this.today = today;
    this.cases = cases;
  }

  @GetMapping("/today")
  ModelAndView today(HttpServletRequest request, Who me) {
    var sight = Sight.of(me);
    var frame = frames.of(request, me, "today");
    var page = frame.page();
    var owed = today.owed(sight, ROWS_MAX + 1);
    var untaken = today.untaken(sight, BESIDE_MAX);
    long people = owed.stream().map(Today.Owed::caseId).distinct().count();
    return Shown.page(
        "desk/today",
        new TodayPage(
            frame,
            page.say("today.head", firstName(frame.name()), people, count(page, people)),
            page.say("today.clock", page.times().nowInWords(), frame.duty()),
            untaken.stream()
                .filter(Today.Untaken::danger)
                .map(one -> Rows.danger(page, one))
                .toList(),
            owed.stream().limit(ROWS_MAX).map(one -> Rows.owed(page, one)).toList(),
            owed.size() > ROWS_MAX,
            today.unverified(sight, BESIDE_MAX).stream()
                .map(one -> Rows.unverified(page, one))
                .toList(),
            today.others(sight, BESIDE_MAX).stream().map(one -> Rows.other(page, one)).toList(),
            untaken.stream()
                .filter(one -> !one.danger())
                .map(one -> Rows.untaken(page, one))
                .toList(),
            today.outcomes(sight, BESIDE_MAX).stream().map(one -> Rows.asked(page, one)).toList()));
  }

  /** The most urgent case that nobody has taken. */
  @PostMapping("/next")
  ModelAndView next(HttpServletRequest request, Who me, CommandId command) {
    var given = cases.giveMeTheNext(me, command);
    frames.changed(me);
    if (given != null) {
      return Shown.goTo("/cases/" + given);
    }
    var frame = frames.of(request, me, "today");
    return Shown.page("desk/told", new Told(frame, frame.say("today.nothing-next"), "/today"));
  }

  private static String firstName(String name) {
    return name.strip().split("\\s+", 2)[0];
  }

  private static String count(Page page, long people) {
    return people >= 2 && people <= 12 ? page.say("number." + people) : Long.toString(people);
  }
}
