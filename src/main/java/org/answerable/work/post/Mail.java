package org.answerable.work.post;

import java.time.Instant;
import org.answerable.facts.CaseId;
import org.answerable.facts.Erasing;
import org.answerable.facts.Fact;
import org.answerable.facts.MailFact;
import org.answerable.facts.MailId;
import org.answerable.facts.MessageId;
import org.answerable.facts.Receiving;
import org.answerable.ledger.writing.Subject;
import org.jspecify.annotations.Nullable;

/** One received mail as its chain tells it. */
public record Mail(
    MailId id,
    Receiving.@Nullable MailReceived received,
    @Nullable Instant at,
    State state,
    int tries,
    int repeats,
    Receiving.@Nullable Hold hold,
    @Nullable CaseId in,
    @Nullable MessageId as,
    boolean readable)
    implements Subject<Mail> {

  /** Where a mail stands. */
  public enum State {
    /** Stored, and in no case yet. */
    KEPT,
    /** In a case. */
    FILED,
    /** In the tray, waiting for a person. */
    HELD,
    /** A person looked: no case. */
    SET_ASIDE
  }

  static Mail blank(MailId id) {
    return new Mail(id, null, null, State.KEPT, 0, 0, null, null, null, true);
  }

  public boolean exists() {
    return received != null;
  }

  @Override
  public Mail after(Fact fact, Instant recorded) {
    return switch ((MailFact) fact) {
      case Receiving.MailReceived r ->
          new Mail(id, r, recorded, State.KEPT, tries, repeats, hold, in, as, readable);
      case Receiving.MailTried(var attempt) ->
          new Mail(id, received, at, state, attempt, repeats, hold, in, as, readable);
      case Receiving.MailFiled f ->
          new Mail(
              id, received, at, State.FILED, tries, repeats, hold, f.in(), f.as(), f.readable());
      case Receiving.MailHeld(var why) ->
          new Mail(id, received, at, State.HELD, tries, repeats, why, in, as, readable);
      case Receiving.MailRepeated _ ->
          new Mail(id, received, at, state, tries, repeats + 1, hold, in, as, readable);
      case Receiving.MailSetAside _ ->
          new Mail(id, received, at, State.SET_ASIDE, tries, repeats, hold, in, as, readable);
      case Erasing _ -> this;
    };
  }
}
