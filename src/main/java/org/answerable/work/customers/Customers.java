package org.answerable.work.customers;

import java.util.Locale;
import java.util.UUID;
import org.answerable.facts.CustomerId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds customers. They are made where their first words are filed, in the same transaction. */
@Component
public final class Customers {

  private static final String BY_ADDRESS =
      """
      select chain_id
        from work.addresses
       where address = :address
      """;

  private final JdbcClient db;

  Customers(JdbcClient db) {
    this.db = db;
  }

  /** Who is reached at this address, in whatever letters it is written; null where nobody is. */
  public @Nullable CustomerId byAddress(String address) {
    return db.sql(BY_ADDRESS)
        .param("address", key(address))
        .query((row, _) -> new CustomerId(row.getObject(1, UUID.class)))
        .optional()
        .orElse(null);
  }

  /** How an address is kept and compared: without surrounding blanks, in small letters. */
  public static String key(String address) {
    return address.strip().toLowerCase(Locale.ROOT);
  }
}
