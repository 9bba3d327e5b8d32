/** One case from first word to last, and lists of cases. A query takes a {@code Sight} first. */
@NullMarked
@ApplicationModule(allowedDependencies = {"facts", "calendar", "sight", "ledger::reading"})
package org.answerable.views.cases;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
