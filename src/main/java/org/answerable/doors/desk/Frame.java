package org.answerable.doors.desk;

import java.util.List;
import org.answerable.doors.frame.Page;
import org.answerable.facts.Role;

/**
 * What stands around every page of the desk.
 *
 * @param name the reader's
 * @param duty whether they are on duty, in words
 * @param role what they may do; pages leave out what would be refused anyway
 * @param live whether the desk speaks to the outside
 * @param wayOut whether a mail server takes what it says
 */
public record Frame(
    Page page,
    String name,
    String initials,
    String duty,
    Role role,
    boolean live,
    boolean wayOut,
    List<Link> links) {

  /** A link of the rail, with how much waits behind it; empty for nothing to count. */
  public record Link(String href, String label, String count, boolean current, String key) {}

  /** A coloured word; the colour is one of kept, broken, due, promise, own, plain. */
  public record Chip(String sort, String text) {
    static Chip kept(String text) {
      return new Chip("kept", text);
    }

    static Chip broken(String text) {
      return new Chip("broken", text);
    }

    static Chip due(String text) {
      return new Chip("due", text);
    }

    static Chip promise(String text) {
      return new Chip("promise", text);
    }

    static Chip plain(String text) {
      return new Chip("plain", text);
    }
  }

  public String say(String key, Object... args) {
    return page.say(key, args);
  }

  public boolean leads() {
    return role.atLeast(Role.LEAD);
  }

  public boolean administers() {
    return role.atLeast(Role.ADMIN);
  }

  /** The number people see. */
  public static String number(long number) {
    return "A-" + number;
  }
}
