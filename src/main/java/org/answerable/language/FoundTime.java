package org.answerable.language;

/**
 * A time found in a text.
 *
 * @param words where it stands
 * @param wish what it says
 */
public record FoundTime(Span words, TimeWish wish) {}
