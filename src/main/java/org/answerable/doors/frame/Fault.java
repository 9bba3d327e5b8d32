package org.answerable.doors.frame;

/** An error page. The id is empty where there is nothing to look up. */
public record Fault(Page page, int status, String title, String sentence, String id) {}
