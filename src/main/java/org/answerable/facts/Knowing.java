package org.answerable.facts;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** How we come to know a customer. */
public sealed interface Knowing extends CustomerFact {

  /** Someone wrote for the first time. Parts: {@code name}, {@code address}. */
  @Stored("customer.met")
  record CustomerMet(Tongue tongue, @Nullable ZoneId zone) implements Knowing {}

  /** They can also be reached here. Part: {@code address}. */
  @Stored("customer.address_added")
  record AddressAdded() implements Knowing {}

  /** A better name. Part: {@code name}. */
  @Stored("customer.named")
  record CustomerNamed() implements Knowing {}
}
