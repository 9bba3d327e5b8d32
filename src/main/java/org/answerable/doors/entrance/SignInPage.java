package org.answerable.doors.entrance;

import org.answerable.doors.frame.Page;

/**
 * The page for signing in.
 *
 * @param address as it was typed, so that it need not be typed again
 * @param wrong what went wrong, or empty
 */
public record SignInPage(Page page, String address, String next, String wrong) {}
