package org.answerable.doors.desk;

import java.util.List;
import java.util.Map;

/** One thing that happened in a case, as its page shows it. */
public sealed interface Item {

  /**
   * Something that was said.
   *
   * @param sort {@code in} from the customer, {@code out} to them, {@code note} for the team alone
   * @param anchor its place in the page
   * @param quote what it repeats of earlier messages; empty where nothing
   * @param html where its own layout is shown; empty where it has none
   * @param message its id, where a person may say what it is; else empty
   * @param offers what can be done about it in one step
   */
  record Said(
      String sort,
      String anchor,
      String author,
      String initials,
      When when,
      String text,
      String quote,
      List<Frame.Chip> chips,
      String html,
      List<File> files,
      String message,
      List<Offer> offers)
      implements Item {}

  /**
   * One step that what was read in a message suggests.
   *
   * @param fields what its form sends
   * @param key its key; empty where it has none
   * @param why what speaks for it; empty where the message itself does
   */
  record Offer(String label, String action, Map<String, String> fields, String key, String why) {}

  /**
   * Something that happened, in one line; the chip says how it stands, and its text may be empty.
   */
  record Event(When when, String text, Frame.Chip chip) implements Item {}

  /** A time as the reader says it, in full, and for machines. */
  record When(String text, String full, String machine) {}

  /** A file to load. */
  record File(String href, String name, String size) {}
}
