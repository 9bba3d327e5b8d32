/**
 * What stands beside somebody who writes to a customer: hints, better words in one click, what is
 * missing of an apology, promises found, and the guides that say why. Start with {@link Checking};
 * what it finds is a {@link Checked}, already worded.
 *
 * <p>The one rule that matters: it is for the writer alone. Nothing of what is read here is written
 * down anywhere, nothing is counted, and nothing keeps a reply from being sent.
 *
 * <p>Two seams. What somebody may decide alone is asked of a {@link Waterline}; until rights are
 * kept by team, brand and person, {@link DeskWaterline} answers with what holds for a kind of desk
 * and a role. Who acts for whom is asked of the diary of {@code views.duty}.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {"facts", "calendar", "language", "sight", "views.duty", "doors.frame"})
package org.answerable.doors.words;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
