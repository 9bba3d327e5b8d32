package org.answerable.doors.entrance;

import java.util.List;
import org.answerable.doors.frame.Page;
import org.jspecify.annotations.Nullable;

/**
 * The page of the first day.
 *
 * @param form what was given already
 * @param wrong what went wrong, or empty
 */
public record SetUpPage(Page page, Form form, List<String> zones, String wrong, int lettersMin) {

  /** What is asked on the first day; all of it is text until it is checked. */
  public record Form(
      @Nullable String code,
      @Nullable String company,
      @Nullable String kind,
      @Nullable String name,
      @Nullable String shown,
      @Nullable String address,
      @Nullable String password,
      @Nullable String team,
      @Nullable String zone,
      @Nullable String from,
      @Nullable String to,
      @Nullable String giving,
      @Nullable String brand,
      @Nullable String mailbox) {

    /** What was given for one of them, or what is offered instead. */
    static String or(@Nullable String given, String instead) {
      return given == null ? instead : given.strip();
    }

    public String text(String field) {
      return switch (field) {
        case "code" -> or(code, "");
        case "company" -> or(company, "");
        case "kind" -> or(kind, "RETAIL");
        case "name" -> or(name, "");
        case "shown" -> or(shown, "");
        case "address" -> or(address, "");
        case "team" -> or(team, "");
        case "zone" -> or(zone, Zones.here());
        case "from" -> or(from, "9");
        case "to" -> or(to, "18");
        case "giving" -> or(giving, "TAKEN");
        case "brand" -> or(brand, "");
        case "mailbox" -> or(mailbox, "");
        default -> throw new IllegalArgumentException("The first day asks for no '" + field + "'");
      };
    }
  }
}
