package org.answerable.facts;

/** What we know of someone who asks. No fact of a customer names a case. */
public sealed interface CustomerFact extends Fact permits Knowing, Erasing {}
