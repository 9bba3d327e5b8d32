/**
 * Rights that travel by mail: the token of a reply address, the link of a customer's page. Start
 * with {@link CaseTokens}. A token names one case and proves that we gave it to one party for one
 * purpose; it is checked against the case's own parties, never trusted for what it says.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"facts"})
package org.answerable.doors.links;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
