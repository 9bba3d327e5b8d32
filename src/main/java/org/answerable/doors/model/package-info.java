/**
 * A language model that somebody else runs, off unless the configuration names one. Start with
 * {@link MoreHints}. The one rule that matters: it can only add hints to the desk's own, in our
 * words and about words that really stand in the text; whatever it answers, or fails to, nothing
 * else changes and nobody waits longer than its time.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"facts", "language", "doors.command"})
package org.answerable.doors.model;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
