package org.answerable.doors.desk;

/** What a page says when there is nothing else on it, and where to go on. */
public record Told(Frame frame, String sentence, String back) {}
