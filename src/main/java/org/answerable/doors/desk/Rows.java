package org.answerable.doors.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.answerable.doors.frame.Page;
import org.answerable.facts.Kind;
import org.answerable.views.cases.CaseLists;
import org.answerable.views.today.TeamNow;
import org.answerable.views.today.Today;
import org.jspecify.annotations.Nullable;

/** Words the lines of lists. */
final class Rows {

  private Rows() {}

  static TodayPage.Row owed(Page page, Today.Owed owed) {
    var number = Frame.number(owed.number());
    boolean amends = owed.kind() == Kind.AMENDS;
    var due = expected(owed);
    return new TodayPage.Row(
        chip(page, due),
        "/cases/" + owed.caseId(),
        what(page, owed),
        page.say("row.said", number, owed.subject(), page.times().at(due)),
        page.say(amends ? "today.right" : "today.open"),
        amends,
        "");
  }

  static TodayPage.Row other(Page page, Today.Owed owed) {
    return open(
        page,
        chip(page, expected(owed)),
        "/cases/" + owed.caseId(),
        what(page, owed),
        page.say("row.other", Frame.number(owed.number()), owed.subject(), owed.debtor()));
  }

  static TodayPage.Row untaken(Page page, Today.Untaken one) {
    var number = Frame.number(one.number());
    return new TodayPage.Row(
        chip(page, one.due()),
        "/cases/" + one.caseId(),
        named(one.subject(), number),
        page.say("row.untaken", number, customer(page, one.customer()), one.holder()),
        page.say("today.open"),
        false,
        "/cases/" + one.caseId() + "/take");
  }

  static TodayPage.Row danger(Page page, Today.Untaken one) {
    var number = Frame.number(one.number());
    return new TodayPage.Row(
        Frame.Chip.broken(page.say("stage.danger")),
        "/cases/" + one.caseId(),
        named(one.subject(), number),
        page.say("row.owner", number, customer(page, one.customer()), one.holder()),
        page.say("today.read"),
        true,
        "");
  }

  static TodayPage.Row unverified(Page page, Today.Unverified one) {
    var number = Frame.number(one.number());
    return new TodayPage.Row(
        Frame.Chip.due(page.say("stage.unverified")),
        "/cases/" + one.caseId() + "#m" + one.seq(),
        named(one.subject(), number),
        page.say(
            "row.unverified", number, customer(page, one.customer()), page.times().at(one.at())),
        page.say("today.read"),
        false,
        "");
  }

  static TodayPage.Row asked(Page page, Today.Asked one) {
    var number = Frame.number(one.number());
    var customer = customer(page, one.customer());
    var outcome = one.outcome();
    if (outcome == null) {
      var since = one.since();
      var back = one.comesBack();
      var on = since == null ? "" : page.times().day(since);
      return open(
          page,
          Frame.Chip.plain(page.say("stage.asked-on", on)),
          "/cases/" + one.caseId(),
          named(one.subject(), number),
          page.say("row.asked", number, customer, on, back == null ? "" : page.times().date(back)));
    }
    return new TodayPage.Row(
        outcome(page, outcome),
        "/cases/" + one.caseId(),
        named(one.subject(), number),
        page.say("row.about", number, customer),
        page.say("today.read"),
        false,
        "");
  }

  static TodayPage.Row line(Page page, CaseLists.Line line) {
    var number = Frame.number(line.number());
    var outcome = line.outcome();
    var next = line.nextKind();
    Frame.Chip chip;
    if (outcome != null) {
      chip = outcome(page, outcome);
    } else if (next == Kind.ASKED || next == Kind.WRITE_AGAIN) {
      chip = Frame.Chip.plain(page.say("stage." + line.stage()));
    } else {
      chip = chip(page, line.nextDue());
    }
    var ended = line.ended();
    var about =
        ended == null
            ? page.say(
                "row.heard", number, customer(page, line.customer()), page.times().at(line.heard()))
            : page.say(
                "row.ended", number, customer(page, line.customer()), page.times().at(ended));
    return open(page, chip, "/cases/" + line.id(), named(line.subject(), number), about);
  }

  static TodayPage.Row team(Page page, TeamNow.Line line, boolean stuck) {
    var number = Frame.number(line.number());
    var chip =
        stuck
            ? Frame.Chip.due(page.say("team.since", page.times().day(line.step())))
            : chip(page, line.due());
    return open(
        page,
        chip,
        "/cases/" + line.caseId(),
        named(line.subject(), number),
        page.say("row.owner", number, customer(page, line.customer()), line.owner()));
  }

  private static TodayPage.Row open(
      Page page, Frame.Chip chip, String href, String what, String about) {
    return new TodayPage.Row(chip, href, what, about, page.say("today.open"), false, "");
  }

  private static Frame.Chip outcome(Page page, String outcome) {
    var text = page.say("outcome." + outcome);
    return outcome.equals("confirmed") ? Frame.Chip.kept(text) : Frame.Chip.plain(text);
  }

  private static String what(Page page, Today.Owed owed) {
    return page.say("owe." + word(owed.kind()), customer(page, owed.customer()));
  }

  /** Amends are owed since the word was broken that they follow. */
  private static Instant expected(Today.Owed owed) {
    var missed = owed.missed();
    return missed == null ? owed.due() : missed;
  }

  /** Red once it is late, amber in the last hour before, else the colour of a promise. */
  static Frame.Chip chip(Page page, @Nullable Instant due) {
    if (due == null) {
      return Frame.Chip.plain(page.say("stage.open"));
    }
    var text = page.times().due(due);
    if (!due.isAfter(page.now())) {
      return Frame.Chip.broken(text);
    }
    return Duration.between(page.now(), due).toMinutes() < 60
        ? Frame.Chip.due(text)
        : Frame.Chip.promise(text);
  }

  static String customer(Page page, String name) {
    return name.isBlank() ? page.say("customer.nameless") : name;
  }

  private static String named(String subject, String number) {
    return subject.isBlank() ? number : subject;
  }

  /** The last word of a sentence's name that stands for one word of an enum. */
  static String word(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
