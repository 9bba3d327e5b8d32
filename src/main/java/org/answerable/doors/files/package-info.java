/**
 * Files that come with a form, and files that are handed out again. Start with {@link Uploads} and
 * {@link Downloads}. The one rule that matters: a file is a stranger's, its name and type too; it
 * is bounded while it comes in, saved under no name of its own, and never shown in place.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"ledger::reading", "ledger::writing"})
package org.answerable.doors.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
