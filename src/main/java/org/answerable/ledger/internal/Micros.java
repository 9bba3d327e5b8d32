package org.answerable.ledger.internal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Microseconds since 1970, UTC: the one grain of time in the ledger. */
public final class Micros {

  private Micros() {}

  public static long of(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  public static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
