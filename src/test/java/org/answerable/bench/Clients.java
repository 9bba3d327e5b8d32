package org.answerable.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** Eight clients, each of which begins its next operation when the one before has ended. */
final class Clients {

  static final int COUNT = 8;

  private Clients() {}

  /** One operation of one client. */
  @FunctionalInterface
  interface Operation {
    void once() throws Exception;
  }

  /** The operation of each client, which has its own connection. */
  @FunctionalInterface
  interface Made {
    Operation of(int client) throws Exception;
  }

  /** Processor time used so far, in seconds, by whoever is measured. */
  record Used(double program, double database) {

    Used since(Used before) {
      return new Used(program - before.program, database - before.database);
    }
  }

  /** How to learn it. */
  @FunctionalInterface
  interface Meter {
    Used read() throws Exception;
  }

  /**
   * What a window of time held.
   *
   * @param seconds from the first operation until everything that followed from them was done
   * @param sorted how long each took, in nanoseconds
   */
  record Result(double seconds, long[] sorted, Used used) {

    double aSecond() {
      return sorted.length / seconds;
    }

    double millis(double share) {
      return sorted.length == 0
          ? Double.NaN
          : sorted[(int) Math.min(sorted.length - 1, sorted.length * share)] / 1e6;
    }

    double programMillis() {
      return used.program() * 1000 / sorted.length;
    }

    double databaseMillis() {
      return used.database() * 1000 / sorted.length;
    }
  }

  /**
   * How long a program runs before it is measured: a desk runs for weeks, and a program of this
   * size is compiled to its end only after some ten thousand requests.
   */
  static final double WARM = 20;

  /** Runs one operation for some seconds, after as long to get warm. */
  static Result run(double seconds, Made made, Meter meter, Operation drain) throws Exception {
    return run(seconds, seconds, made, meter, drain);
  }

  /**
   * Runs one operation for some seconds.
   *
   * @param warm for so many seconds it runs before that
   * @param drain waits for what follows the operations; part of the window
   */
  static Result run(double warm, double seconds, Made made, Meter meter, Operation drain)
      throws Exception {
    try (var threads = Executors.newFixedThreadPool(COUNT)) {
      List<Operation> operations = new ArrayList<>();
      for (int i = 0; i < COUNT; i++) {
        operations.add(made.of(i));
      }
      rounds(threads, operations, warm);
      drain.once();
      var before = meter.read();
      long began = System.nanoTime();
      var all = rounds(threads, operations, seconds);
      drain.once();
      double took = (System.nanoTime() - began) / 1e9;
      var used = meter.read().since(before);
      var sorted = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
      return new Result(took, sorted, used);
    }
  }

  private static List<long[]> rounds(
      java.util.concurrent.ExecutorService threads, List<Operation> operations, double seconds)
      throws Exception {
    var over = new AtomicBoolean();
    var running =
        operations.stream()
            .map(one -> threads.submit((Callable<long[]>) () -> repeat(one, over)))
            .toList();
    Thread.sleep((long) (seconds * 1000));
    over.set(true);
    List<long[]> all = new ArrayList<>();
    for (var one : running) {
      try {
        all.add(one.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("A client failed", e.getCause());
      }
    }
    return all;
  }

  private static long[] repeat(Operation operation, AtomicBoolean over) throws Exception {
    var took = new long[1024];
    int count = 0;
    while (!over.get()) {
      long began = System.nanoTime();
      operation.once();
      if (count == took.length) {
        took = Arrays.copyOf(took, count * 2);
      }
      took[count++] = System.nanoTime() - began;
    }
    return Arrays.copyOf(took, count);
  }
}
