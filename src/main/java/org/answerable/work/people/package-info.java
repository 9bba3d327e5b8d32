/**
 * Who answers: people, teams, the company and its faces; who is on duty, who may decide what, who
 * is next. Start with {@link People} for what happens to them and {@link Rosters} for what a
 * decision about a case may know of them. The one rule that matters: a team has an active duty lead
 * from its first moment to its last, so nothing that reaches it is ever nobody's.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "facts",
      "calendar",
      "language",
      "sight",
      "ledger::reading",
      "ledger::writing"
    })
package org.answerable.work.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
