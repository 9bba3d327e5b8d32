/**
 * Who asks, and how they can be reached. Start with {@link Customers}. No fact of a customer names
 * a case: which customer a case's party is stands in the case, as a part that can be erased.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"facts", "ledger::reading", "ledger::writing"})
package org.answerable.work.customers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
