/**
 * A real PostgreSQL inside the program: unpacked, initialised, started, watched and stopped by us.
 * Start with {@link org.answerable.doors.command.postgres.EmbeddedPostgres}. The one rule: it is as
 * durable as any other PostgreSQL, and a start that was cut short anywhere is put right by the
 * next.
 */
@NullMarked
package org.answerable.doors.command.postgres;

import org.jspecify.annotations.NullMarked;
