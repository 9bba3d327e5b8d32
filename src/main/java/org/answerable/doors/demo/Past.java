package org.answerable.doors.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.answerable.calendar.WorkingTime;
import org.answerable.doors.demo.DemoCompany.Cast;
import org.answerable.doors.demo.Driver.Letter;
import org.answerable.doors.demo.Matters.Matter;
import org.answerable.doors.demo.Matters.Supplier;
import org.answerable.facts.CaseId;
import org.answerable.facts.Kind;
import org.answerable.facts.Receiving.Hold;
import org.answerable.facts.StaffId;
import org.answerable.facts.Talking.Mark;
import org.answerable.facts.Tongue;
import org.answerable.work.cases.NextWord;

/**
 * Four weeks of Northwind: about 150 cases, each a small story told step by step in the order of
 * time. What would happen after now is left untold, and so every state is there: untaken, answered,
 * waiting, asked, broken and not yet put right.
 */
final class Past {

  private static final int PLAIN = 132;

  private final Driver driver;
  private final Cast cast;
  private final Instant now;
  private final SplittableRandom chance = new SplittableRandom(20931);
  private final PriorityQueue<Step> steps =
      new PriorityQueue<>(Comparator.comparing(Step::at).thenComparing(Step::order));
  private int order;

  Past(Driver driver, Cast cast, Instant now) {
    this.driver = driver;
    this.cast = cast;
    this.now = now;
  }

  private record Step(Instant at, int order, Runnable told) {}

  /** Where a story happens. */
  private record Place(
      String mailbox, WorkingTime time, List<Matter> matters, List<Supplier> suppliers) {}

  private void at(Instant when, Runnable told) {
    steps.add(new Step(when, order++, told));
  }

  void tell() {
    var first = driver.now().plus(Duration.ofHours(3));
    var span = Duration.between(first, now.minus(Duration.ofMinutes(20)));
    for (int i = 0; i < PLAIN; i++) {
      var arrival =
          first.plus(span.multipliedBy(i).dividedBy(PLAIN)).plusSeconds(chance.nextInt(9000));
      if (arrival.isBefore(now.minusSeconds(300))) {
        story(arrival, i);
      }
    }
    noise(first, span);
    received(first, span);
    today();
    while (!steps.isEmpty()) {
      var step = steps.poll();
      if (step.at().isAfter(now)) {
        break;
      }
      driver.until(step.at());
      step.told().run();
    }
    driver.until(now);
  }

  private Place place(int i) {
    return switch (i % 6) {
      case 0, 3 ->
          new Place(DemoCompany.DELIVERY, cast.deliveryTime(), Matters.DELIVERY, Matters.CARRIERS);
      case 1 -> new Place(DemoCompany.GARDEN, cast.careTime(), Matters.GARDEN, Matters.GROWERS);
      default -> new Place(DemoCompany.SUPPORT, cast.careTime(), Matters.HOME, Matters.MAKERS);
    };
  }

  private void story(Instant arrival, int i) {
    var place = place(i);
    var matter = place.matters().get(chance.nextInt(place.matters().size()));
    var letter = letter(Matters.NAMES.get(chance.nextInt(Matters.NAMES.size())), matter);
    at(
        arrival,
        () -> {
          var id = driver.mail(place.mailbox(), letter);
          int kind = i * 37 % 100; // goes round, so that each sort of story is there on every day
          var first = answered(place, arrival, kind);
          if (kind < 46) {
            at(first, () -> solvedAtOnce(id, place, matter, letter));
          } else if (kind < 62) {
            at(first, () -> solvedAfterWork(id, place, matter, letter));
          } else if (kind < 74) {
            at(first, () -> brokenAndPutRight(id, place, matter, letter));
          } else if (kind < 83) {
            at(first, () -> waitsForTheCustomer(id, place, matter, letter));
          } else if (kind < 89) {
            at(first, () -> notYet(id, place, matter, letter));
          } else if (kind < 93) {
            at(first, () -> declined(id));
          } else if (kind < 96) {
            at(
                first,
                () -> driver.needsNoAnswer(id, taker(id), "A copy of what she wrote to the shop."));
          } else if (kind < 98) {
            at(
                first,
                () -> driver.isNoCase(id, taker(id), "Advertising that looked like a question."));
          } else {
            at(first, () -> solvedOnThePhone(id, matter));
          }
        });
  }

  /** When somebody of us gets to it: within hours, now and then too late. */
  private Instant answered(Place place, Instant arrival, int kind) {
    var minutes = kind % 17 == 5 ? 60L * 26 : 12L + chance.nextInt(170);
    return place.time().plus(arrival, Duration.ofMinutes(minutes));
  }

  private Letter letter(String name, Matter matter) {
    return letter(name, matter.subject(), matter.body());
  }

  private static Letter letter(String name, String subject, String body) {
    var address =
        name.toLowerCase(Locale.ROOT).replace('ó', 'o').replace(' ', '.') + "@example.org";
    return new Letter(address, name, subject, body, Tongue.EN);
  }

  private static Letter again(Letter letter, String body) {
    return new Letter(letter.address(), letter.name(), "Re: " + letter.subject(), body, Tongue.EN);
  }

  /** Whoever answers: the owner, or somebody of the team who takes it from the duty lead first. */
  private StaffId taker(CaseId id) {
    var owner = driver.state(id).owner();
    if (owner.equals(cast.rui())) {
      var who = chance.nextInt(3) == 0 ? cast.rui() : cast.marta();
      driver.takes(id, who);
      return driver.state(id).owner();
    }
    if (owner.equals(cast.lena())) {
      driver.takes(id, chance.nextInt(2) == 0 ? cast.maya() : cast.jonas());
      return driver.state(id).owner();
    }
    return owner;
  }

  private boolean open(CaseId id) {
    return driver.state(id).isOpen();
  }

  private Instant later(Place place, long minutes) {
    return place.time().plus(driver.now(), Duration.ofMinutes(minutes));
  }

  private Instant theyRead() {
    return driver.now().plus(Duration.ofMinutes(20 + chance.nextInt(60 * 26)));
  }

  private void solvedAtOnce(CaseId id, Place place, Matter matter, Letter letter) {
    if (!open(id)) {
      return;
    }
    driver.answers(id, taker(id), hello(letter) + matter.fix(), new NextWord.Asking());
    theySay(id, place, matter, letter, 70);
  }

  private void theySay(CaseId id, Place place, Matter matter, Letter letter, int yes) {
    int word = chance.nextInt(100);
    if (word < yes) {
      at(theyRead(), () -> confirm(id));
    } else if (word < yes + 10) {
      at(theyRead(), () -> thank(id, place, matter, letter));
    }
  }

  private void confirm(CaseId id) {
    if (driver.state(id).stage().equals("asked")) {
      driver.confirms(id);
    }
  }

  /** They say it in their own words, and the owner notes it. */
  private void thank(CaseId id, Place place, Matter matter, Letter letter) {
    if (!open(id)) {
      return;
    }
    driver.replies(id, place.mailbox(), again(letter, matter.thanks()));
    at(
        later(place, 30),
        () -> {
          if (open(id)) {
            driver.saidOnThePhone(id, driver.state(id).owner(), matter.thanks());
          }
        });
  }

  private void solvedAfterWork(CaseId id, Place place, Matter matter, Letter letter) {
    if (!open(id)) {
      return;
    }
    var next = later(place, 300 + chance.nextInt(600));
    driver.answers(id, taker(id), hello(letter) + matter.work(), update(next));
    askSomebodyElse(id, place, next);
    at(
        next.minusSeconds(60L * (20 + chance.nextInt(120))),
        () -> {
          if (open(id)) {
            driver.answers(id, driver.state(id).owner(), matter.fix(), new NextWord.Asking());
            theySay(id, place, matter, letter, 75);
          }
        });
  }

  /** What the owner asks of a supplier, in notes; the customer's clock goes on meanwhile. */
  private void askSomebodyElse(CaseId id, Place place, Instant next) {
    var supplier = place.suppliers().get(chance.nextInt(place.suppliers().size()));
    var reference = supplier.mark() + "-" + (20_000 + chance.nextInt(9_000));
    driver.notes(
        id,
        driver.state(id).owner(),
        "Asked " + supplier.name() + ", their reference " + reference + ". They answer today.");
    var waited = Duration.between(driver.now(), next).dividedBy(3);
    at(
        driver.now().plus(waited),
        () -> {
          if (open(id)) {
            driver.notes(
                id,
                driver.state(id).owner(),
                supplier.name() + " (" + reference + "): " + supplier.says() + ".");
          }
        });
  }

  private void brokenAndPutRight(CaseId id, Place place, Matter matter, Letter letter) {
    if (!open(id)) {
      return;
    }
    var next = later(place, 240 + chance.nextInt(300));
    driver.answers(id, taker(id), hello(letter) + matter.work(), update(next));
    askSomebodyElse(id, place, next);
    if (chance.nextInt(2) == 0) {
      at(
          next.plus(Duration.ofMinutes(25)),
          () -> {
            driver.replies(
                id, place.mailbox(), again(letter, "You said I would hear by now. Any news?"));
            driver.marks(id, driver.state(id).owner(), Mark.CHASE);
          });
    }
    at(
        place.time().plus(next, Duration.ofMinutes(40 + chance.nextInt(150))),
        () -> {
          if (open(id)) {
            driver.apologises(
                id,
                driver.state(id).owner(),
                "I am sorry: I said you would hear from me and you did not. That was my doing. "
                    + matter.fix(),
                new NextWord.Asking());
            theySay(id, place, matter, letter, 65);
          }
        });
  }

  private void waitsForTheCustomer(CaseId id, Place place, Matter matter, Letter letter) {
    if (!open(id)) {
      return;
    }
    driver.answers(
        id,
        taker(id),
        hello(letter)
            + "Could you send me a picture and the number on the label? Then I can go on at once.",
        new NextWord.TheirStep());
    if (chance.nextInt(3) > 0) {
      at(
          driver.now().plus(Duration.ofHours(5 + chance.nextInt(40))),
          () -> {
            driver.replies(id, place.mailbox(), again(letter, "Here it is: NW-4471-Z."));
            at(
                later(place, 90),
                () -> {
                  if (open(id)) {
                    driver.answers(
                        id, driver.state(id).owner(), matter.fix(), new NextWord.Asking());
                    theySay(id, place, matter, letter, 70);
                  }
                });
          });
    }
  }

  private void notYet(CaseId id, Place place, Matter matter, Letter letter) {
    if (!open(id)) {
      return;
    }
    driver.answers(id, taker(id), hello(letter) + matter.fix(), new NextWord.Asking());
    at(
        theyRead(),
        () -> {
          if (driver.state(id).stage().equals("asked")) {
            driver.saysNotYet(id);
            at(
                later(place, 100),
                () -> {
                  if (open(id)) {
                    driver.answers(
                        id,
                        driver.state(id).owner(),
                        "Thank you for telling me that it is not solved. I looked again: "
                            + matter.fix(),
                        new NextWord.Asking());
                    theySay(id, place, matter, letter, 80);
                  }
                });
          }
        });
  }

  private void declined(CaseId id) {
    if (!open(id)) {
      return;
    }
    var who = taker(id);
    driver.declines(
        id,
        who,
        cast.helen(),
        "I cannot take this one back: it was made to your measure, and that is said on the order.",
        "Our workshop can change it for you at half the price, or we help you to sell it on our second-hand page.");
    if (chance.nextInt(2) == 0) {
      at(theyRead(), () -> driver.asksForSomeoneElse(id));
    }
  }

  private void solvedOnThePhone(CaseId id, Matter matter) {
    if (!open(id)) {
      return;
    }
    var who = taker(id);
    driver.notes(id, who, "Rang and went through it together.");
    driver.saidOnThePhone(id, who, matter.thanks());
  }

  private NextWord update(Instant by) {
    return new NextWord.By(Kind.NEXT_UPDATE, by, false);
  }

  private static String hello(Letter letter) {
    return "Dear " + letter.name().split(" ")[0] + ",\n\n";
  }

  private void noise(Instant first, Duration span) {
    var why = List.of(Hold.SPAM, Hold.LIST, Hold.AUTOMATIC);
    for (int i = 0; i < 6; i++) {
      var matter = Matters.NOISE.get(i % Matters.NOISE.size());
      var hold = why.get(i % why.size());
      at(
          first.plus(span.multipliedBy(i + 1L).dividedBy(6)),
          () -> driver.tray(DemoCompany.SUPPORT, letter("Fair and Square", matter), hold));
    }
  }

  /** A supplier's machine says that it has got something, which settles nothing. */
  private void received(Instant first, Duration span) {
    int number = 0;
    for (var supplier : List.of(Matters.MAKERS.getFirst(), Matters.CARRIERS.getFirst())) {
      number++;
      var letter =
          new Letter(
              "service@" + supplier.name().toLowerCase(Locale.ROOT).replace(' ', '-') + ".example",
              supplier.name(),
              "We received your request " + supplier.mark() + "-2" + number + "418",
              "This is an automatic message. Your request has been received.",
              Tongue.EN);
      at(
          first.plus(span.multipliedBy(number).dividedBy(3)),
          () -> driver.tray(DemoCompany.SUPPORT, letter, Hold.AUTOMATIC));
    }
  }

  // What Maya finds today

  private void today() {
    var time = cast.careTime();
    var support = new Place(DemoCompany.SUPPORT, time, Matters.HOME, Matters.MAKERS);
    parcel(support, promisable(time, now.minus(Duration.ofMinutes(32))));
    doubleCharge(support, soon(time, 25));
    outage(support);
    loyaltyPoints(support);
    label(support);
    plugs(support, soon(time, 200));
    justArrived();
  }

  /** The last time before {@code at} that could have been promised. */
  private static Instant promisable(WorkingTime time, Instant at) {
    var t = at.truncatedTo(java.time.temporal.ChronoUnit.MINUTES);
    while (!time.canBePromised(t)) {
      t = t.minus(Duration.ofMinutes(5));
    }
    return t;
  }

  private Instant soon(WorkingTime time, long minutes) {
    return time.plus(
        now.truncatedTo(java.time.temporal.ChronoUnit.MINUTES), Duration.ofMinutes(minutes));
  }

  private void parcel(Place place, Instant due) {
    var letter =
        letter(
            "Priya Raman",
            "Parcel marked delivered, never arrived",
            "The tracking says delivered on Tuesday. I was home all day and nothing came. It was my mother's birthday present.");
    var arrival =
        place.time().at(place.time().dayOf(due.minus(Duration.ofDays(1))), LocalTime.of(9, 12));
    at(
        arrival,
        () -> {
          var id = driver.mail(place.mailbox(), letter);
          at(
              arrival.plus(Duration.ofMinutes(89)),
              () -> {
                mayas(id);
                driver.answers(
                    id,
                    cast.maya(),
                    "I'm sorry, Priya: you trusted us with a birthday present and we didn't bring it. I have asked the courier for the driver's GPS record and I'll tell you what they found, whatever it is.",
                    update(due));
              });
          at(
              due.plus(Duration.ofMinutes(25)),
              () -> {
                driver.replies(
                    id, place.mailbox(), again(letter, "You said you'd tell me by now. Any news?"));
                driver.marks(id, cast.maya(), Mark.CHASE);
              });
        });
  }

  private void mayas(CaseId id) {
    if (!driver.state(id).owner().equals(cast.maya())) {
      driver.moves(id, cast.lena(), cast.maya(), "Maya knows the courier's people.");
    }
  }

  private void doubleCharge(Place place, Instant callback) {
    var letter =
        letter(
            "Tom Lindqvist",
            "Charged twice for order 88142",
            "I was charged twice. Please call me, +46 8 555 0142.");
    var arrival = promisable(place.time(), now.minus(Duration.ofHours(4)));
    at(
        arrival,
        () -> {
          var id = driver.mail(place.mailbox(), letter);
          at(
              arrival.plus(Duration.ofMinutes(3)),
              () -> {
                mayas(id);
                driver.answers(
                    id,
                    cast.maya(),
                    "Dear Tom,\n\nI see both charges and have asked our bank. I'll call you when I have their answer.",
                    new NextWord.By(Kind.CALLBACK, callback, false));
              });
        });
  }

  private void outage(Place place) {
    var letter =
        letter(
            "Ivy Chen",
            "Heating control offline",
            "The heating control from the Aurora series has been offline since Tuesday.");
    var arrival = promisable(place.time(), now.minus(Duration.ofHours(28)));
    at(
        arrival,
        () -> {
          var id = driver.mail(place.mailbox(), letter);
          at(
              arrival.plus(Duration.ofMinutes(2)),
              () -> {
                mayas(id);
                driver.answers(
                    id,
                    cast.maya(),
                    "Dear Ivy,\n\nwe reset it from here and it answers again. Does it do so at yours?",
                    new NextWord.Asking());
              });
        });
  }

  private void loyaltyPoints(Place place) {
    var letter =
        letter("Ines Ferro", "Lost loyalty points", "My points are gone since I moved house.");
    var arrival = promisable(place.time(), now.minus(Duration.ofHours(30)));
    at(
        arrival,
        () -> {
          var id = driver.mail(place.mailbox(), letter);
          at(
              arrival.plus(Duration.ofMinutes(4)),
              () -> {
                mayas(id);
                driver.answers(
                    id,
                    cast.maya(),
                    "Dear Ines,\n\nthey were on a second account with your old address. All 1,240 points are together again.",
                    new NextWord.Asking());
              });
          at(now.minus(Duration.ofHours(3)), () -> confirm(id));
        });
  }

  private void label(Place place) {
    var letter = letter("Oskar Blom", "Lamp flickers", "The Sol lamp flickers when it is warm.");
    var arrival = promisable(place.time(), now.minus(Duration.ofHours(26)));
    at(
        arrival,
        () -> {
          var id = driver.mail(place.mailbox(), letter);
          at(
              arrival.plus(Duration.ofMinutes(5)),
              () -> {
                mayas(id);
                driver.answers(
                    id,
                    cast.maya(),
                    "Dear Oskar,\n\nthere are two lamps of that name. Could you send me the number on the label?",
                    new NextWord.TheirStep());
              });
        });
  }

  /** A shop: whoever has the mail passes it on to those who know. */
  private void plugs(Place place, Instant due) {
    var subject = "Six of forty lamps without a plug";
    var letter =
        atKestrel(
            "Dana Whitlock",
            subject,
            "Six of the forty lamps for our new shop came without a plug. We open on Saturday.");
    var arrival = promisable(place.time(), now.minus(Duration.ofHours(23)));
    at(
        arrival,
        () -> {
          var id = driver.mail(place.mailbox(), letter);
          at(
              arrival.plus(Duration.ofMinutes(6)),
              () -> {
                mayas(id);
                driver.answers(
                    id,
                    cast.maya(),
                    "Dear Dana,\n\nthe plugs differ by batch. Which number is on the boxes of these six?",
                    new NextWord.TheirStep());
              });
          at(
              arrival.plus(Duration.ofMinutes(50)),
              () -> {
                var bens =
                    atKestrel(
                        "Ben Okoro",
                        "Re: " + subject,
                        "Dana sent me this, the boxes are with me: it is batch 0417 on all six.");
                var message = driver.passedOn(id, place.mailbox(), bens);
                driver.adds(id, cast.maya(), message);
                driver.answers(
                    id,
                    cast.maya(),
                    "Dear Dana, dear Ben,\n\nsix plugs for batch 0417 leave our store today. I tell you both once the courier has them.",
                    update(due));
              });
          at(
              now.minus(Duration.ofMinutes(41)),
              () -> {
                var ruths =
                    atKestrel(
                        "Ruth Vance",
                        "Fwd: " + subject,
                        "I run the shop in question. Please send the plugs there and not to Dana's office.");
                driver.passedOn(id, place.mailbox(), ruths);
              });
        });
  }

  private static Letter atKestrel(String name, String subject, String body) {
    var address = name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@kestrel.example";
    return new Letter(address, name, subject, body, Tongue.EN);
  }

  private void justArrived() {
    at(
        now.minus(Duration.ofMinutes(18)),
        () ->
            driver.mail(
                DemoCompany.DELIVERY,
                letter(
                    "Freya Olsen",
                    "Nobody came",
                    "I waited from eight to six. Nobody came and nobody called.")));
    at(
        now.minus(Duration.ofMinutes(7)),
        () ->
            driver.mail(
                DemoCompany.DELIVERY,
                letter(
                    "Karl Jansen",
                    "Other day please",
                    "Can the wardrobe come on Friday instead of Thursday?")));
    at(
        now.minus(Duration.ofMinutes(3)),
        () ->
            driver.mail(
                DemoCompany.SUPPORT,
                letter(
                    "Rosa Marin",
                    "Chair wobbles",
                    "One of the four Aspen chairs wobbles no matter how I turn the screws.")));
  }
}
