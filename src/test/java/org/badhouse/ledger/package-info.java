/** A ground that leans on the floor above. */
@NullMarked
@ApplicationModule(allowedDependencies = {"facts"})
package org.badhouse.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
