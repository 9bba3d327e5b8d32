package org.answerable.doors.words;

import java.time.Instant;
import java.time.ZoneId;
import org.answerable.calendar.Policy;
import org.answerable.facts.Tongue;
import org.answerable.language.Language;
import org.answerable.views.duty.Diary;
import org.jspecify.annotations.Nullable;

/**
 * What somebody writes about, as far as hints need it.
 *
 * @param customer who reads it, as pages call them
 * @param tongue the language it is written in, and {@code language} the rules it is read with
 * @param zone where they are; null where nobody knows
 * @param missed when they should have heard and did not: an apology is due; null where none is
 * @param grave somebody may have been hurt, or a lawyer wrote
 * @param above who is asked before responsibility is taken then; empty where nobody is
 */
public record Matter(
    String customer,
    Tongue tongue,
    Language language,
    @Nullable ZoneId zone,
    @Nullable Instant missed,
    boolean grave,
    String above,
    Policy policy,
    Diary diary) {}
