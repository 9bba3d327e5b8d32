/** A room that does everything. */
@NullMarked
@ApplicationModule(allowedDependencies = {"facts", "work.people", "ledger :: writing"})
package org.badhouse.work.cases;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
