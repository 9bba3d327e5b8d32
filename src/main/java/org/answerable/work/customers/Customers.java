package org.answerable.work.customers;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.answerable.facts.CustomerId;
import org.answerable.facts.Knowing;
import org.answerable.ledger.writing.Command;
import org.answerable.ledger.writing.Desk;
import org.answerable.ledger.writing.Said;
import org.answerable.ledger.writing.Verdict;
import org.answerable.ledger.writing.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds customers, and learns more of them. They are made where their first words are filed, in the
 * same transaction.
 */
@Component
public final class Customers {

  private static final Pattern USABLE = Pattern.compile("[^@\\s<>\",;]{1,64}@[^@\\s<>\",;]{1,189}");

  private static final String BY_ADDRESS =
      """
      select chain_id
        from work.addresses
       where address = :address
      """;

  private final Desk desk;
  private final JdbcClient db;

  Customers(Desk desk, JdbcClient db) {
    this.desk = desk;
    this.db = db;
  }

  /** How learning something of a customer ends. */
  public sealed interface Learning {
    record Learnt() implements Learning {}

    /** This is where somebody else is reached, or the same customer already. */
    record AddressOf(CustomerId whose) implements Learning {}

    /** This cannot be an address. */
    record AddressUnusable() implements Learning {}

    record NameMissing() implements Learning {}
  }

  /** They can also be reached there. What was sent there before is not theirs for that. */
  public Learning addAddress(CustomerId customer, String address, Command command) {
    return desk.about(Customer.SUBJECTS, customer, command)
        .decide(Learning.class, (_, _) -> addAddress(customer, address, byAddress(address)));
  }

  /** A better name. */
  public Learning name(CustomerId customer, String name, Command command) {
    return desk.about(Customer.SUBJECTS, customer, command)
        .decide(Learning.class, (_, _) -> name(customer, name));
  }

  static Verdict<Learning> addAddress(
      CustomerId customer, String address, @Nullable CustomerId whose) {
    if (!isAddress(address)) {
      return Verdict.refused(new Learning.AddressUnusable());
    }
    if (whose != null) {
      return Verdict.refused(new Learning.AddressOf(whose));
    }
    return learnt(new Knowing.AddressAdded(), Words.of("address", key(address)).about(customer));
  }

  static Verdict<Learning> name(CustomerId customer, String name) {
    return name.isBlank()
        ? Verdict.refused(new Learning.NameMissing())
        : learnt(new Knowing.CustomerNamed(), Words.of("name", name.strip()).about(customer));
  }

  private static Verdict<Learning> learnt(Knowing fact, Words words) {
    return Verdict.agreed(new Learning.Learnt(), List.of(Said.said(fact, words)));
  }

  /** Who is reached at this address, in whatever letters it is written; null where nobody is. */
  public @Nullable CustomerId byAddress(String address) {
    return db.sql(BY_ADDRESS)
        .param("address", key(address))
        .query((row, _) -> new CustomerId(row.getObject(1, UUID.class)))
        .optional()
        .orElse(null);
  }

  /** Whether somebody could be reached there, as far as its form tells. */
  public static boolean isAddress(String address) {
    return USABLE.matcher(key(address)).matches();
  }

  /** How an address is kept and compared: without surrounding blanks, in small letters. */
  public static String key(String address) {
    return address.strip().toLowerCase(Locale.ROOT);
  }
}
