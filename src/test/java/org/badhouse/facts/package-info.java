/** Vocabulary that asks the ledger. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.badhouse.facts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
