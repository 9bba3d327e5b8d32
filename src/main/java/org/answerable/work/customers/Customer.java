package org.answerable.work.customers;

import java.time.Instant;
import java.time.ZoneId;
import org.answerable.facts.ChainId;
import org.answerable.facts.CustomerFact;
import org.answerable.facts.CustomerId;
import org.answerable.facts.Erasing;
import org.answerable.facts.Fact;
import org.answerable.facts.Knowing;
import org.answerable.facts.Tongue;
import org.answerable.ledger.reading.ChainKind;
import org.answerable.ledger.writing.Subject;
import org.answerable.ledger.writing.Subjects;
import org.jspecify.annotations.Nullable;

/** Somebody who asks, as their chain tells it. */
public record Customer(CustomerId id, @Nullable Instant met, Tongue tongue, @Nullable ZoneId zone)
    implements Subject<Customer> {

  /** How a customer's chain is read. */
  public static final Subjects<Customer> SUBJECTS =
      new Subjects<>() {
        @Override
        public ChainKind kind() {
          return ChainKind.CUSTOMER;
        }

        @Override
        public Customer blank(ChainId chain) {
          return new Customer(new CustomerId(chain.value()), null, Tongue.EN, null);
        }
      };

  @Override
  public Customer after(Fact fact, Instant recorded) {
    return switch ((CustomerFact) fact) {
      case Knowing.CustomerMet(var in, var where) -> new Customer(id, recorded, in, where);
      case Knowing.AddressAdded _, Knowing.CustomerNamed _, Erasing _ -> this;
    };
  }
}
