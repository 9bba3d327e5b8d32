package org.answerable.doors.mail.reading;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that came with a mail.
 *
 * @param name safe to show and to offer for saving: no path, no control character, direction marks
 *     visible, at most 255 bytes of UTF-8
 * @param mediaType found from the content, never taken from the mail
 * @param declaredType what the mail says it is, as data
 * @param size in bytes
 * @param contentId without angle brackets, for {@code cid:} pictures; null when it has none
 * @param inline whether the mail wants it shown within the text
 * @param file its content, deleted when the {@link ReadMail} is closed
 */
public record Attached(
    String name,
    String mediaType,
    String declaredType,
    long size,
    @Nullable String contentId,
    boolean inline,
    Path file) {}
