package org.answerable.doors.command;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The code that opens the set-up page once. Printed to whoever started the desk, kept only as a
 * hash, gone when set-up is done. Until then each start prints a new one, because the old one
 * cannot be read back.
 */
@Component
public class SetupCode {

  /** Without letters and digits that look alike; 26 of 32 are 130 bits. */
  private static final String ALPHABET = "23456789abcdefghjkmnpqrstuvwxyzi";

  private static final int LENGTH = 26;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String DONE = "done";

  private static final String KEEP =
      """
      insert into doors.secret (sort, holder, value) values ('setup', 'code', :value)
          on conflict (sort, holder) do update set value = excluded.value
       where doors.secret.value <> 'done'
      """;

  private static final String KEPT =
      """
      select value from doors.secret where sort = 'setup' and holder = 'code' limit 1
      """;

  private final JdbcClient db;

  SetupCode(JdbcClient db) {
    this.db = db;
  }

  /** Makes a new code and forgets the one before; an empty text when set-up was done. */
  public String draw() {
    var code = new StringBuilder();
    for (var i = 0; i < LENGTH; i++) {
      if (i > 0 && i % 5 == 0) {
        code.append('-');
      }
      code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    var kept = db.sql(KEEP).param("value", hash(code.toString())).update() == 1;
    return kept ? code.toString() : "";
  }

  /** Whether somebody who says this was told it. Empty never matches, nor anything after set-up. */
  public boolean matches(String said) {
    var kept = kept();
    if (said.isBlank() || kept.isEmpty() || kept.equals(DONE)) {
      return false;
    }
    return MessageDigest.isEqual(
        kept.getBytes(StandardCharsets.US_ASCII), hash(said).getBytes(StandardCharsets.US_ASCII));
  }

  /** Set-up is done: no code opens it again. */
  public void used() {
    db.sql(KEEP).param("value", DONE).update();
  }

  /** Whether {@link #used} was said. */
  public boolean isDone() {
    return kept().equals(DONE);
  }

  private String kept() {
    return db.sql(KEPT).query(String.class).optional().orElse("");
  }

  private static String hash(String code) {
    var plain = code.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(plain.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256.", e);
    }
  }
}
