/**
 * The pages of those who answer: Today, their cases, the team, one case, the tray, the people.
 * Start with {@link Frames}, then {@link CasePages}. The one rule that matters: a controller asks
 * and turns each result into a page; it knows no rule and no SQL, and a GET changes nothing.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "facts",
      "calendar",
      "language",
      "sight",
      "ledger::reading",
      "ledger::writing",
      "work.people",
      "work.customers",
      "work.post",
      "work.cases",
      "views.today",
      "views.cases",
      "views.duty",
      "doors.frame",
      "doors.entrance",
      "doors.files",
      "doors.mail",
      "doors.words",
      "doors.model"
    })
package org.answerable.doors.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
