package org.answerable.ledger.writing;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.answerable.facts.ChainId;
import org.answerable.facts.Chained;
import org.answerable.ledger.internal.FactCodec;
import org.answerable.ledger.internal.Journal;
import org.answerable.ledger.internal.Results;
import org.answerable.ledger.reading.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Where everything that may happen is decided. A command locks its chains, folds their headers,
 * records what time has broken, is judged, appends what follows, changes the tables and commits;
 * all of it or nothing. It is tried up to three times where it met another command's lock.
 */
@Component
public final class Desk {

  /** deadlock, serialization, unique (two made the same thing), lock timeout. */
  private static final Set<String> WORTH_ANOTHER_TRY = Set.of("40P01", "40001", "23505", "55P03");

  private static final int TRIES = 3;

  /** One hot chain may keep two connections of a node waiting, not all of them. */
  private static final int WAITING_FOR_ONE_CHAIN_MAX = 2;

  private static final int LANES = 256;

  private final Journal journal;
  private final FactCodec codec;
  private final Results results;
  private final ObjectProvider<Table> tables;
  private final ObjectProvider<CommitBell> bells;
  private final TransactionTemplate transaction;
  private final Semaphore[] lanes = new Semaphore[LANES];

  Desk(
      Journal journal,
      FactCodec codec,
      Results results,
      ObjectProvider<Table> tables,
      ObjectProvider<CommitBell> bells,
      TransactionTemplate transaction) {
    this.journal = journal;
    this.codec = codec;
    this.results = results;
    this.tables = tables;
    this.bells = bells;
    this.transaction = transaction;
    for (int i = 0; i < LANES; i++) {
      lanes[i] = new Semaphore(WAITING_FOR_ONE_CHAIN_MAX);
    }
  }

  /** A decision about one thing. */
  public <S extends Subject<S>> About<S> about(Subjects<S> subjects, Chained id, Command command) {
    return new About<>(subjects, id.chain(), command);
  }

  /** A decision about one thing that is known by its chain only. */
  public <S extends Subject<S>> About<S> about(
      Subjects<S> subjects, ChainId chain, Command command) {
    return new About<>(subjects, chain, command);
  }

  /**
   * A decision that concerns several things, or one that is only found inside the transaction. The
   * facts of the verdict name their chains; {@code body} may run more than once.
   */
  public <A> A decide(Command command, Class<A> result, Function<Pen, Verdict<A>> body) {
    return decide(command, result, null, body);
  }

  /** Records what time has done to one thing, when nobody else came by. */
  public <S extends Subject<S>> void settle(Subjects<S> subjects, ChainId chain, Command command) {
    decide(
        command,
        Settled.class,
        chain,
        pen -> {
          pen.hold(subjects, chain);
          return Verdict.refused(new Settled());
        });
  }

  /** The result of a settling. */
  record Settled() {}

  /** What a command is about, and what must stand still meanwhile. */
  public final class About<S extends Subject<S>> {

    private final Subjects<S> subjects;
    private final ChainId chain;
    private final Command command;
    private final List<Still<?>> still = new ArrayList<>();
    private Consumer<Pen> first = _ -> {};

    private About(Subjects<S> subjects, ChainId chain, Command command) {
      this.subjects = subjects;
      this.chain = chain;
      this.command = command;
    }

    /** For example the person who becomes owner, who cannot be locked out meanwhile. */
    public About<S> alsoHolding(Subjects<?> others, Chained id) {
      still.add(new Still<>(others, id));
      return this;
    }

    /** Takes what must stand still and is found only inside the transaction, at each try. */
    public About<S> first(Consumer<Pen> taking) {
      first = taking;
      return this;
    }

    public <A> A decide(Class<A> result, Judge<S, A> judge) {
      return Desk.this.decide(
          command,
          result,
          chain,
          pen -> {
            first.accept(pen);
            still.stream()
                .sorted(
                    Comparator.comparingInt((Still<?> s) -> s.subjects.kind().sort())
                        .thenComparing(s -> s.id.chain(), Pen.ASCENDING))
                .forEach(s -> s.take(pen));
            S subject = pen.hold(subjects, chain);
            return judge.on(subject, pen.now());
          });
    }
  }

  private record Still<T extends Subject<T>>(Subjects<T> subjects, Chained id) {
    void take(Pen pen) {
      pen.still(subjects, id);
    }
  }

  private <A> A decide(
      Command command, Class<A> result, @Nullable ChainId chain, Function<Pen, Verdict<A>> body) {
    var kept = retrying(() -> inItsLane(chain, () -> once(command, result, chain, body)), command);
    bells.forEach(CommitBell::ring);
    return kept;
  }

  private <A> A once(
      Command command, Class<A> result, @Nullable ChainId chain, Function<Pen, Verdict<A>> body) {
    try {
      var said = transaction.execute(_ -> inTransaction(command, chain, body));
      if (said == null) {
        throw new IllegalStateException("A verdict without a result");
      }
      return said;
    } catch (Pen.AlreadyDone repeated) {
      return same(command, result, repeated.done);
    }
  }

  private <A> A inTransaction(
      Command command, @Nullable ChainId chain, Function<Pen, Verdict<A>> body) {
    var pen = new Pen(journal, codec, tables.orderedStream().toList(), command);
    var verdict = body.apply(pen);
    var main = chain == null ? pen.lastTaken() : chain;
    pen.carryOut(verdict, main);
    var result = verdict.result();
    pen.append(
        result instanceof Settled
            ? null
            : new Journal.Remembered(
                command.id(), main, command.fingerprint(), results.write(result)));
    return result;
  }

  private <A> A same(Command command, Class<A> result, Journal.Done done) {
    if (!done.request().equals(command.fingerprint())) {
      throw new CommandReused(command.id());
    }
    return results.read(done.result(), result);
  }

  private <A> A inItsLane(@Nullable ChainId chain, Supplier<A> work) {
    if (chain == null) {
      return work.get();
    }
    var lane = lanes[Math.floorMod(chain.value().hashCode(), LANES)];
    lane.acquireUninterruptibly();
    try {
      return work.get();
    } finally {
      lane.release();
    }
  }

  private static <A> A retrying(Supplier<A> work, Command command) {
    for (int attempt = 1; ; attempt++) {
      try {
        return work.get();
      } catch (MovedMeanwhile e) {
        if (attempt == TRIES) {
          throw e;
        }
        pause(attempt, command);
      } catch (DataAccessException | TransactionSystemException e) {
        if (attempt == TRIES || !worthAnotherTry(e)) {
          throw e;
        }
        pause(attempt, command);
      }
    }
  }

  private static boolean worthAnotherTry(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return WORTH_ANOTHER_TRY.contains(sql.getSQLState());
      }
    }
    return false;
  }

  private static void pause(int attempt, Command command) {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(5, 25L * attempt));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted before trying " + command.id() + " again", e);
    }
  }
}
