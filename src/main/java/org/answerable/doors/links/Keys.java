package org.answerable.doors.links;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Secret keys of the desk, made once and kept apart from everything else. */
@Component
final class Keys {

  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final String MAKE =
      """
      insert into doors.secret (sort, holder, value)
      values ('key', :name, :value)
          on conflict (sort, holder) do nothing
      """;

  private static final String READ =
      """
      select value
        from doors.secret
       where sort = 'key'
         and holder = :name
       limit 1
      """;

  private final JdbcClient db;

  Keys(JdbcClient db) {
    this.db = db;
  }

  /** The key of that name, 32 bytes; made now where there is none yet. The same on every node. */
  byte[] key(String name) {
    var known = db.sql(READ).param("name", name).query(String.class).optional();
    if (known.isPresent()) {
      return HexFormat.of().parseHex(known.get());
    }
    var made = new byte[BYTES];
    RANDOM.nextBytes(made);
    db.sql(MAKE).param("name", name).param("value", HexFormat.of().formatHex(made)).update();
    return HexFormat.of().parseHex(db.sql(READ).param("name", name).query(String.class).single());
  }
}
