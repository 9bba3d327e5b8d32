/**
 * Mail received: kept before anybody looks at it, then filed, held or known as a repetition. Start
 * with {@link Post}. A mail that was accepted is never lost: it is in a case, in the tray, or on
 * the page of what is not filed yet.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"facts", "ledger::reading", "ledger::writing"})
package org.answerable.work.post;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
