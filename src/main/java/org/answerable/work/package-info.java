/** The left stair: what may happen next. The only floor that holds the pen. */
@NullMarked
package org.answerable.work;

import org.jspecify.annotations.NullMarked;
