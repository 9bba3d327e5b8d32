package org.answerable.doors.frame;

import org.jspecify.annotations.Nullable;

/**
 * An error page. The id is empty where there is nothing to look up.
 *
 * @param written what a form brought that could not be stored; null where it brought no words
 */
public record Fault(
    Page page, int status, String title, String sentence, String id, @Nullable Written written) {}
