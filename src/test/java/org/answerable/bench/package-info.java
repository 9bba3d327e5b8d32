/**
 * What the desk costs: {@code ./bench} starts the real program on a real database, loads it, and
 * measures it through its own doors, beside the same work done by hand-written SQL. Start with
 * {@link org.answerable.bench.Bench}. The one rule that matters: nothing here is asserted by a
 * test, since a figure says as much about the machine as about us. Needs nothing but the program's
 * own jars.
 */
@NullMarked
package org.answerable.bench;

import org.jspecify.annotations.NullMarked;
