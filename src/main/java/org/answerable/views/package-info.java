/** The right stair: what it looks like. Built from facts, can be thrown away, never decides. */
@NullMarked
package org.answerable.views;

import org.jspecify.annotations.NullMarked;
