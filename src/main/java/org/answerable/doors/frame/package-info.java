/**
 * What every page stands in: its sentences, its times, how it is drawn and what a browser is told
 * about it. Start with {@link Page}. The one rule that matters: a page decides nothing; it is given
 * one typed record that is already worded, and it changes nothing when it is looked at.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"facts", "ledger::writing"})
package org.answerable.doors.frame;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
