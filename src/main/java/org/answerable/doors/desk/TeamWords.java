package org.answerable.doors.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.answerable.doors.frame.Folded;
import org.answerable.doors.frame.NotHere;
import org.answerable.doors.frame.Page;
import org.answerable.doors.frame.Shown;
import org.answerable.facts.Role;
import org.answerable.facts.StaffId;
import org.answerable.facts.TeamId;
import org.answerable.facts.Tongue;
import org.answerable.language.Language;
import org.answerable.language.Meaning;
import org.answerable.sight.Sight;
import org.answerable.sight.Who;
import org.answerable.views.cases.Sayings;
import org.answerable.views.today.Staff;
import org.answerable.work.people.Phrases;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * What a team's words did in four weeks, for those who lead it: counted when it is asked for, from
 * what was sent, and kept nowhere. Nothing is shown where fewer than five people wrote, so that no
 * figure is one person's, and never who wrote.
 */
@Controller
class TeamWords {

  /** Fewer writers than these and a total would tell about one of them. */
  static final int WRITERS_MIN = 5;

  /** So many of the newest replies are read. */
  private static final int REPLIES_MAX = 2_000;

  private static final int TEAMS_MAX = 20;

  private final Frames frames;
  private final Sayings sayings;
  private final Staff staff;
  private final Phrases phrases;

  TeamWords(Frames frames, Sayings sayings, Staff staff, Phrases phrases) {
    this.frames = frames;
    this.sayings = sayings;
    this.staff = staff;
    this.phrases = phrases;
  }

  @GetMapping("/team/words")
  ModelAndView words(HttpServletRequest request, Who me) {
    if (!me.role().atLeast(Role.LEAD)) {
      throw new NotHere();
    }
    var frame = frames.of(request, me, "team");
    var languages = new EnumMap<Tongue, Language>(Tongue.class);
    for (var tongue : Tongue.values()) {
      languages.put(tongue, phrases.language(tongue.locale()));
    }
    var totals =
        staff.teams(Sight.of(me), TEAMS_MAX).stream()
            .filter(one -> me.role().atLeast(Role.LEADER) || me.teams().contains(one.id()))
            .map(one -> total(frame.page(), Sight.of(me), one.id(), one.name(), languages))
            .toList();
    return Shown.page("desk/team-words", new TeamWordsPage(frame, totals));
  }

  private TeamWordsPage.Total total(
      Page page, Sight sight, TeamId team, String name, Map<Tongue, Language> languages) {
    var counts = new EnumMap<Meaning, Integer>(Meaning.class);
    var writers = new HashSet<StaffId>();
    var sent = sayings.ofTeam(sight, team, REPLIES_MAX);
    for (var one : sent) {
      if (one.by() != null) {
        writers.add(one.by());
      }
    }
    if (writers.size() < WRITERS_MIN) {
      return new TeamWordsPage.Total(name, page.say("team-words.few", WRITERS_MIN), List.of());
    }
    for (var one : sent) {
      var text = Folded.of(one.text()).text();
      var known = one.tongue() == null ? Tongue.EN : tongue(one.tongue());
      var language = languages.get(Tongue.of(Language.likely(text, known.locale())));
      if (language != null) {
        for (var meaning : language.read(org.answerable.language.Role.AGENT, text).meanings()) {
          counts.merge(meaning, 1, Integer::sum);
        }
      }
    }
    return new TeamWordsPage.Total(
        name,
        page.say("team-words.read", sent.size()),
        counts.entrySet().stream()
            .map(one ->
                new TeamWordsPage.Row(
                    page.say("meaning." + one.getKey().name().toLowerCase(Locale.ROOT)),
                    page.say("team-words.of", one.getValue(), sent.size())))
            .toList());
  }

  private static Tongue tongue(String word) {
    return Tongue.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
