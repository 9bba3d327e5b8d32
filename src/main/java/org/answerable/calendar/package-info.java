/**
 * Working time: hours, holidays, "two business days from now", and what follows from them: the
 * {@link Policy} of a kind of desk and the {@link Pace} at which it can give its word. Start with
 * {@link WorkingTime}. The one rule that matters: an instant that is promised lies in open time of
 * the zone it was said in, whatever the clocks of that zone do between now and then.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"facts"})
package org.answerable.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
