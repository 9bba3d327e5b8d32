/**
 * What is to be done now: by me, by my team, and who is there to do it. Start with {@link Today}.
 * The one rule that matters: every query takes a {@code Sight} first and is limited, so that no
 * list shows what its reader may not see or grows without end.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"facts", "calendar", "sight", "ledger::reading"})
package org.answerable.views.today;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
