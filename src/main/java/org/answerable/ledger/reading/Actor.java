package org.answerable.ledger.reading;

import java.util.UUID;
import org.answerable.facts.PartyId;
import org.answerable.facts.StaffId;

/** Who did it. A customer is known by the case's party id only. */
public record Actor(Sort sort, UUID id) {

  /** The numbers are part of the stored format. */
  public enum Sort {
    STAFF(1),
    CUSTOMER(2),
    SYSTEM(3),
    API(4),
    OUTSIDE(5);

    private final int number;

    Sort(int number) {
      this.number = number;
    }

    public int number() {
      return number;
    }

    public static Sort of(int number) {
      for (var sort : values()) {
        if (sort.number == number) {
          return sort;
        }
      }
      throw new IllegalArgumentException("No sort of actor has the number " + number);
    }
  }

  /** The desk itself. */
  public static final Actor SYSTEM = new Actor(Sort.SYSTEM, new UUID(0, 0));

  public static Actor of(StaffId staff) {
    return new Actor(Sort.STAFF, staff.value());
  }

  public static Actor customer(PartyId party) {
    return new Actor(Sort.CUSTOMER, party.value());
  }

  /** Somebody who wrote from outside and is not known to be a party. */
  public static Actor outside(PartyId party) {
    return new Actor(Sort.OUTSIDE, party.value());
  }
}
