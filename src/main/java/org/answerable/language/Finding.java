package org.answerable.language;

/**
 * One thing that one sentence does, and why we say so.
 *
 * @param meaning what it does
 * @param sentence where the sentence stands
 * @param words where the words stand that gave it away; inside the sentence
 * @param rule name of the rule, as in the language's file
 * @param why half a sentence for the one who reads the finding; judges nobody
 */
public record Finding(Meaning meaning, Span sentence, Span words, String rule, String why) {}
