/** The house. {@code docs/house.md} is its map. */
@NullMarked
package org.answerable;

import org.jspecify.annotations.NullMarked;
