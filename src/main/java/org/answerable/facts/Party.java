package org.answerable.facts;

import java.util.UUID;

/** One side of a commitment: who owes, or to whom. */
public record Party(Sort sort, UUID id) {

  /** Who can be a side. A customer is known by the case's party id, not by the customer's own. */
  public enum Sort {
    STAFF,
    CUSTOMER
  }

  public static Party of(StaffId staff) {
    return new Party(Sort.STAFF, staff.value());
  }

  public static Party of(PartyId party) {
    return new Party(Sort.CUSTOMER, party.value());
  }
}
