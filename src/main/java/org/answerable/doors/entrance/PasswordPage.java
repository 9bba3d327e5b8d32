package org.answerable.doors.entrance;

import org.answerable.doors.frame.Page;

/**
 * The page on which an invited person sets a password.
 *
 * @param wrong what went wrong, or empty
 */
public record PasswordPage(Page page, String action, String wrong, int lettersMin) {}
