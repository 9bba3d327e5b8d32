package org.answerable.ledger.reading;

import java.time.Instant;
import org.answerable.facts.ChainId;
import org.answerable.facts.CommandId;
import org.answerable.facts.Fact;

/**
 * One thing that was written: what happened, when it was recorded, who did it, and the words beside
 * it.
 *
 * @param seq 1, 2, 3 … without gaps inside its chain
 * @param at when it was recorded, in microseconds; rising inside its chain
 * @param leaf its place in the one public order, or -1 where it is read before the sequencer took
 *     it
 */
public record Entry(
    ChainId chain,
    ChainKind kind,
    long seq,
    Instant at,
    Actor actor,
    Via via,
    CommandId command,
    Fact fact,
    Parts parts,
    long leaf) {}
