package org.answerable.facts;

/** What happens to a team. */
public sealed interface TeamFact extends Fact permits Teaming, Erasing {}
