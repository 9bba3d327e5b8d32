package org.answerable.doors.entrance;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.answerable.facts.StaffId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Links with which a person sets a password: once, within 72 hours, only the newest. */
@Component
public class Invitations {

  private static final String ISSUE =
      """
      with gone as (delete from doors.invitation where person = :person or expires < ledger.now())
      insert into doors.invitation (token, person, expires)
      values (:token, :person, ledger.now() + interval '72 hours')
      """;

  private static final String FIND =
      """
      select person
        from doors.invitation
       where token = :token
         and expires > ledger.now()
      """;

  private static final String USE =
      """
      delete from doors.invitation
       where token = :token
         and expires > ledger.now()
      returning person
      """;

  private final JdbcClient db;
  private final Site site;

  Invitations(JdbcClient db, Site site) {
    this.db = db;
    this.site = site;
  }

  /** A new link, which ends the one before. It is told once and cannot be read back. */
  public URI issue(StaffId who) {
    var token = Tokens.draw();
    db.sql(ISSUE).param("token", Tokens.hash(token)).param("person", who.value()).update();
    return site.link("/invited/" + token);
  }

  /** Whom a link invites; using it does not end it. */
  Optional<StaffId> find(String token) {
    return one(FIND, token);
  }

  /** Whom a link invites; it is used up, and only one of two at once gets it. */
  Optional<StaffId> use(String token) {
    return one(USE, token);
  }

  private Optional<StaffId> one(String sql, String token) {
    return db.sql(sql)
        .param("token", Tokens.hash(token))
        .query((row, _) -> new StaffId(row.getObject("person", UUID.class)))
        .optional();
  }
}
