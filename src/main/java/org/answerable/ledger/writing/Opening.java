package org.answerable.ledger.writing;

import java.time.Instant;
import org.answerable.facts.ChainId;
import org.answerable.facts.Fact;
import org.answerable.facts.SystemFact;
import org.answerable.facts.SystemFact.Heartbeat;
import org.answerable.facts.SystemFact.LedgerOpened;
import org.answerable.ledger.reading.ChainKind;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The ledger's own chain: its first entry of all, and a beat each hour so that silence is visible.
 */
@Component
public final class Opening {

  /** The stored format this program writes. */
  public static final int FORMAT = 1;

  private static final Subjects<Itself> SUBJECTS =
      new Subjects<>() {
        @Override
        public ChainKind kind() {
          return ChainKind.SYSTEM;
        }

        @Override
        public Itself blank(ChainId chain) {
          return new Itself(false);
        }
      };

  private final Desk desk;

  Opening(Desk desk) {
    this.desk = desk;
  }

  /** What the ledger knows of itself. */
  record Itself(boolean opened) implements Subject<Itself> {
    @Override
    public Itself after(Fact fact, Instant recorded) {
      return switch ((SystemFact) fact) {
        case LedgerOpened _ -> new Itself(true);
        case Heartbeat _ -> this;
      };
    }
  }

  /** How opening ends: both are well. */
  public sealed interface Opened {
    record Now() implements Opened {}

    record Before() implements Opened {}
  }

  /** How a beat ends. */
  record Beaten() {}

  /**
   * Writes the first entry, unless it is there.
   *
   * @param toldUntil for a demo: up to then its times were told, not measured
   */
  public Opened open(@Nullable Instant toldUntil) {
    return desk.decide(
        Command.ofDesk(),
        Opened.class,
        pen ->
            pen.begin(SUBJECTS, ChainId.SYSTEM).opened()
                ? Verdict.refused(new Opened.Before())
                : Verdict.agreed(new Opened.Now(), new LedgerOpened(FORMAT, toldUntil)));
  }

  /** Once an hour; nothing where the ledger is not open yet. */
  public void beat() {
    desk.decide(
        Command.ofDesk(),
        Beaten.class,
        pen ->
            pen.begin(SUBJECTS, ChainId.SYSTEM).opened()
                ? Verdict.agreed(new Beaten(), new Heartbeat())
                : Verdict.refused(new Beaten()));
  }
}
