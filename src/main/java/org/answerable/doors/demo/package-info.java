/**
 * Northwind Home, a company that never was: four weeks of its past, made by sending commands
 * through the same code as real work, with told time that jumps from due time to due time. Start
 * with {@link DemoCompany}. {@link Driver} is what stories are told with, here and in tests.
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
      "work.commitments",
      "work.cases",
      "doors.command",
      "doors.entrance"
    })
package org.answerable.doors.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
