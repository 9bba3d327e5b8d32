/**
 * When the people of a team can keep a promise: their duty, who stands in, and what they promised
 * already. Start with {@link Diaries}, which asks, and {@link Diary}, which answers.
 *
 * <p>The one rule that matters: no time is offered that nobody can keep.
 *
 * <p>A seam: nobody names a stand-in of their own yet. Until a roster does, {@link StandIns} takes
 * the duty lead, and where that one is not there either, whoever of the team is and has promised
 * least.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"facts", "calendar", "language", "sight", "views.cases"})
package org.answerable.views.duty;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
