package org.answerable.doors.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.answerable.doors.frame.NotHere;
import org.answerable.doors.frame.Page;
import org.answerable.doors.frame.Pages;
import org.answerable.doors.frame.Sentences;
import org.answerable.doors.frame.Times;
import org.answerable.doors.mail.WayOut;
import org.answerable.facts.Role;
import org.answerable.facts.StaffId;
import org.answerable.sight.Sight;
import org.answerable.sight.Who;
import org.answerable.views.today.Readers;
import org.answerable.views.today.Readers.Counts;
import org.answerable.views.today.Readers.Reader;
import org.springframework.stereotype.Component;

/** Begins a page of the desk: its reader, their time, and the rail with its counts. */
@Component
final class Frames {

  /** Counts may be that old: the page they stand beside is not. */
  private static final Duration COUNTS_AGE_MAX = Duration.ofSeconds(10);

  private final Readers readers;
  private final Pages pages;
  private final WayOut wayOut;
  private final Map<StaffId, Counted> counted = new ConcurrentHashMap<>();

  Frames(Readers readers, Pages pages, WayOut wayOut) {
    this.readers = readers;
    this.pages = pages;
    this.wayOut = wayOut;
  }

  private record Counted(Counts counts, Who who, Instant at) {}

  /** The frame of a page that one finds in the rail under {@code current}. */
  Frame of(HttpServletRequest request, Who me, String current) {
    var sight = Sight.of(me);
    var reader = readers.reader(sight).orElseThrow(NotHere::new);
    var page = pages.of(request, Sentences.DESK, reader.zone(), reader.now());
    return new Frame(
        page,
        reader.name(),
        Page.initials(reader.name()),
        duty(page, reader),
        reader.role(),
        reader.live(),
        wayOut.isOpen(),
        links(page, reader, counts(sight, me, page), current));
  }

  /** The reader's clock and zone, where a form is read and no page drawn. */
  Times times(Who me) {
    var reader = readers.reader(Sight.of(me)).orElseThrow(NotHere::new);
    return new Times(reader.now(), reader.zone(), Sentences.in(reader.tongue()));
  }

  /** After a change the next page counts anew. */
  void changed(Who me) {
    counted.remove(me.person());
  }

  private Counts counts(Sight sight, Who me, Page page) {
    var now = page.now();
    var known = counted.get(me.person());
    if (known != null
        && known.who().equals(me)
        && !known.at().isAfter(now)
        && known.at().plus(COUNTS_AGE_MAX).isAfter(now)) {
      return known.counts();
    }
    var counts = readers.counts(sight);
    counted.put(me.person(), new Counted(counts, me, now));
    return counts;
  }

  private static List<Frame.Link> links(Page page, Reader reader, Counts counts, String current) {
    var links = new ArrayList<Frame.Link>();
    links.add(link(page, "today", counts.owed(), current, "t"));
    links.add(link(page, "cases", counts.mine(), current, "m"));
    links.add(link(page, "team", counts.team(), current, "g"));
    links.add(link(page, "tray", counts.tray(), current, "y"));
    if (reader.role().atLeast(Role.ADMIN)) {
      links.add(link(page, "people", 0, current, "p"));
      links.add(link(page, "settings", 0, current, "e"));
    }
    return List.copyOf(links);
  }

  private static Frame.Link link(Page page, String name, int count, String current, String key) {
    var said = "";
    if (count > 0) {
      said = count > Readers.COUNT_MAX ? Readers.COUNT_MAX + "+" : Integer.toString(count);
    }
    return new Frame.Link("/" + name, page.say("rail." + name), said, name.equals(current), key);
  }

  private static String duty(Page page, Reader reader) {
    if (reader.away()) {
      return page.say("duty.away");
    }
    var until = reader.dutyUntil();
    return until == null ? page.say("duty.off") : page.say("duty.until", page.times().clock(until));
  }
}
