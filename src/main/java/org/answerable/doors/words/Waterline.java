package org.answerable.doors.words;

import org.answerable.calendar.Policy;
import org.answerable.sight.Who;

/** What somebody decides alone, saying why, and what somebody above must agree to first. */
interface Waterline {

  /** What may be put into one decision without asking. */
  sealed interface Alone {
    /** Money back, a replacement, a gift, up to so many euros. */
    record Money(int euros) implements Alone {}

    /** A credit of a month's fee, in percent, up to so many euros. */
    record Credit(int percent, int euros) implements Alone {}
  }

  Alone of(Who who, Policy policy);
}
