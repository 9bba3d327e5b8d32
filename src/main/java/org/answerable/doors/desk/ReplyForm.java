package org.answerable.doors.desk;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.answerable.doors.frame.Times;
import org.answerable.doors.words.Checked;
import org.answerable.facts.CommitmentId;
import org.answerable.facts.Kind;
import org.answerable.facts.MessageId;
import org.answerable.work.cases.NextWord;
import org.answerable.work.cases.Replies;
import org.jspecify.annotations.Nullable;

/**
 * The composer as it was sent.
 *
 * @param next {@code usual}, {@code theirs}, {@code ask}, {@code other}, or {@code at:} and an
 *     instant
 * @param at the other time, as its field holds it
 */
record ReplyForm(
    @Nullable String body,
    @Nullable UUID seen,
    @Nullable List<UUID> done,
    @Nullable Boolean apology,
    @Nullable String next,
    @Nullable String at,
    @Nullable Kind kind,
    @Nullable Boolean wish) {

  static final ReplyForm EMPTY = new ReplyForm(null, null, null, null, null, null, null, null);

  /** What was written; empty where nothing was. */
  String text() {
    return body == null ? "" : body.strip().replace("\r\n", "\n");
  }

  /** As it stands in its field, to the letter: places in it are counted. */
  String written() {
    return body == null ? "" : body.replace("\r\n", "\n");
  }

  /** The same with other words, and with a promise where one was chosen with them. */
  ReplyForm with(Checked.Way way) {
    var words = written();
    var text =
        way.end() > words.length()
            ? words
            : words.substring(0, way.start()) + way.put() + words.substring(way.end());
    var promise = way.promise();
    return promise == null
        ? new ReplyForm(text, seen, done, apology, next, at, kind, wish)
        : new ReplyForm(
            text,
            seen,
            done,
            apology,
            "at:" + promise.at(),
            promise.field(),
            Kind.valueOf(promise.kind()),
            wish);
  }

  Set<CommitmentId> ticked() {
    return done == null
        ? Set.of()
        : done.stream().map(CommitmentId::new).collect(Collectors.toSet());
  }

  @Nullable MessageId seenMessage() {
    return seen == null ? null : new MessageId(seen);
  }

  /** A box that is not ticked sends nothing. */
  boolean apologises() {
    return Boolean.TRUE.equals(apology);
  }

  boolean wished() {
    return Boolean.TRUE.equals(wish);
  }

  String choice() {
    return next == null ? "usual" : next;
  }

  Kind promised() {
    return kind == null ? Kind.NEXT_UPDATE : kind;
  }

  /** What comes next; null where a time was wanted and none was given. */
  @Nullable NextWord nextWord(Times times) {
    return switch (choice()) {
      case "theirs" -> new NextWord.TheirStep();
      case "ask" -> new NextWord.Asking();
      case "usual" -> new NextWord.AsUsual();
      default -> {
        var when = when(times);
        yield when == null ? null : new NextWord.By(promised(), when, wished());
      }
    };
  }

  /** What the field for another time holds: the time that was chosen, however it was. */
  String field(Times times) {
    var chosen = choice().startsWith("at:") ? when(times) : null;
    return chosen != null ? times.field(chosen) : at == null ? "" : at;
  }

  private @Nullable Instant when(Times times) {
    if (!choice().startsWith("at:")) {
      return times.fromField(at);
    }
    try {
      return Instant.parse(choice().substring(3));
    } catch (DateTimeParseException e) {
      return null; // no page of ours says this; the reader is asked for a time
    }
  }

  Replies.Draft draft(NextWord word) {
    return new Replies.Draft(seenMessage(), ticked(), apologises(), word);
  }
}
