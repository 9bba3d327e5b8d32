package org.answerable.doors.entrance;

import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.answerable.facts.CommandId;
import org.answerable.facts.StaffId;
import org.answerable.ledger.reading.Actor;
import org.answerable.ledger.reading.Via;
import org.answerable.ledger.writing.Command;
import org.answerable.work.people.People;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Passwords: checked, and set. Only their Argon2 hash is kept. Whoever asks for somebody who does
 * not exist waits as long and hears the same as for somebody who does.
 */
@Component
public class Passwords {

  /** Shorter ones are guessed. */
  static final int LETTERS_MIN = 10;

  /** Longer ones are nobody's, and hashing is work. */
  static final int LETTERS_MAX = 200;

  private static final int TRIES_MAX = 10;
  private static final Duration WITHIN = Duration.ofMinutes(15);

  /** Each hash takes 16 MB while it is made. */
  private static final int AT_ONCE = 4;

  private static final String HASH =
      """
      select value
        from doors.secret
       where sort = 'password' and holder = :person
       limit 1
      """;

  private static final String KEEP =
      """
      insert into doors.secret (sort, holder, value)
      values ('password', :person, :hash)
          on conflict (sort, holder) do update
         set value = excluded.value
      """;

  private static final String END_SESSIONS =
      """
      delete from doors.session
       where principal_name = :person
         and session_id <> :but
      """;

  private final PasswordEncoder hashing = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
  private final Semaphore turns = new Semaphore(AT_ONCE);

  /** Not made at the start, which it would hold up. */
  private final Supplier<String> nobodys =
      SingletonSupplier.of(() -> hash("nobody has this password"));

  private final JdbcClient db;
  private final People people;
  private final Tries tries;

  Passwords(JdbcClient db, People people, Tries tries) {
    this.db = db;
    this.people = people;
    this.tries = tries;
  }

  /** How trying to sign in ends. */
  sealed interface SigningIn {
    record In(StaffId who) implements SigningIn {}

    /** Address and password do not belong together; which of them is wrong is not said. */
    record Wrong() implements SigningIn {}

    record TooOften() implements SigningIn {}
  }

  /**
   * Tries a password.
   *
   * @param from the address of the network the try comes from
   */
  SigningIn signIn(String address, String password, String from) {
    var account = address.strip().toLowerCase(Locale.ROOT);
    boolean few = tries.allow("sign-in", account, TRIES_MAX, WITHIN);
    boolean fewFromThere = tries.allow("sign-in-from", from, TRIES_MAX, WITHIN);
    if (!few || !fewFromThere) {
      return new SigningIn.TooOften();
    }
    var nobody = nobodys.get(); // the first who signs in waits for it, known here or not
    var who = people.find(account);
    var kept = who.flatMap(this::hashOf).orElse(nobody);
    boolean right = password.length() <= LETTERS_MAX && matches(password, kept);
    if (!right || who.isEmpty() || kept.equals(nobody)) {
      return new SigningIn.Wrong();
    }
    tries.takeBack("sign-in", account);
    tries.takeBack("sign-in-from", from);
    return new SigningIn.In(who.get());
  }

  /**
   * Sets a password, which ends all sessions of that person but one.
   *
   * @param but the session that goes on; empty for none
   */
  public void set(StaffId who, String password, String but, CommandId command) {
    if (!isUsable(password)) {
      throw new IllegalArgumentException(
          "A password has " + LETTERS_MIN + " to " + LETTERS_MAX + " letters");
    }
    db.sql(KEEP).param("person", who.toString()).param("hash", hash(password)).update();
    people.secretChanged(who, Command.of(command, Actor.of(who), Via.WEB));
    db.sql(END_SESSIONS).param("person", who.toString()).param("but", but).update();
  }

  /** Ends all sessions of somebody. */
  public void endSessions(StaffId who) {
    db.sql(END_SESSIONS).param("person", who.toString()).param("but", "").update();
  }

  /**
   * Gives several people one password, hashed once: for a demo, whose start is counted in seconds.
   */
  public void letIn(Collection<StaffId> people, String password) {
    var hash = hash(password);
    for (var who : people) {
      db.sql(KEEP).param("person", who.toString()).param("hash", hash).update();
    }
  }

  static boolean isUsable(@Nullable String password) {
    return password != null && password.length() >= LETTERS_MIN && password.length() <= LETTERS_MAX;
  }

  private Optional<String> hashOf(StaffId who) {
    return db.sql(HASH)
        .param("person", who.toString())
        .query((row, _) -> row.getString("value"))
        .optional();
  }

  private String hash(String password) {
    turns.acquireUninterruptibly();
    try {
      var hash = hashing.encode(password);
      if (hash == null) {
        throw new IllegalStateException("Argon2 gave no hash");
      }
      return hash;
    } finally {
      turns.release();
    }
  }

  private boolean matches(String password, String hash) {
    turns.acquireUninterruptibly();
    try {
      return hashing.matches(password, hash);
    } finally {
      turns.release();
    }
  }
}
