package org.answerable.facts;

/** A part of an entry of the same chain, as an erasure lists it. */
public record PartRef(long seq, String name) {}
