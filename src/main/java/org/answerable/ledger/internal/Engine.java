package org.answerable.ledger.internal;

import java.util.ArrayList;
import java.util.List;
import org.answerable.ledger.reading.AfterCommit;
import org.answerable.ledger.writing.CommitBell;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Runs what goes on behind the desk: the sequencer, the checkpoints, and each follower on a thread
 * of its own, so that none holds up another. Begins when the house is ready and ends before the
 * connections close.
 */
final class Engine implements SmartLifecycle, CommitBell, AfterCommit {

  private final @Nullable Sequencer sequencer;
  private final @Nullable Checkpoints checkpoints;
  private final List<Following> followings;
  private final List<Loop> followers = new ArrayList<>();
  private volatile @Nullable Loop sequencing;
  private volatile @Nullable Loop signing;
  private volatile boolean running;

  /**
   * @param sequencer null on a node that has no such connection; another node then gives the leaves
   * @param checkpoints null where there is no place for them
   */
  Engine(
      @Nullable Sequencer sequencer,
      @Nullable Checkpoints checkpoints,
      List<Following> followings) {
    this.sequencer = sequencer;
    this.checkpoints = checkpoints;
    this.followings = List.copyOf(followings);
  }

  @Override
  public synchronized void start() {
    if (running) {
      return;
    }
    running = true;
    for (var following : followings) {
      followers.add(Loop.started("follower", following::step));
    }
    if (sequencer != null) {
      var source = sequencer;
      sequencing = Loop.started("sequencer", () -> source.step(this::wakeFollowers));
    }
    if (checkpoints != null) {
      signing = Loop.started("checkpoints", checkpoints::step);
    }
  }

  /** Wakes the sequencer of this node. */
  @Override
  public void ring() {
    var loop = sequencing;
    if (loop != null) {
      loop.wake();
    }
  }

  private void wakeFollowers() {
    for (var loop : followers) {
      loop.wake();
    }
  }

  @Override
  public void catchUp() {
    boolean moved = true;
    while (moved) {
      moved = sequencer != null && sequencer.drain() > 0;
      // Side by side, as each has a thread of its own in a running desk.
      moved |= followings.parallelStream().map(Engine::toTheEnd).reduce(false, Boolean::logicalOr);
    }
  }

  private static boolean toTheEnd(Following following) {
    boolean moved = false;
    while (following.follow() > 0) {
      moved = true;
    }
    return moved;
  }

  @Override
  public synchronized void stop() {
    close(sequencing);
    close(signing);
    followers.forEach(Engine::close);
    if (running) {
      signLast();
    }
    followers.clear();
    sequencing = null;
    signing = null;
    running = false;
  }

  /** What nobody signed before a stop could be taken away while the desk is down. */
  private void signLast() {
    if (sequencer != null && checkpoints != null) {
      sequencer.step(() -> {});
      checkpoints.step();
    }
  }

  private static void close(@Nullable Loop loop) {
    if (loop != null) {
      loop.close();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
