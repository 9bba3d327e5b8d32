/**
 * The command line, the configuration, and the database that comes with the program. Start with
 * {@code Main}; {@code Serving} shows the order in which a desk comes up. The one rule: whatever is
 * wrong with the machine, the files or the settings ends in a sentence that says what was found and
 * what to do, and in an exit code that means the same.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"facts", "language", "ledger::reading"})
package org.answerable.doors.command;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
