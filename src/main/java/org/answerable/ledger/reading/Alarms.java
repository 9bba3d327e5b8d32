package org.answerable.ledger.reading;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What is wrong with the ledger on this node right now, for the health page. An alarm stands until
 * what raised it goes well again. It is kept in memory: it is about this process, and the next one
 * finds out for itself.
 */
@Component
public final class Alarms {

  private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);

  private final ConcurrentMap<String, Alarm> standing = new ConcurrentHashMap<>();

  /** What can go wrong behind the desk while people go on working. */
  public enum Sort {
    /** Entries wait for their leaf. */
    SEQUENCER,
    /** No checkpoint was signed, because it would contradict an earlier one. */
    CHECKPOINT_REFUSED,
    /** No node has signed a checkpoint for five minutes although there was something to sign. */
    CHECKPOINT_LATE,
    /** A follower cannot go on. */
    FOLLOWER
  }

  /**
   * One standing alarm.
   *
   * @param about the follower's name, or the name of the sort
   * @param detail for administrators and the log, in English
   * @param since when it was first raised on this node
   */
  public record Alarm(Sort sort, String about, String detail, Instant since) {}

  /** Raises an alarm, or renews the detail of one that stands. */
  public void raise(Sort sort, String about, String detail) {
    var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    var before = standing.get(key(sort, about));
    var since = before == null ? now : before.since();
    standing.put(key(sort, about), new Alarm(sort, about, detail, since));
    if (before == null || !before.detail().equals(detail)) {
      LOG.error("{} {}: {}", sort, about, detail);
    }
  }

  /** What raised the alarm goes well again. */
  public void clear(Sort sort, String about) {
    if (standing.remove(key(sort, about)) != null) {
      LOG.info("{} {}: goes well again", sort, about);
    }
  }

  /** All that stands. */
  public Collection<Alarm> standing() {
    return List.copyOf(standing.values());
  }

  private static String key(Sort sort, String about) {
    return sort + " " + about;
  }
}
