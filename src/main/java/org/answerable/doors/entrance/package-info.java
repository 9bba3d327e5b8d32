/**
 * Who is asking: signing in and out, sessions, invitations, the first day. Start with {@link
 * Entrance}, which says what is open to whom. The one rule that matters: who somebody is, is asked
 * anew for each request, so that locking a person out takes effect at once.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "facts",
      "calendar",
      "sight",
      "ledger::reading",
      "ledger::writing",
      "work.people",
      "doors.frame",
      "doors.command"
    })
package org.answerable.doors.entrance;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
