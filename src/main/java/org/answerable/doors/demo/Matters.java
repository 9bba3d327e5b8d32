package org.answerable.doors.demo;

import java.util.List;

/** What customers of Northwind write about, and what is said to them. */
final class Matters {

  private Matters() {}

  /**
   * One kind of trouble.
   *
   * @param work what we say when we begin to work on it; {@code fix} what we say when it is done
   */
  record Matter(String subject, String body, String work, String fix, String thanks) {}

  /**
   * A company that Northwind buys from or sends with. Nobody can be asked through the desk yet:
   * what was asked of them and what they said stands in notes, and their machines write to the
   * tray.
   *
   * @param says what they answer when they are asked
   */
  record Supplier(String name, String mark, String says) {}

  static final List<Supplier> MAKERS =
      List.of(
          new Supplier(
              "Solbrook Lamps", "SL", "known from this series, a replacement is free of charge"),
          new Supplier("Lund Textiles", "LT", "in stock, they can send it the same day"),
          new Supplier("Aspen Woodworks", "AW", "their workshop looks at it this week"));

  static final List<Supplier> GROWERS =
      List.of(
          new Supplier("Hedge and Root Nursery", "HR", "new plants can go with Thursday's van"),
          new Supplier(
              "Verdant Tools", "VT", "a part was changed in spring, they send the new one"));

  static final List<Supplier> CARRIERS =
      List.of(
          new Supplier("Parcel Nord", "PN", "found at the depot, out for delivery tomorrow"),
          new Supplier("Hallberg Freight", "HF", "the driver noted no second try; they try again"));

  static final List<Matter> HOME =
      List.of(
          new Matter(
              "Table arrived with a scratch",
              "Hello, the oak table came today and there is a long scratch across the top. I would like to keep it if that can be repaired.",
              "Thank you for the picture, the scratch is plain to see. I am asking our workshop near you when somebody can come.",
              "Our joiner can come to you and take the scratch out; it costs you nothing. You chose the morning, so she rings when she leaves the workshop.",
              "The joiner was here and it looks like new."),
          new Matter(
              "Wrong size of curtains",
              "I ordered the curtains at 250 cm and got 225 cm. The window party is on Saturday!",
              "You ordered 250 cm and we packed 225 cm: that is our mistake. I am looking for the right ones in the shops near you.",
              "The 250 cm curtains are on their way by express and arrive before Saturday. Please keep the others until the courier collects them.",
              "They came in time, thank you."),
          new Matter(
              "Charged twice",
              "My card statement shows the lamp twice. Order 88142. Can you look into it?",
              "I see both charges. I have asked our bank for the second one and watch it myself.",
              "The second charge has been sent back to your card today; banks show it within two days.",
              "The money is back."),
          new Matter(
              "How do I clean the sofa?",
              "We spilled coffee on the grey Lund sofa. Is there anything we should not use?",
              "Good that you ask first. I am checking what the maker says about the Lund fabric.",
              "Lukewarm water and a little wool detergent, dabbed and not rubbed. No bleach and no steam: the backing would come loose.",
              "It worked."),
          new Matter(
              "Missing screws",
              "The shelf came without the bag of screws, I cannot put it up.",
              "The bag is missing on our packing list too, so it is our doing. I am getting one from the shop.",
              "A bag of screws left by letter post today, you have it tomorrow.",
              "Shelf is up. Thanks!"),
          new Matter(
              "Return without a receipt",
              "My aunt gave me the vase and I already have the same. Can I return it without a receipt?",
              "Let me find your aunt's order; her name and the month are enough.",
              "I found the order. You may return the vase in any shop for a voucher; show this message.",
              "Great, did that this morning."),
          new Matter(
              "Chair wobbles",
              "One of the four Aspen chairs wobbles no matter how I turn the screws.",
              "Four legs should stand. I am asking the workshop whether this series had a fault.",
              "The series had legs two millimetres short. A new chair is on its way and you may keep the other one.",
              "New chair stands firm."),
          new Matter(
              "Invoice in the wrong name",
              "The invoice shows my private name, but it must be my company, Kestrel Ltd.",
              "I am asking our accountants to write it anew.",
              "The corrected invoice for Kestrel Ltd. is attached to your account; the first one is void.",
              "Exactly right now."));

  static final List<Matter> GARDEN =
      List.of(
          new Matter(
              "Plants arrived frozen",
              "The three olive trees stood outside the depot over night and the leaves are brown.",
              "They should never have stood outside in this frost. I am asking the nursery whether they can be saved.",
              "The nursery says they will not recover. Three new trees come on a heated van and we collect the others.",
              "The new ones look wonderful."),
          new Matter(
              "Mower does not start",
              "The mower worked twice and now it does nothing at all. I did charge it.",
              "I have asked the maker's service for the two things to try that most often help.",
              "Please hold the green key for ten seconds with the battery out; this ends its sleep. If it stays silent we collect it.",
              "That did it!"),
          new Matter(
              "Which soil for blueberries?",
              "Does the soil you sell as universal work for blueberries?",
              "Let me ask Henrik, who knows our soils.",
              "Blueberries want it sour: please take the one for rhododendrons. The universal soil has too much lime.",
              "Perfect, thank you."),
          new Matter(
              "Hose leaks at the coupling",
              "Brand new hose, leaks at the coupling.",
              "I am checking whether that coupling was changed lately.",
              "The maker changed the ring; two of the new ones are in the post to you.",
              "Dry now."));

  static final List<Matter> DELIVERY =
      List.of(
          new Matter(
              "Nobody came",
              "I took the day off for the delivery and nobody came or called.",
              "You waited a whole day for us and nobody called: I am sorry. I am finding the driver now.",
              "The van broke down and nobody told you. It comes tomorrow between 8 and 10, first stop, and we pay the day's parking you lost.",
              "They were here at 8:20."),
          new Matter(
              "Other day please",
              "Can the wardrobe come on Friday instead of Thursday?",
              "I am asking the depot for Friday.",
              "Friday it is, between 12 and 15.",
              "Came on Friday as said."),
          new Matter(
              "One of two parcels",
              "Only one of two parcels came, the other is the headboard.",
              "I am tracing the second parcel.",
              "The headboard was left on the belt in the depot. It is on today's van.",
              "Headboard is here."),
          new Matter(
              "Left in the rain",
              "The driver put the mattress in the garden and it rained.",
              "That must not happen. I am asking the depot for the driver's note and for a new mattress.",
              "A new mattress comes tomorrow and the wet one goes back with the same van.",
              "All good now."));

  /** Customers' names; their addresses follow from them. */
  static final List<String> NAMES =
      List.of(
          "Ana Duarte",
          "Tom Lindqvist",
          "Ines Ferro",
          "Marek Nowak",
          "Chiara Conti",
          "Oskar Blom",
          "Amina Diallo",
          "Peter Hahn",
          "Grace Mbeki",
          "Luis Ortega",
          "Hanna Vogel",
          "Kofi Mensah",
          "Elif Kaya",
          "Noah Fischer",
          "Zofia Wójcik",
          "Mateo Ruiz",
          "Ivy Chen",
          "Karl Jansen",
          "Nadia Rahal",
          "Bram de Vries",
          "Sinead Walsh",
          "Yusuf Aydin",
          "Freya Olsen",
          "Paul Roux",
          "Leila Haddad",
          "Jan Kowalski",
          "Rosa Marin",
          "Emil Krause",
          "Tara Singh",
          "Viktor Petrov",
          "Alba Serra",
          "George Allen",
          "Mila Novak",
          "Sven Berglund",
          "Aisha Khan",
          "Dario Greco",
          "Judith Stein",
          "Owen Price",
          "Celine Faure",
          "Milan Horvat");

  /** Mail that is nobody's matter. */
  static final List<Matter> NOISE =
      List.of(
          new Matter(
              "Grow your shop by 300 %",
              "Dear owner, our method has helped thousands of shops. Book your free call today.",
              "",
              "",
              ""),
          new Matter(
              "Trade fair newsletter: hall plan and opening hours",
              "You receive this newsletter because you were an exhibitor last year.",
              "",
              "",
              ""),
          new Matter(
              "Automatic reply: out of office",
              "I am out of the office and will read your message when I return.",
              "",
              "",
              ""));
}
