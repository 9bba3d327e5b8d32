/** A view that asks work. */
@NullMarked
@ApplicationModule(allowedDependencies = {"facts"})
package org.badhouse.views.cases;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
