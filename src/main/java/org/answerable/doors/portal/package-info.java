/**
 * The page of someone who asked: who answers for them, when they hear next, what was said and what
 * was done. Start with {@link TheirPages}. The one rule that matters: a link opens one case for one
 * person and nothing else, and opening it is never an answer.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "facts",
      "calendar",
      "sight",
      "ledger::reading",
      "ledger::writing",
      "work.cases",
      "views.cases",
      "doors.frame",
      "doors.entrance",
      "doors.files",
      "doors.links"
    })
package org.answerable.doors.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
