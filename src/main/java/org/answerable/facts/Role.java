package org.answerable.facts;

/** What somebody may do at the desk. Each may do what those before may. */
public enum Role {
  AGENT,
  LEAD,
  LEADER,
  ADMIN;

  public boolean atLeast(Role other) {
    return compareTo(other) >= 0;
  }
}
