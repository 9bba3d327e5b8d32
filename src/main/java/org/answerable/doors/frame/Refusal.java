package org.answerable.doors.frame;

import org.springframework.http.HttpStatus;

/** Something that was asked for and is refused with a sentence, and the way back. */
public record Refusal(Page page, HttpStatus status, String title, String sentence, String back) {}
