package org.answerable.work.people;

import org.answerable.facts.Role;
import org.answerable.facts.StaffId;

/** A person as the others need to know them when somebody leaves. */
record Colleague(StaffId id, Role role, boolean active) {}
