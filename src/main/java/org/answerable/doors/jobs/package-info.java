/**
 * What happens by itself: the clock each second on every node, and by db-scheduler, once for all
 * nodes, the ledger's beat and the sweeping of old commands. Start with {@link Ticking}.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "facts",
      "ledger::reading",
      "ledger::writing",
      "work.commitments",
      "work.cases",
      "doors.command"
    })
package org.answerable.doors.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
