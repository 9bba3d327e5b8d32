package org.answerable.facts;

/** All that can ever happen to a case. */
public sealed interface CaseFact extends Fact
    permits Owning, Talking, Participating, Promising, Ending, Erasing {}
