/** A room that asks one that comes after it. */
@NullMarked
@ApplicationModule(allowedDependencies = {"facts"})
package org.badhouse.work.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
