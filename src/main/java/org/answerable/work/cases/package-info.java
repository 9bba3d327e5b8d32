/**
 * A customer's matter from the first word to the customer's own yes: owning, talking, promising,
 * ending. Start with {@link Cases}. A case has exactly one owner at every moment and, while it is
 * open, a next word; the rest serves these two.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "facts",
      "calendar",
      "language",
      "ledger::reading",
      "ledger::writing",
      "work.people",
      "work.customers",
      "work.post",
      "work.commitments",
      "sight"
    })
package org.answerable.work.cases;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
