/**
 * What can happen at a desk, said once: ids and one sealed family of facts per thing that is
 * decided about. Start with {@link Fact}, then {@link CaseFact}. Nothing here decides or stores
 * anything.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.answerable.facts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
