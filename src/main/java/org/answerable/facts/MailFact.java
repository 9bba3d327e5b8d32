package org.answerable.facts;

/** What becomes of one received mail. */
public sealed interface MailFact extends Fact permits Receiving, Erasing {}
