package org.answerable.doors.mail;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.answerable.doors.command.BeforeDoorsOpen.Opening;
import org.answerable.facts.CaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every mail a demo would have sent, worded as it would have been; nothing leaves the machine. */
@Component
public class Sink {

  private static final String SHOWN =
      """
      select chain_id, seq, recipient, made_at
        from doors.outgoing
       where state = 'shown'
       order by made_at desc, seq desc
       limit :limit
      """;

  private final JdbcClient db;
  private final Letters letters;
  private final Opening opening;

  Sink(JdbcClient db, Letters letters, Opening opening) {
    this.db = db;
    this.letters = letters;
    this.opening = opening;
  }

  /** A mail as its reader would have found it. */
  public record Shown(String to, String from, String subject, String text, Instant made) {}

  /** A demo has one; a real desk sends its mail and has none. */
  public boolean isThere() {
    return switch (opening) {
      case Opening.Real _ -> false;
      case Opening.Demo _ -> true;
    };
  }

  private record Row(CaseId in, long seq, String to, Instant made) {}

  /** The newest, at most {@code limit}. */
  public List<Shown> newest(int limit) {
    return db
        .sql(SHOWN)
        .param("limit", limit)
        .query((row, _) ->
            new Row(
                new CaseId(row.getObject("chain_id", UUID.class)),
                row.getLong("seq"),
                row.getString("recipient"),
                row.getObject("made_at", OffsetDateTime.class).toInstant()))
        .list()
        .stream()
        .map(this::shown)
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .toList();
  }

  private @org.jspecify.annotations.Nullable Shown shown(Row row) {
    var letter = letters.of(row.in(), row.seq(), row.to());
    return letter == null
        ? null
        : new Shown(
            row.to(), letter.from().toString(), letter.subject(), letter.text(), letter.date());
  }
}
