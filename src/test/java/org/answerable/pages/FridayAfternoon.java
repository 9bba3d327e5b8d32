package org.answerable.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import org.answerable.House;
import org.answerable.Northwind;
import org.answerable.facts.CaseId;
import org.answerable.facts.Ids;
import org.answerable.facts.Kind;
import org.answerable.facts.MessageId;
import org.answerable.facts.StaffId;
import org.answerable.facts.Talking;
import org.answerable.work.cases.Filings;
import org.answerable.work.cases.NextWord;
import org.answerable.work.cases.Replies;

/**
 * A week at Northwind Home that ends on a Friday at 17:12, with something of everything on its
 * pages: a promise missed and a customer who asks for news, one due soon, one promised for Monday,
 * one asked, one confirmed, one nobody has taken.
 */
public final class FridayAfternoon implements AutoCloseable {

  public final House house;
  public final Northwind desk;
  public final CaseId parcel;
  public final CaseId charge;
  public final CaseId size;
  public final CaseId outage;
  public final CaseId heating;
  public final CaseId points;
  public final CaseId chair;
  public final CaseId lamp;

  public FridayAfternoon() {
    house = House.built();
    desk = Northwind.takingCases(house);

    at("2026-03-03T10:05");
    outage =
        opened(
            desk.maya,
            "it@kestrel.example",
            "Kestrel Ltd.",
            "Delivery report is empty since Tuesday",
            "Our weekly delivery report has been empty since this morning. We order for forty shops and"
                + " cannot check what is on its way.");
    at("2026-03-03T11:00");
    answer(
        outage,
        desk.maya,
        "You rely on that report for forty shops, so this comes first. I have the same empty file"
            + " here and have asked the people who build it. You hear from me on Monday at half past"
            + " nine, whatever they find.",
        by(Kind.NEXT_UPDATE, "2026-03-09T09:30", true));

    at("2026-03-03T14:20");
    points =
        opened(
            desk.maya,
            "ines.ferro@example.org",
            "Ines Ferro",
            "Lost loyalty points",
            "After the new app my points are gone. It was 1,240 of them.");
    answer(
        points,
        desk.maya,
        "Your 1,240 points are back; I saw them in your account just now. Is that solved for you?",
        new NextWord.Asking());
    at("2026-03-04T09:30");
    desk.cases().confirm(points, desk.party(points), Ids.command());

    at("2026-03-04T10:00");
    heating =
        opened(
            desk.maya,
            "marek.nowak@example.org",
            "Marek Nowak",
            "Heating control offline",
            "The thermostat shows no connection since the weekend.");
    at("2026-03-04T15:40");
    answer(
        heating,
        desk.maya,
        "We sent a new key to your thermostat and it has been online for three hours. Does it hold?",
        new NextWord.Asking());

    at("2026-03-05T09:12");
    parcel =
        opened(
            desk.maya,
            "priya.raman@example.org",
            "Priya Raman",
            "Parcel marked delivered, never arrived",
            "The tracking says delivered on Tuesday. I was home all day and nothing came. It was my"
                + " mother's birthday present.");
    at("2026-03-05T10:41");
    answer(
        parcel,
        desk.maya,
        "I'm sorry, Priya: you trusted us with a birthday present and we didn't bring it. I have asked"
            + " the courier for the driver's GPS record and I'll tell you by 16:40 tomorrow what they"
            + " found, whatever it is.",
        by(Kind.NEXT_UPDATE, "2026-03-06T16:40", false));

    at("2026-03-05T16:02");
    charge =
        opened(
            desk.maya,
            "tom.lindqvist@example.org",
            "Tom Lindqvist",
            "Charged twice for order 88142",
            "My card shows the amount twice. Please call me, I am in the workshop and cannot read mail.");
    answer(
        charge,
        desk.maya,
        "I see both charges. I call you tomorrow at 17:37 on the number you gave.",
        by(Kind.CALLBACK, "2026-03-06T17:37", false));

    at("2026-03-06T09:20");
    size =
        opened(
            desk.maya,
            "ana.duarte@example.org",
            "Ana Duarte",
            "Wrong size sent twice",
            "This is the second time you sent size 40 instead of 42.");
    answer(
        size,
        desk.maya,
        "That should not have happened once. Your €84.00 go back today; I write as soon as it is done.",
        by(Kind.REMEDY, "2026-03-06T18:00", false));

    at("2026-03-06T11:30");
    chair =
        opened(
            desk.jonas,
            "sven.holt@example.org",
            "Sven Holt",
            "Chair arrived with a scratch",
            "There is a long scratch on the left arm.");

    at("2026-03-06T16:50");
    lamp =
        desk.mail(
            "grace.obi@example.org",
            "Grace Obi",
            "Does the lamp come with a European plug?",
            "I would like to order the reading lamp for my mother in Lyon.");

    at("2026-03-06T17:05");
    var news =
        (Filings.Filed.AsReply)
            desk.reply(
                parcel,
                "priya.raman@example.org",
                "You said you'd tell me by 16:40. Any news?\n\nOn Thu, Maya wrote:\n> I'm sorry, Priya:"
                    + " you trusted us with a birthday present\n> and we didn't bring it.");
    mark(news.message());
    at("2026-03-06T17:12");
  }

  public void at(String berlin) {
    house.at(berlin(berlin));
  }

  public static Instant berlin(String local) {
    return LocalDateTime.parse(local).atZone(Northwind.BERLIN).toInstant();
  }

  /** A mail comes in, and somebody takes it. */
  public CaseId opened(StaffId by, String from, String name, String subject, String body) {
    var id = desk.mail(from, name, subject, body);
    desk.cases().take(id, desk.who(by), Ids.command());
    return id;
  }

  void answer(CaseId id, StaffId by, String body, NextWord next) {
    assertThat(desk.answer(id, by, body, next)).isInstanceOf(Replies.Reply.Sent.class);
  }

  private static NextWord by(Kind kind, String berlin, boolean theirWish) {
    return new NextWord.By(kind, berlin(berlin), theirWish);
  }

  private void mark(MessageId message) {
    desk.cases().mark(parcel, desk.who(desk.maya), message, Talking.Mark.CHASE, Ids.command());
  }

  @Override
  public void close() {
    house.close();
  }
}
