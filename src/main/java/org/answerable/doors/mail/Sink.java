package org.answerable.doors.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.answerable.doors.command.BeforeDoorsOpen.Opening;
import org.answerable.facts.CaseId;
import org.answerable.facts.PartyId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a demo would have sent: every letter, worded as it would have left, none of which ever does.
 * A real desk has no sink.
 */
@Component
public class Sink {

  private static final String NEWEST =
      """
      select chain_id, seq, recipient, party_id, made_at
        from doors.outgoing
       where state = 'shown'
         and recipient <> ''
       order by made_at desc, chain_id, seq desc
       limit :limit
      """;

  private final JdbcClient db;
  private final Letters letters;
  private final boolean open;

  Sink(JdbcClient db, Letters letters, Opening opening) {
    this.db = db;
    this.letters = letters;
    this.open = opening instanceof Opening.Demo;
  }

  /** A letter that was not sent. */
  public record Unsent(
      CaseId in, Instant at, String from, String to, String subject, String text) {}

  private record Row(CaseId in, long seq, String recipient, @Nullable PartyId party) {}

  /** The newest first; empty where this is no demo. Each is worded anew, so ask for few. */
  public Optional<List<Unsent>> newest(int limit) {
    return open ? Optional.of(worded(limit)) : Optional.empty();
  }

  private List<Unsent> worded(int limit) {
    return db.sql(NEWEST).param("limit", limit).query((row, _) -> row(row)).list().stream()
        .map(row ->
            Optional.ofNullable(letters.of(row.in(), row.seq(), row.recipient(), row.party()))
                .map(letter -> unsent(row, letter)))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Row row(ResultSet row) throws SQLException {
    var party = row.getObject("party_id", UUID.class);
    return new Row(
        new CaseId(row.getObject("chain_id", UUID.class)),
        row.getLong("seq"),
        row.getString("recipient"),
        party == null ? null : new PartyId(party));
  }

  private static Unsent unsent(Row row, Letter letter) {
    return new Unsent(
        row.in(),
        letter.date(),
        letter.from().address(),
        row.recipient(),
        letter.subject(),
        letter.text());
  }
}
