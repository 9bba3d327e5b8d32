package org.answerable.facts;

/** What happens to someone who answers. */
public sealed interface PersonFact extends Fact permits Working, Erasing {}
