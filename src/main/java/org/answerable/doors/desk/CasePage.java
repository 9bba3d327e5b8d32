package org.answerable.doors.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One case, already worded.
 *
 * @param about number, channel and since when
 * @param open whether anything can still be answered
 * @param take whether the reader may take it
 * @param notice what came of what was just tried; null where nothing is to be said
 * @param wish another time that the customer asked for, which nobody has answered; else null
 * @param composer null where nothing can be written
 * @param seen the newest message on this page; empty where there is none
 * @param participants who takes part beside the customer
 * @param moves to whom a lead may give it; empty for who may not
 * @param doors to whom a customer may turn who is declined
 */
public record CasePage(
    Frame frame,
    String url,
    String about,
    String subject,
    String answers,
    String initials,
    List<Frame.Chip> strip,
    boolean open,
    boolean answered,
    boolean take,
    @Nullable Notice notice,
    List<Item> items,
    @Nullable Wish wish,
    @Nullable Composer composer,
    String nextTitle,
    String nextTime,
    String nextMore,
    boolean nextLate,
    List<Owed> promises,
    List<Pair> customer,
    List<Participant> participants,
    List<Option> moves,
    List<Option> doors,
    List<Option> theirMessages,
    String entries,
    String seen) {

  /** What came of it. */
  public record Notice(String sort, String sentence, String more) {}

  /**
   * Another time that the customer asked for.
   *
   * @param action where it is given
   * @param at as a field holds it
   * @param words what a person may tell them with it
   */
  public record Wish(String sentence, String action, String at, String words, String go) {}

  /** A name and a value of the customer's card. */
  public record Pair(String name, String value, String url) {}

  /**
   * Somebody who takes part.
   *
   * @param address empty where it is their name already
   * @param remove where they are removed; {@code label} says so with their name
   */
  public record Participant(String name, String address, String remove, String label) {}

  /** One of a list to choose from. */
  public record Option(String value, String label) {}

  /**
   * Something owed.
   *
   * @param keep whether saying so keeps it; {@code move} whether it can get another time; {@code
   *     correct} whether its record can be put right
   */
  public record Owed(
      String id,
      Frame.Chip chip,
      String text,
      String more,
      boolean keep,
      boolean move,
      boolean correct) {}

  /**
   * Where one writes.
   *
   * @param seen the newest message on this page
   * @param body what was written already
   * @param ticks what this reply says was done
   * @param apologise whether something is to be put right
   * @param other the time in the field for another one
   * @param kinds what can be promised by a time
   * @param also who gets a letter beside the customer, in a sentence; empty where nobody does
   * @param hints what its words may do
   */
  public record Composer(
      String seen,
      String body,
      List<Tick> ticks,
      boolean apologise,
      boolean apologiseSet,
      List<Pick> picks,
      String other,
      String zone,
      List<Option> kinds,
      String kind,
      String also,
      HintsPanel hints) {}

  public record Tick(String value, String label, boolean set) {}

  /**
   * A choice of what comes next.
   *
   * @param then whether it needs a time to be given
   * @param full whether it is only shown: nobody has room for it
   */
  public record Pick(String value, String label, boolean set, boolean then, boolean full) {}
}
